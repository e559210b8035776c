import { CARDINALS, DAY_PARTS, ZONES } from './vocabulary.ts';
import { after, type Clock, type Context, skip, word } from './value.ts';

export interface ReadClock extends Clock {
  next: number;
}

/** The hours of a part of a day, in minutes. */
export type PartOfDay = readonly [from: number, to: number];

const MERIDIEM: Readonly<Record<string, number>> = { am: 0, a: 0, pm: 12, p: 12 };
/** The last second of a day. */
const MIDNIGHT = 24 * 60 - 1 / 60;
const SIDES: readonly [words: string, side: 'before' | 'after'][] = [
  ['no later than', 'before'],
  ['not later than', 'before'],
  ['before', 'before'],
  ['until', 'before'],
  ['by', 'before'],
  ['after', 'after']
];

/** A time of day after a date: `3pm`, `at 8:45`, `from 10am to 12pm`, `in the morning`, `before 5pm`. */
export function clockAt(context: Context, at: number): ReadClock | null {
  const start = skip(context, at, ',', '-', 'at', 'around', 'about');
  const plain =
    dayPart(context, at) ?? hours(context, skip(context, start, 'from', 'between')) ?? named(context, start);
  if (plain !== null) return plain;
  for (const [words, side] of SIDES) {
    const next = after(context, skip(context, at, ','), words);
    if (next === null) continue;
    const inner = clockOf(context, skip(context, next, 'around', 'about'));
    return inner?.to === null ? { ...inner, side } : null;
  }
  return null;
}

/** A time of day that stands first: `3pm`, `between 7 and 9`, `at lunch`. */
export function clockOf(context: Context, at: number): ReadClock | null {
  const part = partAt(context, skip(context, at, 'at', 'in', 'the'));
  const found = hours(context, skip(context, at, 'at', 'from', 'between')) ?? named(context, skip(context, at, 'at'));
  if (found === null) return part === null ? null : { from: part.hours[0], to: part.hours[1], next: part.next };
  // "2 in the afternoon".
  const later = found.to === null ? partAt(context, after(context, found.next, 'in the') ?? -1) : null;
  return later === null ? found : { ...inPart(found, later.hours), next: later.next };
}

function named(context: Context, at: number): ReadClock | null {
  if (word(context, at) === 'noon') return { from: 720, to: null, next: at + 1 };
  return word(context, at) === 'midnight' ? { from: 0, to: null, next: at + 1 } : null;
}

/** `morning`, `early evening`: its hours. */
export function partAt(context: Context, at: number): { hours: PartOfDay; next: number } | null {
  const start = skip(context, at, 'early', 'later', 'late');
  const next = skip(context, start, 'in', 'the');
  const found = DAY_PARTS.get(word(context, next));
  if (found === undefined || (next > start && start === at)) return null;
  const [from, to] = [found[0] * 60, found[1] === 24 ? MIDNIGHT : found[1] * 60];
  return { hours: start === at ? [from, to] : halved([from, to], word(context, at)), next: next + 1 };
}

/** Late in the morning is its second half. */
export function halved([from, to]: PartOfDay, which: string): PartOfDay {
  const middle = Math.round((from + to) / 2);
  return which.startsWith('early') ? [from, middle] : [middle, to];
}

/** A part of a day with the hours in it, where they follow: `in the morning`, `evening from 7 to 9`. */
export function dayPart(context: Context, at: number): ReadClock | null {
  const part = partAt(context, skip(context, at, ',', 'in', 'at', 'the', 'on'));
  return part === null ? null : hoursIn(context, part.hours, part.next);
}

/** A part of a day, or the hours in it that follow. */
export function hoursIn(context: Context, part: PartOfDay, next: number): ReadClock {
  const found = hours(context, skip(context, next, 'at', 'from', 'between'));
  return found === null ? { from: part[0], to: part[1], next } : { ...inPart(found, part), next: found.next };
}

/** Hours read so that they lie in a part of the day: 7 in the evening is 19. */
export function inPart({ from, to, exact }: Clock & { exact?: boolean }, part: PartOfDay): Clock {
  const shift = part[0] >= 720 && from < 720 && exact !== true ? 720 : 0;
  return { from: from + shift, to: to === null ? null : to + (to < 720 || to <= from ? shift : 0) };
}

interface Moment {
  minutes: number;
  /** Whether am or pm, or a minute, was written: a bare number is a time only beside another one, or after "at". */
  sure: boolean;
  half: number | null;
  next: number;
}

