import { yearAt } from './absolute.ts';
import { type Day, dayOf, easterOf, monthStart, nthWeekday, yearOf } from './calendar.ts';
import { after, type Context, day, type Meaning, skip, word } from './value.ts';

const fixed =
  (month: number, dayOfMonth: number) =>
  (year: number): Day =>
    dayOf(year, month, dayOfMonth) ?? monthStart(year, month);

/** The nth weekday (1 is Monday) of a month, some days on; counted from its end when `nth` is below 0. */
const nth =
  (month: number, weekday: number, count: number, shift = 0) =>
  (year: number): Day =>
    (nthWeekday(monthStart(year, month), monthStart(year, month + 1), weekday, count) ?? 0) + shift;

const easter =
  (shift: number) =>
  (year: number): Day =>
    easterOf(year) + shift;

/** Days with a name that business mail speaks of. Longer names stand before those they begin with. */
const HOLIDAYS: readonly [words: string, of: (year: number) => Day][] = [
  ['christmas eve', fixed(12, 24)],
  ['christmas day', fixed(12, 25)],
  ['christmas', fixed(12, 25)],
  ['xmas', fixed(12, 25)],
  ['boxing day', fixed(12, 26)],
  ["new year ' s eve", fixed(12, 31)],
  ['new years eve', fixed(12, 31)],
  ["new year ' s day", fixed(1, 1)],
  ["new year ' s", fixed(1, 1)],
  ['new years day', fixed(1, 1)],
  ['new years', fixed(1, 1)],
  ['new year', fixed(1, 1)],
  ['martin luther king day', nth(1, 1, 3)],
  ['mlk day', nth(1, 1, 3)],
  ["valentine ' s day", fixed(2, 14)],
  ['valentines day', fixed(2, 14)],
  ["presidents ' day", nth(2, 1, 3)],
  ['presidents day', nth(2, 1, 3)],
  ["st patrick ' s day", fixed(3, 17)],
  ['good friday', easter(-2)],
  ['easter sunday', easter(0)],
  ['easter monday', easter(1)],
  ['easter', easter(0)],
  ['ascension day', easter(39)],
  ['earth day', fixed(4, 22)],
  ["mother ' s day", nth(5, 7, 2)],
  ['mothers day', nth(5, 7, 2)],
  ['memorial day', nth(5, 1, -1)],
  ["father ' s day", nth(6, 7, 3)],
  ['fathers day', nth(6, 7, 3)],
  ['independence day', fixed(7, 4)],
  ['labor day', nth(9, 1, 1)],
  ['labour day', fixed(5, 1)],
  ['columbus day', nth(10, 1, 2)],
  ['halloween', fixed(10, 31)],
  ['veterans day', fixed(11, 11)],
  ['thanksgiving day', nth(11, 4, 4)],
  ['thanksgiving', nth(11, 4, 4)],
  ['black friday', nth(11, 4, 4, 1)],
  ['cyber monday', nth(11, 4, 4, 4)]
];
const BY_FIRST = Map.groupBy(HOLIDAYS, ([words]) => words.split(' ')[0] ?? '');
/** "Happy new year" and "the new year budget" name no day. */
const NO_NEW_YEAR = /^(?:happy|the|a|our)$/;

/** `Christmas`, `Labor Day 2027`, `Easter of this year`: the next one, where no year says which. */
export function holiday(context: Context, at: number): Meaning | null {
  for (const [words, of] of BY_FIRST.get(word(context, at)) ?? []) {
    const next = after(context, at, words);
    if (next === null) continue;
    if (words === 'new year' && NO_NEW_YEAR.test(word(context, at - 1))) return null;
    const year = yearOf(context.reference);
    const thisYear = after(context, skip(context, next, 'of'), 'this year');
    if (thisYear !== null) return day(thisYear, of(year));
    const written = yearAt(context, skip(context, next, ',', 'of', 'in'));
    if (written !== null) return day(written.next, of(written.year));
    const found = of(year) >= context.reference ? of(year) : of(year + 1);
    return day(next, found);
  }
  return null;
}
