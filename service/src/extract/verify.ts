import type { Claim } from '../domain/claim.ts';
import type { Evidence, Segment } from '../domain/evidence.ts';

/** Why a claim did not survive. */
export const DROP_REASONS = [
  'no quote',
  'quote too long',
  'no such evidence',
  'no such segment',
  'quote not in segment',
  'quote elsewhere in segment',
  'wrong speaker'
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export interface Verification {
  /** With offsets and quote as they stand in the source: `segment.text.slice(start, end) === quote`. */
  kept: readonly Claim[];
  dropped: readonly { claim: Claim; reason: DropReason }[];
  counts: { proposed: number; kept: number; dropped: number; reasons: Readonly<Partial<Record<DropReason, number>>> };
}

export const LONGEST_QUOTE = 500;
/** How far from its offsets a quote may stand, in UTF-16 units; who counts words is rarely exact. */
const NEAR = 200;
/** Offsets nobody gave: the quote may stand anywhere in its segment. */
const ANYWHERE = -1;

/** A text with white space and typography levelled, and where each unit of it stands in the source. */
interface Levelled {
  text: string;
  /** Source offset of each unit; one more for the end. */
  at: Int32Array;
}

const VARIANTS: ReadonlyMap<string, string> = new Map([
  ...[...'‘’‚‛′`´'].map((each): [string, string] => [each, "'"]),
  ...[...'“”„‟″«»'].map((each): [string, string] => [each, '"']),
  ...[...'‐‑‒–—―−'].map((each): [string, string] => [each, '-']),
  ['…', '...'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl']
]);
const INVISIBLE = new Set(['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u200f']);

/** Levels white space and typography; nothing else, so "March" never passes for "May". */
export function levelled(source: string): Levelled {
  const at = new Int32Array(source.length * 3 + 1);
  const parts: string[] = [];
  let length = 0;
  let space = true;
  for (let index = 0; index < source.length; index++) {
    const unit = source.charAt(index);
    if (INVISIBLE.has(unit)) continue;
    const blank = unit.trim() === '';
    if (blank && space) continue;
    const put = blank ? ' ' : (VARIANTS.get(unit) ?? unit);
    for (let each = 0; each < put.length; each++) at[length++] = index;
    parts.push(put);
    space = blank;
  }
  at[length] = source.length;
  return { text: parts.join(''), at: at.subarray(0, length + 1) };
}

/**
 * Keeps the claims whose quotes occur in their segments, at or near their offsets (anywhere when `start` is -1), with
 * the offsets and the words of the source put in. A claim by somebody other than who said it is dropped; where nobody
 * knows who said it, it is marked `unknown`.
 */
export function verify(claims: readonly Claim[], evidence: readonly Evidence[]): Verification {
  const byId = new Map(evidence.map((each) => [each.id, each]));
  const cache = new Map<Segment, Levelled>();
  const kept: Claim[] = [];
  const dropped: { claim: Claim; reason: DropReason }[] = [];
  for (const claim of claims) {
    const result = check(claim, byId.get(claim.evidenceId), cache);
    if (typeof result === 'string') dropped.push({ claim, reason: result });
    else kept.push(result);
  }
  const reasons: Partial<Record<DropReason, number>> = {};
  for (const { reason } of dropped) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return { kept, dropped, counts: { proposed: claims.length, kept: kept.length, dropped: dropped.length, reasons } };
}

function check(claim: Claim, evidence: Evidence | undefined, cache: Map<Segment, Levelled>): Claim | DropReason {
  if (evidence === undefined) return 'no such evidence';
  const segment = evidence.segments[claim.segment];
  if (segment === undefined) return 'no such segment';
  const quote = levelled(claim.quote).text.trim();
  if (quote === '') return 'no quote';
  if (claim.quote.length > LONGEST_QUOTE) return 'quote too long';
  const place = placeOf(claim, quote, segment, cache);
  if (typeof place === 'string') return place;
  const { start, end } = place;
  if (end - start > LONGEST_QUOTE) return 'quote too long';
  const { side } = segment.speaker;
  if (claim.by !== 'unknown' && side !== 'unknown' && claim.by !== side) return 'wrong speaker';
  // Who said it follows from the segment, never from who proposed the claim.
  return { ...claim, start, end, quote: segment.text.slice(start, end), by: side };
}

function placeOf(
  { start, end, quote: raw }: Claim,
  quote: string,
  segment: Segment,
  cache: Map<Segment, Levelled>
): { start: number; end: number } | DropReason {
  if (segment.text.slice(start, end) === raw && start >= 0) return { start, end };
  let source = cache.get(segment);
  if (source === undefined) cache.set(segment, (source = levelled(segment.text)));
  let best: { start: number; end: number } | null = null;
  for (let found = source.text.indexOf(quote); found >= 0; found = source.text.indexOf(quote, found + quote.length)) {
    const place = { start: source.at[found] ?? 0, end: (source.at[found + quote.length - 1] ?? 0) + 1 };
    if (best === null || Math.abs(place.start - start) < Math.abs(best.start - start)) best = place;
    if (start === ANYWHERE) break;
  }
  if (best === null) return 'quote not in segment';
  if (start !== ANYWHERE && Math.abs(best.start - start) > NEAR) return 'quote elsewhere in segment';
  return best;
}
