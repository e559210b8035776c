import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { SqliteLedger } from './ledger.ts';
import { PRICES, costOf, mostCost, price, priceOf } from './prices.ts';

const spending = { at: '2026-11-21T08:00:00Z', handoffId: 'a04000000000001AAA', version: 1, model: 'm' };
const use = { input: 100, output: 20, cacheRead: 1_000, cacheWrite5m: 0, cacheWrite1h: 0 };

describe('SqliteLedger', () => {
  test('remembers after a restart, and lets two processes share one budget', (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    context.after(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'new', 'ledger.sqlite');
    const [one, two] = [new SqliteLedger(path), new SqliteLedger(path)];
    const entry = one.reserve(spending, 0.6, 1);
    assert.ok(entry !== null);
    assert.equal(two.reserve(spending, 0.6, 1), null, 'what is set aside counts as spent');
    one.settle(entry, use, 0.25);
    assert.ok(two.reserve(spending, 0.6, 1) !== null, 'what was not used is free again');
    one.close();
    two.close();
    const later = new SqliteLedger(path);
    assert.equal(later.monthTotal('2026-11'), 0.85);
    assert.deepEqual(later.briefTotal(spending.handoffId, 1), {
      calls: 2,
      inputTokens: 1_100,
      outputTokens: 20,
      cost: 0.85
    });
    later.close();
  });

  test('months and briefs are counted apart, and no budget is no limit', () => {
    const ledger = new SqliteLedger(':memory:');
    ledger.reserve(spending, 5, null);
    ledger.reserve({ ...spending, at: '2026-12-01T00:00:00Z', version: 2 }, 7, null);
    assert.deepEqual(
      ['2026-10', '2026-11', '2026-12'].map((month) => ledger.monthTotal(month)),
      [0, 5, 7]
    );
    assert.equal(ledger.briefTotal(spending.handoffId, 2).cost, 7);
    assert.equal(ledger.briefTotal('other', 1).calls, 0);
  });
});

describe('prices', () => {
  const cases: [model: string, input: number, output: number][] = [
    ['claude-sonnet-5-5', 2, 10],
    ['claude-sonnet-5-5-20260929', 2, 10],
    ['claude-sonnet-4-6', 3, 15],
    ['claude-opus-5', 5, 25],
    ['claude-opus-5-5', 4, 20],
    ['claude-opus-4-1-20250805', 15, 75],
    ['claude-haiku-5-5', 0.1, 0.5]
  ];
  for (const [model, input, output] of cases)
    test(`${model} costs ${input} and ${output} dollars a million`, () => {
      const found = priceOf(model, PRICES);
      assert.deepEqual([found.known, found.price.input, found.price.output], [true, input, output]);
    });

  test("a price of one's own comes first, and an unknown model is as dear as the dearest", () => {
    assert.equal(priceOf('claude-sonnet-5-5', { ...PRICES, 'claude-sonnet-5-5': price(1, 1) }).price.input, 1);
    assert.deepEqual(priceOf('other', {}), { price: PRICES['claude-opus-4-1'], known: false });
  });

  test('cached tokens have prices of their own, and long prompts another one', () => {
    const sonnet = priceOf('claude-sonnet-5-5', PRICES).price;
    const million = { input: 1e6, output: 1e6, cacheRead: 1e6, cacheWrite5m: 1e6, cacheWrite1h: 1e6 };
    assert.equal(costOf(sonnet, million), 2 + 10 + 0.1 + 2.5 + 4);
    const haiku = priceOf('claude-haiku-5-5', PRICES).price;
    assert.equal(costOf(haiku, { ...use, input: 100_000, cacheRead: 0, output: 0 }), 0.01);
    assert.equal(costOf(haiku, { ...use, input: 100_001, cacheRead: 0, output: 0 }), 0.0500005);
    assert.equal(mostCost(sonnet, 1_000_000, 1_000_000), 14);
  });
});
