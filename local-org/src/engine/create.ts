import type {
  AsyncQueue,
  FormulaPort,
  OrgLog,
  PublishedEvent,
  QueryEngine,
  SaveEngine,
  Transaction,
  TriggerPort,
  UserDirectory
} from '../org/ports.ts';
import type { RecordValues, Schema } from '../org/schema.ts';
import { JobQueue } from './async.ts';
import { SoqlEngine } from './query/engine.ts';
import { OrderOfExecution } from './save/engine.ts';
import { RuleBook } from './save/verify.ts';
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
  /** Compiles every active rule. @throws with file and line for what a rule uses and this org does not know */
  checkRules: () => void;
}

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

  function handOver(tx: StoreTransaction, committed: boolean): void {
    for (const event of tx.takeEvents()) {
      const immediate = schema.object(event.object)?.publishBehavior === 'PublishImmediately';
      if (committed || immediate) queue.publish(event);
    }
    for (const { id, job } of tx.takeJobs()) if (committed) queue.add(id, job);
  }

  function run<T>(userId: string, label: string, isAsync: boolean, work: (tx: Transaction) => T): T {
    const tx = begin(userId, label, isAsync);
    const started = performance.now();
    let outcome = 'rolled back';
    try {
      const result = work(tx);
      outcome = 'committed';
      return result;
    } catch (error) {
      tx.rollback({ mark: 0 });
      throw error;
    } finally {
      handOver(tx, outcome === 'committed');
      log.info(
        {
          label,
          user: tx.user.username,
          requestId: tx.id,
          outcome,
          ms: Math.round(performance.now() - started),
          queries: tx.limits.used('queries'),
          queryRows: tx.limits.used('queryRows'),
          dml: tx.limits.used('dmlStatements'),
          dmlRows: tx.limits.used('dmlRows'),
          callouts: tx.limits.used('callouts')
        },
        'transaction'
      );
    }
  }

  function deliver(event: PublishedEvent): void {
    const triggers = options.triggers();
    if (!triggers?.has(event.object, 'insert', 'after')) return;
    run(options.users().automatedProcess().id, `${event.object} delivery`, true, (tx) =>
      triggers.run(tx, {
        object: event.object,
        operation: 'insert',
        when: 'after',
        records: [{ id: null, values: event.values, old: null, errors: [] }]
      })
    );
  }

  const queue = new JobQueue({
    minuteMs: options.minuteMs,
    log,
    now: () => options.now().getTime(),
    transact: run,
    deliver
  });

  return {
    query,
    save,
    async: queue,
    store,
    rows: (object) => store.table(object).rows(),
    seed: (object, values) => {
      const moment = store.moment(options.now());
      const system = { IsDeleted: false, CreatedDate: moment, LastModifiedDate: moment, SystemModstamp: moment };
      store.table(object).put(String(values['Id']), { ...system, ...values }, false);
    },
    transact: (userId, label, work) => run(userId, label, false, work),
    rehearse: (userId, label, work) => {
      const tx = begin(userId, label, false);
      try {
        return work(tx);
      } finally {
        tx.rollback({ mark: 0 });
        tx.takeJobs();
        tx.takeEvents();
      }
    },
    accessStamp: () => store.table('User').version + store.table('PermissionSetAssignment').version,
    checkRules: () => {
      for (const object of schema.objects()) rules.of(object);
    }
  };
}
