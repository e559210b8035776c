import answerNow from '@salesforce/label/c.Panel_Answer_Now';
import done from '@salesforce/label/c.Panel_Answer_Done';
import edit from '@salesforce/label/c.Panel_Edit';
import editOf from '@salesforce/label/c.Panel_Edit_Of';
import gap from '@salesforce/label/c.Panel_Answer_Gap';
import none from '@salesforce/label/c.Panel_Answer_None';
import notKnown from '@salesforce/label/c.Panel_Answer_Not_Known';
import notKnownOf from '@salesforce/label/c.Panel_Answer_Not_Known_Of';
import placeholder from '@salesforce/label/c.Panel_Answer_Placeholder';
import source from '@salesforce/label/c.Panel_Answer_Source';
import answered from '@salesforce/label/c.Panel_Answer_Answered';
import change from '@salesforce/label/c.Panel_Answer_Change_Gap';

export const labels = {
  answerNow,
  answered,
  change,
  done,
  edit,
  editOf,
  gap,
  none,
  notKnown,
  notKnownOf,
  placeholder,
  source
};
