import { LimitError } from '../org/errors.ts';
import type { LimitKind, LimitName, Limits } from '../org/limits.ts';

/** Per transaction: synchronous, asynchronous. From "Execution Governors and Limits", Apex Developer Guide. */
const MAXIMA: Readonly<Record<LimitName, readonly [sync: number, async: number]>> = {
  queries: [100, 200],
  queryRows: [50_000, 50_000],
  aggregateQueries: [300, 300],
  dmlStatements: [150, 150],
  dmlRows: [10_000, 10_000],
  callouts: [100, 100],
  cpuTime: [10_000, 60_000],
  heapSize: [6_000_000, 12_000_000],
  queueableJobs: [50, 1],
  publishImmediateDml: [150, 150],
  futureCalls: [50, 0],
  emailInvocations: [10, 10]
};

/** How Salesforce words what is used up. */
const WORDS: Readonly<Record<LimitName, string>> = {
  queries: 'Too many SOQL queries',
  queryRows: 'Too many query rows',
  aggregateQueries: 'Too many aggregate queries',
  dmlStatements: 'Too many DML statements',
  dmlRows: 'Too many DML rows',
  callouts: 'Too many callouts',
  cpuTime: 'Apex CPU time limit exceeded',
  heapSize: 'Apex heap size too large',
  queueableJobs: 'Too many queueable jobs added to the queue',
  publishImmediateDml: 'Too many DML statements',
  futureCalls: 'Too many future calls',
  emailInvocations: 'Too many Email Invocations'
};

/**
 * "Synchronous governor limits apply for the Finalizer transaction, except in these cases where asynchronous limits
 * apply" (Transaction Finalizers, Apex Developer Guide).
 */
const OF_FINALIZERS_TOO: ReadonlySet<LimitName> = new Set(['heapSize', 'queueableJobs', 'futureCalls']);

export class GovernorLimits implements Limits {
  readonly #kind: LimitKind;
  #used = new Map<LimitName, number>();

  constructor(kind: LimitKind) {
    this.#kind = kind;
  }

  /** What is used up to here. @returns puts it back: a repeated attempt at a save starts with the same allowance */
  mark(): () => void {
    const used = new Map(this.#used);
    return () => {
      this.#used = new Map(used);
    };
  }

  used(name: LimitName): number {
    return this.#used.get(name) ?? 0;
  }

  max(name: LimitName): number {
    const isAsync = this.#kind === 'asynchronous' || (this.#kind === 'finalizer' && OF_FINALIZERS_TOO.has(name));
    return MAXIMA[name][isAsync ? 1 : 0];
  }

  add(name: LimitName, amount: number): void {
    const sum = this.used(name) + amount;
    this.#used.set(name, sum);
    if (sum > this.max(name)) {
      throw new LimitError(name === 'cpuTime' ? WORDS[name] : `${WORDS[name]}: ${sum}`);
    }
  }
}
