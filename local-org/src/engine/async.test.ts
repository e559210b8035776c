import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AsyncJob, Transaction } from '../org/ports.ts';
import { TestOrg } from './testing/org.ts';

const MINUTE = 60_000;

/** An org, what was done in it, and short ways to queue work. */
function setUp() {
  const org = new TestOrg();
  const done: string[] = [];
  const job = (label: string, more: Partial<AsyncJob> = {}): AsyncJob => ({
    kind: 'queueable',
    label,
    userId: org.id('ada'),
    delayMinutes: 0,
    run: () => void done.push(label),
    ...more
  });
  const enqueue = (...jobs: AsyncJob[]): string[] => org.as('admin', (tx) => jobs.map((one) => tx.enqueue(one)));
  const after = (ms: number): void => {
    org.now = new Date(org.now.getTime() + ms);
    org.engine.async.drain();
  };
  return { org, done, job, enqueue, after };
}

test('jobs run after the commit, in order, as their user, with asynchronous limits', () => {
  const { org, done, job } = setUp();
  const ids = org.as('admin', (tx) => {
    const first = tx.enqueue(
      job('first', { run: (own) => void done.push(`${own.user.username} ${own.isAsync} ${own.limits.max('queries')}`) })
    );
    const second = tx.enqueue(job('second'));
    org.engine.async.drain();
    assert.deepEqual(done, []);
    return [first, second];
  });
  assert.ok(ids.every((id) => id.startsWith('707') && id.length === 18));
  assert.deepEqual(
    org.engine.async.pending().map(({ id, label }) => [id, label]),
    [
      [ids[0], 'first'],
      [ids[1], 'second']
    ]
  );
  org.engine.async.drain();
  assert.deepEqual(done, ['ada@parcels.example true 200', 'second']);
  assert.deepEqual(org.engine.async.pending(), []);
});

test('a delay is kept, and what is due first runs first', () => {
  const { org, done, job, enqueue, after } = setUp();
  enqueue(job('late', { delayMinutes: 10 }), job('soon', { delayMinutes: 1 }), job('now'));
  assert.equal(org.engine.async.pending()[0]?.dueAt, '2026-03-18T12:10:00.000Z');
  after(0);
  after(MINUTE - 1);
  assert.deepEqual(done, ['now']);
  after(1);
  assert.deepEqual(done, ['now', 'soon']);
  after(60 * MINUTE);
  assert.deepEqual(done, ['now', 'soon', 'late']);
});

test('a job that fails is undone, and its finalizer runs in a transaction of its own', () => {
  const { org, done, job, enqueue, after } = setUp();
  const failing = (tx: Transaction): void => {
    org.insert('Parcel__c', { Code__c: 'undone' }, tx);
    tx.enqueue(job('never'));
    throw new Error('broken');
  };
  const finish = (tx: Transaction, error: Error | null): void => {
    done.push(`${error?.message} ${tx.limits.used('dmlStatements')}`);
    org.insert('Parcel__c', { Code__c: 'kept' }, tx);
    tx.enqueue(job('again', { delayMinutes: 1 }));
  };
  enqueue(
    job('failing', { run: failing, finish }),
    job('next'),
    job('fine', { finish: (_tx, error) => void done.push(`finished ${error}`) })
  );
  after(0);
  assert.deepEqual(done, ['broken 0', 'next', 'fine', 'finished null']);
  assert.deepEqual(org.column('SELECT Code__c FROM Parcel__c'), ['kept']);
  after(MINUTE);
  assert.equal(done.at(-1), 'again');
});

test('failures are seen in the log: jobs, finalizers, events, users that are gone', () => {
  const { org, job, enqueue, after } = setUp();
  const broken = (): never => {
    throw new Error('broken');
  };
  org.triggers.on('after', 'insert', 'Ping__e', broken);
  enqueue(
    job('a', { run: broken }),
    job('b', { run: broken, finish: broken }),
    job('c', { userId: '005000000000099AAA' })
  );
  org.as('admin', (tx) => tx.publish({ object: 'Ping__e', values: {} }));
  after(0);
  const seen = org.logged
    .filter(({ level }) => level !== 'info')
    .map(({ level, message, job: label }) => `${level} ${message} ${label ?? ''}`.trim());
  assert.deepEqual(seen, [
    'error events were not delivered',
    'error job failed a',
    'warn job failed, its finalizer runs b',
    'error finalizer failed b',
    'error job failed c'
  ]);
});

