import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LimitError } from '../org/errors.ts';
import type { LimitName } from '../org/limits.ts';
import type { AsyncJob, Transaction } from '../org/ports.ts';
import { GovernorLimits } from './limits.ts';
import { failure, TestOrg } from './testing/org.ts';

function job(run: () => void = () => undefined, delayMinutes = 0): AsyncJob {
  return { kind: 'queueable', label: 'Job', userId: new TestOrg().id('admin'), delayMinutes, run };
}

/** "Execution Governors and Limits", Apex Developer Guide. */
const LIMITS: [name: LimitName, sync: number, async: number, message: string][] = [
  ['queries', 100, 200, 'Too many SOQL queries: 101'],
  ['queryRows', 50_000, 50_000, 'Too many query rows: 50001'],
  ['dmlStatements', 150, 150, 'Too many DML statements: 151'],
  ['dmlRows', 10_000, 10_000, 'Too many DML rows: 10001'],
  ['callouts', 100, 100, 'Too many callouts: 101'],
  ['cpuTime', 10_000, 60_000, 'Apex CPU time limit exceeded'],
  ['queueableJobs', 50, 1, 'Too many queueable jobs added to the queue: 51']
];

for (const [name, sync, async, message] of LIMITS) {
  test(`${name} may be ${sync}, ${async} when asynchronous`, () => {
    assert.equal(new GovernorLimits('asynchronous').max(name), async);
    const limits = new GovernorLimits('synchronous');
    limits.add(name, sync);
    assert.throws(
      () => limits.add(name, 1),
      (error) => error instanceof LimitError && error.message === message
    );
    assert.equal(limits.used(name), sync + 1);
  });
}

test('a rollback to a savepoint undoes what came after it, and only that', () => {
  const org = new TestOrg();
  const kept = org.insert('Parcel__c', { Code__c: 'kept', Title__c: 'old' });
  org.as('admin', (tx) => {
    org.update('Parcel__c', { Id: kept, Title__c: 'between' }, tx);
    const outer = tx.savepoint();
    org.update('Parcel__c', { Id: kept, Title__c: 'new', Code__c: 'changed' }, tx);
    const inner = tx.savepoint();
    org.insert('Parcel__c', { Code__c: 'kept' }, tx);
    org.save({ operation: 'delete', object: 'Parcel__c', records: [{ Id: kept }] }, tx);
    tx.rollback(inner);
    assert.equal(org.row('Parcel__c', kept)?.['Title__c'], 'new');
    tx.rollback(outer);
  });
  assert.equal(org.row('Parcel__c', kept)?.['Title__c'], 'between');
  assert.deepEqual(org.column("SELECT Id FROM Parcel__c WHERE Code__c = 'kept'"), [kept]);
  assert.deepEqual(org.column("SELECT Id FROM Parcel__c WHERE Code__c = 'changed'"), []);
  assert.equal(org.engine.store.table('Parcel__c').size, 1);
});

test('work that throws leaves nothing behind: rows, jobs, schedules, and events of after the commit', () => {
  const org = new TestOrg();
  const done: string[] = [];
  for (const name of ['Ping__e', 'Later__e']) org.triggers.on('after', 'insert', name, () => done.push(name));
  assert.throws(
    () =>
      org.as('admin', (tx) => {
        org.insert('Parcel__c', {}, tx);
        tx.enqueue(job(() => done.push('job')));
        tx.schedule({ name: 'S', label: 'S', userId: tx.user.id, cron: '0 0 * * * ?', run: () => undefined });
        tx.publish({ object: 'Later__e', values: { Text__c: 'a' } });
        tx.publish({ object: 'Ping__e', values: { Text__c: 'b' } });
        throw new Error('no');
      }),
    /^Error: no$/
  );
  assert.deepEqual(org.engine.async.pending(), []);
  org.engine.async.drain();
  assert.equal(org.engine.store.table('Parcel__c').size, 0);
  // "Publish immediately" does not wait for the transaction, nor for its failure.
  assert.deepEqual(done, ['Ping__e']);
});

test('a savepoint also covers jobs and events', () => {
  const org = new TestOrg();
  org.as('admin', (tx) => {
    tx.enqueue(job());
    const mark = tx.savepoint();
    tx.enqueue(job());
    tx.publish({ object: 'Later__e', values: { Text__c: 'a' } });
    tx.publish({ object: 'Ping__e', values: { Text__c: 'b' } });
    tx.rollback(mark);
    assert.equal(tx.takeJobs().length, 1);
    assert.deepEqual(
      tx.takeEvents().map(({ object }) => object),
      ['Ping__e']
    );
  });
});

