import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import postgres from 'postgres';
import { HANDOFF_ID } from '../../test/briefs.ts';
import { Service, World } from '../../test/briefWorld.ts';
import { withPostgres } from '../../test/postgres.ts';
import { stepNames } from './pipeline.ts';

const STEPS = stepNames([{ name: 'Gong' }, { name: 'Slack' }]);

/**
 * One brief, and the service killed at every step of it: when the step has begun, or when its work is done and not yet
 * recorded.
 *
 * @param env where the jobs are kept
 * @param expire lets the dead process's lease end at once, as waiting for it would
 */
async function survive(
  moment: 'begin' | 'end',
  env: Readonly<Record<string, string>>,
  expire: () => Promise<void>
): Promise<World> {
  const world = new World();
  await world.open();
  const start = (hold: string): Service => new Service({ ...env, STAND_IN_URL: world.url, HOLD: hold });
  try {
    let service = start(`resolve:${moment}`);
    await service.until('listening');
    const { id } = await service.ask(HANDOFF_ID, `key-${moment}`);
    for (const step of STEPS) {
      if (step !== 'resolve') service = start(`${step}:${moment}`);
      await service.until('held');
      await service.kill();
      await expire();
    }
    service = start('');
    await service.until('listening');
    assert.equal((await service.ask(HANDOFF_ID, `key-${moment}`)).id, id, 'the key still means the same brief');
    await service.done(id);
    await service.kill('SIGTERM');
    return world;
  } finally {
    world.close();
  }
}

function checkWhole(world: World, perSource: number): void {
  assert.equal(world.failures, 0);
  assert.equal(world.records.size, 1, 'one handoff has a brief');
  const keys = [...(world.records.get(HANDOFF_ID) ?? [])];
  // Two pains, the gap for a champion and the economic buyer: each once, however often it was written.
  assert.equal(keys.length, 4, keys.join());
  assert.deepEqual([...world.extractions].sort(), [
    ['Gong:1', perSource],
    ['Slack:1', perSource]
  ]);
}

describe('a service that is killed at every step, on SQLite', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'handoff-kill-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const env = (name: string) => ({ HANDOFF_JOB_STORE: join(folder, `${name}.sqlite`) });

  test('loses no brief, makes none twice, and extracts each source once', async () => {
    checkWhole(await survive('begin', env('begin'), async () => undefined), 1);
  });

  test('repeats only the step whose work was not recorded', async () => {
    checkWhole(await survive('end', env('end'), async () => undefined), 2);
  });
});

describe('a service that is killed at every step, on PostgreSQL', async () => {
  const address = withPostgres();

  for (const [moment, perSource] of [
    ['begin', 1],
    ['end', 2]
  ] as const) {
    test(`killed at the ${moment} of each step, it loses nothing and makes nothing twice`, async () => {
      const url = address();
      const expire = async (): Promise<void> => {
        const sql = postgres(url, { max: 1 });
        await sql`UPDATE openworkflow.workflow_runs SET available_at = now() WHERE status = 'running'`;
        await sql.end();
      };
      checkWhole(await survive(moment, { DATABASE_URL: url }, expire), perSource);
    });
  }
});
