import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { failure, TestOrg } from '../testing/org.ts';

const org = new TestOrg();
let parcel = '';
let secret = '';

before(() => {
  parcel = org.as('ada', (tx) => org.insert('Parcel__c', { Tag__c: 'hidden', Code__c: 'A' }, tx));
  secret = org.as('ada', (tx) => org.insert('Secret__c', { Name: 'mine' }, tx));
});

const HIDDEN = /^INVALID_FIELD No such column 'Tag__c' on entity 'Parcel__c'\./;

/** In user mode a field that may not be read does not exist, wherever the query names it. */
const REFUSED: [soql: string, error: RegExp][] = [
  ['SELECT Tag__c FROM Parcel__c', HIDDEN],
  ["SELECT Id FROM Parcel__c WHERE Tag__c = 'hidden'", HIDDEN],
  ['SELECT Id FROM Parcel__c ORDER BY Tag__c', HIDDEN],
  ['SELECT Tag__c, COUNT(Id) FROM Parcel__c GROUP BY Tag__c', HIDDEN],
  ['SELECT COUNT_DISTINCT(Tag__c) FROM Parcel__c', HIDDEN],
  ['SELECT Parcel__r.Tag__c FROM Item__c', HIDDEN],
  ['SELECT Id, (SELECT Tag__c FROM Previous__r) FROM Parcel__c', HIDDEN],
  ["SELECT Id FROM Item__c WHERE Parcel__c IN (SELECT Id FROM Parcel__c WHERE Tag__c = 'hidden')", HIDDEN],
  ['SELECT COUNT() FROM Lead', /^INVALID_TYPE sObject type 'Lead' is not supported\./],
  [
    "SELECT Id FROM Task WHERE What.Name = 'x' AND Who.Name = 'y' AND WhatId IN (SELECT Id FROM Opportunity)",
    /^INVALID_TYPE sObject type 'Opportunity'/
  ]
];

for (const [soql, error] of REFUSED) {
  test(`${soql} is refused to who may not read it, and to nobody else`, () => {
    assert.match(
      failure(() => org.rows(soql, { access: 'user', user: 'ada' })),
      error
    );
    assert.match(
      failure(() =>
        org.rows(
          `${soql} WITH USER_MODE`
            .replace(/^(.*?)( ORDER BY .*)( WITH USER_MODE)$/, '$1$3$2')
            .replace(/^(.*?)( GROUP BY .*)( WITH USER_MODE)$/, '$1$3$2'),
          { user: 'ada' }
        )
      ),
      error
    );
    org.rows(soql, { user: 'ada' });
    org.rows(soql, { access: 'user' });
  });
}

test('the mode a query names wins over the one it is called with', () => {
  assert.deepEqual(org.column('SELECT Tag__c FROM Parcel__c WITH SYSTEM_MODE', { access: 'user', user: 'ada' }), [
    'hidden'
  ]);
});

test('WITH SECURITY_ENFORCED looks at what is selected only', () => {
  assert.match(
    failure(() => org.rows('SELECT Tag__c FROM Parcel__c WITH SECURITY_ENFORCED', { user: 'ada' })),
    /^INSUFFICIENT_ACCESS Insufficient permissions: secure query included inaccessible field/
  );
  assert.equal(
    org.rows("SELECT Id FROM Parcel__c WHERE Tag__c = 'hidden' WITH SECURITY_ENFORCED", { user: 'ada' }).length,
    1
  );
});

test('sharing hides private records in user mode and in classes that share', () => {
  const soql = 'SELECT Id FROM Secret__c';
  assert.deepEqual(org.column(soql, { user: 'ada', access: 'user' }), [secret]);
  assert.deepEqual(org.column(soql, { user: 'ben', access: 'user' }), []);
  assert.deepEqual(org.column(soql, { user: 'ben', sharing: 'with' }), []);
  assert.deepEqual(org.column(soql, { user: 'ben' }), [secret]);
  assert.deepEqual(org.column(soql, { access: 'user' }), [secret]);
});

test('UserRecordAccess says what a user may do with a record', () => {
  const access = (user: 'ada' | 'ben' | 'guest', record: string) => {
    const soql = `SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess FROM UserRecordAccess WHERE UserId = '${org.id(user)}' AND RecordId = :record`;
    const [row] = org.rows(soql, { binds: { record } });
    const { HasReadAccess, HasEditAccess, HasDeleteAccess } = row?.values ?? {};
    return [HasReadAccess, HasEditAccess, HasDeleteAccess];
  };
  assert.deepEqual(access('ada', parcel), [true, true, true]);
  assert.deepEqual(access('ben', parcel), [true, false, false]);
  assert.deepEqual(access('ben', secret), [false, false, false]);
  assert.deepEqual(access('guest', parcel), [false, false, false]);
});
