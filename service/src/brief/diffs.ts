import type { Deal } from '../domain/deal.ts';
import type { MergedClaim } from './types.ts';

/** A field of the CRM that says something else than the conversation (R143). */
export interface CrmDiff {
  field: string;
  /** What the CRM holds; null when it is empty where it should not be. */
  crm: string;
  claim: MergedClaim;
  text: string;
}

const NONE = /^\s*(?:none|no|nothing|n\/a|nil|not any|no competitors?|no risks?)\s*\.?\s*$/i;
/** The customer goes live, or all of it; "Okta live by May" is one part of it, with a day of its own. */
const GO_LIVE =
  /\bgo(?:es|ing)?[- ]live\b|\b(?:be|is|are|you|it|us|them|everything|everybody|all|fully) live (?:by|on|in|before)\b|\brolled? out\b/i;
const DAY_MS = 86_400_000;
/** Days by which a date that was said may differ from the CRM's before anybody cares. */
const DATE_SLACK = 3;

/** Where the CRM and what was said differ. Each difference becomes a line that shows both sides. */
export function crmDiffs(deal: Deal, claims: readonly MergedClaim[]): CrmDiff[] {
  const diffs: CrmDiff[] = [];
  const add = (field: string, crm: string, claim: MergedClaim | undefined, what: string): void => {
    if (claim) diffs.push({ field, crm, claim, text: `${what} The CRM says: ${crm}. Said: ${claim.text}` });
  };
  const saysNone = (field: string): string | null => {
    const value = deal.crm[field] ?? null;
    return value !== null && NONE.test(value) ? value.trim() : null;
  };
  const first = (test: (claim: MergedClaim) => boolean): MergedClaim | undefined => claims.find(test);

  for (const field of Object.keys(deal.crm)
    .filter((name) => /competitor/i.test(name))
    .sort()) {
    const none = saysNone(field);
    if (none !== null)
      add(
        field,
        none,
        first(({ kind }) => kind === 'competitor'),
        'A competitor was mentioned.'
      );
  }
  const noRisks = saysNone('Risk_Notes__c');
  if (noRisks !== null)
    add(
      'Risk_Notes__c',
      noRisks,
      first(({ kind, severity }) => kind === 'regret' || (kind === 'risk' && severity !== 'Green')),
      'A risk was mentioned.'
    );
  const noPromises = saysNone('Promised_Deliverables__c');
  if (noPromises !== null)
    add(
      'Promised_Deliverables__c',
      noPromises,
      first(({ kind, by }) => kind === 'commitment' && by === 'seller'),
      'Something was promised.'
    );
  const goLive = deal.crm['Go_Live_Target__c'] ?? null;
  if (goLive !== null)
    add(
      'Go_Live_Target__c',
      goLive,
      first(
        ({ kind, due, quote }) =>
          (kind === 'commitment' || kind === 'milestone' || kind === 'success_criterion' || kind === 'stretch') &&
          due !== null &&
          GO_LIVE.test(quote) &&
          Math.abs(Date.parse(due) - Date.parse(goLive)) > DATE_SLACK * DAY_MS
      ),
      'Another date was named for going live.'
    );
  return diffs;
}
