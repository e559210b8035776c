import type { Claim, ClaimKind } from '../domain/claim.ts';
import { consequence, contextToDeliver, merge, type MergedClaim, tiles } from './merge.ts';

/** So many lines can be reviewed in about two minutes. */
const MOST_LINES = 18;
/** What is settled by the end of the sales cycle when its day has passed: the receiver owes none of it any more. */
const SETTLED_BY_TIME: ReadonlySet<ClaimKind> = new Set(['commitment', 'customer_commitment', 'milestone']);
/** Not read as lines: people have a place of their own, and what is internal only managers see. */
const NO_LINES: ReadonlySet<ClaimKind> = new Set(['stakeholder', 'internal_only']);

/**
 * The lines of a brief: each thing that was said once, at most five of a kind, those first that matter most to whoever
 * takes over.
 *
 * @param until the end of the sales cycle, ISO 8601
 */
export function linesOfBrief(claims: readonly Claim[], until: string): MergedClaim[] {
  const day = until.slice(0, 10);
  const open = merge(claims).filter(
    ({ claim: { kind, due } }) => !(SETTLED_BY_TIME.has(kind) && due !== null && due < day)
  );
  const ranked = [...tiles(open).values()].flat().sort((left, right) => consequence(right) - consequence(left));
  const lines = ranked
    .filter(({ claim }) => !NO_LINES.has(claim.kind))
    .filter(firstOfItsWords())
    .slice(0, MOST_LINES);
  return [...lines, ...ranked.filter(({ claim }) => NO_LINES.has(claim.kind))].map(neutral);
}

/** One sentence is one line, as what it weighs most, however many kinds it could be. */
function firstOfItsWords(): (line: MergedClaim) => boolean {
  const taken = new Map<string, [start: number, end: number][]>();
  return ({ claim: { evidenceId, segment, start, end } }) => {
    const place = `${evidenceId} ${segment}`;
    const ranges = taken.get(place) ?? [];
    if (ranges.some(([from, to]) => start < to && from < end)) return false;
    taken.set(place, [...ranges, [start, end]]);
    return true;
  };
}

function neutral(line: MergedClaim): MergedClaim {
  return line.claim.kind === 'stretch' ? { ...line, claim: { ...line.claim, text: contextToDeliver(line) } } : line;
}
