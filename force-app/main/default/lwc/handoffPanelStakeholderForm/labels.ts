import cancel from '@salesforce/label/c.Panel_Cancel';
import caresAbout from '@salesforce/label/c.Panel_Person_Cares_About';
import contact from '@salesforce/label/c.Panel_Person_Contact';
import lastTouch from '@salesforce/label/c.Panel_Person_Last_Touch';
import name from '@salesforce/label/c.Panel_Person_Name';
import nameNeeded from '@salesforce/label/c.Panel_Stakeholder_Name_Needed';
import noContact from '@salesforce/label/c.Panel_Person_No_Contact';
import onKickoffInvite from '@salesforce/label/c.Panel_Person_On_Invite';
import prefers from '@salesforce/label/c.Panel_Person_Prefers';
import role from '@salesforce/label/c.Panel_Person_Role';
import save from '@salesforce/label/c.Panel_Save';
import stance from '@salesforce/label/c.Panel_Person_Stance';
import title from '@salesforce/label/c.Panel_Person_Title';

export const labels = {
  cancel,
  caresAbout,
  contact,
  lastTouch,
  name,
  nameNeeded,
  noContact,
  onKickoffInvite,
  prefers,
  role,
  save,
  stance,
  title
};
