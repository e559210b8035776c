import { localeTag } from '../org/locale.ts';

/** What `@salesforce/i18n/…` gives for a locale: the names the base components and the package read. */
const LOCALES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'en-US': {
    'dateTime.shortDateFormat': 'M/d/yyyy',
    'dateTime.mediumDateFormat': 'MMM d, yyyy',
    'dateTime.longDateFormat': 'MMMM d, yyyy',
    'dateTime.shortDateTimeFormat': 'M/d/yyyy h:mm a',
    'dateTime.mediumDateTimeFormat': 'MMM d, yyyy h:mm:ss a',
    'dateTime.longDateTimeFormat': 'MMMM d, yyyy h:mm:ss a',
    'dateTime.shortTimeFormat': 'h:mm a',
    'dateTime.mediumTimeFormat': 'h:mm:ss a',
    'number.groupingSeparator': ',',
    'number.decimalSeparator': '.',
    'number.percentFormat': '#,##0%',
    'number.currencyFormat': '\u00a4#,##0.00;(\u00a4#,##0.00)'
  },
  'de-DE': {
    'dateTime.shortDateFormat': 'dd.MM.yyyy',
    'dateTime.mediumDateFormat': 'dd.MM.yyyy',
    'dateTime.longDateFormat': 'd. MMMM yyyy',
    'dateTime.shortDateTimeFormat': 'dd.MM.yyyy HH:mm',
    'dateTime.mediumDateTimeFormat': 'dd.MM.yyyy HH:mm:ss',
    'dateTime.longDateTimeFormat': 'd. MMMM yyyy HH:mm:ss',
    'dateTime.shortTimeFormat': 'HH:mm',
    'dateTime.mediumTimeFormat': 'HH:mm:ss',
    'number.groupingSeparator': '.',
    'number.decimalSeparator': ',',
    'number.percentFormat': '#,##0 %',
    'number.currencyFormat': '#,##0.00 \u00a4'
  }
};

/** Names in `@salesforce/i18n` that depend on the user. */
export const USER_I18N: readonly string[] = ['lang', 'locale', ...Object.keys(LOCALES['en-US'] ?? {})];

/** The languages a user may choose, in their own words, and the locale that goes with each. */
export const LANGUAGES: Readonly<Record<string, { name: string; locale: string }>> = {
  en_US: { name: 'English', locale: 'en_US' },
  de: { name: 'Deutsch', locale: 'de_DE' }
};

/** What the page of a user is given. A locale that is not here is written as English. */
export function i18nOf(locale: string, language: string): Record<string, string> {
  const tag = localeTag(locale);
  const known = tag in LOCALES ? tag : 'en-US';
  return { lang: language.replaceAll('_', '-'), locale: known, ...LOCALES[known] };
}
