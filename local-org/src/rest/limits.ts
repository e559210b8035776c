/**
 * `/limits`: the per-transaction governor limits this org enforces, named as Salesforce's `Limits` class does.
 * Daily allowances do not exist here, so none is shown.
 */
export function orgLimits(): Record<string, { Max: number; Remaining: number }> {
  return Object.fromEntries(Object.entries(PER_TRANSACTION).map(([name, max]) => [name, { Max: max, Remaining: max }]));
}

/** Per synchronous transaction; from "Execution Governors and Limits" in the Apex Developer Guide. */
const PER_TRANSACTION: Readonly<Record<string, number>> = {
  PerTransactionQueries: 100,
  PerTransactionQueryRows: 50_000,
  PerTransactionDmlStatements: 150,
  PerTransactionDmlRows: 10_000,
  PerTransactionCallouts: 100,
  PerTransactionCpuTimeMs: 10_000,
  PerTransactionQueueableJobs: 50
};
