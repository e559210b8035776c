/** A day as the number of days since 1970-01-01, without any time zone. */
export type Day = number;

const MS_PER_DAY = 86_400_000;

/** The day of a year, month (1 to 12) and day of month; null when there is no such day, such as February 30. */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.getUTCDate() === day ? Math.floor(at.getTime() / MS_PER_DAY) : null;
}

/** The first day of a month; months past 12 or below 1 roll into other years. */
export function monthStart(year: number, month: number): Day {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, 1);
  return Math.floor(at.getTime() / MS_PER_DAY);
}

export function yearOf(day: Day): number {
  return new Date(day * MS_PER_DAY).getUTCFullYear();
}

/** 1 to 12. */
export function monthOf(day: Day): number {
  return new Date(day * MS_PER_DAY).getUTCMonth() + 1;
}

export function dayOfMonth(day: Day): number {
  return new Date(day * MS_PER_DAY).getUTCDate();
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of a day's week. */
export function weekStart(day: Day): Day {
  return day - weekdayOf(day) + 1;
}

/** The same day of the month so many months on; the last day where that month is too short. */
export function addMonths(day: Day, months: number): Day {
  const year = yearOf(day);
  const month = monthOf(day) + months;
  return Math.min(monthStart(year, month) + dayOfMonth(day) - 1, monthStart(year, month + 1) - 1);
}

/** So many working days on, or back: Saturdays and Sundays do not count. */
export function addBusinessDays(day: Day, count: number): Day {
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.min(Math.abs(count), 5000); left > 0; left--) {
    do at += step;
    while (weekdayOf(at) > 5);
  }
  return at;
}

/** Easter Sunday of a year, by the rule of Gauss as Meeus and Jones give it for the Gregorian calendar. */
export function easterOf(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const epact =
    (19 * golden +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * correction + 114;
  return monthStart(year, Math.floor(days / 31)) + (days % 31);
}

/** The nth weekday of a stretch of days, counted from its end when `nth` is below 0; null when there is none. */
export function nthWeekday(from: Day, to: Day, weekday: number, nth: number): Day | null {
  const found =
    nth > 0
      ? from + ((weekday - weekdayOf(from) + 7) % 7) + (nth - 1) * 7
      : to - 1 - ((weekdayOf(to - 1) - weekday + 7) % 7) + (nth + 1) * 7;
  return found >= from && found < to ? found : null;
}

/** `2027-03-15`. */
export function isoDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The day of an ISO 8601 date or date and time; null when it is none. */
export function parseIsoDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(text);
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Monday of a numbered week: week 1 is the one with January 4 in it (ISO 8601). */
export function isoWeekStart(year: number, week: number): Day {
  return weekStart(monthStart(year, 1) + 3) + (week - 1) * 7;
}
