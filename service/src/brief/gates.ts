import type { Citation } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { EvidenceKind } from '../domain/evidence.ts';
import { compare, type Refs } from './citations.ts';
import { crmDiffs } from './diffs.ts';
import { isKind, missingRoles } from './items.ts';
import { keyOf } from './keys.ts';
import type { BriefItem, BriefPerson, GateResult, MergedClaim, Reading } from './types.ts';

const DAY_MS = 86_400_000;
const MOST_REFS = 20;

export interface GateInput {
  deal: Deal;
  readings: readonly Reading[];
  claims: readonly MergedClaim[];
  items: readonly BriefItem[];
  people: readonly BriefPerson[];
  refs: Refs;
  /** Kinds of evidence that are missing because their source could not be read. */
  missingKinds: ReadonlySet<EvidenceKind>;
  /** R142: how old a relationship claim may be, in days before the end of the cycle. */
  recencyDays: number;
}

/** The quality gates R139 to R143, in that order. The same brief always gets the same results. */
export function qualityGates(input: GateInput): GateResult[] {
  return [stakeholders(input), commitments(input), tickets(input), recency(input), contradictions(input)];
}

function result(name: GateResult['name'], passed: boolean, why: string, refs: readonly string[] = []): GateResult {
  return { name, passed, why, refs: refs.slice(0, MOST_REFS) };
}

/** R139: a champion and an economic buyer with a last touch each, or a gap that says who is missing. */
function stakeholders({ deal, items, people }: GateInput): GateResult {
  const gaps = missingRoles(people).map(({ role, why }) => ({ role, key: keyOf(deal, 'Gap', `${role}: ${why}`) }));
  const silent = gaps.filter(({ key }) => !items.some((item) => item.key === key));
  if (silent.length > 0)
    return result(
      'stakeholders',
      false,
      `Neither a person nor a gap for: ${silent.map(({ role }) => role).join(', ')}.`
    );
  const refs = [
    ...people.filter(({ role }) => role === 'Champion' || role === 'Economic Buyer').map(({ key }) => key),
    ...gaps.map(({ key }) => key)
  ];
  const why =
    gaps.length === 0
      ? 'A champion and an economic buyer are known, with the day of the last touch.'
      : `Shown as a gap: ${gaps.map(({ role }) => role).join(', ')}.`;
  return result('stakeholders', true, why, refs);
}

/** R140: what sounds like a promise in a mail or call is among the commitments, cited. */
function commitments({ readings, claims, items, missingKinds }: GateInput): GateResult {
  const missed = readings.flatMap((reading) => reading.missedPromises);
  const total = readings.reduce((sum, reading) => sum + reading.promises, 0);
  const bare = items.filter((item) => isKind(item, 'Commitment', 'Stretch') && item.citations.length === 0);
  if (missed.length > 0 || bare.length > 0)
    return result(
      'commitments',
      false,
      `${missed.length + bare.length} of ${total} sentences that sound like a promise are in no cited commitment.`,
      [...missed.map(placeOf), ...bare.map(({ key }) => key)]
    );
  const shown = new Set(claims.flatMap((claim) => claim.citations.map(placeOf)));
  const cut = readings
    .flatMap((reading) => reading.claims)
    .filter((claim) => claim.kind === 'commitment' && !shown.has(placeOf(claim)));
  if (cut.length > 0) return result('commitments', false, `${cut.length} commitments are not shown.`, cut.map(placeOf));
  const unread = (['email', 'call'] as const).filter((kind) => missingKinds.has(kind));
  if (unread.length > 0)
    return result('commitments', false, `Promises may be missing: no ${unread.join(' and no ')} could be read.`);
  return result('commitments', true, `${total} sentences that sound like a promise are all covered.`);
}

function placeOf({ evidenceId, segment }: Pick<Citation, 'evidenceId' | 'segment'>): string {
  return `${evidenceId}#${segment}`;
}

/** R141: every ticket of the cycle is in risks or open threads. */
function tickets({ readings, items, missingKinds }: GateInput): GateResult {
  const all = readings.flatMap((reading) => reading.tickets.map(({ evidenceId }) => evidenceId));
  const shown = new Set(
    items
      .filter((item) => isKind(item, 'Risk', 'Open Thread'))
      .flatMap((item) => item.citations.map(({ evidenceId }) => evidenceId))
  );
  const left = all.filter((id) => !shown.has(id));
  if (left.length > 0) return result('tickets', false, `${left.length} of ${all.length} tickets are left out.`, left);
  if (missingKinds.has('ticket'))
    return result('tickets', false, 'Tickets may be missing: their source could not be read.');
  return result('tickets', true, `${all.length} tickets of the sales cycle are all shown.`, all);
}

/** R142: what is said of a person is from the last days of the cycle, unless that person has not been heard since. */
function recency({ deal, people, recencyDays }: GateInput): GateResult {
  const since = new Date(Date.parse(deal.window.to) - recencyDays * DAY_MS).toISOString();
  const stale = people.filter(({ citations, lastTouch }) => {
    const newest = citations.map(({ at }) => at).reduce((a, b) => (a > b ? a : b), '');
    return newest !== '' && newest < since && lastTouch !== null && lastTouch >= since.slice(0, 10);
  });
  if (stale.length === 0)
    return result(
      'recency',
      true,
      `What is said of people is from the last ${recencyDays} days, or there is nothing newer.`
    );
  const names = stale.map(({ name }) => name).sort(compare);
  return result(
    'recency',
    false,
    `Described before the last ${recencyDays} days, though heard since: ${names.join(', ')}.`,
    stale.map(({ key }) => key)
  );
}

/** R143: where the CRM says something else than the customer did, a line shows both. */
function contradictions({ deal, claims, items }: GateInput): GateResult {
  const shown = items.filter((item) => isKind(item, 'Contradiction'));
  const keys = new Set(shown.map(({ key }) => key));
  const hidden = crmDiffs(deal, claims).filter(
    ({ field, claim }) => !keys.has(keyOf(deal, 'Contradiction', field, claim.text))
  );
  if (hidden.length > 0)
    return result(
      'contradictions',
      false,
      `Not shown: ${hidden.map(({ field }) => field).join(', ')}.`,
      hidden.map(({ field }) => field)
    );
  const why = shown.length === 0 ? 'The CRM and what was said agree.' : `${shown.length} differences are shown.`;
  return result('contradictions', true, why, [...keys]);
}
