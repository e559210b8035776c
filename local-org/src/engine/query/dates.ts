import { OrgError } from '../../org/errors.ts';
import { addDays, type Day, dayIn, firstOfMonth, instantAt, toIso, weekday } from '../zone.ts';

/** A span of days in a time zone, first included, last excluded. */
export interface DaySpan {
  /** `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** The same as instants, ISO 8601 in UTC. */
  fromInstant: string;
  toInstant: string;
}

/** Units of the literals, in days or months. Fiscal years are calendar years, as in a new org. */
const UNITS: Readonly<Record<string, { months?: number; days?: number }>> = {
  WEEK: { days: 7 },
  WEEKS: { days: 7 },
  MONTH: { months: 1 },
  MONTHS: { months: 1 },
  QUARTER: { months: 3 },
  QUARTERS: { months: 3 },
  YEAR: { months: 12 },
  YEARS: { months: 12 },
  FISCAL_QUARTER: { months: 3 },
  FISCAL_QUARTERS: { months: 3 },
  FISCAL_YEAR: { months: 12 },
  FISCAL_YEARS: { months: 12 }
};

/**
 * The days that a SOQL date literal means to a user, weeks starting on Sunday as in the en_US locale.
 *
 * @param literal `TODAY`, `LAST_N_DAYS:7` …; from "Date Formats and Date Literals in WHERE", SOQL and SOSL Reference
 */
export function spanOf(literal: string, now: Date, timeZone: string): DaySpan {
  const [word = '', count] = literal.split(':');
  const today = dayIn(now, timeZone);
  const n = Number(count ?? 0);
  const fixed: Readonly<Record<string, [offset: number, length: number]>> = {
    TODAY: [0, 1],
    YESTERDAY: [-1, 1],
    TOMORROW: [1, 1],
    LAST_90_DAYS: [-90, 91],
    NEXT_90_DAYS: [1, 90],
    // "Starts n days before the current day and continues up to the current second."
    LAST_N_DAYS: [-n, n + 1],
    NEXT_N_DAYS: [1, n],
    N_DAYS_AGO: [-n, 1]
  };
  const days = fixed[word];
  if (days) return span(addDays(today, days[0]), addDays(today, days[0] + days[1]), timeZone);
  const match =
    /^(THIS|LAST|NEXT)_(?!N_)(\w+)$/.exec(word) ?? /^(LAST|NEXT)_N_(\w+)$/.exec(word) ?? /^(N)_(\w+)_AGO$/.exec(word);
  const [, direction = '', unit = ''] = match ?? [];
  const size = UNITS[unit];
  if (!size || (direction === 'N' && count === undefined)) {
    throw new OrgError('UNSUPPORTED', `The date literal ${literal} is not supported by the local org`);
  }
  const step = (steps: number): Day => stepped(today, size, steps);
  const many = count === undefined ? 1 : n;
  switch (direction) {
    case 'THIS':
      return span(step(0), step(1), timeZone);
    case 'LAST':
      // Ends before the current unit begins.
      return span(step(-many), step(0), timeZone);
    case 'NEXT':
      return span(step(1), step(1 + many), timeZone);
    default:
      return span(step(-n), step(1 - n), timeZone);
  }
}

/** The first day of the unit that today is in, moved by a number of units. */
function stepped(today: Day, size: { months?: number; days?: number }, steps: number): Day {
  if (size.months === undefined) return addDays(today, -weekday(today) + 7 * steps);
  const intoUnit = (today.month - 1) % size.months;
  return firstOfMonth(today, size.months * steps - intoUnit);
}

function span(from: Day, to: Day, timeZone: string): DaySpan {
  return {
    from: toIso(from),
    to: toIso(to),
    fromInstant: instantAt(from, 0, timeZone).toISOString(),
    toInstant: instantAt(to, 0, timeZone).toISOString()
  };
}
