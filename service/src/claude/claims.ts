import type { Claim, ClaimKind, PersonClaim } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { Segment } from '../domain/evidence.ts';
import { speaksToMachine } from './instructions.ts';
import { type QuoteFinder, sentenceAround } from './quote.ts';
import type { ModelClaim } from './schema.ts';
import type { Part, Slice } from './sources.ts';
import { type DateReader, faithfulText, supportedDue, supportedMilestone } from './wording.ts';

/** Why a claim of the model did not survive, as readers are told. */
export const DROP_REASONS = {
  source: 'named a source or a line that was not sent',
  quote: 'had a quote that does not occur in its source',
  length: 'had a quote that is too short or too long',
  instruction: 'quoted text that speaks to a machine',
  hidden: 'quoted hidden characters',
  kind: 'did not fit who said it'
} as const;
export type DropReason = keyof typeof DROP_REASONS;

const LEAST_QUOTE = 8;
const MOST_QUOTE = 500;
/** A quote grows to its sentence up to this length: half a sentence can say the opposite of the whole. */
const MOST_SENTENCE = 300;
/** Direction overrides and tag characters: text in them is there, and nobody sees it. */
const HIDDEN_TEXT = /[\u202a-\u202e\u2066-\u2069]|\udb40[\udc00-\udc7f]/;
const SEVERE: ReadonlySet<ClaimKind> = new Set(['risk', 'objection', 'regret']);

export interface ClaimContext {
  deal: Deal;
  /** What was sent in this request. */
  parts: readonly Part[];
  finder: QuoteFinder;
  readDates: DateReader | null;
  /** Whether the model saw what the CRM has on record. */
  sawCrm: boolean;
}

/** Turns the model's claims into claims with offsets in the original, and counts those that do not hold. */
export function toClaims(
  found: readonly ModelClaim[],
  context: ClaimContext
): { claims: Claim[]; drops: Map<DropReason, number> } {
  const drops = new Map<DropReason, number>();
  const claims = found.flatMap((claim) => {
    const result = toClaim(claim, context);
    if (typeof result !== 'string') return [result];
    drops.set(result, (drops.get(result) ?? 0) + 1);
    return [];
  });
  return { claims, drops };
}

function toClaim(found: ModelClaim, context: ClaimContext): Claim | DropReason {
  const part = context.parts.find(({ source }) => source.alias === found.evidenceId);
  if (!part) return 'source';
  if (found.quote.trim().length < LEAST_QUOTE) return 'length';
  const place = locate(found, part, context.finder);
  if (typeof place === 'string') return place;
  const { slice, segment } = place;
  const range = wholeSentence(segment.text, place.start, place.end);
  if (!range) return 'length';
  const [start, end] = range;
  const quote = segment.text.slice(start, end);
  if (HIDDEN_TEXT.test(quote)) return 'hidden';
  const [from, to] = sentenceAround(segment.text, start, end);
  if (speaksToMachine(segment.text.slice(from, to)) || speaksToMachine(quote)) return 'instruction';
  const kind = fittingKind(found.kind, segment, context);
  if (!kind) return 'kind';
  const about = kind === 'stakeholder' ? aboutPerson(found, segment.text, context.finder) : null;
  const person = kind === 'stakeholder' ? knownPerson(found.person, part, segment, context) : segment.speaker.name;
  if (kind === 'stakeholder' && isSeller(person, context.deal)) return 'kind';
  return {
    kind,
    evidenceId: part.source.evidence.id,
    segment: slice.segment,
    start,
    end,
    quote,
    by: segment.speaker.side,
    person,
    due: supportedDue(found.due, quote, segment.at, context.readDates),
    text: faithfulText(found.text, quote),
    condition: kind === 'stretch' ? verbatim(found.condition, segment.text, context.finder) : null,
    // Never Green, which the schema does not even offer: only a person declares a risk harmless.
    severity: SEVERE.has(kind) ? (found.severity ?? 'Yellow') : null,
    milestoneDay: kind === 'milestone' ? supportedMilestone(found.milestoneDay, quote) : null,
    about
  };
}

interface Place {
  slice: Slice;
  segment: Segment;
  start: number;
  end: number;
}

/** In the line the model named; or, if it miscounted, in the one line of the same source that holds the quote. */
function locate(found: ModelClaim, part: Part, finder: QuoteFinder): Place | DropReason {
  const named = part.slices.filter(({ segment }) => segment === found.segment);
  const places = (named.length > 0 ? named : []).flatMap((slice) => placeIn(slice, found.quote, part, finder));
  if (places[0]) return places[0];
  const elsewhere = part.slices.flatMap((slice) => placeIn(slice, found.quote, part, finder));
  if (elsewhere.length === 1 && elsewhere[0]) return elsewhere[0];
  return named.length > 0 ? 'quote' : 'source';
}

function placeIn(slice: Slice, quote: string, part: Part, finder: QuoteFinder): Place[] {
  const segment = part.source.evidence.segments[slice.segment];
  const range = finder.find(slice.sent.text.slice(slice.from, slice.to), quote);
  if (!segment || !range) return [];
  const [start, end] = slice.sent.toOriginal(slice.from + range[0], slice.from + range[1]);
  return [{ slice, segment, start, end }];
}

function wholeSentence(text: string, start: number, end: number): [number, number] | null {
  const [from, to] = sentenceAround(text, start, end);
  if (to - from <= MOST_SENTENCE) return [from, to];
  return end - start <= MOST_QUOTE ? [start, end] : null;
}

/** Who said it decides whose promise it is, whatever the model calls it. */
function fittingKind(kind: ClaimKind, { speaker }: Segment, { sawCrm }: ClaimContext): ClaimKind | null {
  const { side } = speaker;
  if (kind === 'commitment' && side === 'customer') return 'customer_commitment';
  if (kind === 'customer_commitment' && side === 'seller') return 'commitment';
  // What a customer says is no secret of the sellers: marked as one, it would be kept from the brief.
  if (kind === 'internal_only' && side !== 'seller') return null;
  if (kind === 'stretch' && side === 'customer') return null;
  if (kind === 'contradiction' && !sawCrm) return null;
  return kind;
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The name as the CRM or the source spells it; null for one that stands in neither. */
function knownPerson(name: string | null, part: Part, segment: Segment, { deal, finder }: ClaimContext): string | null {
  if (name === null || name.trim() === '') return null;
  const known = [
    ...deal.people.map((person) => person.name),
    ...part.source.evidence.segments.flatMap(({ speaker }) => (speaker.name === null ? [] : [speaker.name]))
  ].find((candidate) => sameName(candidate, name));
  if (known) return known;
  const range = finder.find(segment.text, name);
  return range ? segment.text.slice(...range) : null;
}

function isSeller(name: string | null, deal: Deal): boolean {
  return name !== null && deal.people.some((person) => person.side === 'seller' && sameName(person.name, name));
}

function aboutPerson(found: ModelClaim, text: string, finder: QuoteFinder): PersonClaim {
  return {
    role: found.role,
    stance: found.stance,
    caresAbout: verbatim(found.caresAbout, text, finder),
    prefers: verbatim(found.prefers, text, finder)
  };
}

/** Words of the model that stand in the segment; null for others. They may hold placeholders only as said. */
function verbatim(words: string | null, text: string, finder: QuoteFinder): string | null {
  if (words === null || words.trim() === '' || words.length > MOST_QUOTE) return null;
  const range = finder.find(text, words);
  if (!range) return null;
  const found = text.slice(...range);
  return HIDDEN_TEXT.test(found) || speaksToMachine(found) ? null : found;
}
