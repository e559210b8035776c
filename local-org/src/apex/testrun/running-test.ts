import { OrgError } from '../../org/errors.ts';
import type { Limits } from '../../org/limits.ts';
import type { Transaction } from '../../org/ports.ts';
import type { TestContext } from '../native.ts';
import { inward } from '../run/faults.ts';
import type { Run } from '../run/run.ts';
import type { ApexValue } from '../values.ts';
import type { Interpreter } from '../runtime.ts';

/** Rounds of events that set off events before a test is taken to go on for ever. */
const MOST_ROUNDS = 50;

/** What `Test` and `System.runAs` do while a test method runs. */
export class RunningTest implements TestContext {
  readonly #interpreter: Interpreter;
  readonly #tx: Transaction;
  readonly #run: Run;
  readonly #mocks = new Map<string, ApexValue>();
  #outer: Limits | null = null;
  #stopped = false;
  /** Limits used between start and stop; null before. */
  measured: Limits | null = null;

  constructor(interpreter: Interpreter, run: Run) {
    this.#interpreter = interpreter;
    this.#run = run;
    this.#tx = run.tx;
  }

  start(): void {
    if (this.#outer || this.#stopped) return this.#run.raise('System.FinalException', 'Testing already started');
    this.#outer = this.#tx.swapLimits(this.#tx.freshLimits('synchronous'));
    this.#tx.markCommitted();
  }

  /** Gives the limits back and runs what the test queued since, as if its transaction had been committed. */
  stop(): void {
    if (!this.#outer) return this.#run.raise('System.FinalException', 'Testing has not started');
    this.measured = this.#tx.swapLimits(this.#outer);
    this.#outer = null;
    this.#stopped = true;
    this.deliverEvents();
    this.#runJobs();
    this.deliverEvents();
  }

  setMock(type: string, mock: ApexValue): void {
    this.#mocks.set(type, mock);
  }

  mock(type: string): ApexValue {
    return this.#mocks.get(type) ?? null;
  }

  setCreatedDate(recordId: string, at: string): void {
    this.#tx.setCreatedDate(recordId, at);
  }

  runAs<T>(userId: string, work: () => T): T {
    const { users } = this.#run.org;
    return this.#tx.runAs(users.context(this.#tx, userId), work);
  }

  deliverEvents(): void {
    const { org } = this.#run;
    for (let round = 0, events = this.#tx.takeEvents(); events.length > 0; round++, events = this.#tx.takeEvents()) {
      if (round > MOST_ROUNDS) throw new OrgError('LOOP_DETECTED', 'Events of this test set off events without end');
      for (const object of new Set(events.map((event) => event.object))) {
        if (!this.#interpreter.has(object, 'insert', 'after')) continue;
        const own = events.filter((event) => event.object === object);
        this.#inTransaction(`${object} delivery`, org.users.automatedProcess().id, (tx) =>
          this.#interpreter.run(tx, {
            object,
            operation: 'insert',
            when: 'after',
            records: own.map(({ values }) => ({ id: null, values, old: null, errors: [] }))
          })
        );
      }
    }
  }

  /**
   * Delays do not count in tests. Each job runs once, then its finalizer; what finalizers queue is not run, so that a
   * test can look at one attempt at a time. A job that fails throws out of `Test.stopTest`, finalizer or not.
   */
  #runJobs(): void {
    const scheduled = this.#tx.takeSchedules();
    const jobs = this.#tx.takeJobs();
    for (const { job } of [...scheduled, ...jobs]) {
      const finish = 'finish' in job ? job.finish : undefined;
      const failure = failureOf(() => this.#inTransaction(job.label, job.userId, (tx) => job.run(tx)));
      if (finish) this.#inTransaction(`${job.label} finalizer`, job.userId, (tx) => finish(tx, failure));
      if (failure) throw inward(failure);
    }
    this.#tx.takeJobs();
    this.#tx.takeSchedules();
  }

  /** Asynchronous work sees the test's records and its mocks, and has statics of its own. */
  #inTransaction(label: string, userId: string, work: (tx: Transaction) => void): void {
    const user = this.#run.org.users.context(this.#tx, userId);
    this.#tx.nested(label, user, true, (tx) => {
      this.#interpreter.runOf(tx).test = this;
      work(tx);
    });
  }
}

function failureOf(work: () => void): Error | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
