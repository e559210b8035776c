/**
 * The contracts between the local org's parts. Everything here is synchronous, as a Salesforce transaction is;
 * only HTTP, at the edge, is not.
 */
import type { ApexRuntime } from './apex-port.ts';
import type { SaveResult } from './errors.ts';
import type { LimitKind, Limits } from './limits.ts';
import type { FieldAccess, FieldValue, ObjectAccess, RecordValues, Schema } from './schema.ts';

export type AccessLevel = 'user' | 'system';

/** Whether record-level sharing applies: `with` for users and `with sharing` classes. */
export type Sharing = 'with' | 'without';

/** What one user may do: the union of their profile and their permission sets. */
export interface EffectivePermissions {
  object(object: string): ObjectAccess;
  field(object: string, field: string): FieldAccess;
  custom(permission: string): boolean;
  apexClass(className: string): boolean;
  /** User permissions such as `ViewSetup`, `ModifyAllData`. */
  system(permission: string): boolean;
  /** `External_Credential-Principal`. */
  principal(name: string): boolean;
  application(name: string): boolean;
}

export interface UserContext {
  id: string;
  username: string;
  name: string;
  profileName: string;
  timeZone: string;
  /** `de_DE`: how dates and numbers are written. */
  locale: string;
  /** `de`: the language of texts. */
  language: string;
  /** What new records are in, where the org has several currencies. */
  currency?: string;
  permissions: EffectivePermissions;
}

/** An opaque mark in a transaction to which it can be rolled back. */
export interface Savepoint {
  readonly mark: number;
}

export interface PublishedEvent {
  object: string;
  values: RecordValues;
}

/** Work that runs after its transaction commits, each in a transaction of its own. */
export interface AsyncJob {
  kind: 'queueable' | 'finalizer' | 'future' | 'scheduled';
  /** What it is called in the log: the class name. */
  label: string;
  userId: string;
  delayMinutes: number;
  run: (tx: Transaction) => void;
  /** Runs after `run`, in a transaction of its own, whatever became of it. */
  finish?: (tx: Transaction, error: Error | null) => void;
}

/** Apex that runs again and again: `System.schedule`. */
export interface ScheduledJob {
  /** The name it was scheduled under; one job per name. */
  name: string;
  /** What it is called in the log: the class name. */
  label: string;
  userId: string;
  /** Seconds, minutes, hours, day of month, month, day of week and, if given, year: `0 0 * * * ?`. */
  cron: string;
  run: (tx: Transaction) => void;
}

/**
 * One unit of work: all of it is kept or none. Writes are seen by later reads of the same transaction at once.
 */
export interface Transaction {
  /** The request's id, as `System.Request` gives it. */
  readonly id: string;
  /** What asked for it, for the log: `PATCH /sobjects/Opportunity`, `HandoffScoringQueueable`. */
  readonly label: string;
  readonly isAsync: boolean;
  readonly user: UserContext;
  readonly limits: Limits;
  readonly now: Date;
  /** Whether anything was written since it began: callouts are then refused. */
  readonly hasUncommittedWork: boolean;
  savepoint(): Savepoint;
  rollback(savepoint: Savepoint): void;
  /** Runs with another user's permissions (`System.runAs`), and back again whatever happens. */
  withUser<T>(user: UserContext, work: () => T): T;
  /** Counts from zero while `work` runs (`Test.startTest`): swaps the limits and gives them back. */
  withFreshLimits<T>(work: () => T): T;
  swapLimits(next: Limits): Limits;
  freshLimits(kind: LimitKind): Limits;
  /** Queues a job for after the commit. @returns its 18-character id (prefix 707) */
  enqueue(job: AsyncJob): string;
  /**
   * Schedules a job from the commit on. @returns its 18-character id (prefix 08e)
   * @throws {OrgError} for a cron expression that is wrong or not supported
   */
  schedule(job: ScheduledJob): string;
  /** Publishes a platform event; immediate ones are delivered even when this transaction rolls back. */
  publish(event: PublishedEvent): void;
  /** Takes what has been queued so far out of the transaction, for test runs that execute it themselves. */
  takeJobs(): { id: string; job: AsyncJob }[];
  takeSchedules(): { id: string; job: ScheduledJob }[];
  takeEvents(): PublishedEvent[];
  /** What was written so far no longer forbids callouts: `Test.startTest` draws that line. */
  markCommitted(): void;
  /** For `Test.setCreatedDate`, and for imports that carry the date along. */
  setCreatedDate(recordId: string, at: string): void;
  /** As `withUser`, and setup objects may be written beside others: `System.runAs` in tests. */
  runAs<T>(user: UserContext, work: () => T): T;
  /** Runs work over the same uncommitted records with limits of its own; what it wrote is undone when it throws. */
  nested<T>(label: string, user: UserContext, isAsync: boolean, work: (tx: Transaction) => T): T;
}

