import { CARDINALS, GATE, ORDINALS, TENS } from './vocabulary.ts';

/** A word, a number or a mark of a text, with its UTF-16 offsets. */
export interface DateToken {
  kind: 'word' | 'number' | 'mark';
  /** Lower case. */
  text: string;
  start: number;
  end: number;
  /** Of a number; 0 otherwise. */
  value: number;
  /** How many digits a number is written with, 0 when it is spelled out. */
  digits: number;
  /** Whether it is written as an ordinal: 3rd, third. */
  ordinal: boolean;
  /** Whether white space stands before it. */
  gap: boolean;
}

const ORDINAL_SUFFIXES = new Set(['st', 'nd', 'rd', 'th']);

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code > 191 && code !== 215 && code < 0x2000);
}

/** Whether a text can hold a date at all: a digit or one of a hundred words, looked for in one pass. */
export function mayHoldDate(text: string): boolean {
  let start = -1;
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 32;
    if (isDigit(code)) return true;
    if (isLetter(code)) {
      if (start < 0) start = index;
    } else if (start >= 0) {
      const length = index - start;
      if (length >= 3 && length <= 12 && GATE.has(text.slice(start, index).toLowerCase())) return true;
      start = -1;
    }
  }
  return false;
}

/** Words, numbers and marks in order. Spelled-out numbers up to 99 come as one token each. */
export function scanTokens(text: string): DateToken[] {
  return joinNumberWords(rawTokens(text));
}

function rawTokens(text: string): DateToken[] {
  const tokens: DateToken[] = [];
  let index = 0;
  let gap = true;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    const start = index;
    if (code === 32 || code === 9 || code === 10 || code === 13 || code === 160) {
      gap = true;
      index++;
      continue;
    }
    if (isDigit(code)) {
      while (index < text.length && isDigit(text.charCodeAt(index))) index++;
      const digits = index - start;
      const value = digits <= 9 ? Number(text.slice(start, index)) : 0;
      const suffix = text.slice(index, index + 2).toLowerCase();
      const ordinal = ORDINAL_SUFFIXES.has(suffix) && !isLetter(text.charCodeAt(index + 2));
      if (ordinal) index += 2;
      tokens.push({ kind: 'number', text: text.slice(start, index), start, end: index, value, digits, ordinal, gap });
    } else if (isLetter(code)) {
      while (index < text.length && isLetter(text.charCodeAt(index))) index++;
      tokens.push(wordToken(text.slice(start, index).toLowerCase(), start, index, gap));
    } else {
      index++;
      const mark =
        code === 0x2013 || code === 0x2014 || code === 126 ? '-' : code === 0x2019 ? "'" : text.charAt(start);
      tokens.push({ kind: 'mark', text: mark, start, end: index, value: 0, digits: 0, ordinal: false, gap });
    }
    gap = false;
  }
  return tokens;
}

function wordToken(word: string, start: number, end: number, gap: boolean): DateToken {
  const cardinal = CARDINALS.get(word) ?? TENS.get(word);
  const ordinal = ORDINALS.get(word);
  const value = cardinal ?? ordinal;
  return {
    kind: value === undefined ? 'word' : 'number',
    text: word,
    start,
    end,
    value: value ?? 0,
    digits: 0,
    ordinal: ordinal !== undefined,
    gap
  };
}

/** Joins "twenty" and "fourth" into one number, with or without a hyphen, and the words of a year into its four digits. */
function joinNumberWords(tokens: DateToken[]): DateToken[] {
  const joined: DateToken[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) continue;
    const next = tokens[index + 1]?.text === '-' ? index + 2 : index + 1;
    const unit = tokens[next];
    const joins =
      token.kind === 'number' && TENS.has(token.text) && unit?.digits === 0 && unit.value >= 1 && unit.value <= 9;
    if (joins) {
      joined.push({
        ...token,
        text: `${token.text} ${unit.text}`,
        end: unit.end,
        value: token.value + unit.value,
        ordinal: unit.ordinal
      });
      index = next;
    } else joined.push(token);
  }
  return joinYears(joined);
}

const CENTURIES = new Set([17, 18, 19, 20]);

/** "Nineteen eighty six", "two thousand and fifteen", "seventeen hundred thirty three". */
function joinYears(tokens: DateToken[]): DateToken[] {
  if (!tokens.some((token) => token.digits === 0 && (CENTURIES.has(token.value) || token.text === 'thousand')))
    return tokens;
  const joined: DateToken[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) continue;
    const year = spelledYear(tokens, index);
    const last = year === null ? undefined : tokens[year.last];
    if (year === null || last === undefined) joined.push(token);
    else {
      joined.push({ ...token, text: String(year.value), end: last.end, value: year.value, digits: 4 });
      index = year.last;
    }
  }
  return joined;
}

function spelledYear(tokens: readonly DateToken[], at: number): { value: number; last: number } | null {
  const spelled = (index: number): number => {
    const token = tokens[index];
    return token?.kind === 'number' && token.digits === 0 && !token.ordinal ? token.value : 0;
  };
  const first = spelled(at);
  const unit = tokens[at + 1]?.text;
  const thousand = unit === 'thousand' && first === 2;
  if (thousand || (unit === 'hundred' && CENTURIES.has(first))) {
    const base = thousand ? 2000 : first * 100;
    const next = tokens[at + 2]?.text === 'and' ? at + 3 : at + 2;
    const rest = spelled(next);
    return rest > 0 ? { value: base + rest, last: next } : { value: base, last: at + 1 };
  }
  const rest = spelled(at + 1);
  return CENTURIES.has(first) && rest >= 10 ? { value: first * 100 + rest, last: at + 1 } : null;
}
