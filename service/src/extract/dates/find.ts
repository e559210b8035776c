import { absolute } from './absolute.ts';
import { type Day, dayOf, isoDay, monthStart, parseIsoDay, yearOf } from './calendar.ts';
import { stretch, unitAround } from './period.ts';
import { point } from './point.ts';
import { mayHoldDate } from './scan.ts';
import { MONTHS, UNITS } from './vocabulary.ts';
import {
  after,
  type Clock,
  type Context,
  contextOf,
  type DateOrder,
  gluedLeft,
  gluedRight,
  longest,
  type Meaning,
  period,
  skip,
  word
} from './value.ts';

/** A date in a text. */
export interface FoundDate {
  /** UTF-16 offsets: `text.slice(start, end)` are its words. */
  start: number;
  end: number;
  /** First day; null where the words give only an end ("before March"). */
  from: Day | null;
  /** The first day after it; null where the words give only a start ("since August"). */
  to: Day | null;
  /** The last day on which something promised for then is still in time; null where the words set no end. */
  due: Day | null;
  clock: Clock | null;
}

export type Open = 'before' | 'until' | 'after' | 'since';

const OPENERS: readonly [words: readonly string[], open: Open][] = [
  [['before'], 'before'],
  [['on', 'or', 'before'], 'until'],
  [['by', 'or', 'before'], 'until'],
  [['prior', 'to'], 'before'],
  [['no', 'later', 'than'], 'until'],
  [['not', 'later', 'than'], 'until'],
  [['as', 'late', 'as'], 'until'],
  [['until'], 'until'],
  [['till'], 'until'],
  [['as', 'early', 'as'], 'since'],
  [['later', 'than'], 'after'],
  [['greater', 'than'], 'after'],
  [['after'], 'after'],
  [['since'], 'since'],
  [['starting', 'on'], 'since'],
  [['starting', 'from'], 'since'],
  [['starting'], 'since'],
  [['as', 'of'], 'since']
];

/**
 * Finds the dates in a text, in order and without overlaps. One pass over the text; nothing else when it holds no
 * digit and no word a date needs. Times of day count only beside a date; durations ("for two weeks") are no dates.
 *
 * @param reference the day the text was written on
 * @param now the time it was written at, in minutes from midnight
 */
export function findDates(text: string, reference: Day, order: DateOrder, now = 0): FoundDate[] {
  if (!mayHoldDate(text)) return [];
  const context = contextOf(text, reference, order, now);
  const found: FoundDate[] = [];
  let at = 0;
  while (at < context.tokens.length) {
    const read = expression(context, at);
    const start = context.tokens[at];
    const last = read === null ? undefined : context.tokens[read.next - 1];
    if (read === null || start === undefined || last === undefined || read.next <= at) {
      at++;
      continue;
    }
    found.push({ start: start.start, end: last.end, ...bounds(read, read.open) });
    at = read.next;
  }
  return found;
}

/** As {@link findDates}, for a reference as ISO 8601; none where that is no date. */
export function findDatesAt(text: string, reference: string, order: DateOrder): FoundDate[] {
  const day = parseIsoDay(reference);
  return day === null ? [] : findDates(text, day, order, minutesOf(reference));
}

/** The time of an ISO 8601 date and time, as it stands there, in minutes from midnight. */
function minutesOf(reference: string): number {
  const time = /[T ](\d{2}):(\d{2})(?::(\d{2}))?/.exec(reference);
  return time === null ? 0 : Number(time[1]) * 60 + Number(time[2]) + Number(time[3] ?? 0) / 60;
}

/** ISO 8601: a day, a day and time, or `first day/first day after`, with `..` for an end that is not given. */
export function dateValue(found: FoundDate): string {
  const { from, to, clock } = found;
  if (clock !== null && from !== null) {
    const start = stamp(from, clock.from);
    if (clock.side !== undefined) return clock.side === 'before' ? `../${start}` : `${start}/..`;
    return clock.to === null ? start : `${start}/${stamp(from, clock.to)}`;
  }
  if (from !== null && to === from + 1 && (found.due === from || found.due === null)) return isoDay(from);
  return `${from === null ? '..' : isoDay(from)}/${to === null ? '..' : isoDay(to)}`;
}

