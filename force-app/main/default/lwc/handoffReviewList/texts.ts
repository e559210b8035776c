import type { HandoffReviewView } from 'apex-types';
import { plural } from 'c/handoffText';
import accept from '@salesforce/label/c.Review_Decided_Accepted';
import acceptRest from '@salesforce/label/c.Review_Accept_Rest';
import acceptedRest from '@salesforce/label/c.Review_Accepted_Rest';
import allDone from '@salesforce/label/c.Review_All_Done';
import edit from '@salesforce/label/c.Review_Decided_Edited';
import heading from '@salesforce/label/c.Review_Heading';
import keys from '@salesforce/label/c.Review_Keys';
import less from '@salesforce/label/c.Review_Minute';
import list from '@salesforce/label/c.Review_List';
import minutes from '@salesforce/label/c.Review_Minutes';
import minutesOne from '@salesforce/label/c.Review_Minutes_One';
import more from '@salesforce/label/c.Review_More';
import reject from '@salesforce/label/c.Review_Decided_Rejected';
import undo from '@salesforce/label/c.Review_Undo';
import undone from '@salesforce/label/c.Review_Undone';

export const labels = {
  acceptRest,
  acceptedRest,
  allDone,
  heading,
  keys,
  less,
  list,
  minutes,
  minutesOne,
  more,
  undo,
  undone
};

/** What is said after a decision. */
export const notices = { accept, edit, reject };

const MINUTE = 60;

/** How long the rest takes: "about 2 minutes". @param count proposals that are left */
export function timeText(view: HandoffReviewView | undefined, count: number): string {
  const { proposedCount, secondsLeft } = view ?? {};
  const left = proposedCount ? Math.round((((secondsLeft ?? 0) / proposedCount) * count) / MINUTE) : 0;
  return left < 1 ? labels.less : plural(left, labels.minutesOne, labels.minutes);
}
