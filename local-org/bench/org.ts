import { fileURLToPath } from 'node:url';
import { openOrg } from '../src/org/open.ts';
import type { Org } from '../src/org/ports.ts';
import type { RecordValues } from '../src/org/schema.ts';

/**
 * How long the org takes to start, and what 1,000 opportunities take through every trigger and rule of the package.
 * The inserts stand beside two floors: copying and keeping the same records without any org, and saving as many
 * records of an object without triggers. Rounds alternate, so that a busy machine slows all.
 */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const RECORDS = 1_000;
const ROUNDS = 7;
const USER = 'ae@handoff.example';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function timed<T>(work: () => T): { ms: number; result: T } {
  const started = performance.now();
  const result = work();
  return { ms: performance.now() - started, result };
}

function insert(org: Org, object: string, records: readonly RecordValues[]): string[] {
  return org.transact(org.users.idOf(USER) ?? '', `bench ${object}`, (tx) =>
    org.save
      .save(tx, { operation: 'insert', object, records, allOrNone: true, access: 'user', sharing: 'with' })
      .map(({ id }) => id ?? '')
  );
}

function accounts(): RecordValues[] {
  return Array.from({ length: RECORDS }, (_, n) => ({ Name: `Account ${n}`, Industry: 'Energy' }));
}

function opportunities(accountId: string): RecordValues[] {
  return Array.from({ length: RECORDS }, (_, n) => ({
    Name: `Deal ${n}`,
    AccountId: accountId,
    StageName: 'Qualification',
    CloseDate: '2027-03-31',
    Amount: 10_000 + n
  }));
}

/** Copies through JSON, as they come in through the REST API, and keeps the copies by key. */
function keep(records: readonly RecordValues[]): Map<string, unknown> {
  return new Map(records.map((record, n) => [String(n), JSON.parse(JSON.stringify(record))]));
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

// A process is ready for use when it has loaded its modules and opened its first org.
const cold = timed(() => openOrg({ root: PROJECT, log: quiet }));
const sinceStart = performance.now();
cold.result.stop();
const warm = timed(() => openOrg({ root: PROJECT, log: quiet }));
const { org, stop } = warm.result;

const [accountId = ''] = insert(org, 'Account', [{ Name: 'Bench' }]);
const times: Record<'kept' | 'bare' | 'full', number[]> = { kept: [], bare: [], full: [] };
for (let round = 0; round < ROUNDS; round++) {
  times.kept.push(timed(() => keep(opportunities(accountId))).ms);
  times.bare.push(timed(() => insert(org, 'Account', accounts())).ms);
  times.full.push(timed(() => insert(org, 'Opportunity', opportunities(accountId))).ms);
}
stop();

const [kept, bare, full] = [median(times.kept), median(times.bare), median(times.full)];
process.stdout.write(
  `start: ${sinceStart.toFixed(0)} ms for the whole process, ${cold.ms.toFixed(0)} ms of it to open the org; ` +
    `${warm.ms.toFixed(0)} ms to open it again\n` +
    `${RECORDS} opportunities: ${full.toFixed(0)} ms, first round ${(times.full[0] ?? NaN).toFixed(0)} ms\n` +
    `${RECORDS} accounts, without triggers: ${bare.toFixed(1)} ms, ratio ${(full / bare).toFixed(0)}\n` +
    `${RECORDS} records copied and kept: ${kept.toFixed(1)} ms, ratio ${(full / kept).toFixed(0)}\n`
);
