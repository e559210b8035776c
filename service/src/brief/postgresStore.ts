import { BackendPostgres } from 'openworkflow/postgres';
import postgres from 'postgres';
import { ConfigError } from '../config.ts';
import { wordsOf } from '../logger.ts';
import { CREATE_POSTS } from '../posts/store.ts';
import { type BriefStore, CREATE_TABLE, earlierRunsOf, forgottenOf, runsOf, type StoredRow, toRow } from './store.ts';

/**
 * Jobs in PostgreSQL, for any number of processes. What a process that died was at is free when its lease ends (30 s).
 *
 * @throws {ConfigError} when the database cannot be used
 */
export async function openPostgresStore(url: string): Promise<BriefStore> {
  // Sets up its own schema; several processes may start at once.
  const backend = await BackendPostgres.connect(url).catch((error: unknown) => {
    throw new ConfigError([`The database that DATABASE_URL names cannot be used: ${wordsOf(error)}`]);
  });
  const sql = postgres(url, { max: 4, onnotice: () => undefined });
  await sql.begin(async (tx) => {
    // Two processes that create the same table at once collide, whatever IF NOT EXISTS says.
    await tx`SELECT pg_advisory_xact_lock(hashtext('handoff_briefs'))`;
    await tx.unsafe(CREATE_TABLE);
    await tx.unsafe(CREATE_POSTS);
  });
  return {
    backend,
    query: async (text, values) => sql.unsafe(text, [...values]),
    async add({ id, org, idempotencyKey, handoffId, trigger }) {
      await sql`
        INSERT INTO handoff_briefs (id, org, idempotency_key, handoff_id, trigger_source)
        VALUES (${id}, ${org}, ${idempotencyKey}, ${handoffId}, ${trigger})
        ON CONFLICT (org, idempotency_key) DO NOTHING`;
      const [row] = await sql<StoredRow[]>`
        SELECT * FROM handoff_briefs WHERE org = ${org} AND idempotency_key = ${idempotencyKey}`;
      if (!row) throw new Error('The brief was not kept');
      return toRow(row);
    },
    async find(id) {
      const [row] = await sql<StoredRow[]>`SELECT * FROM handoff_briefs WHERE id = ${id}`;
      return row ? toRow(row) : null;
    },
    async started(id, attempt, runId) {
      await sql`UPDATE handoff_briefs SET run_id = ${runId} WHERE id = ${id} AND attempt = ${attempt}`;
    },
    async again(id, attempt) {
      const [before] = await sql<StoredRow[]>`
        SELECT * FROM handoff_briefs WHERE id = ${id} AND attempt = ${attempt}`;
      if (!before) return null;
      const [row] = await sql<StoredRow[]>`
        UPDATE handoff_briefs
        SET attempt = attempt + 1, run_id = NULL, earlier_runs = ${earlierRunsOf(toRow(before))}
        WHERE id = ${id} AND attempt = ${attempt}
        RETURNING *`;
      return row ? toRow(row) : null;
    },
    async unstarted() {
      const rows = await sql<StoredRow[]>`SELECT * FROM handoff_briefs WHERE run_id IS NULL`;
      return rows.map(toRow);
    },
    async forgetSteps(finishedBefore) {
      await sql`
        DELETE FROM openworkflow.step_attempts
        WHERE workflow_run_id IN (SELECT id FROM openworkflow.workflow_runs WHERE finished_at < ${finishedBefore})`;
    },
    async forgetHandoffs(org, handoffIds) {
      const found = await sql<StoredRow[]>`
        SELECT * FROM handoff_briefs WHERE org = ${org} AND handoff_id = ANY(${[...handoffIds]})`;
      const rows = found.map(toRow);
      const runs = runsOf(rows);
      const running = await sql<{ id: string }[]>`
        SELECT id FROM openworkflow.workflow_runs WHERE id = ANY(${runs}) AND finished_at IS NULL`;
      const { count } = await sql`
        DELETE FROM openworkflow.step_attempts
        WHERE workflow_run_id IN (
          SELECT id FROM openworkflow.workflow_runs WHERE id = ANY(${runs}) AND finished_at IS NOT NULL)`;
      return forgottenOf(rows, count, new Set(running.map(({ id }) => id)));
    },
    async close() {
      await sql.end({ timeout: 5 });
      await backend.stop();
    }
  };
}
