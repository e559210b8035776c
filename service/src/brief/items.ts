import type { ClaimKind } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { Refs } from './citations.ts';
import { type CrmDiff, crmDiffs } from './diffs.ts';
import { keyOf } from './keys.ts';
import { BASIS } from './people.ts';
import type { BriefItem, BriefPerson, ItemKind, MergedClaim, Reading } from './types.ts';

type Line = Pick<BriefItem, 'kind' | 'section'>;

/** Kinds of claim that become lines. People become people; what is internal goes to the managers' notes. */
const LINES: Readonly<Partial<Record<ClaimKind, Line>>> = {
  pain: { kind: 'Pain', section: 'Context' },
  use_case: { kind: 'Use Case', section: 'Context' },
  workaround: { kind: 'Workaround', section: 'Context' },
  competitor: { kind: 'Competitor', section: 'Context' },
  expansion: { kind: 'Expansion', section: 'Context' },
  success_criterion: { kind: 'Success Criterion', section: 'Expectations' },
  milestone: { kind: 'Milestone', section: 'Expectations' },
  commitment: { kind: 'Commitment', section: 'Expectations' },
  customer_commitment: { kind: 'Customer Commitment', section: 'Actions' },
  stretch: { kind: 'Stretch', section: 'Expectations' },
  technical: { kind: 'Technical', section: 'Technical' },
  risk: { kind: 'Risk', section: 'Risk' },
  regret: { kind: 'Risk', section: 'Risk' },
  objection: { kind: 'Objection', section: 'Risk' },
  contradiction: { kind: 'Contradiction', section: 'Risk' },
  open_thread: { kind: 'Open Thread', section: 'Actions' }
};
/** One call of a collection takes 200 records; a brief of one screen is far below. */
const MOST_ITEMS = 200;
const LONGEST_TEXT = 1000;
const LONGEST_CONDITION = 255;

const BARE = {
  claimKind: null,
  condition: null,
  due: null,
  milestoneDay: null,
  severity: null,
  citations: []
} as const;

/**
 * The lines of the brief: claims as they were merged, then what no claim says but must not be left out: tickets
 * (R141), differences from the CRM (R143), and gaps for people (R139) and for sources that could not be read.
 */
export function toItems(
  deal: Deal,
  readings: readonly Reading[],
  claims: readonly MergedClaim[],
  people: readonly BriefPerson[],
  refs: Refs
): BriefItem[] {
  const diffs = crmDiffs(deal, claims);
  // One sentence against one field is one line, whoever noticed.
  const told = new Set(diffs.map(({ claim }) => `${claim.evidenceId} ${claim.segment} ${claim.start}`));
  const isTold = ({ kind, evidenceId, segment, start }: MergedClaim): boolean =>
    kind === 'contradiction' && told.has(`${evidenceId} ${segment} ${start}`);
  const items = [
    ...claims.filter((claim) => !isTold(claim)).flatMap((claim) => fromClaim(deal, claim, refs)),
    ...diffs.map((diff) => fromDiff(deal, diff, refs)),
    ...ticketLines(deal, readings, claims, refs),
    ...gapLines(deal, readings, people)
  ];
  const seen = new Set<string>();
  return items
    .filter(({ key }) => !seen.has(key) && seen.add(key) !== undefined)
    .slice(0, MOST_ITEMS)
    .map((item, index) => ({ ...item, order: (index + 1) * 10 }));
}

function fromClaim(deal: Deal, claim: MergedClaim, refs: Refs): BriefItem[] {
  const line = LINES[claim.kind];
  if (line === undefined) return [];
  const key = keyOf(deal, line.kind, claim.text);
  const citations = refs.toBrief(deal, key, claim.citations);
  // No quote, no claim.
  if (citations.length === 0) return [];
  return [
    {
      ...line,
      key,
      claimKind: claim.kind,
      text: cut(claim.text, LONGEST_TEXT),
      condition: claim.condition === null ? null : cut(claim.condition, LONGEST_CONDITION),
      due: claim.due,
      milestoneDay: claim.milestoneDay,
      severity: claim.severity ?? (claim.kind === 'regret' ? 'Red' : null),
      basis: BASIS[claim.by],
      order: 0,
      citations
    }
  ];
}

function fromDiff(deal: Deal, { claim, text, field }: CrmDiff, refs: Refs): BriefItem {
  const key = keyOf(deal, 'Contradiction', field, claim.text);
  return {
    ...BARE,
    key,
    kind: 'Contradiction',
    section: 'Risk',
    text: cut(text, LONGEST_TEXT),
    severity: 'Yellow',
    basis: BASIS[claim.by],
    order: 0,
    citations: refs.toBrief(deal, key, claim.citations)
  };
}

/** Tickets that no risk or open thread cites. The title is shown as it is: it is what the customer will recognise. */
function ticketLines(
  deal: Deal,
  readings: readonly Reading[],
  claims: readonly MergedClaim[],
  refs: Refs
): BriefItem[] {
  const covered = new Set(
    claims
      .filter(({ kind }) => LINES[kind]?.kind === 'Risk' || kind === 'open_thread')
      .flatMap((claim) => claim.citations.map(({ evidenceId }) => evidenceId))
  );
  return readings
    .flatMap((reading) => reading.tickets)
    .filter(({ evidenceId }) => !covered.has(evidenceId))
    .map(({ evidenceId, title, opening }) => {
      const key = keyOf(deal, 'Open Thread', 'ticket', evidenceId);
      return {
        ...BARE,
        key,
        kind: 'Open Thread' as const,
        section: 'Actions' as const,
        text: cut(`Support ticket during the sales cycle: ${title}`, LONGEST_TEXT),
        basis: BASIS[refs.of(opening)?.side ?? 'unknown'],
        order: 0,
        citations: refs.toBrief(deal, key, [opening])
      };
    });
}

function gapLines(deal: Deal, readings: readonly Reading[], people: readonly BriefPerson[]): BriefItem[] {
  const gap = (section: BriefItem['section'], text: string): BriefItem => ({
    ...BARE,
    key: keyOf(deal, 'Gap', text),
    kind: 'Gap',
    section,
    text: cut(text, LONGEST_TEXT),
    basis: 'CRM record',
    order: 0
  });
  const failed = readings
    .filter(({ problem }) => problem !== null)
    .map(({ source, problem }) => gap('Context', `${source} is not part of this brief, or only in part. ${problem}`));
  return [...missingRoles(people).map(({ role, why }) => gap('Relationship', `${role}: ${why}`)), ...failed];
}

/** Roles of R139 that nobody we have spoken with holds. */
export function missingRoles(people: readonly BriefPerson[]): { role: 'Champion' | 'Economic Buyer'; why: string }[] {
  return (['Champion', 'Economic Buyer'] as const).flatMap((role) => {
    const holders = people.filter((person) => person.role === role);
    if (holders.some(({ lastTouch }) => lastTouch !== null)) return [];
    const why = holders.length === 0 ? 'nobody is known.' : 'there is no sign that anybody has spoken with them.';
    return [{ role, why }];
  });
}

export function isKind(item: BriefItem, ...kinds: readonly ItemKind[]): boolean {
  return kinds.includes(item.kind);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
