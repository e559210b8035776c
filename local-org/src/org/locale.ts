/** `de_DE`, as users have it, in the form of BCP 47: `de-DE`. What the platform's `Intl` does not know is English. */
export function localeTag(locale: string): string {
  const tag = locale.split('__')[0]?.replaceAll('_', '-') ?? '';
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}

/** Short dates as Salesforce writes them: `11/5/2026` in English, both day and month in two digits elsewhere. */
export function shortDateOptions(locale: string): Intl.DateTimeFormatOptions {
  const digits = locale.startsWith('en_US') ? 'numeric' : '2-digit';
  return { day: digits, month: digits, year: 'numeric' };
}
