import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe, failure, TestOrg } from '../testing/org.ts';

const KEY = 'Code__c';

test('an upsert makes what is new and updates what is there, whatever the case of key and field name', () => {
  const org = new TestOrg();
  const known = org.insert('Parcel__c', { Code__c: 'abc', Title__c: 'old' });
  const results = org.save({
    operation: 'upsert',
    object: 'Parcel__c',
    externalIdField: 'code__C',
    records: [
      { Code__c: 'ABC', Title__c: 'new' },
      { Code__c: 'def', Title__c: 'other' }
    ]
  });
  assert.deepEqual(
    results.map(({ created, success }) => [success, created]),
    [
      [true, false],
      [true, true]
    ]
  );
  assert.equal(results[0]?.id, known);
  assert.equal(org.row('Parcel__c', known)?.['Title__c'], 'new');
  assert.deepEqual(org.column('SELECT Title__c FROM Parcel__c ORDER BY Title__c'), ['new', 'other']);
});

test('without a key an upsert goes by Id', () => {
  const org = new TestOrg();
  const Id = org.insert('Parcel__c', {});
  const records = [{ Id, Title__c: 'new' }, { Title__c: 'made' }];
  const results = org.save({ operation: 'upsert', object: 'Parcel__c', records });
  assert.deepEqual(
    results.map(({ created }) => created),
    [false, true]
  );
});

test('insert and update triggers each see their part of an upsert', () => {
  const org = new TestOrg();
  org.insert('Parcel__c', { Code__c: 'a' });
  for (const operation of ['insert', 'update'] as const)
    org.triggers.on('before', operation, 'Parcel__c', () => undefined);
  org.save({
    operation: 'upsert',
    object: 'Parcel__c',
    externalIdField: KEY,
    records: [{ Code__c: 'a' }, { Code__c: 'b' }]
  });
  assert.deepEqual(org.triggers.runs, ['before insert Parcel__c 1', 'before update Parcel__c 1']);
});

test('the same key twice in one call fails the second', () => {
  const org = new TestOrg();
  const results = org.save({
    operation: 'upsert',
    object: 'Parcel__c',
    externalIdField: KEY,
    allOrNone: false,
    records: [{ Code__c: 'a' }, { Code__c: 'A' }, { Title__c: 'no key' }]
  });
  assert.deepEqual(results.map(describe), [
    'ok',
    'DUPLICATE_VALUE [Code__c] Duplicate external id specified: A',
    'MISSING_ARGUMENT [Code__c] Code__c not specified'
  ]);
});

test('a key that several records have fails', () => {
  const org = new TestOrg();
  const ids = [org.insert('Parcel__c', { Tag__c: 't' }), org.insert('Parcel__c', { Tag__c: 'T' })];
  assert.equal(
    failure(() =>
      org.save({ operation: 'upsert', object: 'Parcel__c', externalIdField: 'Tag__c', records: [{ Tag__c: 't' }] })
    ),
    `DUPLICATE_EXTERNAL_ID [Tag__c] Tag__c: more than one record found for external id field: [${ids.join(', ')}]`
  );
});

test('a field that identifies nothing is no key', () => {
  assert.match(
    failure(() =>
      new TestOrg().save({ operation: 'upsert', object: 'Parcel__c', externalIdField: 'Title__c', records: [{}] })
    ),
    /^INVALID_FIELD Field name provided, Title__c does not match an External ID/
  );
});

test('unique values are kept apart: by case only where the field says so, and never from the recycle bin', () => {
  const org = new TestOrg();
  const first = org.insert('Parcel__c', { Code__c: 'a', Serial__c: 's' });
  const taken = `duplicate value found: Code__c duplicates value on record with id: ${first}`;
  assert.equal(
    failure(() => org.insert('Parcel__c', { Code__c: 'A' })),
    `DUPLICATE_VALUE [Code__c] ${taken}`
  );
  org.insert('Parcel__c', { Serial__c: 'S' });
  assert.match(
    failure(() => org.save({ object: 'Parcel__c', records: [{ Code__c: 'b' }, { Code__c: 'B' }] })),
    /^DUPLICATE_VALUE .*<unknown>$/
  );
  org.update('Parcel__c', { Id: first, Code__c: 'a', Title__c: 'itself' });
  org.save({ operation: 'delete', object: 'Parcel__c', records: [{ Id: first }] });
  org.insert('Parcel__c', { Code__c: 'A' });
  assert.match(
    failure(() => org.save({ operation: 'undelete', object: 'Parcel__c', records: [{ Id: first }] })),
    /^DUPLICATE_VALUE \[Code__c\]/
  );
});

const WRONG_IDS: [name: string, id: (org: TestOrg) => string | null, error: RegExp][] = [
  ['none', () => null, /^MISSING_ARGUMENT \[Id\] Id not specified in an update call/],
  ['malformed', () => 'abc', /^MALFORMED_ID \[Id\] bad id abc/],
  ['of another object', (org) => org.id('ada'), /^MALFORMED_ID \[Id\] Parcel ID: id value of incorrect type/],
  ['unknown', () => 'a00000000000009AAA', /^INVALID_CROSS_REFERENCE_KEY \[\] invalid cross reference id/],
  ['deleted', deleted, /^ENTITY_IS_DELETED \[\] entity is deleted/]
];

function deleted(org: TestOrg): string {
  const Id = org.insert('Parcel__c', {});
  org.save({ operation: 'delete', object: 'Parcel__c', records: [{ Id }] });
  return Id;
}

for (const [name, id, error] of WRONG_IDS) {
  test(`an update by an id that is ${name} fails`, () => {
    const org = new TestOrg();
    const Id = id(org);
    assert.match(
      failure(() => org.update('Parcel__c', { Id, Title__c: 'x' })),
      error
    );
  });
}

test('an id of 15 characters finds its record, and the same record twice is refused', () => {
  const org = new TestOrg();
  const Id = org.insert('Parcel__c', {});
  org.update('Parcel__c', { Id: Id.slice(0, 15), Title__c: 'x' });
  assert.equal(org.row('Parcel__c', Id)?.['Title__c'], 'x');
  assert.match(
    failure(() => org.save({ operation: 'update', object: 'Parcel__c', records: [{ Id }, { Id: Id.slice(0, 15) }] })),
    /^DUPLICATE_VALUE \[Id\] Duplicate id in list/
  );
});

const NOT_WRITABLE: [operation: 'insert' | 'update', field: string, error: RegExp][] = [
  ['insert', 'Id', /^INVALID_FIELD_FOR_INSERT_UPDATE \[Id\] cannot specify Id in an insert call/],
  [
    'insert',
    'CreatedDate',
    /^INVALID_FIELD_FOR_INSERT_UPDATE \[CreatedDate\] Unable to create\/update fields: CreatedDate\./
  ],
  ['update', 'Parcel__c', /^INVALID_FIELD_FOR_INSERT_UPDATE \[Parcel__c\] Unable to create\/update fields: Parcel__c\./]
];

for (const [operation, field, error] of NOT_WRITABLE) {
  test(`${field} may not be set by an ${operation}`, () => {
    const org = new TestOrg();
    const parcel = org.insert('Parcel__c', {});
    const item = org.insert('Item__c', { Name: 'i', Parcel__c: parcel });
    const record =
      operation === 'insert' ? { Name: 'n', Parcel__c: parcel, [field]: parcel } : { Id: item, [field]: parcel };
    assert.match(
      failure(() => org.save({ operation, object: 'Item__c', records: [record] })),
      error
    );
  });
}
