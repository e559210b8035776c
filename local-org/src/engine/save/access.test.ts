import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SaveRequest } from '../../org/ports.ts';
import { failure, TestOrg, type TestUser } from '../testing/org.ts';

type Attempt = Pick<SaveRequest, 'operation' | 'object' | 'records'>;

function tried(org: TestOrg, user: TestUser, request: Attempt, access: SaveRequest['access'] = 'user'): string {
  return failure(() => org.as(user, (tx) => org.save({ ...request, access, sharing: 'with' }, tx)));
}

/** Ada's parcel with one item and one note, and a secret of hers. */
function adas(org: TestOrg) {
  return org.as('ada', (tx) => {
    const parcel = org.insert('Parcel__c', { Title__c: 'T' }, tx);
    const item = org.insert('Item__c', { Name: 'i', Parcel__c: parcel }, tx);
    const note = org.insert('Note__c', { Name: 'n', Parcel__c: parcel }, tx);
    return { parcel, item, note, secret: org.insert('Secret__c', { Name: 's' }, tx) };
  });
}

const READ_ONLY = /^INSUFFICIENT_ACCESS_OR_READONLY \[\] insufficient access rights on object id/;
const CROSS = /^INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY \[Parcel__c\]/;

test('object permissions count in user mode', () => {
  const org = new TestOrg();
  const { parcel } = adas(org);
  assert.equal(
    tried(org, 'guest', { operation: 'insert', object: 'Parcel__c', records: [{}] }),
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY [] entity type cannot be inserted: Parcel'
  );
  for (const operation of ['update', 'delete'] as const) {
    assert.match(tried(org, 'guest', { operation, object: 'Parcel__c', records: [{ Id: parcel }] }), READ_ONLY);
  }
  assert.equal(
    tried(org, 'guest', { operation: 'insert', object: 'Parcel__c', records: [{}] }, 'system'),
    'no failure'
  );
});

test('field-level security counts in user mode, for new and changed records', () => {
  const org = new TestOrg();
  const { parcel } = adas(org);
  const refused =
    /^INVALID_FIELD_FOR_INSERT_UPDATE \[Tag__c,Mail__c\] Unable to create\/update fields: Tag__c, Mail__c\. Please check the security settings/;
  const values = { Tag__c: 'x', Mail__c: 'a@b.example' };
  assert.match(tried(org, 'ada', { operation: 'insert', object: 'Parcel__c', records: [values] }), refused);
  assert.match(
    tried(org, 'ada', { operation: 'update', object: 'Parcel__c', records: [{ Id: parcel, ...values }] }),
    refused
  );
  assert.equal(
    tried(org, 'ada', { operation: 'insert', object: 'Parcel__c', records: [values] }, 'system'),
    'no failure'
  );
});

/** "Organization-Wide Sharing Defaults" and "Considerations for Relationships" (master-detail), Salesforce Help. */
const REACH: [name: string, request: (own: ReturnType<typeof adas>) => Attempt, error: RegExp][] = [
  [
    'update of a parcel',
    ({ parcel }) => ({ operation: 'update', object: 'Parcel__c', records: [{ Id: parcel }] }),
    READ_ONLY
  ],
  [
    'delete of a parcel',
    ({ parcel }) => ({ operation: 'delete', object: 'Parcel__c', records: [{ Id: parcel }] }),
    READ_ONLY
  ],
  ['update of an item', ({ item }) => ({ operation: 'update', object: 'Item__c', records: [{ Id: item }] }), READ_ONLY],
  [
    'new item',
    ({ parcel }) => ({ operation: 'insert', object: 'Item__c', records: [{ Name: 'b', Parcel__c: parcel }] }),
    CROSS
  ],
  [
    'new note',
    ({ parcel }) => ({ operation: 'insert', object: 'Note__c', records: [{ Name: 'b', Parcel__c: parcel }] }),
    /^no failure/
  ],
  [
    'update of a note',
    ({ note }) => ({ operation: 'update', object: 'Note__c', records: [{ Id: note }] }),
    /^no failure/
  ],
  [
    'delete of a note',
    ({ note }) => ({ operation: 'delete', object: 'Note__c', records: [{ Id: note }] }),
    /^no failure/
  ],
  [
    'update of a private record',
    ({ secret }) => ({ operation: 'update', object: 'Secret__c', records: [{ Id: secret }] }),
    /^INVALID_CROSS_REFERENCE_KEY \[\] invalid cross reference id/
  ]
];

for (const [name, request, error] of REACH) {
  test(`somebody else's ${name}: ${error.source}`, () => {
    const outcome = (user: TestUser, access: SaveRequest['access']): string => {
      const org = new TestOrg();
      return tried(org, user, request(adas(org)), access);
    };
    assert.match(outcome('ben', 'user'), error);
    // A class that shares is held by sharing too, though it runs in system mode.
    assert.match(outcome('ben', 'system'), error);
    assert.equal(outcome('ada', 'user'), 'no failure');
    assert.equal(outcome('admin', 'user'), 'no failure');
  });
}

test('without sharing, system mode reaches everything', () => {
  const org = new TestOrg();
  const { secret } = adas(org);
  org.as('ben', (tx) => org.update('Secret__c', { Id: secret, Name: 'found' }, tx));
  assert.equal(org.row('Secret__c', secret)?.['Name'], 'found');
});

test('public read/write lets everyone edit and only the owner delete', () => {
  const org = new TestOrg();
  const task = org.as('ada', (tx) => org.insert('Task', { Subject: 'Call' }, tx));
  assert.equal(
    tried(org, 'ben', { operation: 'update', object: 'Task', records: [{ Id: task, Subject: 'Mail' }] }),
    'no failure'
  );
  assert.match(tried(org, 'ben', { operation: 'delete', object: 'Task', records: [{ Id: task }] }), READ_ONLY);
});

test('records are given to active users only', () => {
  const org = new TestOrg();
  org.engine.seed('User', { ...org.row('User', org.id('guest')), Id: org.id('guest'), IsActive: false });
  assert.match(
    failure(() => org.insert('Parcel__c', { OwnerId: org.id('guest') })),
    /^INACTIVE_OWNER_OR_USER \[OwnerId\] operation performed with inactive user/
  );
});

test('a lookup may only point to what the user may read', () => {
  const org = new TestOrg();
  const account = org.insert('Account', { Name: 'A' });
  assert.equal(
    tried(org, 'ada', { operation: 'insert', object: 'Parcel__c', records: [{ Account__c: account }] }),
    'no failure'
  );
  const opportunity = org.insert('Opportunity', { Name: 'O', StageName: 'Prospecting', CloseDate: '2026-05-01' });
  assert.match(
    tried(org, 'ada', { operation: 'insert', object: 'Task', records: [{ WhatId: opportunity }] }),
    /^INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY \[WhatId\]/
  );
});
