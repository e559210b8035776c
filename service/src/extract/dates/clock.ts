import { CARDINALS, DAY_PARTS } from './vocabulary.ts';
import { type Clock, type Context, skip, word } from './value.ts';

interface ReadClock extends Clock {
  next: number;
}

const MERIDIEM: Readonly<Record<string, number>> = { am: 0, a: 0, pm: 12, p: 12 };

/** A time of day beside a date: `3pm`, `at 8:45`, `from 10am to 12pm`, `in the morning`. */
export function clockAt(context: Context, at: number): ReadClock | null {
  const start = skip(context, at, ',', '-', 'at', 'around', 'about', 'by');
  return dayPart(context, at) ?? hours(context, skip(context, start, 'from', 'between')) ?? named(context, start);
}

function named(context: Context, at: number): ReadClock | null {
  if (word(context, at) === 'noon') return { from: 720, to: null, next: at + 1 };
  return word(context, at) === 'midnight' ? { from: 0, to: null, next: at + 1 } : null;
}

export function dayPart(context: Context, at: number): ReadClock | null {
  const start = skip(context, at, 'in', 'the');
  const found = DAY_PARTS.get(word(context, start));
  if (found === undefined) return null;
  const [from, to] = found;
  const range = hours(context, skip(context, start + 1, 'at', 'from', 'between'));
  if (range !== null && range.next > start + 1) {
    const shift = from >= 12 && range.from < 720 && !range.exact ? 720 : 0;
    return {
      from: range.from + shift,
      to: range.to === null ? null : range.to + (range.to < 720 ? shift : 0),
      next: range.next
    };
  }
  return { from: from * 60, to: to === 24 ? 24 * 60 - 1 / 60 : to * 60, next: start + 1 };
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
  const second =
    ['-', 'to', 'until', 'till'].includes(link) || (link === 'and' && before === 'between')
      ? moment(context, first.next + 1)
      : null;
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
  const token = context.tokens[at];
  if (token === undefined || token.kind !== 'number' || token.ordinal) return null;
  let hour = token.value;
  let minute = 0;
  let next = at + 1;
  let sure = false;
  const mark = context.tokens[next];
  const after = context.tokens[next + 1];
  if (token.digits === 4 || token.digits === 3) {
    if (token.digits === 4 && token.text[0] !== '0' && MERIDIEM[word(context, next)] === undefined) return null;
    [hour, minute] = [Math.floor(token.value / 100), token.value % 100];
  } else if (
    mark !== undefined &&
    (mark.text === ':' || mark.text === '.') &&
    !mark.gap &&
    after?.digits === 2 &&
    !after.gap
  ) {
    minute = after.value;
    next += 2;
    sure = mark.text === ':' || word(context, at - 1) === 'at';
    if (context.tokens[next]?.text === ':' && context.tokens[next + 1]?.digits === 2) next += 2;
  } else if (token.digits === 0 && !CARDINALS.has(token.text)) return null;
  else if (token.digits === 0 && mark?.digits === 0 && [10, 15, 20, 30, 40, 45, 50].includes(mark.value)) {
    minute = mark.value;
    next++;
  }
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
