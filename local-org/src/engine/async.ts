import { OrgError } from '../org/errors.ts';
import type { AsyncJob, AsyncQueue, OrgLog, PublishedEvent, ScheduledJob, Transaction } from '../org/ports.ts';
import { type Cron, nextRun, parseCron } from './cron.ts';

/** Longest wait a timer takes; longer ones are set again when it is over. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Work that makes work that is due at once, and so on: past this many links it is taken for a loop. */
const LONGEST_CHAIN = 500;
/** "Trigger batch size" of platform event triggers (Platform Events Developer Guide). */
const EVENTS_AT_ONCE = 2000;

interface Waiting {
  id: string;
  /** What it is called in the log. */
  label: string;
  dueAt: number;
  /** How many links of a chain came before. */
  links: number;
  run: () => void;
}

export interface QueueOptions {
  /** What one minute of a job's delay takes, in milliseconds: 60,000, or less for demos and tests. */
  minuteMs: number;
  log: OrgLog;
  now: () => number;
  /** In which scheduled jobs of a user mean their hours. */
  timeZoneOf: (userId: string) => string;
  /** Runs work in a transaction of its own. */
  transact: (userId: string, label: string, isAsync: boolean, work: (tx: Transaction) => void) => void;
  /** Delivers events of one object, in a transaction of its own. */
  deliver: (object: string, events: readonly PublishedEvent[]) => void;
  /** Makes a schedule's records, `CronTrigger` and `CronJobDetail`. */
  listed: (id: string, job: ScheduledJob) => void;
  /** Takes them away again. */
  unlisted: (id: string) => void;
}

/**
 * Runs what transactions leave behind, one after the other, after the request that caused it has been answered.
 * Jobs live in memory, as the records do: an org that stops loses both.
 */
export class JobQueue implements AsyncQueue {
  readonly #options: QueueOptions;
  /** In the order they were added. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #scheduled = new Map<string, string>();
  #events: { event: PublishedEvent; links: number }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  /** Links before the work that runs right now. */
  #links = 0;
  #looping: string | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  add(id: string, job: AsyncJob): void {
    const delay = job.delayMinutes * this.#options.minuteMs;
    const links = delay > 0 ? 0 : this.#links + 1;
    if (this.#stopped || this.#loops(job.label, links)) return;
    const dueAt = this.#options.now() + delay;
    this.#waiting.set(id, { id, label: job.label, dueAt, links, run: () => this.#runJob(id, job) });
    this.#arm();
  }

  /** Starts a schedule. Of two of one name in the same transaction, the second is only told in the log. */
  schedule(id: string, job: ScheduledJob): void {
    if (this.#stopped) return;
    if (this.#scheduled.has(job.name)) {
      this.#options.log.error({ job: job.label, name: job.name }, 'an Apex job of this name is scheduled already');
      return;
    }
    this.#scheduled.set(job.name, id);
    this.#options.listed(id, job);
    this.#await(id, job, parseCron(job.cron), this.#options.timeZoneOf(job.userId));
  }

  publish(event: PublishedEvent): void {
    const links = this.#links + 1;
    if (this.#stopped || this.#loops(event.object, links)) return;
    this.#events.push({ event, links });
    this.#arm();
  }

  abort(id: string): boolean {
    for (const [name, known] of this.#scheduled) if (known === id) this.#unschedule(name, id);
    return this.#waiting.delete(id);
  }

  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  isScheduled(name: string): boolean {
    return this.#scheduled.has(name);
  }

  pending(): readonly { id: string; label: string; dueAt: string }[] {
    return [...this.#waiting.values()].map(({ id, label, dueAt }) => ({
      id,
      label,
      dueAt: new Date(dueAt).toISOString()
    }));
  }

  drain(): void {
    while (this.#runNext());
    const looping = this.#looping;
    this.#looping = undefined;
    if (looping !== undefined) {
      throw new OrgError('LOOP_DETECTED', `${looping} makes work that is due at once, over and over`);
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#waiting.clear();
    this.#events = [];
  }

  /** Sets the timer for what is due next. It never keeps the process alive. */
  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#events.length > 0 ? this.#options.now() : this.#next()?.dueAt;
    if (this.#stopped || next === undefined) return;
    const wait = Math.min(Math.max(next - this.#options.now(), 0), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => {
      this.#runNext();
      this.#arm();
    }, wait);
    this.#timer.unref();
  }

  #next(): Waiting | undefined {
    let next: Waiting | undefined;
    for (const waiting of this.#waiting.values()) if (!next || waiting.dueAt < next.dueAt) next = waiting;
    return next;
  }

  /** Runs what is due first, events before jobs. @returns false when nothing is due */
  #runNext(): boolean {
    if (this.#stopped) return false;
    if (this.#events.length > 0) {
      this.#deliver();
      return true;
    }
    const next = this.#next();
    if (!next || next.dueAt > this.#options.now()) return false;
    this.#waiting.delete(next.id);
    this.#during(next.links, next.run);
    return true;
  }

  #during(links: number, work: () => void): void {
    this.#links = links;
    try {
      work();
    } finally {
      this.#links = 0;
    }
  }

  /** Events of one object that follow each other go to one run of its triggers. */
  #deliver(): void {
    const object = this.#events[0]?.event.object ?? '';
    const other = this.#events.findIndex(({ event }) => event.object !== object);
    const batch = this.#events.splice(0, Math.min(other === -1 ? this.#events.length : other, EVENTS_AT_ONCE));
    this.#during(Math.max(...batch.map(({ links }) => links)), () => {
      try {
        this.#options.deliver(
          object,
          batch.map(({ event }) => event)
        );
      } catch (error) {
        this.#options.log.error({ event: object, count: batch.length, err: error }, 'events were not delivered');
      }
    });
  }

  #runJob(id: string, { label, userId, run, finish }: AsyncJob): void {
    let failure: Error | null = null;
    try {
      this.#options.transact(userId, label, true, run);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      const fields = { job: label, jobId: id, reason: failure.message };
      if (finish) this.#options.log.warn(fields, 'job failed, its finalizer runs');
      else this.#options.log.error(fields, 'job failed');
    }
    if (!finish) return;
    try {
      this.#options.transact(userId, `${label} finalizer`, true, (tx) => finish(tx, failure));
    } catch (error) {
      this.#options.log.error({ job: label, jobId: id, err: error }, 'finalizer failed');
    }
  }

  #await(id: string, job: ScheduledJob, cron: Cron, timeZone: string): void {
    const next = nextRun(cron, new Date(this.#options.now()), timeZone);
    if (!next) {
      this.#unschedule(job.name, id);
      return;
    }
    const run = (): void => {
      // The next one first: a run that fails does not end the schedule, and one that aborts it has something to abort.
      this.#await(id, job, cron, timeZone);
      this.#runJob(id, { ...job, kind: 'scheduled', delayMinutes: 0 });
    };
    this.#waiting.set(id, { id, label: job.label, dueAt: next.getTime(), links: 0, run });
    this.#arm();
  }

  #unschedule(name: string, id: string): void {
    this.#scheduled.delete(name);
    this.#options.unlisted(id);
  }

  #loops(label: string, links: number): boolean {
    if (links <= LONGEST_CHAIN) return false;
    this.#looping = label;
    this.#options.log.error({ job: label, links }, 'a chain of work without end was cut');
    return true;
  }
}
