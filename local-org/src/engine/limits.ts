import { LimitError } from '../org/errors.ts';
import type { LimitName, Limits } from '../org/ports.ts';

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

export class GovernorLimits implements Limits {
  readonly #isAsync: boolean;
  #used = new Map<LimitName, number>();

  constructor(isAsync: boolean) {
    this.#isAsync = isAsync;
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
    return MAXIMA[name][this.#isAsync ? 1 : 0];
  }

  add(name: LimitName, amount: number): void {
    const sum = this.used(name) + amount;
    this.#used.set(name, sum);
    if (sum > this.max(name)) {
      throw new LimitError(name === 'cpuTime' ? WORDS[name] : `${WORDS[name]}: ${sum}`);
    }
  }
}
