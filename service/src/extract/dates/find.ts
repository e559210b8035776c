import { absolute } from './absolute.ts';
import { type Day, dayOf, isoDay, monthStart, parseIsoDay, yearOf } from './calendar.ts';
import { clockAt, dayPart } from './clock.ts';
import { stretch } from './period.ts';
import { relative } from './relative.ts';
import { mayHoldDate } from './scan.ts';
import {
  type Clock,
  type Context,
  contextOf,
  type DateOrder,
  glued,
  longest,
  type Meaning,
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
  [['prior', 'to'], 'before'],
  [['no', 'later', 'than'], 'until'],
  [['not', 'later', 'than'], 'until'],
  [['as', 'late', 'as'], 'until'],
  [['until'], 'until'],
  [['till'], 'until'],
  [['later', 'than'], 'after'],
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
 */
export function findDates(text: string, reference: Day, order: DateOrder): FoundDate[] {
  if (!mayHoldDate(text)) return [];
  const context = contextOf(text, reference, order);
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
  return day === null ? [] : findDates(text, day, order);
}

/** ISO 8601: a day, a day and time, or `first day/first day after`, with `..` for an end that is not given. */
export function dateValue(found: FoundDate): string {
  const { from, to, clock } = found;
  if (clock !== null && from !== null) {
    const start = `${isoDay(from)}T${time(clock.from)}`;
    return clock.to === null ? start : `${start}/${isoDay(from)}T${time(clock.to)}`;
  }
  if (from !== null && to === from + 1 && found.due === from) return isoDay(from);
  return `${from === null ? '..' : isoDay(from)}/${to === null ? '..' : isoDay(to)}`;
}

function time(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((each) => String(each).padStart(2, '0')).join(':');
}

type Read = Meaning & { open: Open | null };

function expression(context: Context, at: number): Read | null {
  for (const [words, open] of OPENERS) {
    if (words.some((each, index) => word(context, at + index) !== each)) continue;
    const inner = range(context, skip(context, at + words.length, 'the')) ?? range(context, at + words.length);
    if (inner !== null) return { ...inner, open };
  }
  const plain = range(context, at);
  return plain === null ? null : { ...plain, open: null };
}

function bounds({ from, to, due, clock, tail }: Meaning, open: Open | null): Omit<FoundDate, 'start' | 'end'> {
  switch (open) {
    case 'before':
      return tail === true
        ? { from: null, to, due, clock: null }
        : { from: null, to: from, due: from - 1, clock: null };
    case 'until':
      return { from: null, to: tail === true ? to : from, due, clock: null };
    case 'after':
      return { from: to - from === 1 ? from : to, to: null, due: null, clock: null };
    case 'since':
      return { from, to: null, due: null, clock: null };
    default:
      return { from, to, due, clock };
  }
}

/** One date, or two with "to", "until" or a dash between them. */
function range(context: Context, at: number): Meaning | null {
  const opened = ['from', 'between'].includes(word(context, at));
  const first = point(context, opened ? at + 1 : at) ?? (opened ? yearPoint(context, at + 1) : yearRange(context, at));
  if (first === null) return opened ? daysIn(context, at + 1) : null;
  const link = word(context, first.next);
  const links =
    ['-', 'to', 'through', 'until', 'till'].includes(link) || (link === 'and' && word(context, at) === 'between');
  if (links && first.clock === null) {
    const second =
      point(context, first.next + 1) ?? yearPoint(context, first.next + 1) ?? dayOnly(context, first, first.next + 1);
    if (second !== null) return join(first, second);
    if (word(context, first.next + 1) === 'now' && opened)
      return join(first, {
        ...first,
        next: first.next + 2,
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
  if (glued(context, at, at + 1) && glued(context, at + 2, at + 3)) return null;
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

/** `from 4-23 in next month`. */
function daysIn(context: Context, at: number): Meaning | null {
  const [first, link, second] = context.tokens.slice(at, at + 3);
  if (first?.kind !== 'number' || second?.kind !== 'number' || !['-', 'to', 'and'].includes(link?.text ?? ''))
    return null;
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
  let from = first.from;
  const due = second.due;
  const to = second.tail === true ? second.to : second.from;
  // Both guessed: the second is the next to come, the first the last before it.
  if (first.guessed !== null) {
    const { month, day } = first.guessed;
    const same = day === null ? monthStart(yearOf(to), month) : dayOf(yearOf(to), month, day);
    const earlier = day === null ? monthStart(yearOf(to) - 1, month) : dayOf(yearOf(to) - 1, month, day);
    from = (same !== null && same < to ? same : earlier) ?? from;
  }
  return from < to ? { next: second.next, from, to, due, guessed: null, clock: null } : null;
}

/** One date, with the time of day on either side of it. */
function point(context: Context, at: number): Meaning | null {
  const date = longest(absolute(context, at), relative(context, at), stretch(context, at));
  if (date !== null) {
    if (date.to - date.from !== 1 || date.clock !== null) return date;
    const clock = clockAt(context, date.next);
    return clock === null ? date : withClock(date, clock, clock.next);
  }
  if (['this', 'late', 'early'].includes(word(context, at))) {
    const start = skip(context, at, 'late', 'early');
    const part = word(context, start) === 'this' ? dayPart(context, start + 1) : null;
    if (part !== null) return withClock(today(context, part.next), halved(part, word(context, at)), part.next);
  }
  const first = context.tokens[at];
  if (first === undefined || (first.kind !== 'number' && !['from', 'between'].includes(first.text))) return null;
  const clock = clockAt(context, at);
  if (clock === null) return null;
  const after = skip(context, clock.next, ',', 'on');
  const part = word(context, after) === 'this' ? dayPart(context, after + 1) : null;
  if (part !== null) return withClock(today(context, part.next), clock, part.next);
  const later = longest(absolute(context, after), relative(context, after));
  return later === null || later.to - later.from !== 1
    ? null
    : withClock(later, clock, dayPart(context, later.next)?.next ?? later.next);
}

/** Late in the morning is its second half. */
function halved(clock: Clock, which: string): Clock {
  if (clock.to === null || which === 'this') return clock;
  const middle = (clock.from + clock.to) / 2;
  return which === 'late' ? { from: middle, to: clock.to } : { from: clock.from, to: middle };
}

function today(context: Context, next: number): Meaning {
  return {
    next,
    from: context.reference,
    to: context.reference + 1,
    due: context.reference,
    guessed: null,
    clock: null
  };
}

function withClock(date: Meaning, clock: Clock, next: number): Meaning {
  return { ...date, next, clock: { from: clock.from, to: clock.to }, guessed: date.guessed };
}
