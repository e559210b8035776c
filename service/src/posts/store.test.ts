import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { HANDOFF_ID, ORG } from '../../test/briefs.ts';
import { withPostgres } from '../../test/postgres.ts';
import { openPostgresStore } from '../brief/postgresStore.ts';
import { openSqliteStore } from '../brief/sqliteStore.ts';
import type { BriefStore } from '../brief/store.ts';
import type { PostRequest } from './message.ts';
import { PostStore } from './store.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const request: PostRequest = {
  handoffId: HANDOFF_ID,
  version: 1,
  purpose: 'delivered',
  to: null,
  channel: null,
  heading: 'Handed over',
  lines: [],
  links: []
};

/** What every database has to keep. */
async function keepsEachMessageOnce(store: BriefStore): Promise<void> {
  const [one, other] = [new PostStore(store.query), new PostStore(store.query)];
  await Promise.all([one.add(ORG, request, NOW), other.add(ORG, { ...request, heading: 'Again' }, NOW)]);
  const claims = await Promise.all([one.claim(NOW, 1000), other.claim(NOW, 1000)]);
  const [post] = claims.filter((claim) => claim !== null);
  assert.equal(claims.filter((claim) => claim === null).length, 1, 'one of two processes has it');
  assert.ok(post);
  assert.deepEqual([post.failures, post.handedAt, post.isShown], [0, null, false]);
  await one.handed(post.id, NOW);
  assert.equal(await other.claim(later(999), 1000), null, 'while the lease lasts');
  const taken = await other.claim(later(1000), 1000);
  assert.deepEqual([taken?.id, taken?.handedAt], [post.id, NOW], 'and the next knows that Slack may have it');
  await other.later(post.id, later(5000), { failures: 1, handedAt: null, isShown: true });
  assert.deepEqual(await one.nextDue(), later(5000));
  const again = await one.claim(later(5000), 1000);
  assert.deepEqual([again?.failures, again?.handedAt, again?.isShown], [1, null, true]);
  await one.end(post.id, 'posted');
  await one.add(ORG, request, NOW);
  assert.equal(await one.claim(later(9000), 1000), null, 'what was posted is not posted again');
  assert.equal(await one.nextDue(), null);
  const rows = await store.query('SELECT request FROM handoff_posts WHERE id = $1', [post.id]);
  assert.deepEqual(
    rows.map((row) => ({ ...(row as object) })),
    [{ request: null }],
    'its text is gone'
  );
}

const WORDS = 'Amara Okafor types every invoice twice';
const OTHER_ORG = '00D000000000009';

/** What every database has to forget, and nothing else. */
async function forgetsWhatIsNotPosted(store: BriefStore): Promise<void> {
  const posts = new PostStore(store.query);
  const named = { ...request, version: 2, lines: [{ label: 'Problem', text: WORDS, path: null }] };
  const failing: PostRequest = { ...named, purpose: 'overdue' };
  await posts.add(ORG, failing, NOW);
  const tried = await posts.claim(NOW, 1000);
  assert.ok(tried);
  await posts.later(tried.id, later(9000), { failures: 7, handedAt: null, isShown: true });
  await posts.add(ORG, named, later(1));
  await posts.add(ORG, { ...named, handoffId: 'a04000000000002AAA', heading: 'Of another handoff' }, later(2));
  await posts.add(OTHER_ORG, { ...named, heading: 'Of another org' }, later(3));
  const taken = await posts.claim(later(1), 1000);
  assert.ok(taken);

  assert.deepEqual(await posts.forget(ORG, [HANDOFF_ID]), [HANDOFF_ID, HANDOFF_ID], 'one that waits, one that failed');
  assert.deepEqual(await posts.forget(ORG, [HANDOFF_ID]), [], 'once');
  assert.equal(await posts.handed(taken.id, NOW), false, 'whoever has it in hand hears of it');
  await posts.later(taken.id, later(1), { failures: 1, handedAt: null, isShown: false });
  await posts.add(ORG, named, later(1));
  const left = [await posts.claim(later(10_000), 60_000), await posts.claim(later(10_000), 60_000)];
  assert.deepEqual(
    left.map((post) => post?.request.heading),
    ['Of another handoff', 'Of another org'],
    'others keep theirs'
  );
  assert.equal(await posts.claim(later(10_000), 60_000), null, 'and what was forgotten comes back in no way');
  await posts.forget(ORG, ['a04000000000002AAA']);
  await posts.forget(OTHER_ORG, [HANDOFF_ID]);
  await store.forgetHandoffs(ORG, [HANDOFF_ID]);
}

test('messages on SQLite are kept once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-posts-'));
  const store = openSqliteStore(join(folder, 'jobs.sqlite'));
  await keepsEachMessageOnce(store);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('messages on SQLite are forgotten, and cannot be read off the files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-posts-'));
  const store = openSqliteStore(join(folder, 'jobs.sqlite'));
  const bytes = (): string =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name)).toString('latin1'))
      .join('');
  const early = { ...request, handoffId: 'a04000000000003AAA', heading: WORDS };
  await new PostStore(store.query).add(ORG, early, NOW);
  assert.ok(bytes().includes(WORDS), 'they are there to be forgotten');
  await new PostStore(store.query).forget(ORG, [early.handoffId]);
  await forgetsWhatIsNotPosted(store);
  assert.ok(!bytes().includes(WORDS), 'while the service runs');
  await store.close();
  assert.ok(!bytes().includes(WORDS), 'and when it has stopped');
  rmSync(folder, { recursive: true, force: true });
});

describe('on PostgreSQL', () => {
  const url = withPostgres();

  test('messages are kept once', async () => {
    const store = await openPostgresStore(url());
    await keepsEachMessageOnce(store);
    await store.close();
  });

  test('messages are forgotten', async () => {
    const store = await openPostgresStore(url());
    await forgetsWhatIsNotPosted(store);
    await store.close();
  });
});
