import currency from '@salesforce/i18n/currency';
import locale from '@salesforce/i18n/locale';
import timeZone from '@salesforce/i18n/timeZone';

type Value = string | number;

/** Puts values into a label's `{0}`, `{1}` …; a place without a value stays empty. */
export function fill(label: string, ...values: readonly (Value | null | undefined)[]): string {
  return label.replace(/\{(\d+)\}/g, (_place, index: string) => String(values[Number(index)] ?? ''));
}

/**
 * Chooses between the two forms of a label as the user's language does, and fills the count into `{0}`.
 *
 * @param one the form for one, for example `{0} answer`
 * @param other the form for every other count
 * @param values what fills `{1}` and on
 */
export function plural(count: number, one: string, other: string, ...values: readonly Value[]): string {
  const form = new Intl.PluralRules(locale).select(count) === 'one' ? one : other;
  return fill(form, count, ...values);
}

/** A date without a time, as `Apr 15, 2027`. Such a date has no time zone, so none is applied. */
export function formatDate(date: string | null | undefined): string {
  return format(date && `${date.slice(0, 10)}T00:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' });
}

/** A date without its year, as `Apr 15`: for dates that are near. */
export function formatDay(date: string | null | undefined): string {
  return format(date && `${date.slice(0, 10)}T00:00:00Z`, { month: 'short', day: 'numeric', timeZone: 'UTC' });
}

/**
 * An amount without its cents, as `$186,000`.
 *
 * @param isoCode of the amount, in an org with several currencies; else the amount is in the one of the org
 */
export function formatMoney(amount: number, isoCode?: string | null): string {
  const style = { style: 'currency', currency: isoCode ?? currency, maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, style).format(amount);
}

/** A moment in the user's time zone, as `Apr 15, 2027, 2:32 PM`. */
export function formatDateTime(moment: string | null | undefined): string {
  return format(moment, { dateStyle: 'medium', timeStyle: 'short', timeZone });
}

/** The time of a moment in the user's time zone, as `2:32 PM`. */
export function formatTime(moment: string | null | undefined): string {
  return format(moment, { timeStyle: 'short', timeZone });
}

/** Today in the user's time zone, as `2027-04-15`. */
export function today(now: Date = new Date()): string {
  // Canadian English writes dates the ISO way.
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
}

function format(moment: string | null | undefined, options: Intl.DateTimeFormatOptions): string {
  const time = moment ? Date.parse(moment) : NaN;
  return Number.isNaN(time) ? '' : new Intl.DateTimeFormat(locale, options).format(time).replace(/\u202f/g, ' ');
}
