import { type Day, dayOf, monthOf, monthStart, yearOf } from './calendar.ts';
import { holiday } from './holidays.ts';
import { MONTHS, PARTS, SHIFTS, UNITS, WEEKDAYS } from './vocabulary.ts';
import { type Context, type Meaning, day, gluedLeft, gluedRight, longest, period, skip, word } from './value.ts';

/** Words that are months only where something says so: a number beside them or a preposition before them. */
const DOUBTFUL_MONTHS = new Set(['may', 'march', 'mar', 'august', 'jan', 'sep', 'dec']);
const BEFORE_A_MONTH = new Set(
  'in by until till since before after of mid early late from to between next this last during for through and end middle beginning the start around'.split(
    ' '
  )
);
/** Before these "may" is the modal, whatever follows. */
const SUBJECTS = new Set('i we you they he she it who which that there'.split(' '));
const AFTER_A_MODAL = new Set(['be', 'not', 'have', 'need', 'also', 'or', 'well', 'want', 'still']);
/** A date with a name or a number of its own: 2027-03-15, 3/15, 15 March 2027, March 2027, Christmas. */
export function absolute(context: Context, at: number): Meaning | null {
  const token = context.tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number')
    return longest(compact(context, at), numeric(context, at), dayThenMonth(context, at), yearFirst(context, at));
  if (MONTHS.has(token.text)) return monthFirst(context, at);
  if (token.text === 'the') return longest(dayThenMonth(context, at + 1), bareDay(context, at));
  return holiday(context, at);
}

/** The next time a month and day come round, this day included. */
export function upcoming(context: Context, month: number, dayOfMonth: number): Day | null {
  const year = yearOf(context.reference);
  for (let each = year; each <= year + 8; each++) {
    const found = dayOf(each, month, dayOfMonth);
    if (found !== null && found >= context.reference) return found;
  }
  return null;
}

export function guessedDay(context: Context, next: number, month: number, dayOfMonth: number): Meaning | null {
  const found = upcoming(context, month, dayOfMonth);
  return found === null ? null : { ...day(next, found), guessed: { month, day: dayOfMonth } };
}

export function wholeMonth(next: number, year: number, month: number): Meaning {
  return period(next, monthStart(year, month), monthStart(year, month + 1));
}

/** A year of four digits, or of two after an apostrophe; null when there is none. */
export function yearAt(context: Context, at: number): { year: number; next: number } | null {
  const token = context.tokens[at];
  if (token === undefined) return null;
  if (token.text === "'" && context.tokens[at + 1]?.digits === 2)
    return { year: 2000 + (context.tokens[at + 1]?.value ?? 0), next: at + 2 };
  if (token.digits === 4 && token.value >= 1900 && token.value < 2200) return { year: token.value, next: at + 1 };
  return null;
}

function fullYear(value: number, digits: number): number | null {
  if (digits === 4 && value >= 1000) return value;
  return digits === 2 ? (value < 40 ? 2000 : 1900) + value : null;
}

function numeric(context: Context, at: number): Meaning | null {
  const [a, mark, b, mark2, c] = context.tokens.slice(at, at + 5);
  if (a === undefined || b === undefined || mark === undefined || a.digits === 0) return null;
  const end = mark2?.text === mark.text && c !== undefined && c.digits > 0 ? at + 5 : at + 3;
  // A dash joins two dates of another mark: 5/1-5/7.
  const joins = (index: number): boolean => context.tokens[index]?.text === '-' && mark.text !== '-';
  if (gluedLeft(context, at) && !(joins(at - 1) && word(context, at - 3) === mark.text)) return null;
  if (gluedRight(context, end) && !(joins(end) && word(context, end + 2) === mark.text)) return null;
  if (a.digits === 0 || b.digits === 0 || a.ordinal || b.ordinal || b.gap !== mark.gap) return null;
  if (!['/', '-', '.'].includes(mark.text) || mark.gap) return null;
  const triple = mark2?.text === mark.text && !mark2.gap && c !== undefined && !c.gap && c.digits > 0;
  if (triple) {
    if (a.digits === 4) return exact(at + 5, a.value, b.value, c.value);
    const year = fullYear(c.value, c.digits);
    if (year === null) return null;
    return monthAndDay(context, a.value, b.value, (month, dayNumber) => exact(at + 5, year, month, dayNumber));
  }
  if (a.digits === 4 || b.digits === 4) return numericMonth(a.value, b.value, at + 3);
  if (a.digits > 2 || b.digits > 2) return null;
  if (mark.text !== '/' && !afterDateWord(context, at, mark.text)) return null;
  // A share or a score: 9/10 of them, 24/7.
  if (a.value === 24 && b.value === 7) return null;
  if (['of', 'am', 'pm', 'a', 'p', '%', ':'].includes(word(context, at + 3))) return null;
  const year = yearAt(context, skip(context, at + 3, ','));
  return monthAndDay(context, a.value, b.value, (month, dayNumber) =>
    year === null ? guessedDay(context, at + 3, month, dayNumber) : exact(year.next, year.year, month, dayNumber)
  );
}

