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