/** A day and time; minutes below 0 or past 24 hours are on the day before or after. */
function stamp(day: Day, minutes: number): string {
  const seconds = Math.round(minutes * 60);
  const within = ((seconds % 86_400) + 86_400) % 86_400;
  const parts = [Math.floor(within / 3600), Math.floor(within / 60) % 60, within % 60];
  const on = day + Math.floor(seconds / 86_400);
  return `${isoDay(on)}T${parts.map((each) => String(each).padStart(2, '0')).join(':')}`;
}

type Read = Meaning & { open: Open | null };

function expression(context: Context, at: number): Read | null {
  for (const [words, open] of OPENERS) {
    if (words.some((each, index) => word(context, at + index) !== each)) continue;
    const start = skip(context, at + words.length, 'around', 'about', 'year');
    const inner = range(context, skip(context, start, 'the')) ?? range(context, start) ?? yearPoint(context, start);
    if (inner !== null) return { ...inner, open };
  }
  const until = toDate(context, at);
  if (until !== null) return until;
  const plain = range(context, at);
  return plain === null ? null : openEnded(context, plain);
}

/** `2012 or later`, `May and after`: a date that only begins or ends something. */
function openEnded(context: Context, found: Meaning): Read {
  if (['or', 'and'].includes(word(context, found.next)) && found.clock === null) {
    const open = TRAILING.get(word(context, found.next + 1));
    const ends = word(context, found.next + 2);
    if (open !== undefined && (ends === '' || ends === '.' || ends === ','))
      return { ...found, next: found.next + 2, open };
  }
  return { ...found, open: null };
}

const TRAILING: ReadonlyMap<string, Open> = new Map([
  ['later', 'since'],
  ['after', 'since'],
  ['greater', 'since'],
  ['onwards', 'since'],
  ['earlier', 'until'],
  ['before', 'until']
]);

/** `to date`, `year to date`. */
function toDate(context: Context, at: number): Read | null {
  const unit = ['year', 'quarter', 'month', 'week'].find((each) => word(context, at) === each);
  const next = after(context, unit === undefined ? at : at + 1, 'to date');
  if (next === null) return null;
  const started = unit === undefined ? null : unitAround(context.reference, UNITS.get(unit) ?? 'year', 0);
  const { reference } = context;
  const ends = ['', '.', ',', '?', '!', ')'].includes(word(context, next));
  if (started === null && (!ends || word(context, at - 1) === 'up')) return null;
  if (started === null) return { ...period(next, reference, reference + 1), due: null, open: 'before' };
  return { ...period(next, started.from, reference), due: null, open: null };
}

function bounds({ from, to, due, clock, tail, head }: Meaning, open: Open | null): Omit<FoundDate, 'start' | 'end'> {
  switch (open) {
    case 'before':
      if (clock !== null) return { from, to, due, clock: { from: clock.from, to: null, side: 'before' } };
      return tail === true
        ? { from: null, to, due, clock: null }
        : { from: null, to: from, due: due === null ? null : from - 1, clock: null };
    case 'until':
      if (clock !== null) return { from, to, due, clock: { from: clock.from, to: null, side: 'before' } };
      return { from: null, to: tail === true ? to : from, due, clock: null };
    case 'after':
      if (clock !== null) return { from, to, due: null, clock: { from: clock.from, to: null, side: 'after' } };
      return { from: to - from === 1 || head === true ? from : to, to: null, due: null, clock: null };
    case 'since':
      return { from, to: null, due: null, clock: null };
    default:
      return { from, to, due, clock };
  }
}

/** One date, or two with "to", "until" or a dash between them. */
function range(context: Context, at: number): Meaning | null {
  const opened = ['from', 'between'].includes(word(context, at));
  const days = daysThenMonth(context, opened ? at + 1 : at);
  if (days !== null) return days;
  const first = point(context, opened ? at + 1 : at) ?? (opened ? yearPoint(context, at + 1) : yearRange(context, at));
  if (opened && (first === null || first.clock !== null)) {
    const clocked = point(context, at);
    if (clocked !== null) return clocked;
  }
  if (first === null) return opened ? daysIn(context, at + 1) : null;
  const link = word(context, first.next);
  const links =
    ['-', 'to', 'through', 'until', 'till'].includes(link) || (link === 'and' && word(context, at) === 'between');
  if (links && first.clock === null) {
    const second =
      point(context, first.next + 1) ?? yearPoint(context, first.next + 1) ?? dayOnly(context, first, first.next + 1);
    if (second !== null) return join(first, second);
    const today = after(context, first.next + 1, 'now') ?? after(context, first.next + 1, 'current date');
    if (today !== null && opened)
      return join(first, {
        ...first,
        next: today,
        from: context.reference,
        to: context.reference + 1,
        due: context.reference,
        guessed: null
      });
  }
  return opened ? null : first;
}

