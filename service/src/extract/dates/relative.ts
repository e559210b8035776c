import { absolute } from './absolute.ts';
import { counted } from './counts.ts';
import { type Day, monthOf, monthStart, weekdayOf, weekStart, yearOf } from './calendar.ts';
import { DAYS, SHIFTS, WEEKDAYS } from './vocabulary.ts';
import { after, type Context, type Meaning, day, longest, skip, word } from './value.ts';

/** Abbreviations that are other words too: "sat", "sun", "mon", "wed". */
const DOUBTFUL_WEEKDAYS = new Set(['sat', 'sun', 'wed', 'mon', 'fri']);

/** A date counted from the day of writing: tomorrow, next Friday, in two weeks, the next 3 days. */
export function relative(context: Context, at: number): Meaning | null {
  return longest(
    present(context, at),
    namedDay(context, at),
    weekdayOfCount(context, at),
    weekday(context, at),
    counted(context, at)
  );
}

/** `now`, `right now`, `at present`: the moment of writing, by which nothing is due. */
function present(context: Context, at: number): Meaning | null {
  const start = word(context, at) === 'right' ? at + 1 : at;
  const now = word(context, start) === 'now';
  const next = now ? start + 1 : after(context, at, 'at present');
  if (next === null) return null;
  // "For now" and "by now" are ways of speaking.
  if (now && ['for', 'by', 'until', 'from'].includes(word(context, at - 1)) && start === at) return null;
  return { ...day(next, context.reference), due: null, clock: { from: Math.floor(context.now * 60) / 60, to: null } };
}

export function namedDay(context: Context, at: number): Meaning | null {
  const name = word(context, at);
  const shift = DAYS.get(name);
  if (shift !== undefined) return day(at + 1, context.reference + shift);
  const start = name === 'the' ? at + 1 : at;
  if (word(context, start) !== 'day') return null;
  const side = word(context, start + 1);
  if (side !== 'after' && side !== 'before') return null;
  const anchor = word(context, start + 2);
  if (anchor === 'tomorrow' && side === 'after') return day(start + 3, context.reference + 2);
  if (anchor === 'yesterday' && side === 'before') return day(start + 3, context.reference - 2);
  const alone = name === 'the' && ['', '.', '?', '!', ','].includes(anchor);
  return alone ? day(start + 2, context.reference + (side === 'after' ? 1 : -1)) : null;
}

/** `Friday`, `next Friday`, `Friday 7/6`, `Friday the 31st`, `Friday of next week`. */
export function weekday(context: Context, at: number): Meaning | null {
  // "Every Friday" names no day.
  if (['every', 'each', 'other'].includes(word(context, at - 1))) return null;
  let index = at;
  const shifts: string[] = [];
  while (SHIFTS.has(word(context, index)) && shifts.length < 2) shifts.push(word(context, index++));
  const name = word(context, index);
  const number = WEEKDAYS.get(name);
  if (number === undefined) return null;
  if (DOUBTFUL_WEEKDAYS.has(name) && shifts.length === 0 && !dateBeside(context, index)) return null;
  const dated = withDate(context, index + 1, number);
  if (dated !== null) return dated;
  if (shifts.length === 0 && word(context, index + 1) === 'week' && word(context, index + 2) !== 'of')
    return day(index + 2, shifted(context.reference, number, shifts) + 7);
  if (word(context, index + 1) === 'after' && word(context, index + 2) === 'next')
    return day(index + 3, weekStart(context.reference) + 14 + number - 1);
  const ofWeek = skip(context, index + 1, 'of', 'in', 'the');
  const weekShift = SHIFTS.get(word(context, ofWeek));
  if (weekShift !== undefined && word(context, ofWeek + 1) === 'week')
    return day(ofWeek + 2, weekStart(context.reference) + weekShift * 7 + number - 1);
  return day(index + 1, shifted(context.reference, number, shifts));
}

/** `Saturday 3 days from now` is one date: that weekday of the week the count ends in. */
function weekdayOfCount(context: Context, at: number): Meaning | null {
  const number = WEEKDAYS.get(word(context, at));
  const count = number === undefined ? null : counted(context, at + 1);
  if (number === undefined || count === null || count.to - count.from !== 1 || count.clock !== null) return null;
  return onWeekday(count, number, count.next);
}

/** The given weekday of the week, from Sunday on, that a day is in. */
export function onWeekday(found: Meaning, number: number, next: number): Meaning {
  return day(next, found.from - (weekdayOf(found.from) % 7) + (number % 7));
}

/** Recognizes "this" and "next" by calendar week, as most people write them; "coming" and "past" by nearness. */
function shifted(reference: Day, number: number, shifts: readonly string[]): Day {
  const ahead = (number - weekdayOf(reference) + 7) % 7;
  if (shifts.some((each) => each === 'coming' || each === 'upcoming')) return reference + (ahead === 0 ? 7 : ahead);
  if (shifts.includes('past') && shifts.length > 1) return reference + (ahead === 0 ? 0 : ahead) - 7;
  const shift = SHIFTS.get(shifts[0] ?? '');
  return shift === undefined ? reference + ahead : weekStart(reference) + shift * 7 + number - 1;
}

function dateBeside(context: Context, at: number): boolean {
  return (
    ['on', 'by', 'until', 'before', 'after', 'for', 'since'].includes(word(context, at - 1)) ||
    absolute(context, skip(context, at + 1, '.', ',')) !== null ||
    (SHIFTS.has(word(context, at + 1)) && word(context, at + 2) === 'week') ||
    context.tokens[skip(context, at + 1, '.', ',', 'the')]?.ordinal === true
  );
}

/** A date right after the name of a weekday says which one. */
function withDate(context: Context, at: number, number: number): Meaning | null {
  const start = skip(context, at, '.', ',', '(', '-');
  const written = absolute(context, start);
  const token = context.tokens[skip(context, start, 'the')];
  if (token !== undefined && token.kind === 'number' && token.value >= 1 && token.value <= 31) {
    const alone = written === null || written.next <= skip(context, start, 'the') + 1;
    const bare = token.ordinal || (token.digits > 0 && ENDS.has(word(context, start + 1)));
    if (alone && bare) return monthWith(context, skip(context, start, 'the') + 1, token.value, number);
  }
  return written;
}

const ENDS = new Set(['', '.', '!', '?', ',', ';']);

/** The nearest month in which a day of the month falls on a weekday: this month first, even where the day is past. */
function monthWith(context: Context, next: number, dayOfMonth: number, number: number): Meaning | null {
  for (let offset = 0; offset < 48; offset++) {
    const start = monthStart(yearOf(context.reference), monthOf(context.reference) + offset);
    const found = start + dayOfMonth - 1;
    if (monthOf(found) === monthOf(start) && weekdayOf(found) === number) return day(next, found);
  }
  return null;
}
