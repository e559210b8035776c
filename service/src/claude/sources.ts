import type { Evidence, Segment } from '../domain/evidence.ts';
import type { Redactor, SentText } from './redact.ts';

/** A segment, or a stretch of a long one, as it is sent. */
export interface Slice {
  /** Index in the evidence. */
  segment: number;
  head: string;
  sent: SentText;
  /** Which units of `sent.text` go out. */
  from: number;
  to: number;
}

/** A source, or as much of it as fits into one request. */
export interface Part {
  source: Source;
  slices: readonly Slice[];
}

/** A piece of evidence made ready to be sent. */
export interface Source {
  evidence: Evidence;
  /** `s1`, `s2`…: what the model knows it by. Real ids may hold anybody's words. */
  alias: string;
  head: string;
  slices: readonly Slice[];
}

/** Below this, cutting a text in two no longer helps. In UTF-16 units. */
const LEAST_SLICE = 200;

/** Redacts and neutralises a piece of evidence. Mail addresses and links of it are never sent. */
export function prepareSource(evidence: Evidence, alias: string, redactor: Redactor): Source {
  const clean = (text: string, most: number): string => redactor.send(text).text.slice(0, most).toWellFormed();
  const title = clean(evidence.title, 200).replaceAll('"', "'");
  const head = `<source id="${alias}" kind="${evidence.kind}" date="${day(evidence.at)}" title="${title}">`;
  const names = new Map<string, string>();
  const nameOf = (name: string): string => {
    // Marks that separate the parts of a line are no part of a name.
    const shown = names.get(name) ?? clean(name, 80).replace(/[:[\]]/g, ' ');
    names.set(name, shown);
    return shown;
  };
  const slices = evidence.segments.flatMap((segment, index) => {
    const sent = redactor.send(segment.text);
    if (sent.text.trim() === '') return [];
    return [
      { segment: index, head: sliceHead(segment, index, day(evidence.at), nameOf), sent, from: 0, to: sent.text.length }
    ];
  });
  return { evidence, alias, head, slices };
}

const day = (at: string): string => at.slice(0, 10).replace(/[^\d-]/g, '');

/** The date only where it is not the source's: in a call of thousands of short turns it would cost as much as the talk. */
function sliceHead(
  { at, speaker }: Segment,
  index: number,
  sourceDay: string,
  nameOf: (name: string) => string
): string {
  const date = day(at) === sourceDay ? '' : ` ${day(at)}`;
  return `[${index}]${date} ${speaker.side} ${nameOf(speaker.name ?? 'unknown')}: `;
}

const sliceLine = ({ head, sent, from, to }: Slice): string => `${head}${sent.text.slice(from, to)}`;

/** The block of one source: its first and last line are the fence, and no line between can look like one. */
export function partBlock({ source, slices }: Part): string {
  return [source.head, ...slices.map(sliceLine), '</source>'].join('\n');
}

/**
 * Tokens of a text, never too few: English is about four bytes a token, and newer tokenizers make up to a third more of
 * them; other scripts have three bytes a character and at most about one token for it.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 2.5);
}

/**
 * Packs sources into requests of at most so many tokens, in their order. A source that fits into one request is never
 * cut; a longer one is cut between segments, and a longer segment between words.
 */
export function packParts(sources: readonly Source[], mostTokens: number): Part[][] {
  const batches: Part[][] = [];
  let batch: Part[] = [];
  let used = 0;
  const flush = (): void => {
    if (batch.length > 0) batches.push(batch);
    batch = [];
    used = 0;
  };
  for (const source of sources) {
    if (source.slices.length === 0) continue;
    const size = partTokens({ source, slices: source.slices });
    if (size <= mostTokens) {
      if (used + size > mostTokens) flush();
      batch.push({ source, slices: source.slices });
      used += size;
      continue;
    }
    flush();
    for (const slices of cut(source, mostTokens)) batches.push([{ source, slices }]);
  }
  flush();
  return batches;
}

export function partTokens(part: Part): number {
  return estimateTokens(partBlock(part)) + 8;
}

function cut(source: Source, mostTokens: number): Slice[][] {
  const room = Math.max(100, mostTokens - estimateTokens(`${source.head}\n</source>`) - 8);
  const groups: Slice[][] = [];
  let group: Slice[] = [];
  let used = 0;
  const take = (slice: Slice): void => {
    const size = estimateTokens(`${sliceLine(slice)}\n`);
    if (size > room) {
      const halves = halveSlice(slice);
      if (halves) return halves.forEach(take);
    }
    if (used + size > room && group.length > 0) {
      groups.push(group);
      group = [];
      used = 0;
    }
    group.push(slice);
    used += size;
  };
  source.slices.forEach(take);
  if (group.length > 0) groups.push(group);
  return groups;
}

/**
 * Two batches of about half the size, for when the answer to one did not fit.
 *
 * @returns null when there is nothing left to cut
 */
export function halveBatch(batch: readonly Part[]): [Part[], Part[]] | null {
  const [only] = batch;
  if (!only) return null;
  if (batch.length > 1) {
    const middle = batch.length >> 1;
    return [batch.slice(0, middle), batch.slice(middle)];
  }
  const { source, slices } = only;
  if (slices.length > 1) {
    const middle = slices.length >> 1;
    return [[{ source, slices: slices.slice(0, middle) }], [{ source, slices: slices.slice(middle) }]];
  }
  const halves = slices[0] ? halveSlice(slices[0]) : null;
  return halves ? [[{ source, slices: [halves[0]] }], [{ source, slices: [halves[1]] }]] : null;
}

/** Cuts behind a sentence near the middle, else behind a word, else (in a text without any) in the middle. */
function halveSlice(slice: Slice): [Slice, Slice] | null {
  const { sent, from, to } = slice;
  if (to - from < LEAST_SLICE) return null;
  const middle = (from + to) >> 1;
  const window = sent.text.slice(middle, Math.min(to - 1, middle + ((to - from) >> 2)));
  const sentence = window.search(/[.!?] /);
  const space = sentence >= 0 ? sentence + 1 : window.indexOf(' ');
  let at = space >= 0 ? middle + space + 1 : middle;
  // Between the two halves of one character there is no place to cut.
  if (/[\udc00-\udfff]/.test(sent.text[at] ?? '')) at++;
  return [
    { ...slice, to: at },
    { ...slice, from: at }
  ];
}