/** `20270315`. */
function compact(context: Context, at: number): Meaning | null {
  const token = context.tokens[at];
  if (token === undefined || token.digits !== 8 || token.ordinal) return null;
  const year = Math.floor(token.value / 10_000);
  if (year < 1950 || year > 2099) return null;
  return exact(at + 1, year, Math.floor(token.value / 100) % 100, token.value % 100);
}

function numericMonth(a: number, b: number, next: number): Meaning | null {
  if (a >= 1900 && a < 2200 && b >= 1 && b <= 12) return wholeMonth(next, a, b);
  return b >= 1900 && b < 2200 && a >= 1 && a <= 12 ? wholeMonth(next, b, a) : null;
}

/** 7.6 and 7-6 are dates only where the word before says so; "Monday 9-5" are hours, "on Monday 7-6" is a date. */
function afterDateWord(context: Context, at: number, mark: string): boolean {
  const before = word(context, at - 1);
  if (['on', 'by', 'before', 'until', 'since', 'due'].includes(before)) return true;
  if (!WEEKDAYS.has(before)) return false;
  return mark === '.' || ['on', 'this'].includes(word(context, at - 2));
}

function monthAndDay(
  context: Context,
  a: number,
  b: number,
  make: (month: number, day: number) => Meaning | null
): Meaning | null {
  const monthFirstWanted = context.order === 'month first';
  const first = monthFirstWanted ? make(a, b) : make(b, a);
  if (first !== null) return first;
  return monthFirstWanted ? make(b, a) : make(a, b);
}

function exact(next: number, year: number, month: number, dayOfMonth: number): Meaning | null {
  const found = dayOf(year, month, dayOfMonth);
  return found === null ? null : day(next, found);
}

/** `15 March 2027`, `the 15th of March`, `15-Mar`. */
function dayThenMonth(context: Context, at: number): Meaning | null {
  const token = context.tokens[at];
  if (token === undefined || token.kind !== 'number' || token.value < 1 || token.value > 31) return null;
  if (['$', '€', '£', '#'].includes(word(context, at - 1)) && !token.gap) return null;
  const monthIndex = skip(context, at + 1, '-', '/', '.', 'day', 'of');
  const month = MONTHS.get(word(context, monthIndex));
  if (month === undefined) return null;
  // "2 may be enough", "20 march on": a modal or a verb follows a bare number more often than a month does.
  if (word(context, monthIndex) === 'may' && token.digits === 0 && !token.ordinal) return null;
  if (word(context, monthIndex) === 'may' && ['be', 'have', 'not', 'need'].includes(word(context, monthIndex + 1)))
    return null;
  // 15-Mar-27.
  const year = context.tokens[monthIndex + 2];
  if (word(context, monthIndex + 1) === '-' && monthIndex > at + 1 && year?.digits === 2 && !year.gap)
    return exact(monthIndex + 3, fullYear(year.value, 2) ?? 0, month, token.value);
  return withYear(context, monthIndex + 1, month, token.value);
}

function withYear(context: Context, at: number, month: number, dayOfMonth: number): Meaning | null {
  const year = yearAt(context, skip(context, at, '.', ',', '-', '/', 'of', 'in'));
  if (year === null) return guessedDay(context, at, month, dayOfMonth);
  return exact(year.next, year.year, month, dayOfMonth);
}

/** `March 15th, 2027`, `Oct/2`, `March 2027`, `March`. */
function monthFirst(context: Context, at: number): Meaning | null {
  const name = word(context, at);
  const month = MONTHS.get(name);
  if (month === undefined || inName(context, at) || (name === 'may' && SUBJECTS.has(word(context, at - 1))))
    return null;
  const next = skip(context, at + 1, '.', ',', '/', '-', 'the');
  const yearIndex = skip(context, at + 1, '.', ',', '/', '-', 'of', 'in');
  const year = yearAt(context, yearIndex) ?? shortYearOf(context, yearIndex);
  if (year !== null) return dayLast(context, year, month) ?? wholeMonth(year.next, year.year, month);
  const token = context.tokens[next];
  if (
    token !== undefined &&
    token.kind === 'number' &&
    token.value >= 1 &&
    token.value <= 31 &&
    dayFollows(context, next)
  )
    return shortYear(context, next + 1, month, token.value) ?? withYear(context, next + 1, month, token.value);
  const before = word(context, at - 1) === '-' ? word(context, at - 2) : word(context, at - 1);
  const ranges = word(context, at + 1) === '-' && MONTHS.has(word(context, at + 2));
  if (DOUBTFUL_MONTHS.has(name) && !BEFORE_A_MONTH.has(before) && !ranges) return null;
  // "This may not", "and may be": the modal.
  if (name === 'may' && (['this', 'and'].includes(word(context, at - 1)) || AFTER_A_MODAL.has(word(context, at + 1))))
    return null;
  const start = monthStart(yearOf(context.reference), month);
  const current = monthStart(yearOf(context.reference), month + 1) > context.reference;
  const found = current ? start : monthStart(yearOf(context.reference) + 1, month);
  const end = monthStart(yearOf(found), month + 1);
  return { ...period(at + 1, found, end), guessed: { month, day: null } };
}

