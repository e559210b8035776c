import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TokenUse } from './prices.ts';

/** What a call to the model is for. */
export interface Spending {
  /** ISO 8601 in UTC; its first seven characters are the month it counts in. */
  at: string;
  handoffId: string;
  version: number;
  model: string;
}

/**
 * What the model cost, call by call. A call is paid for in advance with the most it can cost, so that briefs made at
 * the same time cannot spend the same dollar, and a crash in mid-call counts as spent.
 */
export interface Ledger {
  /**
   * Sets money aside, unless the month's total would grow past the budget.
   *
   * @param most in US dollars
   * @param budget of the month, in US dollars; null for none
   * @returns the number of the entry, or null when the budget does not allow it
   */
  reserve(spending: Spending, most: number, budget: number | null): number | null;
  /** Puts what it really cost in place of what was set aside. */
  settle(entry: number, use: TokenUse, cost: number): void;
  /** All of a month (`2026-11`), in US dollars, with what is set aside. */
  monthTotal(month: string): number;
  /** What one brief has cost so far. */
  briefTotal(handoffId: string, version: number): BriefTotal;
}

export interface BriefTotal {
  calls: number;
  /** With those read from and written to the cache. */
  inputTokens: number;
  outputTokens: number;
  /** In US dollars. */
  cost: number;
}

/** Dollars are kept as whole billionths: sums of fractions would not come out even. */
const BILLIONTHS = 1_000_000_000;

/** A ledger in a SQLite file, so that a restart does not forget what was spent; `:memory:` for tests. */
export class SqliteLedger implements Ledger {
  readonly #database: DatabaseSync;

  /** @throws when the file cannot be opened or made; its folder is made if need be */
  constructor(path: string) {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    this.#database = new DatabaseSync(path, { timeout: 5_000 });
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      CREATE TABLE IF NOT EXISTS model_spending (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        month TEXT NOT NULL,
        handoff_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        model TEXT NOT NULL,
        input_tokens INTEGER NOT NULL DEFAULT 0,
        output_tokens INTEGER NOT NULL DEFAULT 0,
        cost_billionths INTEGER NOT NULL,
        settled INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX IF NOT EXISTS model_spending_month ON model_spending (month, cost_billionths);
      CREATE INDEX IF NOT EXISTS model_spending_brief ON model_spending (handoff_id, version);
    `);
  }

  reserve(spending: Spending, most: number, budget: number | null): number | null {
    const { at, handoffId, version, model } = spending;
    const month = at.slice(0, 7);
    // One statement, so that no other process can spend between the look and the entry.
    const { changes, lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO model_spending (at, month, handoff_id, version, model, cost_billionths)
         SELECT ?, ?, ?, ?, ?, ?
         WHERE ? IS NULL OR
           (SELECT coalesce(sum(cost_billionths), 0) FROM model_spending WHERE month = ?) + ? <= ?`
      )
      .run(
        ...[at, month, handoffId, version, model, billionths(most)],
        ...[budget === null ? null : 1, month, billionths(most), billionths(budget ?? 0)]
      );
    return changes === 0 ? null : Number(lastInsertRowid);
  }

  settle(entry: number, use: TokenUse, cost: number): void {
    const input = use.input + use.cacheRead + use.cacheWrite5m + use.cacheWrite1h;
    this.#database
      .prepare(
        'UPDATE model_spending SET input_tokens = ?, output_tokens = ?, cost_billionths = ?, settled = 1 WHERE id = ?'
      )
      .run(input, use.output, billionths(cost), entry);
  }

  monthTotal(month: string): number {
    const row = this.#database
      .prepare('SELECT coalesce(sum(cost_billionths), 0) AS total FROM model_spending WHERE month = ?')
      .get(month);
    return Number(row?.['total'] ?? 0) / BILLIONTHS;
  }

  briefTotal(handoffId: string, version: number): BriefTotal {
    const row = this.#database
      .prepare(
        `SELECT count(*) AS calls, coalesce(sum(input_tokens), 0) AS input, coalesce(sum(output_tokens), 0) AS output,
           coalesce(sum(cost_billionths), 0) AS cost
         FROM model_spending WHERE handoff_id = ? AND version = ?`
      )
      .get(handoffId, version);
    return {
      calls: Number(row?.['calls'] ?? 0),
      inputTokens: Number(row?.['input'] ?? 0),
      outputTokens: Number(row?.['output'] ?? 0),
      cost: Number(row?.['cost'] ?? 0) / BILLIONTHS
    };
  }

  close(): void {
    this.#database.close();
  }
}

function billionths(dollars: number): number {
  return Math.ceil(dollars * BILLIONTHS);
}
