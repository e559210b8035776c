import crmFacts from '@salesforce/label/c.Panel_Part_Crm';
import emptyText from '@salesforce/label/c.Panel_Empty_Text';
import emptyTitle from '@salesforce/label/c.Panel_Empty_Title';
import exceptions from '@salesforce/label/c.Panel_Part_Exceptions';
import loading from '@salesforce/label/c.Panel_Loading';
import loadFailed from '@salesforce/label/c.Panel_Load_Failed';
import moved from '@salesforce/label/c.Panel_Move_Moved';
import noStart from '@salesforce/label/c.Panel_Empty_Read_Only';
import previewTitle from '@salesforce/label/c.Panel_Preview_Title';
import start from '@salesforce/label/c.Panel_Start';
import unsavedFirst from '@salesforce/label/c.Panel_Move_Unsaved';

export const labels = {
  crmFacts,
  emptyText,
  emptyTitle,
  exceptions,
  loading,
  loadFailed,
  moved,
  noStart,
  previewTitle,
  start,
  unsavedFirst
};
