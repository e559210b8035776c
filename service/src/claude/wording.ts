/** Keeps what the model writes in its own words to what was said. */

/** Words that turn a sentence around: a text must hold as many of them as its quote. */
const TURNING = new Set(['not', 'no', 'never', 'if', 'unless', 'without', 'cannot', 'until', 'only', 'except', 'nor']);
const FILLERS =
  /^(?:(?:so|um+|uh+|erm?|hm+|well|okay|ok|yeah|yep|yes|right|alright|and|but|you know|i mean|like|look|basically|also)[,.…]?\s+){1,6}/i;

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll(/[‘’]/g, "'")
    .match(/[\p{L}\p{N}]+(?:['.,:/-][\p{L}\p{N}]+)*%?/gu) ?? [];

const turnings = (words: readonly string[]): number =>
  words.filter((word) => TURNING.has(word) || word.endsWith("n't")).length;

/**
 * The model's wording of a quote, if it only leaves words out: each of its words stands in the quote, in the same order,
 * and nothing that turns the sense around is missing. Otherwise the quote itself, tidied.
 */
export function faithfulText(text: string, quote: string): string {
  const said = wordsOf(quote);
  const told = wordsOf(text);
  let at = 0;
  const follows = told.every((word) => {
    const found = said.indexOf(word, at);
    at = found + 1;
    return found >= 0;
  });
  const isFaithful = told.length >= 2 && follows && turnings(told) === turnings(said);
  return tidy(isFaithful ? text : quote);
}

/** One line without fillers in front, beginning with a capital letter. */
function tidy(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const bare = line.replace(FILLERS, '') || line;
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

const DATE_WORDS =
  /\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|tonight|tomorrow|days?|weeks?|fortnight|months?|quarter|year|eod|eow|eom|noon|morning)\b/i;
const DAY_MS = 86_400_000;

/** Code's own reading of the dates in a text: ISO dates, reckoned from the day it was said. */
export type DateReader = (text: string, at: string) => readonly string[];

/**
 * The due date that a quote supports. Where code can read dates, its reading counts: the model may only choose among
 * them. Where it cannot, the model's date holds if the quote speaks of time at all, names no other date or month, and the date is near enough.
 *
 * @param at when it was said, ISO 8601
 */
export function supportedDue(due: string | null, quote: string, at: string, read: DateReader | null): string | null {
  if (due === null || !DATE_WORDS.test(quote) || !isDate(due)) return null;
  if (read) {
    const found = read(quote, at);
    if (found.includes(due)) return due;
    return found.length === 1 ? (found[0] ?? null) : null;
  }
  if (!namesDate(quote, due)) return null;
  const days = (Date.parse(due) - Date.parse(at)) / DAY_MS;
  return days >= -31 && days <= 5 * 366 ? due : null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Whether a quote that names dates or months outright names this one. */
function namesDate(quote: string, due: string): boolean {
  const dates = quote.match(/\b\d{4}-\d{2}-\d{2}\b/g);
  if (dates) return dates.includes(due);
  // "May" the verb is told from the month by its capital.
  const months = quote.match(/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{0,6})\b/g) ?? [];
  const named = months.map((month) => MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1);
  return named.length === 0 || named.includes(Number(due.slice(5, 7)));
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const MILESTONE_WORDS: Readonly<Record<30 | 60 | 90, RegExp>> = {
  30: /\b(?:30|thirty|month|four weeks|4 weeks)\b/i,
  60: /\b(?:60|sixty|(?:two|2|second) months?|eight weeks|8 weeks)\b/i,
  90: /\b(?:90|ninety|(?:three|3|third) months?|quarter|twelve weeks|12 weeks)\b/i
};

/** The milestone day, if the quote names it. */
export function supportedMilestone(day: 30 | 60 | 90 | null, quote: string): 30 | 60 | 90 | null {
  return day !== null && MILESTONE_WORDS[day].test(quote) ? day : null;
}
