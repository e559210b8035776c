import { absolute } from './absolute.ts';
import { type Day, addBusinessDays, addMonths, monthStart, yearOf } from './calendar.ts';
import { plainYear } from './period.ts';
import { namedDay, onWeekday, weekday } from './relative.ts';
import { SHIFTS, type Unit, UNITS, WEEKDAYS } from './vocabulary.ts';
import { after, type Context, type Meaning, cardinal, day, longest, period, skip, word } from './value.ts';

/** One or more counts of units, the largest first: `two weeks`, `2 years 1 month`, `half an hour`. */
interface Amount {
  parts: readonly { count: number; unit: Unit }[];
  next: number;
}

const MINUTES: Readonly<Partial<Record<Unit, number>>> = { minute: 1, hour: 60 };

/** A time counted from another one: `in two weeks`, `within 90 days`, `the next 3 days`, `2 weeks starting May 20`. */
export function counted(context: Context, at: number): Meaning | null {
  return longest(away(context, at), span(context, at));
}

/** `two weeks`, `a week`, `10 business days`, `a couple of months`, `2 years and 1 month`. */
function amount(context: Context, at: number): Amount | null {
  const first = oneAmount(context, at);
  if (first === null) return null;
  const parts = [first];
  let next = first.next;
  for (;;) {
    const more = parts.length < 4 ? oneAmount(context, skip(context, next, ',', 'and')) : null;
    if (more === null || cardinal(context, skip(context, next, ',', 'and')) === null) return { parts, next };
    parts.push(more);
    next = more.next;
  }
}

function oneAmount(context: Context, at: number): { count: number; unit: Unit; next: number } | null {
  let next = at;
  let count = cardinal(context, next);
  // "2 to 3 weeks": the later end is what one can rely on.
  const most = ['to', 'or', '-'].includes(word(context, at + 1)) ? cardinal(context, at + 2) : null;
  if (count !== null && most !== null && most > count) [count, next] = [most, at + 2];
  const half = after(context, at, 'half an') ?? after(context, at, 'half a');
  if (half !== null) [count, next] = [0.5, half];
  else if (count !== null) next++;
  else {
    next = skip(context, at, 'a', 'an');
    const several = { couple: 2, few: 3 }[word(context, next)];
    if (several !== undefined) [count, next] = [several, skip(context, next + 1, 'of')];
    else if (next > at && word(context, at - 1) !== 'half') count = 1;
  }
  if (count === null || count > 5000) return null;
  next = skip(context, next, '-');
  const business = ['business', 'working'].includes(word(context, next));
  if (business) next++;
  const unit = UNITS.get(word(context, next));
  if (unit === undefined || (context.tokens[next - 1]?.text === '-' && word(context, next).endsWith('s'))) return null;
  if (count < 1 && unit === 'year') return { count: 6, unit: 'month', next: next + 1 };
  // Half a day or half a month is no count of days.
  if (count < 1 && MINUTES[unit] === undefined) return null;
  const fortnight = word(context, next) === 'fortnight';
  return { count: fortnight ? count * 2 : count, unit: business ? 'business day' : unit, next: next + 1 };
}

/** So many units on from a day; null for hours and minutes. */
function move(from: Day, { parts }: Pick<Amount, 'parts'>, sign: 1 | -1): Day | null {
  let to = from;
  for (const { count, unit } of parts) {
    const by = count * sign;
    if (unit === 'day') to += by;
    else if (unit === 'business day') to = addBusinessDays(to, by);
    else if (unit === 'week') to += by * 7;
    else if (unit === 'month') to = addMonths(to, by);
    else if (unit === 'quarter') to = addMonths(to, by * 3);
    else if (unit === 'year') to = addMonths(to, by * 12);
    else if (unit === 'decade') to = addMonths(to, by * 120);
    else return null;
  }
  return to;
}

/** The whole of an amount in minutes; null when days or longer are in it. */
function minutesOf({ parts }: Amount): number | null {
  let sum = 0;
  for (const { count, unit } of parts) {
    const each = MINUTES[unit];
    if (each === undefined) return null;
    sum += count * each;
  }
  return sum;
}

