import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldValue } from '../../org/schema.ts';
import { failure, TestOrg } from '../testing/org.ts';

const org = new TestOrg();
const account = org.insert('Account', { Name: 'Acme' });

/** A value, and what is stored of it. */
const KEPT: [field: string, given: FieldValue, stored: FieldValue][] = [
  ['Title__c', '  two words ', 'two words'],
  ['Title__c', '   ', null],
  ['Title__c', 'x'.repeat(40), 'x'.repeat(40)],
  ['Weight__c', 1.005, 1.01],
  ['Weight__c', -1.005, -1.01],
  ['Weight__c', 2.675, 2.68],
  ['Count__c', 2.5, 3],
  ['Count__c', 999, 999],
  ['Due__c', '2028-02-29', '2028-02-29'],
  ['Sent_At__c', '2026-03-01T10:00:00+02:00', '2026-03-01T08:00:00.000Z'],
  ['Sent_At__c', '2026-03-01T10:00:00.900+0000', '2026-03-01T10:00:00.000Z'],
  ['Mail__c', 'a.b+c@sub.example', 'a.b+c@sub.example'],
  ['Colours__c', 'Red;Blue', 'Red;Blue'],
  ['Status__c', null, null],
  ['Fragile__c', true, true],
  ['Account__c', account.slice(0, 15), account]
];

for (const [field, given, stored] of KEPT) {
  test(`${field} keeps ${JSON.stringify(stored)} of ${JSON.stringify(given)}`, () => {
    const id = org.insert('Parcel__c', { [field]: given });
    assert.equal(org.row('Parcel__c', id)?.[field], stored);
  });
}

/** Wording and codes from "Core Data Types Used in API Calls" (SOAP API Developer Guide) and as orgs answer. */
const REFUSED: [field: string, given: FieldValue, error: string][] = [
  [
    'Title__c',
    'x'.repeat(41),
    `STRING_TOO_LONG [Title__c] Title: data value too large: ${'x'.repeat(41)} (max length=40)`
  ],
  ['Title__c', 5, 'INVALID_TYPE_ON_FIELD_IN_RECORD [Title__c] Title: value not of required type: 5'],
  [
    'Weight__c',
    1000,
    'NUMBER_OUTSIDE_VALID_RANGE [Weight__c] Weight: value outside of valid range on numeric field: 1000'
  ],
  [
    'Count__c',
    999.5,
    'NUMBER_OUTSIDE_VALID_RANGE [Count__c] Count: value outside of valid range on numeric field: 999.5'
  ],
  ['Weight__c', 'heavy', 'INVALID_TYPE_ON_FIELD_IN_RECORD [Weight__c] Weight: value not of required type: heavy'],
  ['Due__c', '2026-02-30', 'INVALID_TYPE_ON_FIELD_IN_RECORD [Due__c] Due: value not of required type: 2026-02-30'],
  ['Due__c', '1699-12-31', 'INVALID_TYPE_ON_FIELD_IN_RECORD [Due__c] Due: value not of required type: 1699-12-31'],
  ['Sent_At__c', 'soon', 'INVALID_TYPE_ON_FIELD_IN_RECORD [Sent_At__c] Sent At: value not of required type: soon'],
  [
    'Sent_At__c',
    '2026-03-01',
    'INVALID_TYPE_ON_FIELD_IN_RECORD [Sent_At__c] Sent At: value not of required type: 2026-03-01'
  ],
  ['Fragile__c', 'yes', 'INVALID_TYPE_ON_FIELD_IN_RECORD [Fragile__c] Fragile: value not of required type: yes'],
  ['Mail__c', 'nobody', 'INVALID_EMAIL_ADDRESS [Mail__c] Mail: invalid email address: nobody'],
  ['Mail__c', 'a@b@c.example', 'INVALID_EMAIL_ADDRESS [Mail__c] Mail: invalid email address: a@b@c.example'],
  [
    'Status__c',
    'Lost',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST [Status__c] Status: bad value for restricted picklist field: Lost'
  ],
  [
    'Colours__c',
    'Red;Pink',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST [Colours__c] Colours: bad value for restricted picklist field: Pink'
  ],
  ['Account__c', 'abc', 'MALFORMED_ID [Account__c] Account: id value of incorrect type: abc'],
  [
    'Account__c',
    org.id('ada'),
    `FIELD_INTEGRITY_EXCEPTION [Account__c] Account: id value of incorrect type: ${org.id('ada')}`
  ],
  ['Account__c', '001000000000099AAA', 'INVALID_CROSS_REFERENCE_KEY [Account__c] invalid cross reference id'],
  ['OwnerId', null, 'INVALID_CROSS_REFERENCE_KEY [OwnerId] Owner ID: owner cannot be blank'],
  ['Nothing__c', 1, "INVALID_FIELD [Nothing__c] No such column 'Nothing__c' on sobject of type Parcel__c"]
];

for (const [field, given, error] of REFUSED) {
  test(`${field} refuses ${JSON.stringify(given)}`, () => {
    assert.equal(
      failure(() => org.insert('Parcel__c', { [field]: given })),
      error
    );
  });
}

test('a lookup to a deleted record is refused as deleted', () => {
  const gone = org.insert('Account', { Name: 'Gone' });
  org.save({ operation: 'delete', object: 'Account', records: [{ Id: gone }] });
  assert.equal(
    failure(() => org.insert('Parcel__c', { Account__c: gone })),
    'ENTITY_IS_DELETED [Account__c] entity is deleted'
  );
});

test('what a trigger sets is checked like what a caller sets', () => {
  const own = new TestOrg();
  own.triggers.on('before', 'insert', 'Parcel__c', ([record]) => {
    if (record) record.values['Title__c'] = 'x'.repeat(41);
  });
  assert.match(
    failure(() => own.insert('Parcel__c', {})),
    /^STRING_TOO_LONG \[Title__c\]/
  );
});

test('a field nobody may set keeps its value, whatever a trigger writes into it', () => {
  const own = new TestOrg();
  own.triggers.on('before', 'insert', 'Parcel__c', ([record]) => {
    if (record) Object.assign(record.values, { Name: 'mine', CreatedById: own.id('ben') });
  });
  const row = own.row('Parcel__c', own.insert('Parcel__c', {}));
  assert.equal(row?.['Name'], 'P-0001');
  assert.equal(row?.['CreatedById'], own.id('admin'));
});
