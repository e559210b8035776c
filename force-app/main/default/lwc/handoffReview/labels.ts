import approve from '@salesforce/label/c.Review_Approve';
import approveBeforeWin from '@salesforce/label/c.Review_Approve_Before_Win';
import approved from '@salesforce/label/c.Review_Approved_By';
import counts from '@salesforce/label/c.Review_Counts';
import heading from '@salesforce/label/c.Review_Heading';
import loadFailed from '@salesforce/label/c.Review_Load_Failed';
import loading from '@salesforce/label/c.Review_Loading';
import managerFirst from '@salesforce/label/c.Review_Manager_First';
import nothingFound from '@salesforce/label/c.Review_Nothing_Found';
import sentBack from '@salesforce/label/c.Review_Sent_Back';
import sourceFailed from '@salesforce/label/c.Review_Source_Failed';
import sourceRead from '@salesforce/label/c.Review_Source_Read';
import sources from '@salesforce/label/c.Review_Sources';

export const labels = {
  approve,
  approveBeforeWin,
  approved,
  counts,
  heading,
  loadFailed,
  loading,
  managerFirst,
  nothingFound,
  sentBack,
  sourceFailed,
  sourceRead,
  sources
};
