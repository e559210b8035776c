import type { Claim, ClaimKind } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { Evidence, Segment } from '../domain/evidence.ts';
import type { Extraction, Extractor } from '../ports.ts';
import { clausesOf } from './clauses.ts';
import { claimOf, type ExtractionDeal, Said, type Turn } from './context.ts';
import { contradictions } from './contradictions.ts';
import { type Lexicon, lexicon } from './cues/lexicon.ts';
import { parseIsoDay } from './dates/calendar.ts';
import { isNoise } from './guards.ts';
import { competitorRule } from './rules/competitors.ts';
import { internal } from './rules/internal.ts';
import { customerNames } from './rules/names.ts';
import { needs } from './rules/needs.ts';
import { people } from './rules/people.ts';
import { promises } from './rules/promises.ts';
import { threads } from './rules/threads.ts';
import { analyse } from './sentence.ts';
import { foreignZones, inZones } from './text/zones.ts';
import { dropWithdrawn, type Made, takesBack } from './withdrawn.ts';

export interface DeterministicOptions {
  /** Cues and weights; those that ship, unless a measurement brings others. */
  lexicon?: Lexicon;
}

const WRITTEN = new Set(['email', 'slack', 'ticket', 'document']);

/**
 * Finds claims by rules and a small linear model: no network, no clock, no randomness. The same evidence, in whatever
 * order it comes, gives the same claims in the same order. Time grows linearly with the length of the text.
 */
export function deterministicExtractor(options: DeterministicOptions = {}): Extractor {
  return {
    extract(deal: Deal, evidence: readonly Evidence[], signal: AbortSignal): Promise<Extraction> {
      signal.throwIfAborted();
      const claims = extractClaims(deal, evidence, options);
      return Promise.resolve({ claims, by: 'deterministic', inputTokens: 0, outputTokens: 0, cost: 0, notes: [] });
    }
  };
}

/** The claims of some evidence, in the order they were said. */
export function extractClaims(
  deal: ExtractionDeal,
  evidence: readonly Evidence[],
  options: DeterministicOptions = {}
): Claim[] {
  const ordered = [...evidence].sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
  const sentences = ordered.flatMap((each) => sentencesOfEvidence(deal, each, options.lexicon ?? lexicon()));
  const known = customerNames(deal);
  const competitor = competitorRule(deal);
  const made: Made[] = [];
  const spoken: Said[] = [];
  const findAll = (said: Said, next: Said | null): void => {
    const inside = internal(said);
    const findings = inside ?? [...needs(said), ...threads(said, next), ...competitor(said), ...people(said, known)];
    for (const finding of findings) made.push({ claim: claimOf(finding, said), said });
    if (inside !== null || said.givesOthersWords) return;
    for (const part of clausesOf(said)) {
      if (part !== said) spoken.push(part);
      for (const finding of promises(part)) made.push({ claim: claimOf(finding, part), said: part });
    }
  };
  sentences.forEach((said, index) => {
    spoken.push(said);
    if (!isNoise(said.sentence)) findAll(said, followUp(said, sentences, index));
  });
  const moved = replacements(made, sentences);
  const { kept: standing, takenBackBy } = dropWithdrawn([...made, ...moved], spoken);
  // What seemed to move a promise but moved none promises nothing.
  const kept = standing.filter((each) => !moved.includes(each) || takenBackBy.has(each.said));
  return [...kept, ...contradicted(kept, sentences)].sort(bySaid).map(({ claim }) => claim);
}

function sentencesOfEvidence(deal: ExtractionDeal, evidence: Evidence, lexicon: Lexicon): Said[] {
  const sellersOnly = evidence.segments.every((segment) => segment.speaker.side === 'seller');
  const said: Said[] = [];
  evidence.segments.forEach((segment, segmentIndex) => {
    const zones = foreignZones(segment.text);
    const day = parseIsoDay(segment.at) ?? parseIsoDay(evidence.at);
    const written = WRITTEN.has(evidence.kind) && looksWritten(segment);
    const turn: Turn = { deal, evidence, segment, segmentIndex, written, sellersOnly, day };
    for (const sentence of analyse(segment.text, lexicon))
      if (!inZones(zones, sentence.start)) said.push(new Said(sentence, turn));
  });
  return said;
}

/** A mail has capitals or full stops; a transcript filed as a note has neither. */
function looksWritten({ text }: Segment): boolean {
  return /[A-Z.!?]/.test(text.slice(0, 400));
}

/** The first sentence of the next turn in the same evidence. */
function followUp(said: Said, sentences: readonly Said[], index: number): Said | null {
  for (let at = index + 1; at < Math.min(sentences.length, index + 40); at++) {
    const next = sentences[at];
    if (next === undefined || next.turn.evidence !== said.turn.evidence) return null;
    if (next.turn !== said.turn) return next;
  }
  return null;
}

/** "It is now going to be April 30": a sentence that moves an earlier promise is the promise from then on. */
function replacements(made: readonly Made[], sentences: readonly Said[]): Made[] {
  const promised = new Set(
    made
      .filter((each) => each.claim.kind === 'commitment' || each.claim.kind === 'stretch')
      .map((each) => each.said.whole)
  );
  return sentences
    .filter(
      (said) =>
        said.side === 'seller' &&
        takesBack(said) &&
        !promised.has(said) &&
        !isNoise(said.sentence) &&
        MOVES.test(said.source) &&
        said.dates().some((date) => date.due !== null)
    )
    .map((said) => ({ said, claim: claimOf({ kind: 'commitment', due: lastDue(said) }, said) }));
}

const MOVES = /\b(?:now|instead|moved?|push(?:ed)?|postponed?|delayed|slip(?:s|ped)?|rather than)\b/i;

/** "From March to April 30": the day something moves to comes last, unless it comes before "instead of". */
function lastDue(said: Said): string | null {
  const due = said.dates().flatMap((date) => (date.due === null ? [] : [{ due: date.due, start: date.start }]));
  const instead = said.source.search(/\b(?:instead of|rather than)\b/i);
  const chosen = instead > 0 ? due.filter((each) => each.start < instead).at(-1) : due.at(-1);
  const day = (chosen ?? due[0])?.due;
  return day === undefined ? null : new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function contradicted(kept: readonly Made[], sentences: readonly Said[]): Made[] {
  const first = sentences[0];
  if (first === undefined || Object.keys(first.turn.deal.crm).length === 0) return [];
  const kinds = new Map<Said, Set<ClaimKind>>();
  for (const { said, claim } of kept) kinds.set(said, (kinds.get(said) ?? new Set()).add(claim.kind));
  const seen = new Set<string>();
  return sentences.flatMap((said) => {
    const own = kinds.get(said) ?? new Set<ClaimKind>();
    if (isNoise(said.sentence) || own.has('internal_only')) return [];
    return contradictions(said, own, seen).map((claim) => ({ claim, said }));
  });
}

function bySaid(a: Made, b: Made): number {
  return (
    compare(a.said.turn.evidence.at, b.said.turn.evidence.at) ||
    compare(a.claim.evidenceId, b.claim.evidenceId) ||
    a.claim.segment - b.claim.segment ||
    a.claim.start - b.claim.start ||
    compare(a.claim.kind, b.claim.kind) ||
    compare(a.claim.text, b.claim.text)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
