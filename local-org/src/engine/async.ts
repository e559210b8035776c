import type { AsyncJob, AsyncQueue, OrgLog, PublishedEvent, Transaction } from '../org/ports.ts';

interface Waiting {
  id: string;
  job: AsyncJob;
  dueAt: number;
  timer: NodeJS.Timeout;
}

export interface QueueOptions {
  /** What one minute of a job's delay takes, in milliseconds: 60,000, or less for demos and tests. */
  minuteMs: number;
  log: OrgLog;
  now: () => number;
  /** Runs work in a transaction of its own. */
  transact: (userId: string, label: string, isAsync: boolean, work: (tx: Transaction) => void) => void;
  deliver: (event: PublishedEvent) => void;
}

/**
 * Runs what transactions leave behind, one after the other, after the request that caused it has been answered.
 * Jobs live in memory, as the records do: an org that stops loses both.
 */
export class JobQueue implements AsyncQueue {
  readonly #options: QueueOptions;
  readonly #waiting = new Map<string, Waiting>();
  #events: PublishedEvent[] = [];
  #eventTimer: NodeJS.Immediate | undefined;
  #stopped = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  add(id: string, job: AsyncJob): void {
    if (this.#stopped) return;
    const delay = job.delayMinutes * this.#options.minuteMs;
    const timer = setTimeout(() => this.#runById(id), delay);
    timer.unref();
    this.#waiting.set(id, { id, job, dueAt: this.#options.now() + delay, timer });
  }

  publish(event: PublishedEvent): void {
    if (this.#stopped) return;
    this.#events.push(event);
    this.#eventTimer ??= setImmediate(() => this.#deliverAll());
  }

  pending(): readonly { id: string; label: string; dueAt: string }[] {
    return [...this.#waiting.values()].map(({ id, job, dueAt }) => ({
      id,
      label: job.label,
      dueAt: new Date(dueAt).toISOString()
    }));
  }

  drain(): void {
    for (;;) {
      this.#deliverAll();
      const due = [...this.#waiting.values()].find(({ dueAt }) => dueAt <= this.#options.now());
      if (!due) return;
      this.#runById(due.id);
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    if (this.#eventTimer) clearImmediate(this.#eventTimer);
    this.#waiting.clear();
    this.#events = [];
  }

  #deliverAll(): void {
    this.#eventTimer = undefined;
    const events = this.#events;
    this.#events = [];
    for (const event of events) {
      try {
        this.#options.deliver(event);
      } catch (error) {
        this.#options.log.error({ event: event.object, err: error }, 'event was not delivered');
      }
    }
  }

  #runById(id: string): void {
    const waiting = this.#waiting.get(id);
    if (!waiting || this.#stopped) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    const { job } = waiting;
    let failure: Error | null = null;
    try {
      this.#options.transact(job.userId, job.label, true, job.run);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      this.#options.log.warn({ job: job.label, jobId: id, reason: failure.message }, 'job failed');
    }
    if (!job.finish) return;
    const { finish } = job;
    try {
      this.#options.transact(job.userId, `${job.label} finalizer`, true, (tx) => finish(tx, failure));
    } catch (error) {
      this.#options.log.error({ job: job.label, jobId: id, err: error }, 'finalizer failed');
    }
  }
}
