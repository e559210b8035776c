import { OrgError, UnsupportedError } from '../org/errors.ts';
import type { TriggerPort } from '../org/apex-port.ts';
import type {
  AsyncQueue,
  FormulaPort,
  OrgLog,
  PublishedEvent,
  QueryEngine,
  SaveEngine,
  Transaction,
  UserDirectory
} from '../org/ports.ts';
import type { RecordValues, Schema } from '../org/schema.ts';
import { JobQueue } from './async.ts';
import { SoqlEngine } from './query/engine.ts';
import { OrderOfExecution } from './save/engine.ts';
import { RuleBook } from './save/rules.ts';
import { RecordSharing } from './sharing.ts';
import { Store } from './store.ts';
import { StoreTransaction } from './transaction.ts';

export interface EngineOptions {
  schema: Schema;
  formula: FormulaPort;
  /** Given late, since it reads its users through this engine. */
  users: () => UserDirectory;
  /** Given late, since triggers are compiled against this engine. */
  triggers: () => TriggerPort | undefined;
  log: OrgLog;
  now: () => Date;
  /** What one minute of a job's delay takes, in milliseconds. */
  minuteMs: number;
}

export interface Engine {
  query: QueryEngine;
  save: SaveEngine;
  async: AsyncQueue;
  store: Store;
  /** Rows of an object, whoever asks. */
  rows: (object: string) => Iterable<RecordValues>;
  /** Puts rows that the org starts with, past all rules. */
  seed: (object: string, values: RecordValues) => void;
  transact: <T>(userId: string, label: string, work: (tx: Transaction) => T) => T;
  /** As `transact`, but nothing is kept and nothing is queued: for tests. */
  rehearse: <T>(userId: string, label: string, work: (tx: StoreTransaction) => T) => T;
  /** A number that changes whenever users or their assignments do. */
  accessStamp: () => number;
  /** Compiles every rule and default. @throws with file and line for what they use and this org does not know */
  checkRules: () => void;
}

/** Puts store, save order, queries and asynchronous work together. */
export function createEngine(options: EngineOptions): Engine {
  const { schema, log } = options;
  const store = new Store(schema);
  const sharing = new RecordSharing(store);
  const rules = new RuleBook(options.formula);
  const save = new OrderOfExecution(store, sharing, rules, options.triggers);
  const query = new SoqlEngine(store, sharing, options.users);

  function begin(userId: string, label: string, isAsync: boolean): StoreTransaction {
    return new StoreTransaction({
      store,
      label,
      user: options.users().context(null, userId),
      isAsync,
      now: options.now()
    });
  }

  function run<T>(userId: string, label: string, isAsync: boolean, work: (tx: Transaction) => T): T {
    const tx = begin(userId, label, isAsync);
    const started = performance.now();
    let failure: unknown;
    try {
      return work(tx);
    } catch (error) {
      failure = error;
      tx.rollbackAll();
      throw error;
    } finally {
      // After a rollback only events that are published immediately are left.
      for (const event of tx.takeEvents()) queue.publish(event);
      for (const { id, job } of tx.takeJobs()) queue.add(id, job);
      for (const { id, job } of tx.takeSchedules()) queue.schedule(id, job);
      for (const id of tx.takeAborts()) queue.abort(id);
      log.info(summary(tx, performance.now() - started, failure), 'transaction');
    }
  }

  function deliver(object: string, events: readonly PublishedEvent[]): void {
    const triggers = options.triggers();
    if (!triggers?.has(object, 'insert', 'after')) return;
    run(options.users().automatedProcess().id, `${object} delivery`, true, (tx) =>
      triggers.run(tx, {
        object,
        operation: 'insert',
        when: 'after',
        records: events.map(({ values }) => ({ id: null, values, old: null, errors: [] }))
      })
    );
  }

  const queue = new JobQueue({
    minuteMs: options.minuteMs,
    log,
    now: () => options.now().getTime(),
    timeZoneOf: (userId) => options.users().context(null, userId).timeZone,
    transact: run,
    deliver,
    listed: (id, { name, cron }) => {
      const detail = store.ids.next('08a');
      // '7' is Scheduled Apex (CronJobDetail, Object Reference).
      store.table('CronJobDetail').put(detail, { Id: detail, Name: name, JobType: '7' }, false);
      store.table('CronTrigger').put(id, { Id: id, CronJobDetailId: detail, CronExpression: cron }, false);
    },
    unlisted: (id) => {
      const detail = store.table('CronTrigger').get(id)?.['CronJobDetailId'];
      store.table('CronTrigger').put(id, undefined, false);
      if (typeof detail === 'string') store.table('CronJobDetail').put(detail, undefined, false);
    }
  });

  return {
    query,
    save,
    async: queue,
    store,
    rows: (object) => store.table(object).rows(),
    seed: (object, values) => {
      const moment = options.now().toISOString();
      const system = { IsDeleted: false, CreatedDate: moment, LastModifiedDate: moment, SystemModstamp: moment };
      store.table(object).put(String(values['Id']), { ...system, ...values }, false);
    },
    transact: (userId, label, work) => run(userId, label, false, work),
    rehearse: (userId, label, work) => {
      const tx = begin(userId, label, false);
      try {
        return work(tx);
      } finally {
        tx.rollbackAll();
      }
    },
    accessStamp: () => store.table('User').version + store.table('PermissionSetAssignment').version,
    checkRules: () => {
      for (const object of schema.objects()) {
        rules.check(object);
        const computed = object.fields.find((field) => field.formula !== undefined);
        if (computed) throw new UnsupportedError(`The formula field ${computed.apiName}`, computed.source);
      }
    }
  };
}

/** What the log says of a transaction: who, how long, what it used of its limits, how it ended. */
function summary(tx: StoreTransaction, ms: number, failure: unknown): Record<string, unknown> {
  const reason = failure instanceof OrgError ? failure.code : failure instanceof Error ? failure.name : String(failure);
  return {
    label: tx.label,
    user: tx.user.username,
    requestId: tx.id,
    async: tx.isAsync,
    outcome: failure === undefined ? 'committed' : 'rolled back',
    ...(failure === undefined ? {} : { reason }),
    ms: Math.round(ms),
    queries: tx.limits.used('queries'),
    queryRows: tx.limits.used('queryRows'),
    dml: tx.limits.used('dmlStatements'),
    dmlRows: tx.limits.used('dmlRows'),
    callouts: tx.limits.used('callouts')
  };
}
