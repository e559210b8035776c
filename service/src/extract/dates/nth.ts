import { absolute, yearAt } from './absolute.ts';
import { type Day, isoWeekStart, monthStart, nthWeekday, weekStart, yearOf } from './calendar.ts';
import { clockAt } from './clock.ts';
import { around, plainYear, shiftedUnit } from './period.ts';
import { MONTHS, UNITS, WEEKDAYS } from './vocabulary.ts';
import { type Context, type Meaning, day, longest, period, skip, word } from './value.ts';

/** `week 10`, `the week of March 3`, `w/c 3 March`. */
export function numberedWeek(context: Context, at: number): Meaning | null {
  const start = skip(context, at, 'the');
  if (word(context, start) === 'w' && word(context, start + 1) === '/' && word(context, start + 2) === 'c')
    return weekOf(context, start + 3);
  if (!['week', 'kw', 'cw'].includes(word(context, start))) return null;
  const token = context.tokens[start + 1];
  const numbered = token !== undefined && token.digits > 0 && !token.ordinal && token.value >= 1 && token.value <= 53;
  if (numbered && word(context, start + 2) !== '%') {
    const monday = isoWeekStart(yearOf(context.reference), token.value);
    // Week 3 said in November is next year's.
    const past = monday + 180 < context.reference;
    return week(start + 2, past ? isoWeekStart(yearOf(context.reference) + 1, token.value) : monday);
  }
  if (!['of', 'beginning', 'starting', 'commencing'].includes(word(context, start + 1))) return null;
  return weekOf(context, skip(context, start + 2, 'on'));
}

function weekOf(context: Context, at: number): Meaning | null {
  const anchor = absolute(context, at);
  return anchor === null || anchor.to - anchor.from !== 1 ? null : week(anchor.next, weekStart(anchor.from));
}

/** A working week: what is promised for it is due on its Friday. */
function week(next: number, monday: Day): Meaning {
  return period(next, monday, monday + 7, monday + 4);
}

/**
 * A part counted out of a longer time: `the first week of June`, `the last Friday of the month`, `the first Monday 1pm
 * to 3pm of next month`, `the 15th day of next month`, `the third month of 2021`.
 */
export function counted(context: Context, at: number): Meaning | null {
  const start = skip(context, at, 'the');
  const first = context.tokens[start];
  const number = word(context, start) === 'last' ? -1 : first?.ordinal ? first.value : null;
  if (number === null || number === 0 || number > 31) return null;
  const what = word(context, start + 1);
  const weekday = WEEKDAYS.get(what);
  const clock = weekday === undefined ? null : clockAt(context, start + 2);
  const link = clock?.next ?? start + 2;
  if (!['of', 'in'].includes(word(context, link))) return null;
  const inside = whole(context, link + 1);
  if (inside === null) return null;
  if (weekday !== undefined) {
    const found = inside.to - inside.from < 20 ? null : nthWeekday(inside.from, inside.to, weekday, number);
    if (found === null) return null;
    const { from, to } = clock ?? { from: 0, to: null };
    return { ...day(inside.next, found), clock: clock === null ? null : { from, to } };
  }
  if (what === 'week' && inside.to - inside.from > 20) {
    const monday = number < 0 ? weekStart(inside.to - 4) : weekStart(inside.from + 3) + (number - 1) * 7;
    const on = skip(context, inside.next, 'on');
    const named = WEEKDAYS.get(word(context, skip(context, inside.next, '.', 'on')));
    if (named !== undefined && (on > inside.next || word(context, inside.next) === '.'))
      return day(skip(context, inside.next, '.', 'on') + 1, monday + named - 1);
    return week(inside.next, monday);
  }
  if (what === 'day') {
    const found = number < 0 ? inside.to - 1 : inside.from + number - 1;
    return found < inside.to ? day(inside.next, found) : null;
  }
  if (what !== 'month' || inside.to - inside.from < 300) return null;
  const month = number < 0 ? 12 : number;
  const year = yearOf(inside.from);
  return month > 12 ? null : period(inside.next, monthStart(year, month), monthStart(year, month + 1));
}

/** The longer time: a month, a year, next quarter, the week, the month. */
function whole(context: Context, at: number): Meaning | null {
  const bare = skip(context, at, 'the');
  const named = longest(MONTHS.has(word(context, bare)) ? absolute(context, bare) : null, plainYear(context, bare - 1));
  const unit = UNITS.get(word(context, bare));
  const current = bare > at && unit !== undefined ? around(context, bare + 1, unit, 0) : null;
  const found = longest(named, shiftedUnit(context, at), current);
  return found !== null && found.to - found.from >= 7 ? found : null;
}

/** `3Q27`, `1H 2027`. */
export function numberFirst(context: Context, at: number): Meaning | null {
  const [number, letter, short] = context.tokens.slice(at, at + 3);
  if (number?.digits !== 1 || letter === undefined || letter.gap || (letter.text !== 'q' && letter.text !== 'h'))
    return null;
  const months = letter.text === 'h' ? 6 : 3;
  const year = short?.digits === 2 && !short.gap ? 2000 + short.value : yearAt(context, at + 2)?.year;
  if (year === undefined || number.value < 1 || number.value > 12 / months) return null;
  return period(at + 3, monthStart(year, (number.value - 1) * months + 1), monthStart(year, number.value * months + 1));
}
