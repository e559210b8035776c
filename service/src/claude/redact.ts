import { findPersonalData, type PersonalHit, type PersonalKind } from './personal-data.ts';

/** A text as it is sent to the model, and the way back to the words that were really said. */
export interface SentText {
  readonly text: string;
  /**
   * The offsets in the original that a span of the sent text stands for; all UTF-16 units. A span that begins or ends
   * inside a placeholder takes the whole of what the placeholder stands for.
   */
  toOriginal(start: number, end: number): [start: number, end: number];
}

/** A run of the sent text: the same characters as in the original, or (`whole`) a stand-in for a span of it. */
interface Piece {
  sent: number;
  sentEnd: number;
  original: number;
  originalEnd: number;
  whole: boolean;
}

/** Characters nobody sees: zero-width ones, direction marks, soft hyphens, and the tag characters that hide text. */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\udb40[\udc00-\udc7f]/g;
/** A text as it is seen. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** What could end a line or a fence. Each gives way to one harmless character, so that offsets stay. */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const STRUCTURE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029<>\uff1c\uff1e\ufe64\ufe65]/g;

function harmless(character: string): string {
  if (character === '<' || character === '\uff1c' || character === '\ufe64') return '‹';
  if (character === '>' || character === '\uff1e' || character === '\ufe65') return '›';
  return ' ';
}

/** As long as before. Half a character, from a text that was cut, would make the API refuse the whole request. */
function harmlessText(text: string): string {
  return text.replace(STRUCTURE, harmless).toWellFormed();
}

/**
 * Takes personal data out of what is sent. The same value has the same placeholder wherever it stands, so that the
 * model can still tell that two mails name the same number.
 */
export class Redactor {
  readonly #numbers = new Map<string, string>();
  readonly #counts = new Map<PersonalKind, number>();

  /** How many different values were taken out, by kind: for the log, which may know the number but not the values. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  send(original: string): SentText {
    const pieces: Piece[] = [];
    let text = '';
    const add = (shown: string, from: number, to: number, whole: boolean): void => {
      if (to === from) return;
      pieces.push({ sent: text.length, sentEnd: text.length + shown.length, original: from, originalEnd: to, whole });
      text += shown;
    };
    let at = 0;
    for (const gap of gaps(original)) {
      add(harmlessText(original.slice(at, gap.start)), at, gap.start, false);
      add(gap.kind ? this.#placeholder(gap.kind, original.slice(gap.start, gap.end)) : '', gap.start, gap.end, true);
      at = gap.end;
    }
    add(harmlessText(original.slice(at)), at, original.length, false);
    return { text, toOriginal: (start, end) => toOriginal(pieces, start, end) };
  }

  #placeholder(kind: PersonalKind, value: string): string {
    const key = `${kind} ${value.replace(/[\s().-]/g, '').toLowerCase()}`;
    const known = this.#numbers.get(key);
    if (known) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const placeholder = `[${kind} ${count}]`;
    this.#numbers.set(key, placeholder);
    return placeholder;
  }
}

/** What is not sent as it is: personal data, and invisible characters outside it (without a kind). Left to right. */
function gaps(text: string): { kind: PersonalKind | null; start: number; end: number }[] {
  const hidden = [...text.matchAll(INVISIBLE)].map(({ index, 0: match }) => ({
    kind: null,
    start: index,
    end: index + match.length
  }));
  // Invisible characters inside a number would keep the rules from seeing it: look at what is visible.
  const hits = hidden.length === 0 ? findPersonalData(text) : throughHidden(text, hidden);
  let next = 0;
  const outside = hidden.filter((gap) => {
    while ((hits[next]?.end ?? Infinity) <= gap.start) next++;
    return gap.end <= (hits[next]?.start ?? Infinity);
  });
  return [...hits, ...outside].sort((a, b) => a.start - b.start);
}

function throughHidden(text: string, hidden: readonly { start: number; end: number }[]): PersonalHit[] {
  let visible = '';
  const offsets: number[] = [];
  let at = 0;
  for (const { start, end } of [...hidden, { start: text.length, end: text.length }]) {
    for (let index = at; index < start; index++) offsets.push(index);
    visible += text.slice(at, start);
    at = end;
  }
  return findPersonalData(visible).map(({ kind, start, end }) => ({
    kind,
    start: offsets[start] ?? 0,
    end: (offsets[end - 1] ?? 0) + 1
  }));
}

function toOriginal(pieces: readonly Piece[], start: number, end: number): [number, number] {
  const first = pieceAt(pieces, start);
  const last = pieceAt(pieces, Math.max(start, end - 1));
  if (!first || !last) return [0, 0];
  return [
    first.whole ? first.original : first.original + start - first.sent,
    last.whole ? last.originalEnd : last.original + end - last.sent
  ];
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.sentEnd ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return pieces[low];
}
