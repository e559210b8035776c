import addInvitee from '@salesforce/label/c.Kickoff_Add_Invitee';
import cancel from '@salesforce/label/c.Kickoff_Cancel';
import championMissing from '@salesforce/label/c.Kickoff_Champion_Missing';
import countOf from '@salesforce/label/c.Panel_Count_Of';
import heading from '@salesforce/label/c.Kickoff_Heading';
import headingAt from '@salesforce/label/c.Kickoff_Heading_At';
import held from '@salesforce/label/c.Kickoff_Held';
import invitees from '@salesforce/label/c.Kickoff_Invitees';
import loadFailed from '@salesforce/label/c.Kickoff_Load_Failed';
import loading from '@salesforce/label/c.Kickoff_Loading';
import markHeld from '@salesforce/label/c.Kickoff_Mark_Held';
import noChampion from '@salesforce/label/c.Kickoff_No_Champion';
import noInvitees from '@salesforce/label/c.Kickoff_No_Invitees';
import openWith from '@salesforce/label/c.Kickoff_Open_With';
import plan from '@salesforce/label/c.Kickoff_Plan';
import points from '@salesforce/label/c.Kickoff_Points';
import save from '@salesforce/label/c.Kickoff_Save';
import welcome from '@salesforce/label/c.Welcome_Heading';
import when from '@salesforce/label/c.Kickoff_When';

export const labels = {
  addInvitee,
  cancel,
  championMissing,
  countOf,
  heading,
  headingAt,
  held,
  invitees,
  loadFailed,
  loading,
  markHeld,
  noChampion,
  noInvitees,
  openWith,
  plan,
  points,
  save,
  welcome,
  when
};
