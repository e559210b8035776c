import { randomUUID } from 'node:crypto';
import type { AsyncJob, Limits, PublishedEvent, Savepoint, Transaction, UserContext } from '../org/ports.ts';
import type { RecordValues } from '../org/schema.ts';
import { GovernorLimits } from './limits.ts';
import type { Store } from './store.ts';

interface Undo {
  object: string;
  id: string;
  row: RecordValues | undefined;
  deleted: boolean;
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
  #jobs: { id: string; job: AsyncJob }[] = [];
  #events: PublishedEvent[] = [];
  /** How deep triggers set off triggers. */
  triggerDepth = 0;
  /** Whether setup objects, or others, were written: the two do not mix in one transaction. */
  readonly written = new Set<'setup' | 'other'>();

  constructor(start: TransactionStart) {
    this.id = randomUUID();
    this.store = start.store;
    this.label = start.label;
    this.isAsync = start.isAsync;
    this.now = start.now;
    this.#user = start.user;
    this.#limits = new GovernorLimits(start.isAsync);
  }

  get user(): UserContext {
    return this.#user;
  }

  get limits(): Limits {
    return this.#limits;
  }

  get hasUncommittedWork(): boolean {
    return this.#log.length > this.#committedBefore;
  }

  /** Work that counts as done before: what a test set up before `Test.startTest`. */
  #committedBefore = 0;

  /** From here on, what was written so far no longer forbids callouts. */
  markCommitted(): void {
    this.#committedBefore = this.#log.length;
  }

  write(object: string, id: string, row: RecordValues | undefined, deleted = false): void {
    const before = this.store.table(object).put(id, row, deleted);
    this.#log.push({ object, id, ...before });
  }

  savepoint(): Savepoint {
    return { mark: this.#log.length };
  }

  rollback({ mark }: Savepoint): void {
    while (this.#log.length > mark) {
      const undo = this.#log.pop();
      if (undo) this.store.table(undo.object).put(undo.id, undo.row, undo.deleted);
    }
    this.#committedBefore = Math.min(this.#committedBefore, mark);
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
    const before = this.swapLimits(this.freshLimits(this.isAsync));
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

  freshLimits(isAsync: boolean): Limits {
    return new GovernorLimits(isAsync);
  }

  enqueue(job: AsyncJob): string {
    const id = this.store.ids.next('707');
    this.#jobs.push({ id, job });
    return id;
  }

  publish(event: PublishedEvent): void {
    this.#events.push(event);
  }

  takeJobs(): { id: string; job: AsyncJob }[] {
    const jobs = this.#jobs;
    this.#jobs = [];
    return jobs;
  }

  takeEvents(): PublishedEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  nested<T>(label: string, user: UserContext, isAsync: boolean, work: (tx: Transaction) => T): T {
    const inner = new StoreTransaction({ store: this.store, label, user, isAsync, now: this.now });
    try {
      const result = work(inner);
      this.#log.push(...inner.#log);
      this.#committedBefore = this.#log.length;
      return result;
    } catch (error) {
      inner.rollback({ mark: 0 });
      throw error;
    } finally {
      this.#jobs.push(...inner.takeJobs());
      this.#events.push(...inner.takeEvents());
    }
  }
}
