import type { Currencies } from '../brief/ports.ts';
import type { OrgClient, OrgRecord } from './client.ts';
import { number, text } from './records.ts';

/**
 * Fields that an org has or lacks, by the objects that the handoff leads to: several currencies, people as accounts,
 * picklists for countries. Asking for one that is not there would refuse the whole query.
 */
const OPTIONAL: readonly [object: string, path: string, fields: readonly string[]][] = [
  ['Handoff__c', '', ['CurrencyIsoCode']],
  ['Opportunity', 'Opportunity__r.', ['CurrencyIsoCode']],
  ['Account', 'Account__r.', ['IsPersonAccount', 'PersonContactId', 'BillingCountryCode', 'BillingCountry']]
];

/** @returns those of the fields that the org has and the user may read, as a query of handoffs names them */
export async function optionalFields(client: OrgClient): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [object, path, fields] of OPTIONAL) {
    const readable = await client.readableFields(object);
    found.push(...fields.filter((field) => readable.has(field)).map((field) => `${path}${field}`));
  }
  return found;
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

/** Today's rates; null in an org with one currency. */
export async function readCurrencies(client: OrgClient): Promise<Currencies | null> {
  const handoff = await client.readableFields('Handoff__c');
  if (!handoff.has('CurrencyIsoCode')) return null;
  const rows = await client.query('SELECT IsoCode, ConversionRate, IsCorporate FROM CurrencyType');
  const corporate = rows.find((row) => text(row, 'IsCorporate') === 'true');
  const rates = rows.map((row): [string, number] => [text(row, 'IsoCode') ?? '', number(row, 'ConversionRate') ?? 0]);
  return { corporate: text(corporate, 'IsoCode'), rates: Object.fromEntries(rates.filter(([, rate]) => rate > 0)) };
}
