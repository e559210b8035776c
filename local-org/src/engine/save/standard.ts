import type { FieldValue, RecordValues } from '../../org/schema.ts';
import type { Store } from '../store.ts';
import type { StoreTransaction } from '../transaction.ts';
import { error, type Pending } from './pending.ts';
import { derivePersonAccount, derivePersonContact, hasPersonAccounts, savePersonContact } from './person-accounts.ts';

/**
 * What Salesforce itself does to standard objects when they are saved: names of people, the fields of an
 * opportunity that follow its stage, closed tasks and cases, the end of a contract.
 *
 * @param pending its values are changed in place
 */
export function deriveStandardFields(store: Store, object: string, pending: Pending): void {
  const { values, old, given } = pending;
  verifyRecordType(store, object, pending);
  switch (object) {
    case 'Account':
      if (hasPersonAccounts(store)) derivePersonAccount(store, pending);
      deriveCountry(store, pending);
      break;
    case 'Contact':
      if (hasPersonAccounts(store)) derivePersonContact(pending);
      values['Name'] = [values['FirstName'], values['LastName']].filter((part) => part).join(' ');
      break;
    case 'User':
    case 'Lead':
      values['Name'] = [values['FirstName'], values['LastName']].filter((part) => part).join(' ');
      break;
    case 'Opportunity':
      deriveFromStage(store, values, old, given);
      break;
    case 'OpportunityLineItem':
      deriveFromEntry(store, values);
      break;
    case 'Task':
      values['IsClosed'] = values['Status'] === 'Completed';
      break;
    case 'Case':
      values['IsClosed'] = values['Status'] === 'Closed';
      break;
    case 'Contract':
      values['EndDate'] = endOf(values['StartDate'] ?? null, values['ContractTerm'] ?? null);
      break;
    default:
  }
}

/** A record type of another object, or of none, is no type. */
function verifyRecordType(store: Store, object: string, { values, errors }: Pending): void {
  const types = store.schema.object(object)?.recordTypes ?? [];
  const id = values['RecordTypeId'] ?? null;
  if (types.length > 0 && id !== null && !types.some((type) => type.id === id))
    errors.push(
      error('INVALID_CROSS_REFERENCE_KEY', "Record Type ID: this ID value isn't valid for the user", ['RecordTypeId'])
    );
}

/** With picklists for countries a country's name and its code say the same: whichever changed decides. */
function deriveCountry(store: Store, { values, old, errors }: Pending): void {
  const countries = store.schema.field('Account', 'BillingCountryCode')?.picklist;
  if (countries === undefined) return;
  const changed = (field: string): boolean => (values[field] ?? null) !== (old?.[field] ?? null);
  const by = changed('BillingCountryCode') ? 'BillingCountryCode' : 'BillingCountry';
  const given = values[by] ?? null;
  const country = countries.find(({ value, label }) => given === (by === 'BillingCountryCode' ? value : label));
  if (given !== null && country === undefined)
    errors.push(
      error(
        'FIELD_INTEGRITY_EXCEPTION',
        "There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.",
        [by]
      )
    );
  values['BillingCountry'] = country?.label ?? null;
  values['BillingCountryCode'] = country?.value ?? null;
}

/** The day before the same day so many months later. */
function endOf(start: FieldValue, months: FieldValue): FieldValue {
  if (typeof start !== 'string' || typeof months !== 'number') return null;
  const [year = 0, month = 1, day = 1] = start.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  // From the 31st to a shorter month: the month's last day itself.
  const end = day > lastOfMonth ? lastOfMonth : day - 1;
  return new Date(Date.UTC(year, month - 1 + months, end)).toISOString().slice(0, 10);
}

function deriveFromStage(
  store: Store,
  values: RecordValues,
  old: RecordValues | null,
  given: ReadonlySet<string>
): void {
  const stage = stageOf(store, values['StageName']);
  values['IsClosed'] = stage?.['IsClosed'] ?? false;
  values['IsWon'] = stage?.['IsWon'] ?? false;
  values['ForecastCategoryName'] = stage?.['ForecastCategoryName'] ?? null;
  const moved = !old || old['StageName'] !== values['StageName'];
  if (moved && !given.has('Probability')) values['Probability'] = stage?.['DefaultProbability'] ?? null;
  const { Amount: amount, Probability: probability } = values;
  values['ExpectedRevenue'] =
    typeof amount === 'number' && typeof probability === 'number' ? Math.round(amount * probability) / 100 : null;
}

function stageOf(store: Store, name: unknown): RecordValues | undefined {
  for (const row of store.table('OpportunityStage').rows()) if (row['ApiName'] === name) return row;
  return undefined;
}

/** Rows that Salesforce adds or changes beside the one that was saved. */
export function afterStandardSave(
  tx: StoreTransaction,
  object: string,
  id: string,
  values: RecordValues,
  old: RecordValues | null
): void {
  if (object === 'Account') savePersonContact(tx, id, values);
  if (object === 'Opportunity') addHistory(tx, id, values, old);
  if (object === 'OpportunityContactRole' && values['IsPrimary'] === true && old?.['IsPrimary'] !== true)
    demoteOthers(tx, id, values);
}

function addHistory(tx: StoreTransaction, id: string, values: RecordValues, old: RecordValues | null): void {
  const watched = ['StageName', 'Amount', 'CloseDate', 'Probability'];
  if (old && watched.every((field) => old[field] === values[field])) return;
  const historyId = tx.store.ids.next('008');
  const row: RecordValues = {
    Id: historyId,
    OpportunityId: id,
    CreatedDate: values['LastModifiedDate'] ?? null,
    CreatedById: tx.user.id,
    IsDeleted: false
  };
  for (const field of watched) row[field] = values[field] ?? null;
  if (values['CurrencyIsoCode'] !== undefined) row['CurrencyIsoCode'] = values['CurrencyIsoCode'];
  tx.write('OpportunityHistory', historyId, row);
}

/** A deal has one primary contact: naming another takes it from the first. */
function demoteOthers(tx: StoreTransaction, id: string, values: RecordValues): void {
  const table = tx.store.table('OpportunityContactRole');
  for (const otherId of [...table.find('OpportunityId', values['OpportunityId'] ?? null)]) {
    const other = table.get(otherId);
    if (other && otherId !== id && other['IsPrimary'] === true)
      tx.write('OpportunityContactRole', otherId, { ...other, IsPrimary: false });
  }
}

/** A line of a deal takes its product from the price book entry, and its total from quantity and price. */
function deriveFromEntry(store: Store, values: RecordValues): void {
  const entry = store.table('PricebookEntry').get(String(values['PricebookEntryId']));
  if (entry) values['Product2Id'] = entry['Product2Id'] ?? null;
  const product = store.table('Product2').get(String(values['Product2Id']));
  if (product) values['Name'] = product['Name'] ?? null;
  // A line has the currency of its deal.
  const deal = store.table('Opportunity').get(String(values['OpportunityId']));
  if (deal?.['CurrencyIsoCode'] !== undefined) values['CurrencyIsoCode'] = deal['CurrencyIsoCode'];
  const { Quantity: quantity, UnitPrice: price } = values;
  values['TotalPrice'] = typeof quantity === 'number' && typeof price === 'number' ? quantity * price : null;
}
