import { absolute } from './absolute.ts';
import { type ReadClock, clockAt, clockOf, dayPart, halved, hoursIn, inPart, type PartOfDay, partAt } from './clock.ts';
import { stretch } from './period.ts';
import { relative } from './relative.ts';
import { WEEKDAYS, ZONES } from './vocabulary.ts';
import { type Context, day, longest, type Meaning, skip, word } from './value.ts';

const NIGHT: PartOfDay = [20 * 60, 24 * 60 - 1 / 60];
/** Days on from today to which a part of a day belongs: "next evening" is tomorrow's. */
const PART_SHIFTS: ReadonlyMap<string, number> = new Map([
  ['this', 0],
  ['last', -1],
  ['previous', -1],
  ['next', 1]
]);

/** One date, with the time of day on either side of it. */
export function point(context: Context, at: number): Meaning | null {
  const named = partDay(context, at);
  if (named !== null) {
    const clock = hoursIn(context, named.part, named.next);
    return withClock(named.day, clock, clock.next);
  }
  const later = laterToday(context, at);
  if (later !== null) return later;
  const date = longest(absolute(context, at), relative(context, at), stretch(context, at));
  if (date !== null) {
    if (date.to - date.from !== 1) return date;
    if (date.clock !== null) return endOfOther(context, date) ?? date;
    const iso = word(context, date.next) === 't' && context.tokens[date.next]?.gap === false;
    const clock = iso ? clockOf(context, date.next + 1) : clockAt(context, inBrackets(context, date.next));
    return clock === null ? date : withClock(date, clock, clock.next);
  }
  return clockFirst(context, at);
}

/** `EOD tomorrow`, `close of business on Friday`: the end of another day than today. */
function endOfOther(context: Context, end: Meaning): Meaning | null {
  if (end.clock?.from !== NIGHT[1] || end.from !== context.reference) return null;
  const next = skip(context, end.next, ',', 'on');
  const other = longest(absolute(context, next), relative(context, next));
  return other === null || other.to - other.from !== 1 ? null : withClock(other, end.clock, other.next);
}

/** `last night`, `tonight`, `this morning`, `late this afternoon`, `next evening`. */
function partDay(context: Context, at: number): { day: Meaning; part: PartOfDay; next: number } | null {
  const early = ['late', 'early'].includes(word(context, at));
  const start = early ? at + 1 : at;
  if (word(context, at) === 'tonight') return { day: day(at + 1, context.reference), part: NIGHT, next: at + 1 };
  const shift = PART_SHIFTS.get(word(context, start));
  const part = shift === undefined ? null : partAt(context, start + 1);
  // "This lunch" is a meal.
  if (part === null || shift === undefined || word(context, part.next - 1).startsWith('lunch')) return null;
  const hours = early ? halved(part.hours, word(context, at)) : part.hours;
  return { day: day(part.next, context.reference + shift), part: hours, next: part.next };
}

/** `later today`, `earlier today`: a half of it. */
function laterToday(context: Context, at: number): Meaning | null {
  const which = word(context, at);
  const today = skip(context, at + 1, 'in');
  if ((which !== 'later' && which !== 'earlier') || word(context, today) !== 'today') return null;
  const clock = which === 'later' ? { from: 720, to: 1440 } : { from: 0, to: 720 };
  return withClock(day(today + 1, context.reference), clock, today + 1);
}

/** `May 22 (Tue)`: the weekday in brackets says nothing new. */
function inBrackets(context: Context, at: number): number {
  const named = WEEKDAYS.has(word(context, at + 1));
  return word(context, at) === '(' && named && word(context, at + 2) === ')' ? at + 3 : at;
}

/** `3pm tomorrow`, `between 7 and 9 last night`, `at lunch on Friday`. */
function clockFirst(context: Context, at: number): Meaning | null {
  const first = context.tokens[at];
  if (first === undefined) return null;
  const opens = first.kind === 'number' || CLOCK_OPENS.has(first.text) || partAt(context, at) !== null;
  const clock = opens ? clockOf(context, at) : null;
  if (clock === null) return null;
  const after = skip(context, ZONES.has(word(context, clock.next)) ? clock.next + 1 : clock.next, ',', 'on');
  const named = partDay(context, after);
  if (named !== null) return withClock(named.day, inPart(clock, named.part), named.next);
  const later = longest(absolute(context, after), relative(context, after));
  if (later === null || later.to - later.from !== 1 || later.clock !== null) return null;
  const part = dayPart(context, later.next);
  if (part === null || part.to === null) return withClock(later, clock, later.next);
  return withClock(later, inPart(clock, [part.from, part.to]), part.next);
}

const CLOCK_OPENS = new Set(['from', 'between', 'at', 'half', 'quarter', 'noon']);

function withClock(date: Meaning, { from, to, side }: Omit<ReadClock, 'next'>, next: number): Meaning {
  return { ...date, next, clock: side === undefined ? { from, to } : { from, to, side } };
}
