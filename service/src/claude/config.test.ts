import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { deal, evidence, fallback, segment } from '../../test/claude.ts';
import { startAnthropicStandIn } from '../../stand-ins/anthropic.ts';
import { ConfigError, readConfig } from '../config.ts';
import { extractorFrom } from './compose.ts';
import { readModelConfig } from './config.ts';

const KEY = 'sk-secret-of-this-test';
const logger = { info: () => undefined, warn: () => undefined };

describe('readModelConfig', () => {
  test('is nothing without a key', () => assert.equal(readModelConfig({ HANDOFF_EFFORT: 'nonsense' }, []), null));

  test('has defaults for everything but the key and consent', () => {
    const problems: string[] = [];
    const config = readModelConfig({ ANTHROPIC_API_KEY: KEY, HANDOFF_MODEL_CONSENT: 'email, Call' }, problems);
    assert.deepEqual(problems, []);
    assert.deepEqual(config, {
      ...{ apiKey: KEY, baseUrl: null, model: 'claude-sonnet-5-5', effort: null, monthlyBudget: 50, prices: {} },
      ledgerPath: 'data/model-spending.sqlite',
      consent: { email: true, call: true, slack: false, ticket: false, meeting: false, document: false, crm: false }
    });
    assert.ok(Object.isFrozen(config));
  });

  test('reads what is set', () => {
    const problems: string[] = [];
    const config = readModelConfig(
      {
        ...{
          ANTHROPIC_API_KEY: KEY,
          ANTHROPIC_BASE_URL: 'https://gateway.example/claude/',
          HANDOFF_MODEL: 'claude-opus-5-5'
        },
        ...{ HANDOFF_EFFORT: 'xhigh', HANDOFF_MONTHLY_BUDGET_USD: '12.5', HANDOFF_MODEL_CONSENT: 'none' },
        ...{ HANDOFF_MODEL_LEDGER: '/x/y.sqlite', HANDOFF_MODEL_PRICES: 'claude-opus=1/2.5, other = 3/4' }
      },
      problems
    );
    assert.deepEqual(problems, []);
    assert.equal(config?.baseUrl, 'https://gateway.example/claude');
    assert.deepEqual([config?.model, config?.effort, config?.monthlyBudget], ['claude-opus-5-5', 'xhigh', 12.5]);
    assert.deepEqual(config?.consent, {});
    assert.deepEqual([config?.prices['claude-opus']?.output, config?.prices['other']?.input], [2.5, 3]);
  });

  const wrong: [variable: string, value: string, says: RegExp][] = [
    ['ANTHROPIC_BASE_URL', 'http://gateway.example', /https/],
    ['ANTHROPIC_BASE_URL', 'gateway', /https/],
    ['HANDOFF_EFFORT', 'huge', /low, medium, high, xhigh, max/],
    ['HANDOFF_MONTHLY_BUDGET_USD', '-1', /number of dollars/],
    ['HANDOFF_MONTHLY_BUDGET_USD', 'lots', /number of dollars/],
    ['HANDOFF_MODEL_CONSENT', '', /must name the kinds/],
    ['HANDOFF_MODEL_CONSENT', 'email,fax', /entry 2 is none of email/],
    ['HANDOFF_MODEL_PRICES', 'claude', /claude-sonnet-5-5=2\/10/]
  ];
  for (const [variable, value, says] of wrong)
    test(`${variable}="${value}" is refused by name, without the key`, () => {
      const env = { ANTHROPIC_API_KEY: KEY, HANDOFF_MODEL_CONSENT: 'email', [variable]: value };
      assert.throws(
        () => readConfig({ HANDOFF_API_KEYS: 'k'.repeat(40), HANDOFF_ALLOWED_ORGS: '00D000000000001EAA', ...env }),
        (error: unknown) =>
          error instanceof ConfigError &&
          error.message.startsWith(variable) &&
          says.test(error.message) &&
          !error.message.includes(KEY)
      );
    });

  test('the example names every variable', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const source = readFileSync(new URL('./config.ts', import.meta.url), 'utf8');
    const names = [...source.matchAll(/text\('([A-Z_]+)'\)/g)].map(([, name]) => name);
    assert.ok(names.length >= 8);
    for (const name of names) assert.match(example, new RegExp(`^${name}=`, 'm'));
  });
});

describe('extractorFrom', () => {
  test('is the rules alone without a key', () => {
    const rules = fallback();
    assert.equal(extractorFrom(null, { rules, logger }).extractor, rules);
  });

  test('asks the model with a key, and remembers the cost in the file', async (context) => {
    const standIn = await startAnthropicStandIn({ apiKey: KEY });
    const folder = mkdtempSync(join(tmpdir(), 'compose-'));
    context.after(() => rmSync(folder, { recursive: true }));
    context.after(() => standIn.close());
    const env = {
      ...{ ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: standIn.url, HANDOFF_MODEL_CONSENT: 'email' },
      HANDOFF_MODEL_LEDGER: join(folder, 'ledger.sqlite')
    };
    const costs: number[] = [];
    for (const budget of ['0.5', '0.000001']) {
      const config = readModelConfig({ ...env, HANDOFF_MONTHLY_BUDGET_USD: budget }, []);
      const { extractor, close } = extractorFrom(config, { rules: fallback(), logger });
      const mail = evidence('m', [segment('seller', 'We will ship it.')]);
      const { by, cost } = await extractor.extract(deal(), [mail], new AbortController().signal);
      costs.push(cost);
      assert.equal(by, budget === '0.5' ? 'claude-sonnet-5-5' : 'deterministic');
      close();
    }
    assert.ok((costs[0] ?? 0) > 0 && costs[1] === 0);
    assert.equal(standIn.calls, 1);
  });
});
