/** A sentence of a text, in UTF-16 offsets, without the white space around it. */
export interface Range {
  start: number;
  end: number;
}

/** After these a full stop ends no sentence. Lower case, without the stop. */
const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof sr jr st vs etc e.g i.e eg ie approx dept inc ltd llc corp co no nr vol fig est jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun tel ext ca cf al z.b bzw ca p.s'.split(
    ' '
  )
);
/** After these it ends one when a capital follows. */
const MAY_END = new Set(['etc', 'inc', 'ltd', 'p.m', 'a.m']);
/** A line of talk without any full stop is cut at the next of these after this many characters. */
const LONG = 260;
const LONGEST = 480;
const JOINS = [' and then ', ' so ', ' but ', ' because ', ' and ', ' which ', ', '];

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160 || Number.isNaN(code);
}

function isUpper(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde);
}

function isLower(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0xff);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isCloser(code: number): boolean {
  return (
    code === 34 || code === 39 || code === 41 || code === 93 || code === 0x201d || code === 0x2019 || code === 0xbb
  );
}

/**
 * Splits a text into sentences: at full stops, question and exclamation marks, list items, blank lines and headings;
 * not after abbreviations, in decimals or inside a wrapped line. Talk without punctuation is cut at conjunctions, so no
 * sentence is longer than 500 units. One pass.
 */
export function sentencesOf(text: string): Range[] {
  const ranges: Range[] = [];
  let start = 0;
  let lineStart = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10) {
      if (breaksLine(text, lineStart, index)) {
        push(text, ranges, start, index);
        start = index + 1;
      }
      lineStart = index + 1;
    } else if (code === 63 || code === 33 || code === 0x2026 || code === 46) {
      let end = index + 1;
      while (end < text.length && isEnder(text.charCodeAt(end))) end++;
      while (end < text.length && isCloser(text.charCodeAt(end))) end++;
      const dots = code === 46 && end - index > 1 && text.charCodeAt(index + 1) === 46;
      if (endsSentence(text, start, index, end, code === 46 && !dots, dots || code === 0x2026)) {
        push(text, ranges, start, end);
        start = end;
      }
      index = end - 1;
    }
  }
  push(text, ranges, start, text.length);
  return ranges;
}

function isEnder(code: number): boolean {
  return code === 46 || code === 63 || code === 33 || code === 0x2026;
}

function endsSentence(text: string, start: number, at: number, end: number, stop: boolean, trailing: boolean): boolean {
  const after = text.charCodeAt(end);
  if (!isSpace(after)) return false;
  let next = end;
  while (next < text.length && isSpace(text.charCodeAt(next))) next++;
  // Three dots and a small letter: the sentence goes on.
  if (trailing) return !isLower(text.charCodeAt(next));
  if (!stop) return true;
  let wordStart = at;
  while (wordStart > start && !isSpace(text.charCodeAt(wordStart - 1)) && at - wordStart < 12) wordStart--;
  const word = text
    .slice(wordStart, at)
    .toLowerCase()
    .replace(/^[("']/, '');
  if (MAY_END.has(word)) return isUpper(text.charCodeAt(next));
  if (ABBREVIATIONS.has(word)) return false;
  // An initial ("J. Smith"), and the number of a list item ("1. Send").
  if (word.length === 1 && word !== 'i' && !isDigit(word.charCodeAt(0))) return false;
  if (word.length <= 2 && word.length > 0 && isDigit(word.charCodeAt(0)) && wordStart <= start + 1) return false;
  return true;
}

/** Whether a line break ends a sentence: a blank line, a list item, a short line or a new sentence after it. */
function breaksLine(text: string, lineStart: number, at: number): boolean {
  let next = at + 1;
  while (
    next < text.length &&
    (text.charCodeAt(next) === 32 || text.charCodeAt(next) === 9 || text.charCodeAt(next) === 13)
  )
    next++;
  const code = text.charCodeAt(next);
  if (Number.isNaN(code) || code === 10) return true;
  if (code === 45 || code === 42 || code === 0x2022 || code === 62 || code === 0x2013) return true;
  if (isDigit(code) && /^\d{1,2}[.)]\s/.test(text.slice(next, next + 4))) return true;
  if (isLower(code)) return false;
  return at - lineStart < 50 || isUpper(code) === false;
}

function push(text: string, ranges: Range[], from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isLead(text, start)) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  while (end - start > LONGEST) {
    const cut = cutAt(text, start, end);
    ranges.push({ start, end: cut });
    start = cut;
    while (start < end && isSpace(text.charCodeAt(start))) start++;
  }
  if (end > start) ranges.push({ start, end });
}

/** White space, the bullets of list items and emoji after the sentence before are no part of a sentence. */
function isLead(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isSpace(code) || code === 0x2022 || isEmoji(code)) return true;
  return (code === 45 || code === 42) && isSpace(text.charCodeAt(at + 1));
}

/** Half of a pair, a joiner, a variation or a symbol. */
function isEmoji(code: number): boolean {
  return (code >= 0xd83c && code <= 0xdfff) || code === 0x200d || code === 0xfe0f || (code >= 0x2600 && code <= 0x27bf);
}

function cutAt(text: string, start: number, end: number): number {
  const window = text.slice(start + LONG, Math.min(start + LONGEST, end));
  for (const join of JOINS) {
    const found = window.indexOf(join);
    if (found >= 0) return start + LONG + found + (join === ', ' ? 1 : 0);
  }
  const space = window.lastIndexOf(' ');
  const cut = space >= 0 ? start + LONG + space : start + LONGEST;
  // Never between the two halves of one character.
  const code = text.charCodeAt(cut);
  return code >= 0xdc00 && code <= 0xdfff ? cut - 1 : cut;
}
