import type { Currencies } from '../brief/ports.ts';
import type { OrgClient, OrgRecord } from './client.ts';
import { number, text } from './records.ts';

/** Which an org with several currencies has on every object of ours and on deals; other orgs have it nowhere. */
const CURRENCIES = ['CurrencyIsoCode', 'Opportunity__r.CurrencyIsoCode'];
/** People as accounts, picklists for countries; addresses may be closed to the user. */
const OF_THE_ACCOUNT = ['IsPersonAccount', 'PersonContactId', 'BillingCountryCode', 'BillingCountry'];

/**
 * Fields that not every org has: asking for one that is not there would refuse the whole query.
 *
 * @returns those that the org has and the user may read, as a query of handoffs names them
 */
export async function optionalFields(client: OrgClient): Promise<readonly string[]> {
  const [handoff, account] = [await client.readableFields('Handoff__c'), await client.readableFields('Account')];
  return [
    ...(handoff.has('CurrencyIsoCode') ? CURRENCIES : []),
    ...OF_THE_ACCOUNT.filter((field) => account.has(field)).map((field) => `Account__r.${field}`)
  ];
}

/** Whether the org has several currencies, told by its optional fields. */
export function hasCurrencies(optional: readonly string[]): boolean {
  return CURRENCIES.every((field) => optional.includes(field));
}

/** What a handoff's amounts are in: its own revenue in its currency, else the deal's amount in that of the deal. */
export function currencyOf(handoff: OrgRecord): string | null {
  return text(handoff, text(handoff, 'ARR__c') === null ? 'Opportunity__r.CurrencyIsoCode' : 'CurrencyIsoCode');
}

/** The customer's country: its code where the org has picklists for countries, else what somebody typed. */
export function countryOf(handoff: OrgRecord): string | null {
  return text(handoff, 'Account__r.BillingCountryCode') ?? text(handoff, 'Account__r.BillingCountry');
}

/** The contact that a customer who is a person is. */
export function personContactOf(handoff: OrgRecord): string | null {
  return text(handoff, 'Account__r.IsPersonAccount') === 'true' ? text(handoff, 'Account__r.PersonContactId') : null;
}

/** Today's rates of an org with several currencies. */
export async function readCurrencies(client: OrgClient): Promise<Currencies> {
  const rows = await client.query('SELECT IsoCode, ConversionRate, IsCorporate FROM CurrencyType');
  const corporate = rows.find((row) => text(row, 'IsCorporate') === 'true');
  const rates = rows.map((row): [string, number] => [text(row, 'IsoCode') ?? '', number(row, 'ConversionRate') ?? 0]);
  return { corporate: text(corporate, 'IsoCode'), rates: Object.fromEntries(rates.filter(([, rate]) => rate > 0)) };
}
