import assigneeId from '@salesforce/label/c.Panel_Item_Assignee';
import cancel from '@salesforce/label/c.Panel_Cancel';
import condition from '@salesforce/label/c.Panel_Item_Condition';
import dueDate from '@salesforce/label/c.Panel_Item_Due';
import kind from '@salesforce/label/c.Panel_Item_Kind';
import milestoneDay from '@salesforce/label/c.Panel_Item_Milestone_Day';
import mitigation from '@salesforce/label/c.Panel_Item_Mitigation';
import nobody from '@salesforce/label/c.Panel_Item_Nobody';
import resolved from '@salesforce/label/c.Panel_Item_Is_Resolved';
import ruledOut from '@salesforce/label/c.Panel_Item_Is_Ruled_Out';
import save from '@salesforce/label/c.Panel_Save';
import severity from '@salesforce/label/c.Panel_Item_Severity';
import text from '@salesforce/label/c.Panel_Item_Text';
import textNeeded from '@salesforce/label/c.Panel_Item_Text_Needed';
import topic from '@salesforce/label/c.Panel_Item_Topic';

export const labels = {
  assigneeId,
  cancel,
  condition,
  dueDate,
  kind,
  milestoneDay,
  mitigation,
  nobody,
  resolved,
  ruledOut,
  save,
  severity,
  text,
  textNeeded,
  topic
};