export interface QueryRequest {
  soql: string;
  /** Values of `:name` binds, keyed without the colon; arrays for IN. */
  binds: Record<string, FieldValue | readonly FieldValue[]>;
  access: AccessLevel;
  sharing: Sharing;
}

/** One row as the query selected it. Field names are in the schema's spelling. */
export interface QueryRow {
  type: string;
  values: RecordValues;
  /** By relationship name (`Account`, `Giver__r`); null where the lookup is empty. */
  parents: Record<string, QueryRow | null>;
  /** By child relationship name. */
  children: Record<string, QueryRow[]>;
  /** For `AggregateResult` rows: values are then by alias (`expr0`, `total`). */
  aggregate: boolean;
}

export interface QueryResult {
  rows: QueryRow[];
  /** Number of rows, also of child queries, for the row limit. */
  rowCount: number;
  /** For `SELECT COUNT()`: the number, and no rows. */
  count: number | null;
}

export interface QueryEngine {
  /** @throws {OrgError} MALFORMED_QUERY, INVALID_FIELD, INVALID_TYPE, INSUFFICIENT_ACCESS … as Salesforce words them */
  query(tx: Transaction, request: QueryRequest): QueryResult;
  /** Checks a query's names and types without running it. @throws {OrgError} as `query` does */
  check(soql: string): void;
}

/** `purge` takes records out of the recycle bin for good. */
export type SaveOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'purge';

export interface SaveRequest {
  operation: SaveOperation;
  object: string;
  /** For delete, undelete and purge only `Id` matters. */
  records: readonly RecordValues[];
  allOrNone: boolean;
  access: AccessLevel;
  sharing: Sharing;
  /** For upserts; `Id` when absent. */
  externalIdField?: string;
}

export interface SaveEngine {
  /**
   * Runs the whole order of execution for up to 200 records a chunk.
   *
   * @returns one result for each record, in order
   * @throws {DmlFailure} when `allOrNone` and a record failed; everything is rolled back to before the call
   */
  save(tx: Transaction, request: SaveRequest): SaveResult[];
}

export interface FormulaInput {
  values: RecordValues;
  old: RecordValues | null;
  isNew: boolean;
  user: UserContext;
  now: Date;
  /** The record a lookup points to, by relationship name, or null. */
  parent: (relationshipName: string) => RecordValues | null;
}

export interface FormulaPort {
  /** @throws {UnsupportedError | OrgError} for unknown functions and fields, naming `source` */
  compile(formula: string, object: string, source: string): (input: FormulaInput) => FieldValue;
}

export interface UserDirectory {
  /** @throws {OrgError} when there is no such user or it is inactive */
  context(tx: Transaction | null, userId: string): UserContext;
  idOf(username: string): string | undefined;
  /** The user that delivers events and runs what nobody asked for. */
  automatedProcess(): UserContext;
}

export interface CalloutRequest {
  method: string;
  /** `callout:Handoff_Service/v1/scores` or an absolute address. */
  endpoint: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
}

export interface CalloutResponse {
  status: number;
  statusText: string;
  headers: Record<string, string>;
  body: string;
}

export interface CalloutPort {
  /** Blocks until the answer is there. @throws {OrgError} CALLOUT_FAILED, worded as `System.CalloutException` */
  send(user: UserContext, request: CalloutRequest): CalloutResponse;
}

export interface Notification {
  userId: string;
  title: string;
  body: string;
  targetId: string | null;
  type: string;
  at: string;
}

export interface AsyncQueue {
  /**
   * Runs everything that is due, in order, until nothing is. For tests and for shutdown.
   *
   * @throws {OrgError} LOOP_DETECTED when work keeps making work that is due at once
   */
  drain(): void;
  /** Takes a scheduled job, or one that waits, away again. @returns false when there is no such job */
  abort(id: string): boolean;
  /** Whether a scheduled job goes by this name. */
  isScheduled(name: string): boolean;
  /** Jobs that wait, with when they are due. */
  pending(): readonly { id: string; label: string; dueAt: string }[];
  stop(): void;
}

/** What texts and values are shown in: the user's own. */
export type Reader = Pick<UserContext, 'language' | 'locale'>;

/** The parts, put together. */
export interface Org {
  readonly id: string;
  readonly name: string;
  /** `http://localhost:3000` */
  readonly domainUrl: string;
  readonly schema: Schema;
  readonly users: UserDirectory;
  readonly query: QueryEngine;
  readonly save: SaveEngine;
  readonly formula: FormulaPort;
  readonly callouts: CalloutPort;
  readonly apex: ApexRuntime;
  readonly async: AsyncQueue;
  readonly notifications: { send(notification: Notification): void; of(userId: string): readonly Notification[] };
  readonly log: OrgLog;
  /**
   * Runs work as a user in a new transaction: commits when it returns, rolls back when it throws, and afterwards
   * queues the jobs and events it made.
   */
  transact<T>(userId: string, label: string, work: (tx: Transaction) => T): T;
}

export interface OrgLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}
