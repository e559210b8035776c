import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexError } from '../../org/apex-port.ts';
import { describe, failure, TestOrg } from '../testing/org.ts';

test('a new record gets its id, number, defaults, owner and audit fields', () => {
  const org = new TestOrg();
  const row = org.row('Parcel__c', org.insert('Parcel__c', { Title__c: 'A' }));
  assert.equal(row?.['Name'], 'P-0001');
  assert.equal(row?.['Count__c'], 1);
  assert.equal(row?.['Status__c'], 'Open');
  assert.equal(row?.['Fragile__c'], false);
  assert.equal(row?.['OwnerId'], org.id('admin'));
  assert.equal(row?.['CreatedById'], org.id('admin'));
  assert.equal(row?.['CreatedDate'], row?.['LastModifiedDate']);
  // A value that is given as empty stays empty, default or not.
  assert.equal(org.row('Parcel__c', org.insert('Parcel__c', { Count__c: null }))?.['Count__c'], null);
});

test('every save has a later moment than the one before, even at the same time', () => {
  const org = new TestOrg();
  const id = org.insert('Parcel__c', {});
  const first = String(org.row('Parcel__c', id)?.['LastModifiedDate']);
  org.update('Parcel__c', { Id: id, Title__c: 'B' });
  const row = org.row('Parcel__c', id);
  assert.ok(String(row?.['LastModifiedDate']) > first);
  assert.equal(row?.['CreatedDate'], first);
});

test('records saved together have one moment, and many of them do not run ahead of the clock', () => {
  const org = new TestOrg();
  org.save({ object: 'Parcel__c', records: Array.from({ length: 1000 }, () => ({})) });
  const moments = new Set(org.column('SELECT CreatedDate FROM Parcel__c'));
  assert.equal(moments.size, 5);
  assert.ok([...moments].every((moment) => Date.parse(String(moment)) - org.now.getTime() < 10));
});

// "Triggers and Order of Execution", Apex Developer Guide.
test('the order is: before-trigger, required fields and rules, write, after-trigger', () => {
  const org = new TestOrg();
  const seen: unknown[] = [];
  org.triggers.on('before', 'insert', 'Item__c', ([record], tx) => {
    if (record) record.values['Name'] = 'from the trigger';
    seen.push(record?.id, org.column('SELECT Name FROM Item__c').length, tx.hasUncommittedWork);
  });
  org.triggers.on('after', 'insert', 'Item__c', ([record], tx) => {
    const { rows } = org.engine.query.query(tx, {
      soql: 'SELECT Name FROM Item__c',
      binds: {},
      access: 'system',
      sharing: 'without'
    });
    seen.push(typeof record?.id, rows[0]?.values['Name']);
  });
  const parcel = org.insert('Parcel__c', {});
  // The name is required, yet only after the before-trigger has had its chance.
  org.insert('Item__c', { Parcel__c: parcel });
  assert.deepEqual(seen, [null, 0, false, 'string', 'from the trigger']);
});

test('missing required fields are named together', () => {
  const org = new TestOrg();
  assert.equal(
    failure(() => org.insert('Item__c', {})),
    'REQUIRED_FIELD_MISSING [Name,Parcel__c] Required fields are missing: [Name, Parcel__c]'
  );
});

