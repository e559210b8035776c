import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { FieldValue, RecordValues } from '../../org/schema.ts';
import { failure, TestOrg } from '../testing/org.ts';

const org = new TestOrg();
let account = '';
let globex = '';

before(() => {
  account = org.insert('Account', { Name: 'Acme', Industry: 'Energy' });
  globex = org.insert('Account', { Name: 'Globex' });
  const parcels: RecordValues[] = [
    {
      Code__c: 'A1',
      Title__c: 'Alpha',
      Weight__c: 1.5,
      Status__c: 'Packed',
      Due__c: '2026-03-18',
      Colours__c: 'Red;Blue',
      Account__c: account
    },
    {
      Code__c: 'B2',
      Title__c: 'beta',
      Weight__c: 2.5,
      Status__c: 'Open',
      Due__c: '2026-03-25',
      Colours__c: 'Green',
      Account__c: account,
      Fragile__c: true
    },
    {
      Code__c: 'C3',
      Title__c: 'Gamma_x',
      Weight__c: 10,
      Status__c: 'At customer',
      Due__c: '2025-12-31',
      Account__c: globex
    },
    { Code__c: 'D4', Title__c: 'Delta 100%', Status__c: null }
  ];
  org.save({ object: 'Parcel__c', records: parcels });
  const [alpha = null] = org.column("SELECT Id FROM Parcel__c WHERE Code__c = 'A1'");
  org.save({
    object: 'Item__c',
    records: ['i1', 'i2', 'i3'].map((Name, index) => ({ Name, Parcel__c: alpha, Price__c: index }))
  });
});

/** Codes of the parcels that a condition finds, in order of code. "Comparison Operators", SOQL and SOSL Reference. */
const WHERE: [condition: string, codes: string, binds?: Record<string, FieldValue | FieldValue[]>][] = [
  ["Title__c = 'ALPHA'", 'A1'],
  ["Title__c != 'alpha'", 'B2 C3 D4'],
  ["title__C = 'alpha'", 'A1'],
  ["Code__c = 'a1'", 'A1'],
  ["Code__c IN ('a1', 'C3', 'zz')", 'A1 C3'],
  ["Code__c NOT IN ('A1', 'C3')", 'B2 D4'],
  ['Code__c IN :codes', 'B2 D4', { codes: ['b2', 'D4'] }],
  ['Code__c IN :codes', '', { codes: [] }],
  ['Code__c NOT IN :codes', 'A1 B2 C3 D4', { codes: [] }],
  ['Code__c = :a.b', 'B2', { 'a.b': 'B2' }],
  ['Weight__c = NULL', 'D4'],
  ['Weight__c != null', 'A1 B2 C3'],
  ['Weight__c > 2', 'B2 C3'],
  ['Weight__c <= 2.5', 'A1 B2'],
  ['NOT Weight__c > 2', 'A1 D4'],
  ['Fragile__c = TRUE', 'B2'],
  ['Fragile__c = FALSE', 'A1 C3 D4'],
  ["Title__c LIKE '%A'", 'A1 B2'],
  ["Title__c LIKE 'gamma_x'", 'C3'],
  ["Title__c LIKE '_eta'", 'B2'],
  ["Title__c LIKE '%\\_x'", 'C3'],
  ["Title__c LIKE '%100\\%'", 'D4'],
  ["Title__c LIKE 'Delta 100.'", ''],
  ["Status__c LIKE '%'", 'A1 B2 C3'],
  ["Status__c = ''", 'D4'],
  ["Colours__c INCLUDES ('Red')", 'A1'],
  ["Colours__c INCLUDES ('Red;Blue', 'Green')", 'A1 B2'],
  ["Colours__c EXCLUDES ('Red', 'Green')", 'C3 D4'],
  ["Weight__c > 2 AND Status__c = 'Open'", 'B2'],
  ["(Weight__c > 2 AND Status__c = 'Open') OR Code__c = 'A1'", 'A1 B2'],
  ["NOT (Code__c = 'A1' OR Code__c = 'B2')", 'C3 D4'],
  ["(NOT Code__c = 'A1') AND Weight__c != NULL", 'B2 C3'],
  ["Account__r.Name = 'acme'", 'A1 B2'],
  ["Account__r.Name != 'acme'", 'C3 D4'],
  ['Account__r.Industry = NULL', 'C3 D4'],
  ["Parcel__c.Code__c = 'A1'", 'A1'],
  ["Id IN (SELECT Parcel__c FROM Item__c WHERE Name = 'i2')", 'A1'],
  ['Id NOT IN (SELECT Parcel__c FROM Item__c)', 'B2 C3 D4'],
  ["Account__c IN (SELECT Id FROM Account WHERE Name LIKE 'Glob%')", 'C3'],
  ["Account__c NOT IN (SELECT Id FROM Account WHERE Name LIKE 'Glob%')", 'A1 B2 D4'],
  ['Due__c = TODAY', 'A1'],
  ['Due__c = NEXT_WEEK', 'B2'],
  ['Due__c < THIS_YEAR', 'C3'],
  ['Due__c >= LAST_N_DAYS:2', 'A1 B2'],
  ['Due__c != THIS_MONTH', 'C3 D4'],
  ['Due__c > 2026-03-18', 'B2'],
  ['CALENDAR_YEAR(Due__c) = 2025', 'C3'],
  ['CreatedDate = TODAY', 'A1 B2 C3 D4'],
  ['CreatedDate > 2026-03-18T11:59:59+00:00', 'A1 B2 C3 D4'],
  ['CreatedDate > 2026-03-18T13:59:59+02:00', 'A1 B2 C3 D4'],
  ['CreatedDate > 2026-03-18T14:00:01+00:00', '']
];

