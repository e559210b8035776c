import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestOrg } from './testing/org.ts';

/** Far above what it takes (a tenth of it), so that only a change of order of growth shows. */
const GENEROUS_MS = 2_000;

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

test('1,000 inserts with rules, unique keys and triggers, and queries over 10,000 rows, take no time to speak of', () => {
  const org = new TestOrg();
  org.triggers.on('before', 'insert', 'Parcel__c', () => undefined);
  const account = org.insert('Account', { Name: 'Acme' });
  const records = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      Code__c: `c${from + n}`,
      Title__c: 'T',
      Weight__c: 1,
      ...(n % 100 === 0 ? { Account__c: account } : {})
    }));
  const inserts = timed(() => org.save({ object: 'Parcel__c', records: records(0, 1_000) }));
  assert.ok(inserts < GENEROUS_MS, `${Math.round(inserts)} ms for 1,000 inserts`);

  org.save({ object: 'Parcel__c', records: records(1_000, 9_000) });
  const queries = timed(() => {
    for (let n = 0; n < 1_000; n++) {
      const [Id = null] = org.column('SELECT Id FROM Parcel__c WHERE Code__c = :code', {
        binds: { code: `C${n * 10}` }
      });
      assert.equal(org.rows('SELECT Name, Owner.Name FROM Parcel__c WHERE Id = :Id', { binds: { Id } }).length, 1);
    }
    assert.equal(org.rows(`SELECT Id FROM Parcel__c WHERE Account__c = '${account}'`).length, 100);
  });
  assert.ok(queries < GENEROUS_MS, `${Math.round(queries)} ms for 2,000 queries by index`);
});