test('events are delivered together, in order, as the automated process', () => {
  const { org, done, after } = setUp();
  for (const object of ['Ping__e', 'Later__e']) {
    org.triggers.on('after', 'insert', object, (records, tx) =>
      done.push(`${object} ${records.map(({ values }) => values['Text__c']).join('')} ${tx.user.name} ${tx.isAsync}`)
    );
  }
  org.as('ada', (tx) => {
    for (const Text__c of ['a', 'b']) tx.publish({ object: 'Ping__e', values: { Text__c } });
    tx.publish({ object: 'Later__e', values: { Text__c: 'c' } });
    tx.publish({ object: 'Ping__e', values: { Text__c: 'd' } });
  });
  after(0);
  assert.deepEqual(
    done,
    ['Ping__e ab', 'Later__e c', 'Ping__e d'].map((text) => `${text} Automated Process true`)
  );
});

test('events without subscriber are nobody’s concern', () => {
  const { org, after } = setUp();
  org.as('ada', (tx) => tx.publish({ object: 'Ping__e', values: {} }));
  after(0);
  assert.deepEqual(
    org.logged.filter(({ level }) => level !== 'info'),
    []
  );
});

test('a chain of jobs or events without end is cut and told', () => {
  const { org, job, enqueue, after } = setUp();
  let runs = 0;
  const chained = (): AsyncJob => job('chain', { run: (tx) => (runs++, void tx.enqueue(chained())) });
  enqueue(chained());
  assert.throws(() => after(0), /chain makes work that is due at once/);
  assert.equal(runs, 500);
  org.triggers.on('after', 'insert', 'Ping__e', (_records, tx) => tx.publish({ object: 'Ping__e', values: {} }));
  org.as('ada', (tx) => tx.publish({ object: 'Ping__e', values: {} }));
  assert.throws(() => after(0), /Ping__e makes work/);
  assert.equal(org.logged.filter(({ message }) => message === 'a chain of work without end was cut').length, 2);
  // A chain that takes its time is no loop.
  runs = 0;
  const slow = (): AsyncJob => job('slow', { delayMinutes: 1, run: (tx) => (runs++, void tx.enqueue(slow())) });
  enqueue(slow());
  for (let minute = 0; minute < 600; minute++) after(MINUTE);
  assert.equal(runs, 600);
  org.engine.async.stop();
});

test('a schedule runs again and again until it is aborted, also when a run fails', () => {
  const { org, done, after } = setUp();
  const run = (tx: Transaction): void => {
    done.push(`${tx.label} ${org.now.toISOString().slice(11, 16)}`);
    if (done.length === 2) throw new Error('broken');
  };
  const hourly = { name: 'Sweep', label: 'Sweep', userId: org.id('ada'), cron: '0 30 * * * ?', run };
  const id = org.as('admin', (tx) => tx.schedule(hourly));
  assert.match(id, /^08e/);
  org.as('admin', (tx) => tx.schedule(hourly));
  assert.equal(org.logged.at(-2)?.message, 'an Apex job of this name is scheduled already');
  for (let half = 0; half < 6; half++) after(30 * MINUTE);
  assert.deepEqual(done, ['Sweep 12:30', 'Sweep 13:30', 'Sweep 14:30']);
  assert.equal(org.engine.async.abort(id), true);
  assert.equal(org.engine.async.abort(id), false);
  after(120 * MINUTE);
  assert.equal(done.length, 3);
  org.as('admin', (tx) => tx.schedule(hourly));
  assert.equal(org.engine.async.pending().length, 1);
});

test('a wrong cron expression fails where it is given', () => {
  const { org } = setUp();
  assert.throws(
    () =>
      org.as('admin', (tx) =>
        tx.schedule({ name: 'x', label: 'x', userId: tx.user.id, cron: 'hourly', run: () => undefined })
      ),
    /Illegal cron expression format \(hourly\)/
  );
});

test('due work runs by itself, without anybody asking, and stops when told', async () => {
  const { org, done, job, enqueue } = setUp();
  await new Promise<void>((resolve) => {
    enqueue(job('first'), job('last', { run: () => (done.push('last'), resolve()) }));
    // The queue's own timer does not keep a process alive; this one does while the test waits.
    const alive = setTimeout(resolve, 5_000);
    void Promise.resolve().then(() => alive.ref());
  });
  assert.deepEqual(done, ['first', 'last']);
  enqueue(job('never'));
  org.engine.async.stop();
  org.engine.async.drain();
  assert.deepEqual(org.engine.async.pending(), []);
  assert.deepEqual(done, ['first', 'last']);
});
