import { absolute, wholeMonth, yearAt } from './absolute.ts';
import { type Day, monthOf, monthStart, weekStart, yearOf } from './calendar.ts';
import { counted, numberedWeek, numberFirst } from './nth.ts';
import { ABBREVIATED_ENDS, MONTHS, type Part, PARTS, SHIFTS, type Unit, UNITS, WEEKDAYS } from './vocabulary.ts';
import { type Context, type Meaning, day, longest, period, skip, word } from './value.ts';

const COUNTED_QUARTERS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, last: 4 };

/** A stretch of days: next week, Q1, the first half of 2027, mid-May, the end of the quarter. */
export function stretch(context: Context, at: number): Meaning | null {
  return longest(
    shiftedUnit(context, at),
    quarter(context, at),
    numberedWeek(context, at),
    counted(context, at),
    decade(context, at),
    century(context, at),
    plainYear(context, at),
    part(context, at)
  );
}

/** The week, month, quarter or year that a day is in, or so many on. The work week ends on Friday. */
export function unitAround(reference: Day, unit: Unit, shift: number): Omit<Meaning, 'next'> | null {
  const year = yearOf(reference);
  const month = monthOf(reference);
  const made = (from: Day, to: Day, due = to - 1): Omit<Meaning, 'next'> => ({
    from,
    to,
    due,
    guessed: null,
    clock: null
  });
  switch (unit) {
    case 'day':
      return made(reference + shift, reference + shift + 1);
    case 'week': {
      const monday = weekStart(reference) + shift * 7;
      return made(monday, monday + 7, monday + 4);
    }
    case 'month':
      return made(monthStart(year, month + shift), monthStart(year, month + shift + 1));
    case 'quarter': {
      const first = month - ((month - 1) % 3) + shift * 3;
      return made(monthStart(year, first), monthStart(year, first + 3));
    }
    case 'year':
      return made(monthStart(year + shift, 1), monthStart(year + shift + 1, 1));
    case 'decade': {
      const first = year - (year % 10) + shift * 10;
      return made(monthStart(first, 1), monthStart(first + 10, 1));
    }
    default:
      return null;
  }
}

export function shiftedUnit(context: Context, at: number): Meaning | null {
  const start = skip(context, at, 'the');
  if (word(context, start) === 'week' && word(context, start + 1) === 'after' && word(context, start + 2) === 'next')
    return around(context, start + 3, 'week', 2);
  const shift = SHIFTS.get(word(context, start));
  if (shift === undefined) return start > at ? theUnit(context, at) : bareWeekend(context, at);
  const name = word(context, start + 1);
  if (name === 'weekend') {
    const monday = weekStart(context.reference) + shift * 7;
    return period(start + 2, monday + 5, monday + 7);
  }
  const unit = UNITS.get(name);
  if (unit === undefined || name.endsWith('s') || unit === 'day') return null;
  if (unit === 'week') {
    const next = skip(context, start + 2, ',', '-', 'on');
    const number = WEEKDAYS.get(word(context, next));
    if (number !== undefined) return day(next + 1, weekStart(context.reference) + shift * 7 + number - 1);
  }
  if (unit === 'year') {
    const quarterNext = skip(context, start + 2, "'", 's');
    const found = quarterOf(context, quarterNext, yearOf(context.reference) + shift);
    if (found !== null) return found;
    const month = MONTHS.get(word(context, quarterNext));
    if (month !== undefined && quarterNext > start + 2)
      return wholeMonth(quarterNext + 1, yearOf(context.reference) + shift, month);
  }
  return around(context, start + 2, unit, shift);
}

function bareWeekend(context: Context, at: number): Meaning | null {
  if (word(context, at) !== 'weekend' || ['every', 'each', 'a', 'per'].includes(word(context, at - 1))) return null;
  const dated = word(context, at + 1) === 'of' ? absolute(context, skip(context, at + 2, 'the')) : null;
  const monday = weekStart(dated?.from ?? context.reference);
  return period(dated?.next ?? at + 1, monday + 5, monday + 7);
}

/** `for the month`, `over the weekend`: the current one, where a preposition says that one is meant. */
function theUnit(context: Context, at: number): Meaning | null {
  const name = word(context, at + 1);
  if (name === 'weekend') return bareWeekend(context, at + 1);
  const meant =
    ['for', 'in', 'during'].includes(word(context, at - 1)) && ['', '.', ',', '?', '!'].includes(word(context, at + 2));
  const unit = UNITS.get(name);
  return meant && unit !== undefined && ['day', 'week', 'month', 'quarter', 'year'].includes(name)
    ? around(context, at + 2, unit, 0)
    : null;
}

