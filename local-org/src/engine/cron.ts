import { OrgError } from '../org/errors.ts';
import { addDays, dayIn, instantAt, weekday } from './zone.ts';

/** When a scheduled job runs: sets of what each part may be. */
export interface Cron {
  seconds: number;
  minutes: number;
  hours: ReadonlySet<number>;
  daysOfMonth: ReadonlySet<number> | null;
  months: ReadonlySet<number>;
  /** 1 for Sunday to 7 for Saturday. */
  daysOfWeek: ReadonlySet<number> | null;
  years: ReadonlySet<number> | null;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** How far ahead a next run is looked for: past the next 29 February whatever the century. */
const HORIZON_DAYS = 366 * 9;

/**
 * Reads a cron expression as `System.schedule` takes it ("Apex Scheduler", Apex Developer Guide): seconds and minutes
 * are plain numbers, one of day of month and day of week is `?`. `L`, `W` and `#` are refused.
 *
 * @throws {OrgError} INVALID_CRON_EXPRESSION, UNSUPPORTED
 */
export function parseCron(expression: string): Cron {
  const wrong = (why: string): OrgError =>
    new OrgError('INVALID_CRON_EXPRESSION', `Illegal cron expression format (${expression}): ${why}`);
  const parts = expression.trim().split(/\s+/);
  if (parts.length < 6 || parts.length > 7) throw wrong('it has six or seven parts');
  const [seconds = '', minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = '*'] = parts.map(
    (part) => part.toUpperCase()
  );
  if (/[LW#]/.test(dayOfMonth) || /#|L/.test(dayOfWeek)) {
    throw new OrgError(
      'UNSUPPORTED',
      `L, W and # in a cron expression are not supported by the local org: ${expression}`
    );
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw wrong('exactly one of day of month and day of week is ?');
  }
  const field = (text: string, from: number, to: number, names: readonly string[] = []): Set<number> => {
    const values = valuesOf(text, from, to, names);
    if (!values) throw wrong(`${text} is not between ${from} and ${to}`);
    return values;
  };
  const single = (text: string): number => {
    if (!/^\d+$/.test(text) || Number(text) > 59) throw wrong(`${text} is not a number from 0 to 59`);
    return Number(text);
  };
  return {
    seconds: single(seconds),
    minutes: single(minutes),
    hours: field(hours, 0, 23),
    daysOfMonth: dayOfMonth === '?' ? null : field(dayOfMonth, 1, 31),
    months: field(month, 1, 12, MONTHS),
    daysOfWeek: dayOfWeek === '?' ? null : field(dayOfWeek, 1, 7, DAYS),
    years: year === '*' ? null : field(year, 1970, 2099)
  };
}

function valuesOf(text: string, from: number, to: number, names: readonly string[]): Set<number> | null {
  const values = new Set<number>();
  const numberOf = (word: string): number =>
    names.includes(word) ? names.indexOf(word) + 1 : Number(word || Number.NaN);
  for (const entry of text.split(',')) {
    const [range = '', step] = entry.split('/');
    const [first = '', last] = range.split('-');
    const start = first === '*' ? from : numberOf(first);
    const end = last !== undefined ? numberOf(last) : first === '*' || step !== undefined ? to : start;
    const by = step === undefined ? 1 : Number(step);
    const whole = [start, end, by].every(Number.isInteger);
    if (!whole || start < from || end > to || start > end || by < 1) return null;
    for (let value = start; value <= end; value += by) values.add(value);
  }
  return values;
}

/** The first moment after another at which a job runs, in the time zone of who scheduled it; null for never again. */
export function nextRun(cron: Cron, after: Date, timeZone: string): Date | null {
  let day = dayIn(after, timeZone);
  const hours = [...cron.hours].sort((a, b) => a - b);
  for (let tried = 0; tried < HORIZON_DAYS; tried++) {
    const fits =
      cron.months.has(day.month) &&
      (cron.daysOfMonth?.has(day.day) ?? true) &&
      (cron.daysOfWeek?.has(weekday(day) + 1) ?? true) &&
      (cron.years?.has(day.year) ?? true);
    for (const hour of fits ? hours : []) {
      const at = instantAt(day, hour * 3600 + cron.minutes * 60 + cron.seconds, timeZone);
      if (at > after) return at;
    }
    day = addDays(day, 1);
  }
  return null;
}
