import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  exactVerify,
  HANDOFF_ID,
  markedExtractor,
  ORG,
  sampleDeal,
  sourceOf,
  talk,
  textMerge
} from '../../test/briefs.ts';
import { withPostgres } from '../../test/postgres.ts';
import type { BriefWriter, DealReader } from './ports.ts';
import { openPostgresStore } from './postgresStore.ts';
import { BriefService } from './service.ts';
import { openSqliteStore } from './sqliteStore.ts';
import type { BriefStore } from './store.ts';

const LOGGER = { info: () => undefined, error: () => undefined };
const OTHER = 'a00000000000099AAA';
const OTHER_ORG = '00D000000000009';
const WORDS = 'We type every invoice twice';
const CALL = talk('call:1', 'call', '2026-11-02T10:00:00.000Z', [['customer', `pain: ${WORDS}.`]]);

/** An org that takes everything, and may keep a brief from ending. */
class Org implements DealReader, BriefWriter {
  hold: Promise<void> | null = null;

  async resolveDeal(handoffId: string) {
    return { ...sampleDeal(), handoffId };
  }
  async reviewContext() {
    return { arrLimit: null, recencyDays: 90, failedBefore: false };
  }
  async begin() {}
  async writeBack() {
    await this.hold;
    return { items: 1, people: 0, citations: 1, leftAlone: 0 };
  }
  async askForReview() {}
  async fail() {}
}

/** Whatever keeps the jobs must forget in the same way. */
async function forgets(open: () => BriefStore | Promise<BriefStore>): Promise<BriefService> {
  const org = new Org();
  const store = await open();
  const service = new BriefService({
    store,
    workers: 2,
    keepStepsDays: 7,
    logger: LOGGER,
    parts: {
      sources: [sourceOf('Gong', [CALL])],
      extractor: markedExtractor({ calls: [] }),
      verify: exactVerify,
      merge: textMerge,
      reader: org,
      writer: org,
      sourceTimeoutMs: 1000,
      retry: { initialInterval: '1ms', maximumAttempts: 3 }
    }
  });
  await service.start();
  const make = async (handoffId: string, by = ORG): Promise<string> => {
    const { id } = await service.request({ org: by, handoffId, trigger: 'won', idempotencyKey: `key of ${handoffId}` });
    return id;
  };
  const until = async (id: string, reached: (state: string, step: string | null) => boolean, by = ORG) => {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const status = await service.find(by, id);
      if (status !== null && reached(status.status, status.step)) return;
      assert.ok(Date.now() < deadline, JSON.stringify(status));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const isDone = (state: string) => state === 'done';
  const kept = async (id: string): Promise<string> => {
    const row = await store.find(id);
    assert.ok(row?.runId);
    return JSON.stringify((await store.backend.listStepAttempts({ workflowRunId: row.runId, limit: 100 })).data);
  };

  const mine = await make(HANDOFF_ID);
  const others = await make(OTHER);
  const foreign = await make(HANDOFF_ID, OTHER_ORG);
  await Promise.all([until(mine, isDone), until(others, isDone), until(foreign, isDone, OTHER_ORG)]);
  assert.ok((await kept(mine)).includes(WORDS), 'what was said is there to be forgotten');

  const { steps, ...forgotten } = await service.forget(ORG, [HANDOFF_ID, 'a00000000000098AAA']);
  assert.deepEqual(forgotten, { briefs: 1, unfinished: 0 });
  assert.ok(steps > 5, `${steps} steps`);
  assert.equal(await kept(mine), '[]', 'nothing that was read is left');
  assert.equal((await service.find(ORG, mine))?.status, 'done', 'that there was a brief stays known');
  assert.ok((await kept(others)).includes(WORDS), 'other handoffs keep theirs');
  assert.ok((await kept(foreign)).includes(WORDS), 'another org of this service keeps its own');
  assert.deepEqual(await service.forget(ORG, [HANDOFF_ID]), { briefs: 1, steps: 0, unfinished: 0 });

  let release = (): void => undefined;
  org.hold = new Promise((resolve) => (release = resolve));
  const later = 'a00000000000097AAA';
  const running = await make(later);
  await until(running, (_state, step) => step === 'write back');
  assert.deepEqual(await service.forget(ORG, [later]), { briefs: 1, steps: 0, unfinished: 1 });
  release();
  await until(running, isDone);
  assert.ok((await service.forget(ORG, [later])).steps > 5, 'it is forgotten once it has ended');
  await service.forget(ORG, [OTHER]);
  await service.forget(OTHER_ORG, [HANDOFF_ID]);
  return service;
}

test('a handoff is forgotten on SQLite, and its words cannot be read off the files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-erasure-'));
  try {
    const service = await forgets(() => openSqliteStore(join(folder, 'jobs.sqlite')));
    const bytes = (): string =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name)).toString('latin1'))
        .join('');
    assert.ok(!bytes().includes(WORDS), 'while the service runs');
    await service.stop(5000);
    assert.ok(!bytes().includes(WORDS), 'and when it has stopped');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('on PostgreSQL', () => {
  const url = withPostgres();

  test('a handoff is forgotten in the same way', async () => {
    const service = await forgets(() => openPostgresStore(url()));
    await service.stop(5000);
  });
});
