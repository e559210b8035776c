import { OrgError } from '../org/errors.ts';

/** A calendar day, months counted from 1. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric'
    });
    formats.set(timeZone, format);
    return format;
  } catch (cause) {
    throw new OrgError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `There is no time zone ${timeZone}`, [], { cause });
  }
}

/** What a clock on the wall of that zone shows, as if it were UTC: milliseconds since 1970. */
function wallClock(instant: number, timeZone: string): number {
  if (timeZone === 'GMT' || timeZone === 'UTC') return instant;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The day it is in a time zone. */
export function dayIn(instant: Date, timeZone: string): Day {
  const wall = new Date(wallClock(instant.getTime(), timeZone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/** The instant at which clocks in a time zone show this. In the gap of a clock change, the moment after it. */
export function instantAt({ year, month, day }: Day, secondOfDay: number, timeZone: string): Date {
  const wall = Date.UTC(year, month - 1, day) + secondOfDay * 1000;
  let instant = wall;
  // Twice, since the offset at the first guess may be that of the other side of a clock change.
  for (let round = 0; round < 2; round++) instant -= wallClock(instant, timeZone) - wall;
  return new Date(instant);
}

/** The day some days later, or earlier. */
export function addDays(day: Day, count: number): Day {
  return dayOf(Date.UTC(day.year, day.month - 1, day.day) + count * DAY_MS);
}

/** The first day of the month some months later, or earlier. */
export function firstOfMonth(day: Day, months: number): Day {
  return dayOf(Date.UTC(day.year, day.month - 1 + months, 1));
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: Day): number {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
}

export function toIso({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function dayOf(utc: number): Day {
  const date = new Date(utc);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
