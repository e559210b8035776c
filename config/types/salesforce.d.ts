declare module '@salesforce/i18n/currency' {
  /** The code of the user's currency, for example `USD`. */
  const currency: string;
  export default currency;
}
declare module '@salesforce/i18n/locale' {
  /** For example `en-US`. */
  const locale: string;
  export default locale;
}
declare module '@salesforce/i18n/timeZone' {
  /** The user's, for example `Europe/Berlin`. */
  const timeZone: string;
  export default timeZone;
}
