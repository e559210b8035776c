import { randomUUID } from 'node:crypto';
import type { AsyncJob, PublishedEvent, Savepoint, ScheduledJob, Transaction, UserContext } from '../org/ports.ts';
import type { LimitKind, Limits } from '../org/limits.ts';
import type { RecordValues } from '../org/schema.ts';
import { parseCron } from './cron.ts';
import { GovernorLimits } from './limits.ts';
import type { Store } from './store.ts';

interface Undo {
  object: string;
  id: string;
  row: RecordValues | undefined;
  deleted: boolean;
}

/** Something that waits for the commit, with its place in the order of the transaction. */
type Left<T> = T & { order: number };

/** A savepoint also says which jobs and events were there already. */
class Mark implements Savepoint {
  readonly mark: number;
  readonly order: number;

  constructor(mark: number, order: number) {
    this.mark = mark;
    this.order = order;
  }
}

export interface TransactionStart {
  store: Store;
  label: string;
  user: UserContext;
  isAsync: boolean;
  now: Date;
}

/** A unit of work over the store. Writes go straight to the tables; the log undoes them. */
export class StoreTransaction implements Transaction {
  readonly id: string;
  readonly label: string;
  readonly isAsync: boolean;
  readonly now: Date;
  readonly store: Store;
  #user: UserContext;
  #limits: Limits;
  readonly #log: Undo[] = [];
  #jobs: Left<{ id: string; job: AsyncJob }>[] = [];
  #schedules: Left<{ id: string; job: ScheduledJob }>[] = [];
  #events: Left<{ event: PublishedEvent; immediate: boolean }>[] = [];
  #order = 0;
  /** Work up to here counts as done before: what a test set up before `Test.startTest`. */
  #committed = new Mark(0, 0);
  /** How deep triggers set off triggers. */
  triggerDepth = 0;
  /** Whether setup objects, or others, were written: the two do not mix in one transaction. */
  readonly written = new Set<'setup' | 'other'>();
  /** Records whose before-triggers run right now: those triggers may not write them. */
  readonly inTrigger = new Set<string>();

  constructor(start: TransactionStart) {
    this.id = randomUUID();
    this.store = start.store;
    this.label = start.label;
    this.isAsync = start.isAsync;
    this.now = start.now;
    this.#user = start.user;
    this.#limits = new GovernorLimits(start.isAsync ? 'asynchronous' : 'synchronous');
  }

  get user(): UserContext {
    return this.#user;
  }

  get limits(): Limits {
    return this.#limits;
  }

  get hasUncommittedWork(): boolean {
    const { mark, order } = this.#committed;
    // "DML operations, asynchronous Apex or scheduled Apex" (Callout Limits and Limitations, Apex Developer Guide).
    return this.#log.length > mark || [...this.#jobs, ...this.#schedules].some((left) => left.order > order);
  }

  markCommitted(): void {
    this.#committed = this.#mark();
  }

  write(object: string, id: string, row: RecordValues | undefined, deleted = false): void {
    const before = this.store.table(object).put(id, row, deleted);
    this.#log.push({ object, id, ...before });
  }

  savepoint(): Savepoint {
    return this.#mark();
  }

  #mark(): Mark {
    return new Mark(this.#log.length, this.#order);
  }

  /**
   * Undoes rows, jobs and events since the savepoint. Events that are published immediately stay: "publish
   * immediately" events ignore the transaction (Platform Events Developer Guide).
   */
  rollback(savepoint: Savepoint): void {
    const { mark } = savepoint;
    while (this.#log.length > mark) {
      const undo = this.#log.pop();
      if (undo) this.store.table(undo.object).put(undo.id, undo.row, undo.deleted);
    }
    const order = savepoint instanceof Mark ? savepoint.order : 0;
    this.#jobs = this.#jobs.filter((left) => left.order <= order);
    this.#schedules = this.#schedules.filter((left) => left.order <= order);
    this.#events = this.#events.filter((left) => left.immediate || left.order <= order);
    this.#committed = new Mark(Math.min(this.#committed.mark, mark), Math.min(this.#committed.order, order));
  }

