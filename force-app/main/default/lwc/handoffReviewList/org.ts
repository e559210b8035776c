import accept from '@salesforce/apex/HandoffReviewController.accept';
import acceptAll from '@salesforce/apex/HandoffReviewController.acceptRest';
import edit from '@salesforce/apex/HandoffReviewController.edit';
import reject from '@salesforce/apex/HandoffReviewController.reject';
import takeBack from '@salesforce/apex/HandoffReviewController.undo';
import type { Decision } from 'c/handoffReviewProposal';

/** Saves one decision. @param text and `due` are what an edited proposal is to say */
export async function decide(decision: Decision, id: string, text: string, due: string | null): Promise<void> {
  if (decision === 'edit') await edit({ id, text, due });
  else if (decision === 'accept') await accept({ ids: [id] });
  else await reject({ ids: [id] });
}

/** Makes decided proposals open ones again. */
export async function undo(ids: readonly string[]): Promise<void> {
  await takeBack({ ids: [...ids] });
}

/** Accepts everything that is still open. @returns the ids of it */
export async function acceptRest(handoffId: string | null | undefined): Promise<string[]> {
  return (await acceptAll({ handoffId })) ?? [];
}
