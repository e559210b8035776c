import type { Claim, ClaimKind, PersonClaim } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { Evidence, Segment, Side } from '../domain/evidence.ts';
import { type Day, isoDay } from './dates/calendar.ts';
import { findDates, type FoundDate } from './dates/find.ts';
import type { Sentence } from './sentence.ts';

/** What the extractor needs of a deal; the rest of it decides nothing here. */
export type ExtractionDeal = Pick<Deal, 'people' | 'crm' | 'dateOrder' | 'competitors'>;

/** One turn of talk or one message, with what its sentences share. */
export interface Turn {
  deal: ExtractionDeal;
  evidence: Evidence;
  segment: Segment;
  segmentIndex: number;
  /** Prose with full stops and capitals, where words weigh differently from talk. */
  written: boolean;
  /** No customer and no stranger speaks in this evidence. */
  sellersOnly: boolean;
  /** The day it was said; null when the segment's own date is none. */
  day: Day | null;
}

/** One sentence where it was said. */
export class Said {
  readonly sentence: Sentence;
  readonly turn: Turn;
  /** The sentence this is a clause of; itself when it is whole. */
  readonly whole: Said;
  /** The clause before, whose verb this one goes on with: "and the API by June". */
  readonly goesOnFrom: Said | null;
  #dates: readonly FoundDate[] | undefined;

  constructor(sentence: Sentence, turn: Turn, whole?: Said, goesOnFrom: Said | null = null) {
    this.sentence = sentence;
    this.turn = turn;
    this.whole = whole ?? this;
    this.goesOnFrom = goesOnFrom;
  }

  get side(): Side {
    return this.turn.segment.speaker.side;
  }

  get written(): boolean {
    return this.turn.written;
  }

  /** Whether somebody notes down another's words: "Beatriz: if nobody types a name twice …". Whose they are is no promise. */
  get givesOthersWords(): boolean {
    const name = /^\W{0,3}(\p{Lu}[\p{L}'’-]+)(?: \p{Lu}[\p{L}'’-]+)?:\s/u.exec(this.source)?.[1];
    if (name === undefined) return false;
    const speaker = this.turn.segment.speaker.name;
    return this.turn.deal.people.some((person) => person.name !== speaker && person.name.split(' ')[0] === name);
  }

  /** The words of the sentence as they stand in the source. */
  get source(): string {
    return this.turn.segment.text.slice(this.sentence.start, this.sentence.end);
  }

  /** The dates in it, with offsets in `source`; looked for once, when first asked. */
  dates(): readonly FoundDate[] {
    const { day, deal } = this.turn;
    return (this.#dates ??= day === null ? [] : findDates(this.source, day, deal.dateOrder));
  }
}

/** A claim before it has its place: what a rule finds. */
export interface Finding {
  kind: ClaimKind;
  due?: string | null;
  condition?: string | null;
  severity?: Claim['severity'];
  milestoneDay?: Claim['milestoneDay'];
  person?: string | null;
  about?: PersonClaim | null;
}

/** A rule reads one sentence, and those around it where it must. */
export type Rule = (said: Said, next: Said | null) => Finding[];

const LONGEST_QUOTE = 500;

/**
 * The day something said in a sentence is due: the first date after "by", "before" or "until", else the first that
 * ends today or later. Null when there is none.
 */
export function dueOf(said: Said): string | null {
  const open = said.dates().filter((each) => each.due !== null && each.due >= (said.turn.day ?? 0));
  const deadline = open.find(
    (each) =>
      each.from === null ||
      /\b(?:by|until|before|till|within)(?: the)? $/i.test(said.source.slice(Math.max(0, each.start - 12), each.start))
  );
  const due = (deadline ?? open[0])?.due;
  return due === undefined || due === null ? null : isoDay(due);
}

/** A finding with its place and words. */
export function claimOf(finding: Finding, said: Said): Claim {
  const { sentence } = said;
  const { segment, segmentIndex, evidence } = said.turn;
  const start = sentence.start;
  const end = Math.min(sentence.end, start + LONGEST_QUOTE);
  const quote = segment.text.slice(start, end);
  return {
    kind: finding.kind,
    evidenceId: evidence.id,
    segment: segmentIndex,
    start,
    end,
    quote,
    by: said.side,
    person: finding.person === undefined ? segment.speaker.name : finding.person,
    due: finding.due ?? null,
    text: tidy(quote),
    condition: finding.condition ?? null,
    severity: finding.severity ?? null,
    milestoneDay: finding.milestoneDay ?? null,
    about: finding.about ?? null
  };
}

const LEADS =
  /^(?:(?:(?:so|and|but|um|uh|yeah|yes|okay|ok),?|(?:well|right|sure|great|like|you know|i mean|oh|no),)\s){1,4}(?=\S)/i;

/** A quote as a line of a brief: single spaces, no words that only begin to speak, a capital first. */
export function tidy(quote: string): string {
  const plain = quote.replace(/\s+/g, ' ').trim();
  const rest = plain.replace(LEADS, '');
  const kept = rest.length >= 12 ? rest : plain;
  return kept.charAt(0).toUpperCase() + kept.slice(1);
}
