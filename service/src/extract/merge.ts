import type { Citation, Claim, ClaimKind } from '../domain/claim.ts';
import { stem, topicOf } from './topic.ts';
import { wordsOf } from './text/words.ts';

/** One thing that was said, however often: the claim as it stands last, and every place it was said. */
export interface MergedClaim {
  claim: Claim;
  /** In the order they were said; the first is where it was said first. */
  citations: readonly Citation[];
}

/** Lines of a tile, the most consequential first. */
export const LINES_PER_TILE = 5;

const SEVERITY = { Red: 30, Yellow: 12, Green: 0 } as const;
/** Kinds of which only what weighs something is worth a line: a bare "maybe" is none. */
const NEEDS_WEIGHT: ReadonlySet<ClaimKind> = new Set(['stretch', 'open_thread', 'objection']);
/** A line must say something: fewer telling words than this do not. */
const TELLING = 2;

/** Words that a promise's second telling may well leave out or add. */
const SAME = 0.6;

/**
 * Puts claims of one kind that say the same into one, with all their citations. Claims must come in the order they were
 * said; what they give depends on nothing else.
 */
export function merge(claims: readonly Claim[]): MergedClaim[] {
  const groups: { claim: Claim; citations: Citation[]; topic: ReadonlySet<string> }[] = [];
  const byWord = new Map<string, number[]>();
  for (const claim of claims) {
    const topic = topicOf(['', ...wordsOf(claim.quote).words.map(stem), '']);
    const index = sameAs(claim, topic, groups, byWord);
    const group = index === null ? undefined : groups[index];
    const citation = citationOf(claim);
    if (group === undefined) {
      for (const word of topic)
        byWord.set(`${claim.kind} ${word}`, [...(byWord.get(`${claim.kind} ${word}`) ?? []).slice(-40), groups.length]);
      groups.push({ claim, citations: [citation], topic });
    } else {
      group.citations.push(citation);
      group.claim = later(group.claim, claim);
    }
  }
  return groups.map(({ claim, citations }) => ({ claim, citations }));
}

/** The last word counts, without losing a day, a condition or a name that was said before. */
function later(before: Claim, after: Claim): Claim {
  const fuller = after.due !== null || before.due === null ? after : before;
  return {
    ...fuller,
    due: after.due ?? before.due,
    condition: after.condition ?? before.condition,
    severity: worse(before.severity, after.severity),
    milestoneDay: after.milestoneDay ?? before.milestoneDay,
    about:
      before.about === null || after.about === null
        ? (after.about ?? before.about)
        : {
            role: after.about.role ?? before.about.role,
            stance: after.about.stance ?? before.about.stance,
            caresAbout: after.about.caresAbout ?? before.about.caresAbout,
            prefers: after.about.prefers ?? before.about.prefers
          }
  };
}

function worse(a: Claim['severity'], b: Claim['severity']): Claim['severity'] {
  if (a === null || b === null) return a ?? b;
  return SEVERITY[a] >= SEVERITY[b] ? a : b;
}

function citationOf({ evidenceId, segment, start, end, quote }: Claim): Citation {
  return { evidenceId, segment, start, end, quote };
}

function sameAs(
  claim: Claim,
  topic: ReadonlySet<string>,
  groups: readonly { claim: Claim; topic: ReadonlySet<string> }[],
  byWord: ReadonlyMap<string, readonly number[]>
): number | null {
  const shared = new Map<number, number>();
  for (const word of topic)
    for (const index of byWord.get(`${claim.kind} ${word}`) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
  // What is known of one person is one claim.
  if (claim.kind === 'stakeholder' && claim.person !== null) {
    const index = groups.findIndex(
      (group) => group.claim.kind === 'stakeholder' && group.claim.person === claim.person
    );
    return index < 0 ? null : index;
  }
  let best: { index: number; share: number } | null = null;
  for (const [index, count] of shared) {
    const group = groups[index];
    if (group === undefined || !compatible(group.claim, claim)) continue;
    const share = count / Math.min(group.topic.size, topic.size);
    const enough = count >= 2 || (group.topic.size === 1 && topic.size === 1);
    if (enough && share >= SAME && (best === null || share > best.share)) best = { index, share };
  }
  return best?.index ?? null;
}

/** The same promise has the same side and no other day. */
function compatible(a: Claim, b: Claim): boolean {
  if (a.by !== b.by || (a.milestoneDay !== null && b.milestoneDay !== null && a.milestoneDay !== b.milestoneDay))
    return false;
  return a.due === null || b.due === null || a.due === b.due;
}

/** How much a reader who has one minute needs a line. Depends on the claim alone. */
export function consequence({ claim, citations }: MergedClaim): number {
  const severity = claim.severity === null ? 0 : SEVERITY[claim.severity];
  const dated = claim.due === null ? 0 : 10;
  const telling = Math.min(topicOf(['', ...wordsOf(claim.quote).words, '']).size, 8);
  const repeated = Math.min(citations.length - 1, 4) * 3;
  const measured = /\d/.test(claim.quote) ? 4 : 0;
  const known = claim.by === 'unknown' ? -4 : 0;
  return (
    severity +
    dated +
    telling +
    repeated +
    measured +
    known +
    (claim.condition === null ? 0 : 6) +
    (claim.milestoneDay === null ? 0 : 8)
  );
}

/** Whether a line says anything to somebody who was not there. */
export function isTelling({ claim }: MergedClaim): boolean {
  if (claim.kind === 'stakeholder') return true;
  const words = topicOf(['', ...wordsOf(claim.quote).words, '']).size;
  const weighs =
    claim.severity === 'Red' || claim.severity === 'Yellow' || claim.due !== null || claim.condition !== null;
  if (claim.kind === 'stretch') return weighs;
  return words >= (NEEDS_WEIGHT.has(claim.kind) ? TELLING + 1 : TELLING);
}

/**
 * The lines of each tile: at most five of a kind, the most consequential first; those that weigh the same in the order
 * they were said. The same claims always give the same lines.
 */
export function tiles(
  merged: readonly MergedClaim[],
  lines: number = LINES_PER_TILE
): ReadonlyMap<ClaimKind, readonly MergedClaim[]> {
  const byKind = new Map<ClaimKind, MergedClaim[]>();
  for (const each of merged) {
    if (!isTelling(each)) continue;
    const list = byKind.get(each.claim.kind);
    if (list === undefined) byKind.set(each.claim.kind, [each]);
    else list.push(each);
  }
  for (const [kind, list] of byKind) {
    const ranked = list
      .map((each, index) => ({ each, index, weight: consequence(each) }))
      .sort((a, b) => b.weight - a.weight || a.index - b.index);
    byKind.set(
      kind,
      ranked.slice(0, lines).map(({ each }) => each)
    );
  }
  return byKind;
}

/** A line of "Context to deliver": what was said, and what it depends on. It judges nobody. */
export function contextToDeliver({ claim }: MergedClaim): string {
  const said = claim.text.replace(/[\s.]+$/, '');
  const condition = claim.condition;
  if (condition === null) return `${said}. To confirm before kickoff.`;
  return said.toLowerCase().includes(condition.toLowerCase())
    ? `${said}. Depends on: ${condition}.`
    : `${said} (${condition}).`;
}
