import { absolute } from './absolute.ts';
import { type Day, addBusinessDays, addMonths, monthOf, monthStart, weekdayOf, weekStart, yearOf } from './calendar.ts';
import { DAYS, SHIFTS, type Unit, UNITS, WEEKDAYS } from './vocabulary.ts';
import { type Context, type Meaning, cardinal, day, longest, period, skip, word } from './value.ts';

/** Abbreviations that are other words too: "sat", "sun", "mon", "wed". */
const DOUBTFUL_WEEKDAYS = new Set(['sat', 'sun', 'wed', 'mon', 'fri']);

/** A date counted from the day of writing: tomorrow, next Friday, in two weeks, the next 3 days. */
export function relative(context: Context, at: number): Meaning | null {
  return longest(namedDay(context, at), weekday(context, at), counted(context, at), span(context, at));
}

function namedDay(context: Context, at: number): Meaning | null {
  const name = word(context, at);
  const shift = DAYS.get(name);
  if (shift !== undefined) return day(at + 1, context.reference + shift);
  if (name === 'last' && word(context, at + 1) === 'night')
    return { ...day(at + 2, context.reference - 1), clock: { from: 20 * 60, to: 24 * 60 - 1 / 60 } };
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
function weekday(context: Context, at: number): Meaning | null {
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
  const ofWeek = skip(context, index + 1, 'of', 'in', 'the');
  const weekShift = SHIFTS.get(word(context, ofWeek));
  if (weekShift !== undefined && word(context, ofWeek + 1) === 'week')
    return day(ofWeek + 2, weekStart(context.reference) + weekShift * 7 + number - 1);
  return day(index + 1, shifted(context.reference, number, shifts));
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

interface Amount {
  count: number;
  unit: Unit;
  next: number;
}

/** `two weeks`, `a week`, `10 business days`, `a couple of months`. */
export function amount(context: Context, at: number): Amount | null {
  let next = at;
  let count = cardinal(context, next);
  if (count !== null) next++;
  else if (word(context, next) === 'a' || word(context, next) === 'an') {
    next++;
    if (word(context, next) === 'couple') [count, next] = [2, skip(context, next + 1, 'of')];
    else if (word(context, next) === 'few') [count, next] = [3, next + 1];
    else count = 1;
  } else if (word(context, next) === 'couple') [count, next] = [2, skip(context, next + 1, 'of')];
  else if (word(context, next) === 'few') [count, next] = [3, next + 1];
  if (count === null || count > 5000) return null;
  next = skip(context, next, '-');
  const business = ['business', 'working'].includes(word(context, next));
  if (business) next++;
  const unit = UNITS.get(word(context, next));
  if (unit === undefined || (context.tokens[next - 1]?.text === '-' && word(context, next).endsWith('s'))) return null;
  const fortnight = word(context, next) === 'fortnight';
  return { count: fortnight ? count * 2 : count, unit: business ? 'business day' : unit, next: next + 1 };
}

/** So many units on from a day; null for hours and minutes. */
export function move(from: Day, count: number, unit: Unit): Day | null {
  switch (unit) {
    case 'day':
      return from + count;
    case 'business day':
      return addBusinessDays(from, count);
    case 'week':
      return from + count * 7;
    case 'month':
      return addMonths(from, count);
    case 'quarter':
      return addMonths(from, count * 3);
    case 'year':
      return addMonths(from, count * 12);
    default:
      return null;
  }
}

/** `in two weeks`, `within 90 days`, `three weeks from tomorrow`, `2 days ago`. */
function counted(context: Context, at: number): Meaning | null {
  const lead = word(context, at);
  const start = ['in', 'within'].includes(lead) ? skip(context, at + 1, 'the', 'next', 'first', 'about', 'around') : at;
  const found = amount(context, start);
  if (found === null) return null;
  const { count, unit } = found;
  const link = word(context, found.next);
  if (link === 'ago') return moved(found.next + 1, context.reference, -count, unit);
  if (['from', 'after', 'before'].includes(link)) {
    const back = link === 'before';
    if (word(context, found.next + 1) === 'now') return moved(found.next + 2, context.reference, count, unit);
    const anchor = longest(
      namedDay(context, found.next + 1),
      weekday(context, found.next + 1),
      absolute(context, found.next + 1)
    );
    if (anchor !== null) return moved(anchor.next, anchor.from, back ? -count : count, unit);
    return null;
  }
  if (lead === 'within') {
    const end = move(context.reference, count, unit);
    return end === null ? null : period(found.next, context.reference, end, end);
  }
  if (['later', 'hence', 'out'].includes(link) && start === at)
    return moved(found.next + 1, context.reference, count, unit);
  if (lead !== 'in' || start !== skip(context, at + 1, 'about', 'around')) return null;
  return moved(
    ["'"].includes(link) ? skip(context, found.next, "'", 'time') : found.next,
    context.reference,
    count,
    unit
  );
}

function moved(next: number, from: Day, count: number, unit: Unit): Meaning | null {
  const found = move(from, count, unit);
  return found === null ? null : day(next, found);
}

/** `the next 3 days`, `the past two weeks`, `5 upcoming years`. */
function span(context: Context, at: number): Meaning | null {
  const shift = SHIFTS.get(word(context, at));
  if (shift !== undefined && shift !== 0) {
    const found = amount(context, at + 1);
    return found === null ? null : spanOf(context, found.next, found.count, found.unit, shift);
  }
  const count = cardinal(context, at);
  const unit = UNITS.get(word(context, at + 2));
  const direction = SHIFTS.get(word(context, at + 1));
  if (count === null || unit === undefined || direction === undefined || direction === 0) return null;
  return spanOf(context, at + 3, count, unit, direction);
}

function spanOf(context: Context, next: number, count: number, unit: Unit, direction: number): Meaning | null {
  if (direction < 0) {
    const from = move(context.reference, -count, unit);
    return from === null ? null : period(next, from, context.reference);
  }
  const start = context.reference + 1;
  if (unit === 'business day') return period(next, start, addBusinessDays(context.reference, count) + 1);
  const to = move(start, count, unit);
  return to === null ? null : period(next, start, to);
}
