import { getFieldValue, updateRecord, type RecordRepresentation } from 'lightning/uiRecordApi';
import clearGap from '@salesforce/apex/HandoffPanelController.clearGap';
import LAST_MODIFIED_BY from '@salesforce/schema/Handoff__c.LastModifiedBy.Name';
import userId from '@salesforce/user/Id';
import type { HandoffPanelView } from 'apex-types';
import type { LastSaved } from 'c/handoffPanelSaveState';

/** Who else saved the handoff last, and when. When the reader did, the other text is older, and nobody knows whose. */
export function lastSavedOf(record: RecordRepresentation | undefined): LastSaved | undefined {
  const name = getFieldValue(record, LAST_MODIFIED_BY);
  if (typeof name !== 'string' || record?.lastModifiedById === userId) return undefined;
  return { name, at: record?.lastModifiedDate ?? '' };
}

/**
 * Saves one answer.
 *
 * @param since when the handoff was last modified, as far as this page knows
 * @returns when it is last modified now
 * @throws 412 when it is newer than `since`, else whatever keeps the org from saving
 */
export async function saveField(handoffId: string, field: string, value: string, since: string): Promise<string> {
  const fields = { Id: handoffId, [field]: value || null };
  const record = await updateRecord({ fields }, { ifUnmodifiedSince: since });
  return record.lastModifiedDate ?? since;
}

/**
 * Takes gaps back that were answered after all. Nobody needs to hear if that has to wait: a gap beside an answer
 * changes nothing.
 *
 * @param isSaved whether a field was saved on this page
 */
export async function closeGaps(view: HandoffPanelView, isSaved: (field: string) => boolean): Promise<void> {
  const answered = view.answers.filter(({ field, gap, state }) => gap && state === 'Answered' && isSaved(field ?? ''));
  await Promise.allSettled(answered.map(({ code }) => clearGap({ handoffId: view.handoffId, code })));
}