export function around(context: Context, next: number, unit: Unit, shift: number): Meaning | null {
  const found = unitAround(context.reference, unit, shift);
  return found === null ? null : { next, ...found };
}

/** `Q1`, `Q1 2027`, `2027 Q1`, `the first quarter of next year`, `H2`. */
function quarter(context: Context, at: number): Meaning | null {
  const year = yearAt(context, at);
  if (year !== null) return quarterOf(context, skip(context, year.next, '-', "'", 's'), year.year);
  const reversed = numberFirst(context, at);
  if (reversed !== null) return reversed;
  return quarterOf(context, skip(context, at, 'the'), null);
}

/** `the second half of March`. */
function halfMonth(month: Meaning | null, number: number): Meaning | null {
  if (month === null || month.to - month.from < 28 || month.to - month.from > 31) return null;
  const middle = month.from + 15;
  return number === 1
    ? { ...month, to: middle, due: middle - 1, guessed: null }
    : { ...month, from: middle, due: month.to - 1, guessed: null };
}

function quarterOf(context: Context, at: number, year: number | null): Meaning | null {
  const name = word(context, at);
  const token = context.tokens[at + 1];
  const half = name === 'h' || word(context, at + 1) === 'half';
  let number: number | null = null;
  if ((name === 'q' || name === 'h') && token !== undefined && token.digits === 1 && !token.gap) number = token.value;
  else if (['quarter', 'half'].includes(word(context, at + 1)))
    number = COUNTED_QUARTERS[name] ?? (context.tokens[at]?.ordinal ? (context.tokens[at]?.value ?? null) : null);
  if (number === null || number < 1 || number > (half ? 2 : 4)) return null;
  const months = half ? 6 : 3;
  const build = (next: number, inYear: number): Meaning =>
    period(next, monthStart(inYear, (number - 1) * months + 1), monthStart(inYear, number * months + 1));
  if (year !== null) return build(at + 2, year);
  const after = skip(context, at + 2, ',', 'of', 'in', '-', 'the', 'year');
  const written = yearAt(context, after);
  if (written !== null) return build(written.next, written.year);
  const shift = SHIFTS.get(word(context, after));
  if (shift !== undefined && word(context, after + 1) === 'year')
    return build(after + 2, yearOf(context.reference) + shift);
  const month = half ? MONTHS.get(word(context, after)) : undefined;
  if (month !== undefined) return halfMonth(absolute(context, after), number);
  // "The first half of the meeting": without a year only q and h forms, and quarters, are dates.
  if (name !== 'q' && name !== 'h' && half) return null;
  const current = build(at + 2, yearOf(context.reference));
  return current.to > context.reference ? current : build(at + 2, yearOf(context.reference) + 1);
}

/** `the 1990s`, `the 90s`. */
function decade(context: Context, at: number): Meaning | null {
  const start = skip(context, at, 'the');
  const token = context.tokens[start];
  const letter = context.tokens[skip(context, start + 1, "'")];
  if (token === undefined || letter?.text !== 's' || token.value % 10 !== 0) return null;
  if (token.digits === 4 && token.value >= 1800 && token.value < 2100 && !letter.gap)
    return period(skip(context, start + 1, "'", 's'), monthStart(token.value, 1), monthStart(token.value + 10, 1));
  const spoken = start > at || ['in', 'the'].includes(word(context, at - 1));
  if (token.digits !== 2 || token.value < 20 || !spoken) return null;
  const year = 1900 + token.value;
  return period(skip(context, start + 1, "'", 's'), monthStart(year, 1), monthStart(year + 10, 1));
}

/** `the 21st century`. */
function century(context: Context, at: number): Meaning | null {
  const start = skip(context, at, 'the');
  const token = context.tokens[start];
  if (token?.ordinal !== true || word(context, start + 1) !== 'century' || token.value > 22) return null;
  const year = (token.value - 1) * 100;
  return period(start + 2, monthStart(year, 1), monthStart(year + 100, 1));
}

const BEFORE_A_YEAR = new Set(
  'in by since before after until till during of from between through to year and cy than ='.split(' ')
);
const AFTER_A_YEAR = new Set([
  '',
  '.',
  ',',
  '?',
  '!',
  ';',
  ')',
  '-',
  'and',
  'or',
  'to',
  'is',
  'was',
  'will',
  'we',
  'for',
  'at',
  'with',
  'through',
  'when',
  'off',
  'on'
]);

