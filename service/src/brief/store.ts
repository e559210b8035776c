import type { Backend } from 'openworkflow/internal';

/** A brief that was asked for, from the moment it is accepted. */
export interface BriefRow {
  id: string;
  /** 15 characters of the org that asked; nobody else sees it. */
  org: string;
  idempotencyKey: string;
  handoffId: string;
  trigger: Trigger;
  /** Counts up when somebody runs it again. */
  attempt: number;
  /** Workflow run of this attempt; null between accepting and starting. */
  runId: string | null;
  /** Runs of earlier attempts, newest first: what they finished is not done, or paid, again. */
  earlierRuns: readonly string[];
}

export const TRIGGERS = ['won', 'button', 'api'] as const;
export type Trigger = (typeof TRIGGERS)[number];
export type NewBrief = Pick<BriefRow, 'id' | 'org' | 'idempotencyKey' | 'handoffId' | 'trigger'>;

/** Runs a statement with `$1`, `$2` … for its values. @returns its rows, columns by name */
export type Query = (sql: string, values: readonly (string | number | null)[]) => Promise<readonly unknown[]>;

/**
 * Where accepted briefs and their jobs are kept. OpenWorkflow forgets idempotency keys after a day, so the promise that
 * one key never makes two is kept here, for good.
 */
export interface BriefStore {
  readonly backend: Backend;
  /** For what else is kept in the same database. */
  readonly query: Query;
  /** Keeps a new brief. @returns the one that already has this org's key, if there is one */
  add(brief: NewBrief): Promise<BriefRow>;
  find(id: string): Promise<BriefRow | null>;
  /** Notes the run of an attempt. Does nothing when the brief is at another attempt by now. */
  started(id: string, attempt: number, runId: string): Promise<void>;
  /** Begins the next attempt. @returns null when somebody else already did */
  again(id: string, attempt: number): Promise<BriefRow | null>;
  /** Briefs that were accepted, but whose run was never noted: the process ended in between. */
  unstarted(): Promise<readonly BriefRow[]>;
  /** Forgets what the steps of long finished runs gave. The briefs themselves stay. */
  forgetSteps(finishedBefore: Date): Promise<void>;
  /** Forgets, at once, what the steps of all finished runs of these handoffs gave. The briefs themselves stay. */
  forgetHandoffs(org: string, handoffIds: readonly string[]): Promise<Forgotten>;
  close(): Promise<void>;
}

/** What was forgotten of some handoffs. */
export interface Forgotten {
  /** Briefs of these handoffs that the store knows. */
  briefs: number;
  /** Outputs of steps that are gone now. */
  steps: number;
  /** Briefs that are being made: what they have read is still there, so the call has to be repeated. */
  unfinished: number;
}

/** A row as both databases give it: `earlier_runs` is JSON text. */
export interface StoredRow {
  id: string;
  org: string;
  idempotency_key: string;
  handoff_id: string;
  trigger_source: string;
  attempt: number;
  run_id: string | null;
  earlier_runs: string;
}

export function toRow(stored: StoredRow): BriefRow {
  const trigger = TRIGGERS.find((known) => known === stored.trigger_source) ?? 'api';
  const earlier: unknown = JSON.parse(stored.earlier_runs);
  return {
    id: stored.id,
    org: stored.org,
    idempotencyKey: stored.idempotency_key,
    handoffId: stored.handoff_id,
    trigger,
    attempt: Number(stored.attempt),
    runId: stored.run_id,
    earlierRuns: Array.isArray(earlier) ? earlier.filter((run) => typeof run === 'string') : []
  };
}

/** Works in SQLite and PostgreSQL alike. */
export const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS handoff_briefs (
    id TEXT PRIMARY KEY,
    org TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    handoff_id TEXT NOT NULL,
    trigger_source TEXT NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 1,
    run_id TEXT,
    earlier_runs TEXT NOT NULL DEFAULT '[]',
    UNIQUE (org, idempotency_key)
  )`;

export function earlierRunsOf(row: BriefRow): string {
  return JSON.stringify(row.runId === null ? row.earlierRuns : [row.runId, ...row.earlierRuns]);
}

/** Every run of some briefs, the earlier attempts included. */
export function runsOf(rows: readonly BriefRow[]): string[] {
  return rows.flatMap(({ runId, earlierRuns }) => (runId === null ? earlierRuns : [runId, ...earlierRuns]));
}

/** @param running runs that have not finished */
export function forgottenOf(rows: readonly BriefRow[], steps: number, running: ReadonlySet<string>): Forgotten {
  const unfinished = rows.filter(({ runId }) => runId === null || running.has(runId)).length;
  return { briefs: rows.length, steps, unfinished };
}