for (const [condition, codes, binds = {}] of WHERE) {
  test(`WHERE ${condition} ${JSON.stringify(binds)} finds ${codes || 'nothing'}`, () => {
    const found = org.column(`SELECT Code__c FROM Parcel__c WHERE ${condition} ORDER BY Code__c`, { binds });
    assert.equal(found.join(' '), codes);
  });
}

test('ids of 15 characters find what those of 18 do, also where the field has an index', () => {
  for (const field of ['Account__c', 'Account__r.Id']) {
    const found = org.column(
      `SELECT Code__c FROM Parcel__c WHERE ${field} = '${account.slice(0, 15)}' ORDER BY Code__c`
    );
    assert.deepEqual(found, ['A1', 'B2']);
  }
  const own = new TestOrg();
  own.insert('Parcel__c', { Code__c: 'abcdefghijklmno' });
  assert.equal(own.column("SELECT Id FROM Parcel__c WHERE Code__c = 'ABCDEFGHIJKLMNO'").length, 1);
});

/** ORDER BY, with codes in the order they come. */
const ORDER: [clause: string, codes: string][] = [
  ['ORDER BY Title__c', 'A1 B2 D4 C3'],
  ['ORDER BY Title__c DESC', 'C3 D4 B2 A1'],
  ['ORDER BY Weight__c', 'D4 A1 B2 C3'],
  ['ORDER BY Weight__c DESC', 'D4 C3 B2 A1'],
  ['ORDER BY Weight__c NULLS LAST', 'A1 B2 C3 D4'],
  ['ORDER BY Weight__c DESC NULLS LAST', 'C3 B2 A1 D4'],
  // Picklists sort as set up, not by letter: Open, Packed, At customer.
  ['ORDER BY Status__c NULLS LAST', 'B2 A1 C3 D4'],
  ['ORDER BY Account__r.Name DESC NULLS LAST, Code__c DESC', 'C3 B2 A1 D4'],
  ['ORDER BY Code__c LIMIT 2', 'A1 B2'],
  ['ORDER BY Code__c LIMIT 2 OFFSET 1', 'B2 C3'],
  ['ORDER BY Code__c OFFSET 3', 'D4'],
  ['ORDER BY Code__c LIMIT :two', 'A1 B2']
];

for (const [clause, codes] of ORDER) {
  test(`${clause} gives ${codes}`, () => {
    assert.equal(org.column(`SELECT Code__c FROM Parcel__c ${clause}`, { binds: { two: 2 } }).join(' '), codes);
  });
}

