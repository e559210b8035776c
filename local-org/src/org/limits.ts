/** Governor limits of one transaction, by the names of `System.Limits`. */
export type LimitName =
  | 'queries'
  | 'queryRows'
  | 'aggregateQueries'
  | 'dmlStatements'
  | 'dmlRows'
  | 'callouts'
  | 'cpuTime'
  | 'heapSize'
  | 'queueableJobs'
  | 'publishImmediateDml'
  | 'futureCalls'
  | 'emailInvocations';

/** What a transaction is allowed depends on what started it. */
export type LimitKind = 'synchronous' | 'asynchronous' | 'finalizer';

export interface Limits {
  used(name: LimitName): number;
  max(name: LimitName): number;
  /** @throws {LimitError} when the sum passes the maximum, worded as Salesforce words it */
  add(name: LimitName, amount: number): void;
}