function hours(context: Context, at: number): (ReadClock & { exact: boolean }) | null {
  const first = moment(context, at);
  if (first === null) return null;
  const link = word(context, first.next);
  const before = word(context, at - 1);
  const linked = ['-', 'to', 'until', 'till'].includes(link) || (link === 'and' && before === 'between');
  const second = linked ? moment(context, first.next + 1) : null;
  if (second !== null) {
    const half = first.half ?? (second.half !== null && first.minutes % 720 < second.minutes % 720 ? second.half : 0);
    const from = first.half === null ? (first.minutes % 720) + half * 60 : first.minutes;
    let to = second.minutes;
    if (to <= from && second.half === null) to += 720;
    return { from, to, next: second.next, exact: first.half !== null || second.half !== null };
  }
  const spoken = before === 'at' || first.sure;
  return spoken ? { from: first.minutes, to: null, next: first.next, exact: first.half !== null } : null;
}

function moment(context: Context, at: number): Moment | null {
  const found = pastOrTo(context, at) ?? plainMoment(context, at);
  return found === null ? null : { ...found, next: ZONES.has(word(context, found.next)) ? found.next + 1 : found.next };
}

/** `half past seven`, `quarter to 9`, `20 minutes past eight`. */
function pastOrTo(context: Context, at: number): Moment | null {
  const lead = skip(context, at, 'a');
  const named = { half: 30, quarter: 15 }[word(context, lead)];
  const token = context.tokens[lead];
  const count = named ?? (token?.kind === 'number' && !token.ordinal && token.value < 60 ? token.value : null);
  if (count === null) return null;
  const link = skip(context, lead + 1, 'minutes', 'min', 'mins');
  const sign = { past: 1, after: 1, to: -1 }[word(context, link)];
  // "7 to 9" is a range.
  if (sign === undefined || (named === undefined && link === lead + 1 && sign < 0)) return null;
  const hour = plainMoment(context, link + 1);
  return hour === null || hour.minutes % 60 > 0 ? null : { ...hour, minutes: hour.minutes + sign * count, sure: true };
}

function plainMoment(context: Context, at: number): Moment | null {
  const token = context.tokens[at];
  if (token === undefined || token.kind !== 'number' || token.ordinal) return null;
  let hour = token.value;
  let minute = 0;
  let next = at + 1;
  let sure = false;
  const mark = context.tokens[next];
  const following = context.tokens[next + 1];
  if (token.digits === 4 || token.digits === 3) {
    if (token.digits === 4 && token.text[0] !== '0' && MERIDIEM[word(context, next)] === undefined) return null;
    [hour, minute] = [Math.floor(token.value / 100), token.value % 100];
  } else if (
    mark !== undefined &&
    (mark.text === ':' || mark.text === '.') &&
    !mark.gap &&
    following?.digits === 2 &&
    !following.gap
  ) {
    minute = following.value;
    next += 2;
    sure = mark.text === ':' || word(context, at - 1) === 'at';
    if (context.tokens[next]?.text === ':' && context.tokens[next + 1]?.digits === 2) next += 2;
  } else if (token.digits === 0 && !CARDINALS.has(token.text)) return null;
  else if (token.digits === 0) {
    // "Nine thirty", "five-thirty".
    const spelled = skip(context, next, '-');
    const minutes = context.tokens[spelled];
    if (minutes?.digits === 0 && !minutes.ordinal && minutes.value >= 10 && minutes.value < 60) {
      [minute, next, sure] = [minutes.value, skip(context, spelled + 1, 'minutes'), true];
    }
  }
  const clock = after(context, next, "o ' clock") ?? after(context, next, 'oclock');
  if (clock !== null) [next, sure] = [clock, true];
  const letters = word(context, next);
  const base = MERIDIEM[letters];
  let half: number | null = null;
  if (
    base !== undefined &&
    (letters.length === 2 || context.tokens[next]?.gap === false || ['m', '.'].includes(word(context, next + 1)))
  ) {
    if (hour < 1 || hour > 12) return null;
    half = base;
    hour = (hour % 12) + base;
    next = letters.length === 2 ? next + 1 : skip(context, next + 1, '.', 'm');
    sure = true;
  }
  if (hour > 24 || minute > 59 || (half === null && token.digits === 0 && hour > 12)) return null;
  return { minutes: hour * 60 + minute, sure, half: half ?? (hour > 12 ? 12 : null), next };
}