test('parents come nested, and null where the lookup is empty', () => {
  const [first, , , last] = org.rows(
    'SELECT Code__c, Account__r.Name, Account__r.Owner.Name, owner.name FROM Parcel__c ORDER BY Code__c'
  );
  assert.deepEqual(first?.parents['Account__r']?.values, { Id: account, Name: 'Acme' });
  assert.equal(first?.parents['Account__r']?.parents['Owner']?.values['Name'], 'admin');
  assert.equal(first?.parents['Owner']?.type, 'User');
  assert.equal(last?.parents['Account__r'], null);
});

test('a lookup to several objects gives the name of whatever it points to', () => {
  const own = new TestOrg();
  const AccountId = own.insert('Account', { Name: 'Acme' });
  const contract = own.insert('Contract', { AccountId, Status: 'Draft' });
  for (const WhatId of [AccountId, contract, null]) own.insert('Task', { Subject: String(WhatId), WhatId });
  const whats = own.rows('SELECT What.Name FROM Task ORDER BY CreatedDate').map(({ parents }) => parents['What']);
  assert.deepEqual(
    whats.map((what) => [what?.type, what?.values['Name']]),
    [
      ['Account', 'Acme'],
      ['Contract', own.row('Contract', contract)?.['ContractNumber']],
      [undefined, undefined]
    ]
  );
});

test('child queries filter, sort and limit the children of each record', () => {
  const rows = org.rows(
    "SELECT Code__c, (SELECT Name, Parcel__r.Code__c FROM Items__r WHERE Price__c > 0 ORDER BY Name DESC LIMIT 1) FROM Parcel__c WHERE Code__c IN ('A1', 'B2') ORDER BY Code__c"
  );
  assert.deepEqual(
    rows.map(({ children }) =>
      children['Items__r']?.map(({ values, parents }) => [values['Name'], parents['Parcel__r']?.values['Code__c']])
    ),
    [[['i3', 'A1']], []]
  );
});

test('rows are counted with their children, and COUNT as one', () => {
  const count = (soql: string): number =>
    org.as('admin', (tx) => org.engine.query.query(tx, { soql, binds: {}, access: 'system', sharing: 'without' }))
      .rowCount;
  assert.equal(count('SELECT Id, (SELECT Id FROM Items__r) FROM Parcel__c'), 7);
  assert.equal(count('SELECT COUNT() FROM Parcel__c'), 1);
  assert.equal(count('SELECT COUNT(Id) FROM Parcel__c'), 1);
  // "This limit includes any records included in the aggregation, not just the number of rows returned."
  assert.equal(count('SELECT Status__c, SUM(Weight__c) FROM Parcel__c GROUP BY Status__c'), 4);
});

test('FIELDS() selects what the user may read', () => {
  const [row] = org.rows('SELECT FIELDS(CUSTOM) FROM Parcel__c LIMIT 1', {
    access: 'user',
    sharing: 'with',
    user: 'ada'
  });
  assert.ok(row && 'Code__c' in row.values && !('Tag__c' in row.values) && !('CreatedDate' in row.values));
});

test('custom metadata is queried like records', () => {
  assert.deepEqual(org.column("SELECT Most__c FROM Kind__mdt WHERE DeveloperName = 'small'"), [5]);
});

test('a value that is not bound is an error', () => {
  assert.equal(
    failure(() => org.rows('SELECT Id FROM Parcel__c WHERE Code__c = :missing')),
    "MALFORMED_QUERY Key 'missing' does not exist in the bindMap"
  );
});

test('rows of the same transaction are seen before it commits', () => {
  org.as('admin', (tx) => {
    const mark = tx.savepoint();
    org.insert('Parcel__c', { Code__c: 'E5' }, tx);
    const query = {
      soql: "SELECT Id FROM Parcel__c WHERE Code__c = 'E5'",
      binds: {},
      access: 'system',
      sharing: 'without'
    } as const;
    assert.equal(org.engine.query.query(tx, query).rows.length, 1);
    tx.rollback(mark);
    assert.equal(org.engine.query.query(tx, query).rows.length, 0);
  });
});