  rollbackAll(): void {
    this.rollback(new Mark(0, 0));
  }

  withUser<T>(user: UserContext, work: () => T): T {
    const before = this.#user;
    this.#user = user;
    try {
      return work();
    } finally {
      this.#user = before;
    }
  }

  runAs<T>(user: UserContext, work: () => T): T {
    const before = new Set(this.written);
    this.written.clear();
    try {
      return this.withUser(user, work);
    } finally {
      this.written.clear();
      for (const kind of before) this.written.add(kind);
    }
  }

  setCreatedDate(recordId: string, at: string): void {
    const object = this.store.schema.objectOfId(recordId);
    const row = object && this.store.table(object.apiName).get(recordId);
    if (object && row) this.write(object.apiName, recordId, { ...row, CreatedDate: at });
  }

  withFreshLimits<T>(work: () => T): T {
    const before = this.swapLimits(this.freshLimits(this.isAsync ? 'asynchronous' : 'synchronous'));
    try {
      return work();
    } finally {
      this.#limits = before;
    }
  }

  swapLimits(next: Limits): Limits {
    const before = this.#limits;
    this.#limits = next;
    return before;
  }

  freshLimits(kind: LimitKind): Limits {
    return new GovernorLimits(kind);
  }

  /** What is used of the limits now. @returns puts it back */
  markLimits(): () => void {
    return this.#limits instanceof GovernorLimits ? this.#limits.mark() : () => undefined;
  }

  enqueue(job: AsyncJob): string {
    const id = this.store.ids.next('707');
    this.#jobs.push({ id, job, order: ++this.#order });
    return id;
  }

  schedule(job: ScheduledJob): string {
    parseCron(job.cron);
    const id = this.store.ids.next('08e');
    this.#schedules.push({ id, job, order: ++this.#order });
    return id;
  }

  publish(event: PublishedEvent): void {
    const object = this.store.schema.object(event.object);
    const immediate = object?.publishBehavior === 'PublishImmediately';
    const system: RecordValues = {
      CreatedDate: this.now.toISOString(),
      CreatedById: this.#user.id,
      EventUuid: randomUUID(),
      ReplayId: String(this.store.nextReplayId())
    };
    const known = Object.entries(system).filter(([name]) => this.store.schema.field(event.object, name));
    const values = { ...Object.fromEntries(known), ...event.values };
    this.#events.push({ event: { object: event.object, values }, immediate, order: ++this.#order });
  }

  takeJobs(): { id: string; job: AsyncJob }[] {
    const jobs = this.#jobs;
    this.#jobs = [];
    return jobs.map(({ id, job }) => ({ id, job }));
  }

  takeSchedules(): { id: string; job: ScheduledJob }[] {
    const schedules = this.#schedules;
    this.#schedules = [];
    return schedules.map(({ id, job }) => ({ id, job }));
  }

  takeEvents(): PublishedEvent[] {
    const events = this.#events;
    this.#events = [];
    return events.map(({ event }) => event);
  }

  nested<T>(label: string, user: UserContext, isAsync: boolean, work: (tx: Transaction) => T): T {
    const inner = new StoreTransaction({ store: this.store, label, user, isAsync, now: this.now });
    try {
      const result = work(inner);
      this.#log.push(...inner.#log);
      return result;
    } catch (error) {
      inner.rollbackAll();
      throw error;
    } finally {
      for (const left of inner.#jobs) this.#jobs.push({ ...left, order: ++this.#order });
      for (const left of inner.#schedules) this.#schedules.push({ ...left, order: ++this.#order });
      for (const left of inner.#events) this.#events.push({ ...left, order: ++this.#order });
      // What ran in a transaction of its own is committed, as far as this one's callouts are concerned.
      this.#committed = this.#mark();
    }
  }
}
