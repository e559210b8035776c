import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BackendSqlite } from 'openworkflow/sqlite';
import { ConfigError } from '../config.ts';
import { CREATE_POSTS } from '../posts/store.ts';
import { type BriefStore, CREATE_TABLE, earlierRunsOf, forgottenOf, runsOf, type StoredRow, toRow } from './store.ts';

/**
 * Jobs in one SQLite file of one process. What a process that died was at is free at once for the next.
 *
 * @throws {ConfigError} when another process has the file, or it cannot be written
 */
export function openSqliteStore(path: string): BriefStore {
  mkdirSync(dirname(path), { recursive: true });
  const lock = takeLock(path);
  const backend = BackendSqlite.connect(path);
  const db = new DatabaseSync(path);
  db.exec(CREATE_TABLE);
  db.exec(CREATE_POSTS);
  // What is deleted is overwritten: words of a person who was erased must not be read off the file.
  db.exec('PRAGMA secure_delete = ON');
  // Whoever held these is gone, since this process has the lock: no need to wait until their leases end.
  db.prepare(`UPDATE workflow_runs SET available_at = ? WHERE status = 'running' AND worker_id IS NOT NULL`).run(
    new Date().toISOString()
  );
  const one = (sql: string, ...values: (string | number)[]): StoredRow | undefined =>
    db.prepare(sql).get(...values) as StoredRow | undefined; // The columns of the table above.

  return {
    backend,
    query: async (sql, values) => db.prepare(sql.replaceAll('$', '?')).all(...values),
    async add({ id, org, idempotencyKey, handoffId, trigger }) {
      db.prepare(
        `INSERT INTO handoff_briefs (id, org, idempotency_key, handoff_id, trigger_source) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (org, idempotency_key) DO NOTHING`
      ).run(id, org, idempotencyKey, handoffId, trigger);
      const row = one('SELECT * FROM handoff_briefs WHERE org = ? AND idempotency_key = ?', org, idempotencyKey);
      if (!row) throw new Error('The brief was not kept');
      return toRow(row);
    },
    async find(id) {
      const row = one('SELECT * FROM handoff_briefs WHERE id = ?', id);
      return row ? toRow(row) : null;
    },
    async started(id, attempt, runId) {
      db.prepare('UPDATE handoff_briefs SET run_id = ? WHERE id = ? AND attempt = ?').run(runId, id, attempt);
    },
    async again(id, attempt) {
      const before = one('SELECT * FROM handoff_briefs WHERE id = ? AND attempt = ?', id, attempt);
      if (!before) return null;
      const row = one(
        `UPDATE handoff_briefs SET attempt = attempt + 1, run_id = NULL, earlier_runs = ?
         WHERE id = ? AND attempt = ? RETURNING *`,
        earlierRunsOf(toRow(before)),
        id,
        attempt
      );
      return row ? toRow(row) : null;
    },
    async unstarted() {
      const rows = db.prepare('SELECT * FROM handoff_briefs WHERE run_id IS NULL').all();
      return (rows as unknown as StoredRow[]).map(toRow); // The columns of the table above.
    },
    async forgetSteps(finishedBefore) {
      db.prepare(
        'DELETE FROM step_attempts WHERE workflow_run_id IN (SELECT id FROM workflow_runs WHERE finished_at < ?)'
      ).run(finishedBefore.toISOString());
    },
    async forgetHandoffs(org, handoffIds) {
      const found = db
        .prepare('SELECT * FROM handoff_briefs WHERE org = ? AND handoff_id IN (SELECT value FROM json_each(?))')
        .all(org, JSON.stringify(handoffIds));
      const rows = (found as unknown as StoredRow[]).map(toRow); // The columns of the table above.
      const runs = JSON.stringify(runsOf(rows));
      const running = db
        .prepare('SELECT id FROM workflow_runs WHERE id IN (SELECT value FROM json_each(?)) AND finished_at IS NULL')
        .all(runs)
        .map(({ id }) => String(id));
      const { changes } = db
        .prepare(
          `DELETE FROM step_attempts WHERE workflow_run_id IN (
             SELECT id FROM workflow_runs
             WHERE id IN (SELECT value FROM json_each(?)) AND finished_at IS NOT NULL)`
        )
        .run(runs);
      // The write-ahead log keeps older copies of the pages until then. A reader only makes it wait for the next time.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return forgottenOf(rows, Number(changes), new Set(running));
    },
    async close() {
      await backend.stop();
      db.close();
      lock.close();
    }
  };
}

/** A lock that the operating system lets go of when the process ends, however it ends. */
function takeLock(path: string): DatabaseSync {
  const lock = new DatabaseSync(`${path}.lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock.close();
    throw new ConfigError([
      `HANDOFF_JOB_STORE names ${path}, which another process uses (${cause instanceof Error ? cause.message : ''}): stop that one, or set DATABASE_URL to run several`
    ]);
  }
}
