import { UnsupportedError } from '../../org/errors.ts';
import type { RecordValues } from '../../org/schema.ts';
import type { Store } from '../store.ts';
import type { StoreTransaction } from '../transaction.ts';
import { error, type Pending } from './pending.ts';

/** Fields of a person account that are those of its contact. */
const OF_THE_CONTACT: readonly [account: string, contact: string][] = [
  ['FirstName', 'FirstName'],
  ['LastName', 'LastName'],
  ['PersonEmail', 'Email'],
  ['PersonTitle', 'Title'],
  ['PersonMobilePhone', 'MobilePhone']
];

/** Whether the org has person accounts at all. */
export function hasPersonAccounts(store: Store): boolean {
  return store.schema.field('Account', 'IsPersonAccount') !== undefined;
}

/**
 * An account is a person when its record type is one of people; its name is then made of the person's names, and cannot
 * be set. One that is made with a last name and no record type gets that of people, which stands for a user whose
 * profile has it as its default.
 */
export function derivePersonAccount(store: Store, { values, given, created, old, errors }: Pending): void {
  const types = store.schema.object('Account')?.recordTypes ?? [];
  const personType = types.find(({ isPersonType }) => isPersonType);
  if (created && !given.has('RecordTypeId') && given.has('LastName')) values['RecordTypeId'] = personType?.id ?? null;
  const isPerson = types.some(({ id, isPersonType }) => isPersonType && id === values['RecordTypeId']);
  if (old && old['IsPersonAccount'] !== isPerson)
    throw new UnsupportedError('Turning an account into a person, or back', 'person-accounts.ts');
  values['IsPersonAccount'] = isPerson;
  const wrong = isPerson
    ? ['Name'].filter((field) => given.has(field) && values[field] !== old?.[field])
    : OF_THE_CONTACT.map(([field]) => field).filter((field) => values[field] !== undefined && values[field] !== null);
  if (wrong.length > 0)
    errors.push(
      error('INVALID_FIELD_FOR_INSERT_UPDATE', `Account: bad field names on insert/update call: ${wrong.join(', ')}`, [
        ...wrong
      ])
    );
  if (!isPerson) return;
  if (values['LastName'] === undefined || values['LastName'] === null)
    errors.push(error('REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]', ['LastName']));
  values['Name'] = [values['FirstName'], values['LastName']].filter((part) => part).join(' ');
}

/** The person's contact, which comes and changes with the account. */
export function savePersonContact(tx: StoreTransaction, id: string, values: RecordValues): void {
  if (values['IsPersonAccount'] !== true) return;
  const known = values['PersonContactId'];
  const contactId = typeof known === 'string' ? known : tx.store.ids.next('003');
  const contact: RecordValues = {
    ...(tx.store.table('Contact').get(contactId) ?? {
      CreatedDate: values['CreatedDate'] ?? null,
      CreatedById: tx.user.id
    }),
    Id: contactId,
    AccountId: id,
    Name: values['Name'] ?? null,
    OwnerId: values['OwnerId'] ?? null,
    IsPersonAccount: true,
    IsDeleted: false,
    LastModifiedDate: values['LastModifiedDate'] ?? null,
    LastModifiedById: tx.user.id,
    SystemModstamp: values['SystemModstamp'] ?? null
  };
  for (const [from, to] of OF_THE_CONTACT) contact[to] = values[from] ?? null;
  if (values['CurrencyIsoCode'] !== undefined) contact['CurrencyIsoCode'] = values['CurrencyIsoCode'];
  tx.write('Contact', contactId, contact);
  values['PersonContactId'] = contactId;
  tx.write('Account', id, { ...values });
}

/**
 * The contact of a person account is changed through the account. Salesforce lets a few of its fields be changed
 * directly; nothing here needs that.
 */
export function derivePersonContact({ values, old, errors }: Pending): void {
  values['IsPersonAccount'] = old?.['IsPersonAccount'] ?? false;
  if (old?.['IsPersonAccount'] === true)
    errors.push(error('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []));
}

/** @throws {UnsupportedError} since deleting one takes its contact, and what hangs on both, along */
export function refusePersonRemoval(object: string, { old }: Pending): void {
  if ((object === 'Account' || object === 'Contact') && old?.['IsPersonAccount'] === true)
    throw new UnsupportedError('Deleting a person account', 'person-accounts.ts');
}