/** `in two weeks`, `three weeks from tomorrow`, `2 days ago`, `30 minutes later`. */
function away(context: Context, at: number): Meaning | null {
  const lead = word(context, at);
  const opened = ['in', 'within'].includes(lead);
  const start = opened ? skip(context, at + 1, 'the', 'next', 'first', 'about', 'around') : at;
  const found = amount(context, start);
  if (found === null) return null;
  const link = word(context, found.next);
  if (link === 'ago') return moved(context, found.next + 1, context.reference, found, -1);
  // "30 minutes later this week": later goes with the week.
  if (link === 'later' && ['this', 'today', 'in', 'next'].includes(word(context, found.next + 1))) return null;
  if (['later', 'out', 'hence'].includes(link))
    return opened ? null : moved(context, found.next + 1, context.reference, found, 1);
  // "A week on Tuesday" is the Tuesday after next; "for two weeks on Monday" is none.
  if (
    link === 'on' &&
    word(context, found.next - 1).startsWith('week') &&
    !['for', 'in'].includes(word(context, at - 1))
  ) {
    const anchor = opened ? null : weekday(context, found.next + 1);
    if (anchor !== null) return moved(context, anchor.next, anchor.from, found, 1);
  }
  if (['from', 'after', 'before', 'since'].includes(link)) {
    const now = word(context, found.next + 1) === 'now';
    if (now) return link === 'since' ? null : moved(context, found.next + 2, context.reference, found, 1);
    const anchor = anchorAt(context, found.next + 1);
    if (anchor === null || (link === 'since' && lead !== 'in')) return null;
    return moved(context, anchor.next, anchor.from, found, link === 'before' ? -1 : 1);
  }
  if (link === 'starting' || link === 'beginning') {
    const anchor = anchorAt(context, skip(context, found.next + 1, 'on', 'from'));
    const end = anchor === null ? null : move(anchor.from, found, 1);
    return anchor === null || end === null ? null : period(anchor.next, anchor.from, end);
  }
  if (lead === 'within') {
    const end = move(context.reference, found, 1);
    return end === null ? withinHours(context, found) : period(found.next, context.reference, end, end);
  }
  if (lead !== 'in' || start !== skip(context, at + 1, 'about', 'around')) return null;
  return moved(context, skip(context, found.next, "'", 's', 'time'), context.reference, found, 1);
}

/** `within 24 hours`: due on the day they end, unless they are too few to say a day. */
function withinHours({ reference, now }: Context, by: Amount): Meaning | null {
  const minutes = minutesOf(by);
  if (minutes === null) return null;
  const due = minutes < 720 ? null : reference + Math.floor((now + minutes) / 1440);
  return { ...day(by.next, reference), due, clock: { from: now, to: now + minutes } };
}

function anchorAt(context: Context, at: number): Meaning | null {
  return longest(
    namedDay(context, at),
    weekday(context, at),
    absolute(context, at),
    plainYear(context, skip(context, at, 'the')),
    plainYear(context, at - 1)
  );
}

function moved(context: Context, next: number, from: Day, by: Amount, sign: 1 | -1): Meaning | null {
  const to = move(from, by, sign);
  if (to !== null) {
    const found = day(next, to);
    const number = word(context, next) === 'on' ? WEEKDAYS.get(word(context, next + 1)) : undefined;
    return number === undefined ? found : onWeekday(found, number, next + 2);
  }
  const minutes = minutesOf(by);
  if (minutes === null || from !== context.reference) return null;
  // Nothing promised "in half an hour" is due on a day.
  return { ...day(next, from), due: null, clock: { from: context.now + sign * minutes, to: null } };
}

/** `the next 3 days`, `the past two weeks`, `5 upcoming years`, `the last 20 minutes`. */
function span(context: Context, at: number): Meaning | null {
  const shift = SHIFTS.get(word(context, at));
  if (shift !== undefined && shift !== 0) {
    const found = oneAmount(context, at + 1);
    return found === null ? null : spanOf(context, { parts: [found], next: found.next }, shift);
  }
  const count = cardinal(context, at);
  const unit = UNITS.get(word(context, at + 2));
  const direction = SHIFTS.get(word(context, at + 1));
  if (count === null || unit === undefined || direction === undefined || direction === 0) return null;
  return spanOf(context, { parts: [{ count, unit }], next: at + 3 }, direction);
}

function spanOf(context: Context, by: Amount, direction: number): Meaning | null {
  const { reference, now } = context;
  const minutes = minutesOf(by);
  if (minutes !== null) {
    const clock = direction < 0 ? { from: now - minutes, to: now } : { from: now, to: now + minutes };
    return { ...day(by.next, reference), due: null, clock };
  }
  const [first] = by.parts;
  if (first?.unit === 'decade') {
    const start = monthStart(yearOf(reference) - (yearOf(reference) % 10) + (direction < 0 ? 0 : 10), 1);
    const other = addMonths(start, 120 * first.count * direction);
    return period(by.next, Math.min(start, other), Math.max(start, other));
  }
  if (direction < 0) {
    const from = move(reference, by, -1);
    return from === null ? null : period(by.next, from, reference);
  }
  if (first?.unit === 'business day')
    return period(by.next, reference + 1, addBusinessDays(reference, first.count) + 1);
  const to = move(reference + 1, by, 1);
  return to === null ? null : period(by.next, reference + 1, to);
}