/** A year at the start or end of a range needs no other word beside it. */
function yearPoint(context: Context, at: number): Meaning | null {
  const token = context.tokens[at];
  if (token === undefined || token.digits !== 4 || token.value < 1900 || token.value >= 2200) return null;
  const [from, to] = [monthStart(token.value, 1), monthStart(token.value + 1, 1)];
  return { next: at + 1, from, to, due: to - 1, guessed: null, clock: null };
}

function yearRange(context: Context, at: number): Meaning | null {
  const link = word(context, at + 1);
  const dash = link === '-' || link === 'to' || link === 'through';
  if (gluedLeft(context, at) || gluedRight(context, at + 3)) return null;
  return dash && yearPoint(context, at + 2) !== null ? yearPoint(context, at) : null;
}

/** The second number of `November 18-19`. */
function dayOnly(context: Context, first: Meaning, at: number): Meaning | null {
  const token = context.tokens[at];
  if (token === undefined || token.kind !== 'number' || token.digits > 2 || first.to - first.from !== 1) return null;
  if (first.guessed === null || first.guessed.day === null || ['am', 'pm', ':'].includes(word(context, at + 1)))
    return null;
  const found = dayOf(yearOf(first.from), first.guessed.month, token.value);
  return found === null || found <= first.from
    ? null
    : { ...first, next: at + 1, from: found, to: found + 1, due: found };
}

/** `10-12 March`, `between 10 and 12 March 2027`. */
function daysThenMonth(context: Context, at: number): Meaning | null {
  const [first, link] = context.tokens.slice(at, at + 2);
  if (first?.kind !== 'number' || first.digits === 0 || first.digits > 2 || gluedLeft(context, at)) return null;
  const links = ['-', 'to'].includes(link?.text ?? '') || (link?.text === 'and' && word(context, at - 1) === 'between');
  const token = links ? context.tokens[at + 2] : undefined;
  if (token?.kind !== 'number' || token.value <= first.value || !MONTHS.has(word(context, skip(context, at + 3, 'of'))))
    return null;
  const last = absolute(context, at + 2);
  if (last === null || last.to - last.from !== 1) return null;
  const from = last.from - (token.value - first.value);
  return { ...last, from, to: last.from, guessed: null };
}

/** `from 4-23 in next month`. */
function daysIn(context: Context, at: number): Meaning | null {
  const [first, link, second] = context.tokens.slice(at, at + 3);
  const links = ['-', 'to', 'and', 'till', 'until', 'through'];
  if (first?.kind !== 'number' || second?.kind !== 'number' || !links.includes(link?.text ?? '')) return null;
  const inside = longest(
    absolute(context, skip(context, at + 3, 'of', 'in')),
    stretch(context, skip(context, at + 3, 'of', 'in'))
  );
  if (inside === null || inside.to - inside.from < 28 || inside.to - inside.from > 31 || first.value < 1) return null;
  const [from, to] = [inside.from + first.value - 1, inside.from + second.value - 1];
  return from < to && to < inside.to ? { ...inside, from, to, due: to } : null;
}

/** A range ends where its last part begins. A year written once counts for both; otherwise the end follows the start. */
function join(first: Meaning, second: Meaning): Meaning | null {
  let from = first.tail === true ? first.to : (first.middle ?? first.from);
  const weekdays = first.to - first.from === 1 && second.to - second.from === 1 && !first.guessed && !second.guessed;
  // "From Monday to Wednesday", said on a Tuesday: the Wednesday after.
  const later = weekdays && second.from < from && from - second.from < 7 ? 7 : 0;
  const due = second.due === null ? null : second.due + later;
  const to = (second.tail === true ? second.to : (second.middle ?? second.from)) + later;
  // Both guessed: the second is the next to come, the first the last before it.
  if (first.guessed !== null) {
    const { month, day } = first.guessed;
    const same = day === null ? monthStart(yearOf(to), month) : dayOf(yearOf(to), month, day);
    const earlier = day === null ? monthStart(yearOf(to) - 1, month) : dayOf(yearOf(to) - 1, month, day);
    from = (same !== null && same < to ? same : earlier) ?? from;
  }
  return from < to ? { next: second.next, from, to, due, guessed: null, clock: null } : null;
}
