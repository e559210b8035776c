import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, TestOrg } from '../testing/org.ts';

function remove(org: TestOrg, object: string, ...ids: string[]): void {
  org.save({ operation: 'delete', object, records: ids.map((Id) => ({ Id })) });
}

function undelete(org: TestOrg, object: string, Id: string): void {
  org.save({ operation: 'undelete', object, records: [{ Id }] });
}

test('deleting a master takes its details along, without their triggers, and empties lookups', () => {
  const org = new TestOrg();
  const parcel = org.insert('Parcel__c', {});
  const item = org.insert('Item__c', { Name: 'i', Parcel__c: parcel });
  const next = org.insert('Parcel__c', { Next__c: parcel });
  for (const object of ['Parcel__c', 'Item__c']) org.triggers.on('before', 'delete', object, () => undefined);
  remove(org, 'Parcel__c', parcel);
  assert.deepEqual(org.triggers.runs, ['before delete Parcel__c 1']);
  assert.equal(org.row('Item__c', item), undefined);
  assert.equal(org.row('Parcel__c', next)?.['Next__c'], null);
  assert.deepEqual(org.column('SELECT Id FROM Item__c'), []);
  assert.deepEqual(org.column('SELECT Id FROM Item__c ALL ROWS'), [item]);
  assert.deepEqual(org.column('SELECT IsDeleted FROM Parcel__c ORDER BY Name ALL ROWS'), [true, false]);
});

test('undelete brings back what went along, and nothing that was deleted before', () => {
  const org = new TestOrg();
  const parcel = org.insert('Parcel__c', {});
  const [early, along] = [1, 2].map((n) => org.insert('Item__c', { Name: `i${n}`, Parcel__c: parcel })) as [
    string,
    string
  ]; // Two in, two out.
  const [lost, replaced] = [1, 2].map(() => org.insert('Parcel__c', { Next__c: parcel })) as [string, string]; // As above.
  remove(org, 'Item__c', early);
  remove(org, 'Parcel__c', parcel);
  org.update('Parcel__c', { Id: replaced, Next__c: lost });
  undelete(org, 'Parcel__c', parcel);
  assert.equal(org.row('Parcel__c', parcel)?.['IsDeleted'], false);
  assert.deepEqual(org.column('SELECT Id FROM Item__c'), [along]);
  assert.equal(org.row('Parcel__c', lost)?.['Next__c'], parcel);
  assert.equal(org.row('Parcel__c', replaced)?.['Next__c'], lost);
  undelete(org, 'Item__c', early);
  assert.equal(org.column('SELECT Id FROM Item__c').length, 2);
});

test('undelete runs its triggers, and fails for what is not in the bin or has lost its master', () => {
  const org = new TestOrg();
  const parcel = org.insert('Parcel__c', {});
  const item = org.insert('Item__c', { Name: 'i', Parcel__c: parcel });
  assert.equal(
    failure(() => undelete(org, 'Parcel__c', parcel)),
    'UNDELETE_FAILED [] Entity is not in the recycle bin'
  );
  remove(org, 'Item__c', item);
  remove(org, 'Parcel__c', parcel);
  assert.match(
    failure(() => undelete(org, 'Item__c', item)),
    /^UNDELETE_FAILED \[Parcel__c\]/
  );
  const seen: unknown[] = [];
  org.triggers.on('after', 'undelete', 'Parcel__c', ([record]) => seen.push(record?.id, record?.values['IsDeleted']));
  undelete(org, 'Parcel__c', parcel);
  assert.deepEqual(seen, [parcel, false]);
});

test('a record that others hold back is not deleted, and nothing of the attempt stays', () => {
  const org = new TestOrg();
  const contact = org.insert('Contact', { LastName: 'Guard' });
  const parcel = org.insert('Parcel__c', { Guard__c: contact });
  assert.equal(
    failure(() => remove(org, 'Contact', contact)),
    `DELETE_FAILED [] Your attempt to delete the record could not be completed because it is associated with the following Parcels: ${parcel}`
  );
  assert.equal(org.row('Contact', contact)?.['LastName'], 'Guard');
  remove(org, 'Parcel__c', parcel);
  remove(org, 'Contact', contact);
  assert.equal(org.row('Contact', contact), undefined);
});

test('delete triggers see the record, may refuse it, and an undone delete leaves all in place', () => {
  const org = new TestOrg();
  const [kept, gone] = [org.insert('Parcel__c', { Title__c: 'keep' }), org.insert('Parcel__c', { Title__c: 'go' })];
  org.triggers.on('before', 'delete', 'Parcel__c', (records) => {
    for (const { old, errors } of records) {
      if (old?.['Title__c'] === 'keep') errors.push({ statusCode: 'X', message: 'Keep it.', fields: [] });
    }
  });
  const results = org.save({
    operation: 'delete',
    object: 'Parcel__c',
    allOrNone: false,
    records: [{ Id: kept }, { Id: gone }]
  });
  assert.deepEqual(
    results.map(({ success }) => success),
    [false, true]
  );
  assert.deepEqual(org.column('SELECT Title__c FROM Parcel__c'), ['keep']);
});

test('a record that points to itself can be deleted and brought back', () => {
  const org = new TestOrg();
  const id = org.insert('Parcel__c', {});
  org.update('Parcel__c', { Id: id, Next__c: id });
  remove(org, 'Parcel__c', id);
  assert.equal(org.row('Parcel__c', id), undefined);
  undelete(org, 'Parcel__c', id);
  assert.equal(org.row('Parcel__c', id)?.['Next__c'], id);
});

test('what is purged is out of the recycle bin for good, with the details that went along', () => {
  const org = new TestOrg();
  const parcel = org.insert('Parcel__c', {});
  const [early, along] = [1, 2].map((n) => org.insert('Item__c', { Name: `i${n}`, Parcel__c: parcel })) as [
    string,
    string
  ]; // Two in, two out.
  const purge = (object: string, Id: string) => org.save({ operation: 'purge', object, records: [{ Id }] });
  const refused = 'INVALID_ID_FIELD [] Invalid record id; no recycle bin entry found';
  assert.equal(
    failure(() => purge('Parcel__c', parcel)),
    refused,
    'it is not deleted yet'
  );
  remove(org, 'Item__c', early);
  remove(org, 'Parcel__c', parcel);
  assert.equal(
    failure(() => purge('Item__c', along)),
    refused,
    'it goes with its master'
  );
  purge('Parcel__c', parcel);
  assert.deepEqual(org.column('SELECT Id FROM Parcel__c ALL ROWS'), []);
  assert.deepEqual(
    org.column('SELECT Id FROM Item__c ALL ROWS'),
    [early],
    'what was deleted before is a thing of its own'
  );
  assert.equal(
    failure(() => undelete(org, 'Parcel__c', parcel)),
    'UNDELETE_FAILED [] Entity is not in the recycle bin'
  );
});