/** A year alone, where the words around it make it one. */
export function plainYear(context: Context, at: number): Meaning | null {
  const named = ['year', 'cy'].includes(word(context, skip(context, at, 'the')));
  if (['fiscal', 'school'].some((kind) => kind === word(context, at - 1) || kind === word(context, at - 2)))
    return null;
  const start = named ? skip(context, at, 'the') + 1 : skip(context, at, 'in', 'of');
  const year = yearAt(context, start);
  if (year === null || context.tokens[start]?.text === "'") return null;
  const sure = named || (BEFORE_A_YEAR.has(word(context, start - 1)) && AFTER_A_YEAR.has(word(context, year.next)));
  return sure ? period(year.next, monthStart(year.year, 1), monthStart(year.year + 1, 1)) : null;
}

/** `early next week`, `mid-May`, `the end of Q1`, `year-end`, `EOM`, `later this month`. */
function part(context: Context, at: number): Meaning | null {
  const start = skip(context, at, 'the');
  const abbreviated = ABBREVIATED_ENDS.get(word(context, start));
  if (abbreviated !== undefined) return endOf(context, start + 1, abbreviated);
  if (['year', 'quarter', 'month', 'week'].includes(word(context, start)) && endsAfter(context, start) !== null)
    return endOf(context, endsAfter(context, start) ?? start, UNITS.get(word(context, start)) ?? 'year');
  const which = PARTS.get(word(context, start));
  if (which === undefined) return null;
  if (['end', 'start', 'close'].includes(word(context, start)) && word(context, start + 1) === 'in') return null;
  const inside = skip(context, start + 1, '-', 'of', 'in', 'part', 'of');
  // "At the end of the day" is a way of speaking.
  const bare = skip(context, inside, 'the');
  if (word(context, bare) === 'day' || word(context, bare) === 'business')
    return which === 'end' && word(context, at - 1) !== 'at' ? endOf(context, bare + 1, 'day') : null;
  const unit = UNITS.get(word(context, bare));
  const whole =
    longest(
      absolute(context, bare),
      shiftedUnit(context, inside),
      quarter(context, inside),
      plainYear(context, start + 1)
    ) ??
    (unit !== undefined && ['week', 'month', 'quarter', 'year'].includes(word(context, bare))
      ? around(context, bare + 1, unit, 0)
      : null);
  if (whole === null || whole.to - whole.from < 5) return null;
  return partOf(whole, which, word(context, start), context.reference);
}

/** `month-end`; `month end` only after a word that asks for a day: "month end close" is a name. */
function endsAfter(context: Context, at: number): number | null {
  if (word(context, at + 1) === '-') return word(context, at + 2) === 'end' ? at + 3 : null;
  const asked = ['by', 'at', 'before', 'until', 'till', 'this'].includes(word(context, at - 1));
  return asked && word(context, at) !== 'week' && word(context, at + 1) === 'end' ? at + 2 : null;
}

function endOf(context: Context, next: number, unit: Unit): Meaning | null {
  const whole = around(context, next, unit, 0);
  if (whole === null) return null;
  return unit === 'day'
    ? { ...whole, clock: { from: 24 * 60 - 1 / 60, to: null } }
    : partOf(whole, 'end', 'end', context.reference);
}

/** Halves, and the middle third. A promise for "the start" is due on the first day, for "the end" on the last. */
function partOf(whole: Meaning, which: Part, name: string, reference: Day): Meaning {
  const { from, to } = whole;
  const length = to - from;
  const year = length > 300;
  const half =
    length < 8
      ? from + 3
      : length < 32
        ? from + 15
        : year
          ? monthStart(yearOf(from), 7)
          : from + Math.floor(length / 2);
  const result = { ...whole, guessed: null };
  if (which === 'early') {
    const opens = name === 'start' || name === 'beginning';
    const end = length < 8 ? from + 3 : year && opens ? monthStart(yearOf(from), 5) : half;
    return { ...result, head: true, to: end, due: opens ? from : length < 32 && length > 20 ? from + 9 : end - 1 };
  }
  if (which === 'mid') {
    const middle = from + Math.floor(length / 2);
    if (length > 27 && length < 32) return { ...result, middle, from: from + 9, to: from + 20, due: from + 14 };
    if (year)
      return { ...result, middle, from: monthStart(yearOf(from), 5), to: monthStart(yearOf(from), 9), due: middle };
    const third = Math.floor(length / 3);
    return { ...result, middle, from: from + third, to: to - third, due: middle };
  }
  const tail = which === 'later' ? {} : { tail: true as const };
  return { ...result, ...tail, from: which === 'later' ? Math.min(Math.max(half, reference), to - 1) : half };
}