test('every rule that fires is reported, at its field or at the record', () => {
  const org = new TestOrg();
  const id = org.insert('Parcel__c', {});
  const [result] = org.save({
    operation: 'update',
    object: 'Parcel__c',
    allOrNone: false,
    records: [{ Id: id, Status__c: 'Packed', Weight__c: 101 }]
  });
  assert.deepEqual(result, {
    id,
    success: false,
    created: false,
    errors: [
      { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Too heavy.', fields: ['Weight__c'] },
      { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Give it a title.', fields: [] }
    ]
  });
  assert.equal(org.row('Parcel__c', id)?.['Status__c'], 'Open');
});

test('triggers see at most 200 records at once', () => {
  const org = new TestOrg();
  org.triggers.on('before', 'insert', 'Parcel__c', () => undefined);
  org.save({ object: 'Parcel__c', records: Array.from({ length: 450 }, () => ({})) });
  assert.deepEqual(
    org.triggers.runs,
    [200, 200, 50].map((count) => `before insert Parcel__c ${count}`)
  );
});

test('with allOrNone one bad record undoes all, chunks before it too', () => {
  const org = new TestOrg();
  const records = Array.from({ length: 250 }, (_, index) => ({ Weight__c: index === 249 ? 500 : 1 }));
  assert.match(
    failure(() => org.save({ object: 'Parcel__c', records })),
    /Too heavy/
  );
  assert.equal(org.engine.store.table('Parcel__c').size, 0);
});

// "Bulk DML Exception Handling", Apex Developer Guide.
test('partial success sets failed records aside, undoes the attempt and tries the rest again', () => {
  const org = new TestOrg();
  const jobs: number[] = [];
  org.triggers.on('before', 'insert', 'Parcel__c', (records, tx) => {
    tx.limits.add('queries', 1);
    tx.enqueue({
      kind: 'queueable',
      label: 'Job',
      userId: tx.user.id,
      delayMinutes: 0,
      run: () => jobs.push(records.length)
    });
    tx.publish({ object: 'Ping__e', values: { Text__c: String(records.length) } });
    tx.publish({ object: 'Later__e', values: { Text__c: String(records.length) } });
  });
  org.triggers.on('after', 'insert', 'Parcel__c', () => undefined);
  const events: unknown[] = [];
  for (const name of ['Ping__e', 'Later__e']) {
    org.triggers.on('after', 'insert', name, (records) =>
      events.push(...records.map(({ values }) => `${name} ${values['Text__c']}`))
    );
  }
  const records = [{ Title__c: 'a' }, { Weight__c: 500 }, { Title__c: 'c' }, { Due__c: 'never' }];
  const results = org.as('admin', (tx) => {
    const saved = org.save({ object: 'Parcel__c', records, allOrNone: false }, tx);
    // Limits are "reset to their original state before the first attempt".
    assert.equal(tx.limits.used('queries'), 1);
    return saved;
  });
  assert.deepEqual(results.map(describe), [
    'ok',
    'FIELD_CUSTOM_VALIDATION_EXCEPTION [Weight__c] Too heavy.',
    'ok',
    'INVALID_TYPE_ON_FIELD_IN_RECORD [Due__c] Due: value not of required type: never'
  ]);
  // What has the wrong type never reaches a trigger.
  assert.deepEqual(org.triggers.runs, [
    'before insert Parcel__c 3',
    'before insert Parcel__c 2',
    'after insert Parcel__c 2'
  ]);
  org.engine.async.drain();
  // The first attempt's job and event are undone with it; events published immediately are not.
  assert.deepEqual(jobs, [2]);
  assert.deepEqual(events, ['Ping__e 3', 'Ping__e 2', 'Later__e 2']);
});

test('after three attempts nothing of the chunk is saved', () => {
  const org = new TestOrg();
  let call = 0;
  org.triggers.on('after', 'insert', 'Parcel__c', (records) => {
    records[0]?.errors.push({ statusCode: 'X', message: `attempt ${++call}`, fields: [] });
  });
  const results = org.save({ object: 'Parcel__c', records: [{}, {}, {}, {}], allOrNone: false });
  assert.deepEqual(results.map(describe), [
    'X [] attempt 1',
    'X [] attempt 2',
    'X [] attempt 3',
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY [] Too many batch retries in the presence of Apex triggers and partial failures.'
  ]);
  assert.equal(org.engine.store.table('Parcel__c').size, 0);
});

test('errors that triggers add, before or after, fail their record and undo it', () => {
  for (const when of ['before', 'after'] as const) {
    const org = new TestOrg();
    org.triggers.on(when, 'insert', 'Parcel__c', (records) => {
      for (const record of records) {
        if (record.values['Title__c'] === 'bad') {
          record.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No.', fields: ['Title__c'] });
        }
      }
    });
    const results = org.save({
      object: 'Parcel__c',
      records: [{ Title__c: 'good' }, { Title__c: 'bad' }],
      allOrNone: false
    });
    assert.deepEqual(results.map(describe), ['ok', 'FIELD_CUSTOM_VALIDATION_EXCEPTION [Title__c] No.']);
    assert.deepEqual(org.column('SELECT Title__c FROM Parcel__c'), ['good']);
  }
});

test('a trigger that throws fails its records, worded as Salesforce does', () => {
  const org = new TestOrg();
  org.triggers.on('before', 'insert', 'Parcel__c', () => {
    const stack = 'Class.Packer.pack: line 3, column 1\nTrigger.ParcelTrigger: line 2, column 1';
    throw new ApexError({
      type: 'System.NullPointerException',
      message: 'Attempt to de-reference a null object',
      stack,
      errors: []
    });
  });
  assert.equal(
    failure(() => org.insert('Parcel__c', {})),
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY [] ParcelTrigger: execution of BeforeInsert\n\ncaused by: ' +
      'System.NullPointerException: Attempt to de-reference a null object\n\n' +
      'Class.Packer.pack: line 3, column 1\nTrigger.ParcelTrigger: line 2, column 1'
  );
});

test('triggers set off triggers at most 16 deep', () => {
  const org = new TestOrg();
  let deepest = 0;
  org.triggers.on('after', 'insert', 'Parcel__c', (_records, tx) => {
    deepest++;
    org.insert('Parcel__c', {}, tx);
  });
  assert.match(
    failure(() => org.insert('Parcel__c', {})),
    /^CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY maximum trigger depth exceeded/
  );
  assert.equal(deepest, 16);
  assert.equal(org.engine.store.table('Parcel__c').size, 0);
});

test('a before-trigger may not save the record it runs for, an after-trigger may', () => {
  const org = new TestOrg();
  const id = org.insert('Parcel__c', {});
  const errors: string[] = [];
  org.triggers.on('before', 'update', 'Parcel__c', ([record], tx) => {
    if (record?.values['Title__c'] === 'before')
      errors.push(failure(() => org.update('Parcel__c', { Id: id, Count__c: 2 }, tx)));
  });
  org.triggers.on('after', 'update', 'Parcel__c', ([record], tx) => {
    if (record?.values['Title__c'] === 'after') org.update('Parcel__c', { Id: id, Title__c: 'again' }, tx);
  });
  org.update('Parcel__c', { Id: id, Title__c: 'before' });
  assert.match(errors[0] ?? '', /^SELF_REFERENCE_FROM_TRIGGER/);
  org.update('Parcel__c', { Id: id, Title__c: 'after' });
  assert.equal(org.row('Parcel__c', id)?.['Title__c'], 'again');
});

/** "Mixed DML operations": setup objects and others not in one transaction. */
test('setup objects and others are not written in one transaction, except as another user in a test', () => {
  const org = new TestOrg();
  const user = { Id: org.id('ben'), IsActive: true };
  const mixed = failure(() =>
    org.as('admin', (tx) => {
      org.insert('Parcel__c', {}, tx);
      org.update('User', user, tx);
    })
  );
  assert.match(mixed, /^MIXED_DML_OPERATION DML operation on setup object is not permitted .*: User$/);
  org.as('admin', (tx) => {
    org.insert('Parcel__c', {}, tx);
    tx.runAs(tx.user, () =>
      org.save({ operation: 'update', object: 'User', records: [{ ...user, ...complete() }] }, tx)
    );
    org.insert('Parcel__c', {}, tx);
  });
});

function complete() {
  const zone = { TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US', EmailEncodingKey: 'UTF-8', LanguageLocaleKey: 'en_US' };
  return { Alias: 'ben', Email: 'ben@parcels.example', ...zone };
}

const NOT_SAVED: [object: string, operation: 'insert' | 'update', error: string][] = [
  ['Kind__mdt', 'insert', 'INVALID_TYPE_FOR_OPERATION entity type Kind__mdt does not support create'],
  ['UserRecordAccess', 'update', 'INVALID_TYPE_FOR_OPERATION entity type UserRecordAccess does not support update'],
  ['Ping__e', 'update', 'INVALID_TYPE_FOR_OPERATION entity type Ping__e does not support update'],
  ['Nothing__c', 'insert', "INVALID_TYPE sObject type 'Nothing__c' is not supported."]
];

for (const [object, operation, error] of NOT_SAVED) {
  test(`${operation} of ${object} is refused`, () => {
    assert.equal(
      failure(() => new TestOrg().save({ operation, object, records: [{}] })),
      error
    );
  });
}

test('inserting a platform event publishes it', () => {
  const org = new TestOrg();
  const received: unknown[] = [];
  org.triggers.on('after', 'insert', 'Later__e', (records) =>
    received.push(records.map(({ values }) => values['Text__c']))
  );
  const results = org.save({ object: 'Later__e', records: [{ Text__c: 'a' }, {}, { Text__c: 'c' }], allOrNone: false });
  assert.deepEqual(results.map(describe), [
    'ok',
    'REQUIRED_FIELD_MISSING [Text__c] Required fields are missing: [Text__c]',
    'ok'
  ]);
  org.engine.async.drain();
  assert.deepEqual(received, [['a', 'c']]);
});
