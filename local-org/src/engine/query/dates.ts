import { OrgError } from '../../org/errors.ts';

/** A span of days, first included, last excluded, as `YYYY-MM-DD`. */
export interface DaySpan {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;

/**
 * The days that a SOQL date literal means, in UTC, weeks starting on Sunday as in the en_US locale.
 *
 * @param literal `TODAY`, `LAST_N_DAYS:7` …; from "Date Formats and Date Literals", SOQL and SOSL Reference
 */
export function spanOf(literal: string, now: Date): DaySpan {
  const [word = '', count] = literal.split(':');
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const n = Number(count ?? 0);
  const day = (offset: number, length = 1): DaySpan =>
    span(today + offset * DAY_MS, today + (offset + length) * DAY_MS);
  const weekStart = today - now.getUTCDay() * DAY_MS;
  const week = (offset: number): DaySpan =>
    span(weekStart + offset * 7 * DAY_MS, weekStart + (offset + 1) * 7 * DAY_MS);
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const months = (from: number, length: number): DaySpan =>
    span(Date.UTC(year, from, 1), Date.UTC(year, from + length, 1));
  const quarter = Math.floor(month / 3) * 3;
  switch (word) {
    case 'TODAY':
      return day(0);
    case 'YESTERDAY':
      return day(-1);
    case 'TOMORROW':
      return day(1);
    case 'LAST_WEEK':
      return week(-1);
    case 'THIS_WEEK':
      return week(0);
    case 'NEXT_WEEK':
      return week(1);
    case 'LAST_MONTH':
      return months(month - 1, 1);
    case 'THIS_MONTH':
      return months(month, 1);
    case 'NEXT_MONTH':
      return months(month + 1, 1);
    case 'LAST_90_DAYS':
      return day(-90, 91);
    case 'NEXT_90_DAYS':
      return day(1, 90);
    case 'THIS_QUARTER':
      return months(quarter, 3);
    case 'LAST_QUARTER':
      return months(quarter - 3, 3);
    case 'NEXT_QUARTER':
      return months(quarter + 3, 3);
    case 'THIS_YEAR':
      return months(0, 12);
    case 'LAST_YEAR':
      return months(-12, 12);
    case 'NEXT_YEAR':
      return months(12, 12);
    case 'LAST_N_DAYS':
      return day(-n, n + 1);
    case 'NEXT_N_DAYS':
      return day(1, n);
    case 'N_DAYS_AGO':
      return day(-n);
    default:
      throw new OrgError('UNSUPPORTED', `The date literal ${word} is not supported by the local org`);
  }
}

function span(from: number, to: number): DaySpan {
  return { from: new Date(from).toISOString().slice(0, 10), to: new Date(to).toISOString().slice(0, 10) };
}