/** `April of 87`. */
function shortYearOf(context: Context, at: number): { year: number; next: number } | null {
  const token = context.tokens[at];
  if (word(context, at - 1) !== 'of' || token?.digits !== 2 || token.ordinal) return null;
  const year = fullYear(token.value, 2);
  return year === null ? null : { year, next: at + 1 };
}

/** `September-2020-23`, `2020/Sep/23`: the day comes last, behind a mark. */
function dayLast(context: Context, year: { year: number; next: number }, month: number): Meaning | null {
  const token = context.tokens[year.next + 1];
  const marked = ['-', '/'].includes(word(context, year.next)) && token?.gap === false;
  return marked && token.digits > 0 && token.digits < 3 ? exact(year.next + 2, year.year, month, token.value) : null;
}

/** The second half of a name such as Min-jun; "mid-jun" and "3-jun" are none. */
function inName(context: Context, at: number): boolean {
  const [before, hyphen] = context.tokens.slice(Math.max(0, at - 2), at);
  if (hyphen?.text !== '-' || hyphen.gap || context.tokens[at]?.gap !== false) return false;
  return before?.kind === 'word' && !PARTS.has(before.text) && !MONTHS.has(before.text);
}

/** A day's number after a month: spelled out only as an ordinal ("may one" is not a date), and no clock or count. */
function dayFollows(context: Context, at: number): boolean {
  const token = context.tokens[at];
  if (token === undefined || token.digits > 2) return false;
  if (token.digits === 0 && !token.ordinal) return yearAt(context, at + 1) !== null;
  const after = word(context, at + 1);
  if (after === ':' && !context.tokens[at + 1]?.gap) return false;
  return after !== '%' && !UNITS.has(after);
}

/** `January first 12`: two digits after an ordinal are the year. */
function shortYear(context: Context, at: number, month: number, dayOfMonth: number): Meaning | null {
  const before = context.tokens[at - 1];
  const token = context.tokens[at];
  if (before?.digits !== 0 || token?.digits !== 2 || token.ordinal || context.tokens[at + 1]?.text === ':') return null;
  return exact(at + 1, 2000 + token.value, month, dayOfMonth);
}

/** `2027 March`, `2020/Sep/23`, `2020/23/Sep`. */
function yearFirst(context: Context, at: number): Meaning | null {
  const year = yearAt(context, at);
  if (year === null) return null;
  const start = skip(context, year.next, ',', '-', '/');
  const month = MONTHS.get(word(context, start));
  if (month !== undefined)
    return dayLast(context, { year: year.year, next: start + 1 }, month) ?? wholeMonth(start + 1, year.year, month);
  const token = context.tokens[start];
  const last = MONTHS.get(word(context, start + 2));
  if (start === year.next || last === undefined || token === undefined || token.digits === 0) return null;
  return word(context, start + 1) === word(context, year.next) ? exact(start + 3, year.year, last, token.value) : null;
}

/** `the 18th`, `the 21st this month`: the next day with that number. */
function bareDay(context: Context, at: number): Meaning | null {
  const token = context.tokens[at + 1];
  if (token === undefined || token.kind !== 'number' || token.value < 1 || token.value > 31) return null;
  const after = context.tokens[at + 2];
  // "On the 17 from 2pm": without its ending only where hours follow.
  if (!token.ordinal && !(word(context, at - 1) === 'on' && token.digits > 0 && HOURS_FOLLOW.has(after?.text ?? '')))
    return null;
  const shift = word(context, at + 2) === 'of' ? SHIFTS.get(word(context, at + 3)) : SHIFTS.get(word(context, at + 2));
  const monthAt = word(context, at + 2) === 'of' ? at + 4 : at + 3;
  const month = monthOf(context.reference);
  const year = yearOf(context.reference);
  if (shift !== undefined && word(context, monthAt) === 'month') {
    const found = monthStart(year, month + shift) + token.value - 1;
    return found < monthStart(year, month + shift + 1) ? day(monthAt + 1, found) : null;
  }
  // "The first customer", "the 3rd time": an ordinal before a word counts something.
  const spelled = token.digits === 0 && token.value < 13;
  if (spelled || (after?.kind === 'word' && !FOLLOWS_A_DAY.has(after.text))) return null;
  for (let on = 0; on < 12; on++) {
    const found = monthStart(year, month + on) + token.value - 1;
    if (found >= context.reference && found < monthStart(year, month + on + 1)) return day(at + 2, found);
  }
  return null;
}

const HOURS_FOLLOW = new Set(['from', 'between', 'at']);
const FOLLOWS_A_DAY = new Set('at and or to until between if so but is would works for from by with in on'.split(' '));