/** "You have uncommitted work pending": DML and asynchronous Apex before a callout. */
const UNCOMMITTED: [name: string, work: (org: TestOrg, tx: Transaction) => void, expected: boolean][] = [
  ['nothing', () => undefined, false],
  ['a save', (org, tx) => org.insert('Parcel__c', {}, tx), true],
  ['a save that was rolled back', (org, tx) => savedAndUndone(org, tx), false],
  ['a job', (_org, tx) => tx.enqueue(job()), true],
  ['an event', (_org, tx) => tx.publish({ object: 'Ping__e', values: {} }), false],
  [
    'a save before the line was drawn',
    (org, tx) => (org.insert('Parcel__c', {}, tx), tx.enqueue(job()), tx.markCommitted()),
    false
  ],
  ['a save after it', (org, tx) => (tx.markCommitted(), org.insert('Parcel__c', {}, tx)), true],
  [
    'a save in a transaction of its own',
    (org, tx) => tx.nested('n', tx.user, true, (inner) => org.insert('Parcel__c', {}, inner)),
    false
  ]
];

function savedAndUndone(org: TestOrg, tx: Transaction): void {
  const mark = tx.savepoint();
  org.insert('Parcel__c', {}, tx);
  tx.rollback(mark);
}

for (const [name, work, expected] of UNCOMMITTED) {
  test(`after ${name} there is ${expected ? '' : 'no '}uncommitted work`, () => {
    const org = new TestOrg();
    org.as('admin', (tx) => {
      work(org, tx);
      assert.equal(tx.hasUncommittedWork, expected);
    });
  });
}

test('nested work has limits of its own, sees uncommitted rows, and is undone alone when it throws', () => {
  const org = new TestOrg();
  org.as('admin', (tx) => {
    tx.limits.add('queries', 90);
    const outer = org.insert('Parcel__c', { Code__c: 'outer' }, tx);
    tx.nested('ok', tx.user, true, (inner) => {
      assert.equal(inner.limits.used('queries'), 0);
      assert.equal(inner.limits.max('queries'), 200);
      org.update('Parcel__c', { Id: outer, Title__c: 'seen' }, inner);
      inner.enqueue(job());
    });
    assert.throws(() =>
      tx.nested('fails', tx.user, true, (inner) => {
        org.insert('Parcel__c', { Code__c: 'inner' }, inner);
        inner.enqueue(job());
        inner.publish({ object: 'Ping__e', values: {} });
        throw new Error('no');
      })
    );
    assert.equal(tx.limits.used('queries'), 90);
    assert.equal(tx.takeJobs().length, 1);
    assert.equal(tx.takeEvents().length, 1);
    assert.equal(org.row('Parcel__c', outer)?.['Title__c'], 'seen');
    assert.equal(org.engine.store.table('Parcel__c').size, 1);
  });
});

test('fresh limits count from zero and give way to the old ones again', () => {
  new TestOrg().as('admin', (tx) => {
    tx.limits.add('queries', 99);
    tx.withFreshLimits(() => tx.limits.add('queries', 50));
    assert.equal(tx.limits.used('queries'), 99);
    assert.throws(() => tx.withFreshLimits(() => tx.limits.add('queries', 101)), LimitError);
    assert.equal(tx.limits.used('queries'), 99);
  });
});

test('a published event says when, by whom and which one it is', () => {
  const org = new TestOrg();
  const [first, second] = org.as('ada', (tx) => {
    for (const Text__c of ['a', 'b']) tx.publish({ object: 'Ping__e', values: { Text__c } });
    return tx.takeEvents();
  });
  assert.equal(first?.values['CreatedById'], org.id('ada'));
  assert.equal(first?.values['CreatedDate'], org.now.toISOString());
  assert.notEqual(first?.values['EventUuid'], second?.values['EventUuid']);
  assert.ok(Number(second?.values['ReplayId']) > Number(first?.values['ReplayId']));
});

test('each transaction leaves one line in the log, with what it used and how it ended', () => {
  const org = new TestOrg();
  org.as('ada', (tx) => tx.limits.add('queries', 3));
  assert.match(
    failure(() => org.insert('Parcel__c', { Weight__c: 500 })),
    /Too heavy/
  );
  const lines = org.logged.filter(({ message }) => message === 'transaction');
  assert.deepEqual(
    lines.map(({ label, user, outcome, reason, queries, async }) => ({ label, user, outcome, reason, queries, async })),
    [
      { label: 'test', user: 'ada@parcels.example', outcome: 'committed', reason: undefined, queries: 3, async: false },
      {
        label: 'test',
        user: 'admin@parcels.example',
        outcome: 'rolled back',
        reason: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        queries: 0,
        async: false
      }
    ]
  );
});

test('a rehearsal keeps nothing and queues nothing', () => {
  const org = new TestOrg();
  org.engine.rehearse(org.id('admin'), 'rehearsal', (tx) => {
    org.insert('Parcel__c', {}, tx);
    tx.enqueue(job());
    tx.publish({ object: 'Ping__e', values: {} });
  });
  assert.equal(org.engine.store.table('Parcel__c').size, 0);
  assert.deepEqual(org.engine.async.pending(), []);
});
