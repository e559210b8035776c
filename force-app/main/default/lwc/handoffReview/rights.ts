import type { HandoffReviewView } from 'apex-types';

/** Whether lines came up after the handoff was passed on, which its receiver sees once they are approved. */
function isLate({ deliveredAt, briefStatus }: HandoffReviewView): boolean {
  return Boolean(deliveredAt) && briefStatus === 'In Review';
}

/** Whether the reader decides on proposals. What was approved is closed, unless something new came up since. */
export function mayDecide(view: HandoffReviewView | undefined): boolean {
  return Boolean(view?.canReview && (!view.approvedAt || isLate(view) || (view.proposedCount ?? 0) > 0));
}

/** Whether the reader approves: the giver, or a manager once it waits for one. */
export function mayApprove(view: HandoffReviewView | undefined): boolean {
  if (!view || (view.approvedAt && !isLate(view))) return false;
  const isWithManager = view.status === 'Exception Review';
  return Boolean(view.canDecideException || (view.canReview && !isWithManager));
}
