import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HANDOFF_ID, ORG } from '../../test/briefs.ts';
import { type Database, startPostgres } from '../../test/postgres.ts';
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

test('messages on SQLite are kept once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-posts-'));
  const store = openSqliteStore(join(folder, 'jobs.sqlite'));
  await keepsEachMessageOnce(store);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('on PostgreSQL', () => {
  let database: Database | null = null;
  let reason = '';
  before(async () => {
    try {
      database = await startPostgres();
    } catch (error) {
      reason = `no PostgreSQL can be started here: ${error instanceof Error ? error.message : String(error)}`;
    }
  });
  after(() => database?.stop());

  test('messages are kept once', async (context) => {
    if (database === null) return context.skip(reason);
    const store = await openPostgresStore(database.url);
    await keepsEachMessageOnce(store);
    await store.close();
  });
});
