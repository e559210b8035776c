import { compare, type Refs } from './citations.ts';
import type { MergedClaim, Reading, SourceSummary } from './types.ts';

/** `Manager_Notes__c` holds this much. */
const LONGEST_NOTES = 30_000;

/** What was read of each source, and what could not be. */
export function summariesOf(readings: readonly Reading[]): SourceSummary[] {
  return readings.map(({ source, problem, evidence, extraction }) => ({
    name: source,
    state: problem !== null ? 'failed' : evidence === 0 ? 'empty' : 'read',
    count: evidence,
    note: problem ?? (extraction === null || extraction.notes.length === 0 ? null : extraction.notes.join(' '))
  }));
}

/** What is for managers only (R96): internal pricing strategy and the like, with who said it and when. */
export function managerNotes(claims: readonly MergedClaim[], refs: Refs): string | null {
  const lines = claims
    .filter(({ kind }) => kind === 'internal_only')
    .map((claim) => ({ claim, at: refs.at(claim) }))
    .sort((a, b) => compare(a.at, b.at) || compare(a.claim.quote, b.claim.quote))
    .map(({ claim, at }) => `${at.slice(0, 10)} ${refs.of(claim)?.speaker ?? 'Unattributed'}: "${claim.quote}"`);
  return lines.length === 0 ? null : lines.join('\n').slice(0, LONGEST_NOTES);
}
