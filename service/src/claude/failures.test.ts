import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { deal, evidence, fallback, segment, setUp } from '../../test/claude.ts';
import { type AnthropicStandIn, type Behaviour, startAnthropicStandIn } from '../../stand-ins/anthropic.ts';
import { claudeExtractor } from './extractor.ts';
import { SqliteLedger } from './ledger.ts';

const MAIL = evidence('m1', [segment('seller', 'We will ship it by 2026-05-15.')]);
const CALL = evidence(
  'c1',
  [segment('customer', 'We will name an engineer.'), segment('seller', 'It should be fine.')],
  {
    kind: 'call'
  }
);
const MONTH = '2026-04';

describe('claudeExtractor when the model does not answer as it should', () => {
  let standIn: AnthropicStandIn;
  before(async () => void (standIn = await startAnthropicStandIn()));
  afterEach(() => standIn.always('normal'));
  after(() => standIn.close());
  const kindsOf = (claims: readonly { evidenceId: string; kind: string }[]) =>
    claims.map(({ evidenceId, kind }) => `${evidenceId} ${kind}`);

  test('a refusal is narrowed down to the source it is about, which the rules read', async () => {
    standIn.script('refusal', 'normal', 'refusal');
    const { extract, rules } = setUp(standIn);
    const earlier = standIn.calls;
    const { claims, notes, by } = await extract([MAIL, CALL]);
    assert.equal(standIn.calls - earlier, 3);
    assert.deepEqual(kindsOf(claims), ['m1 commitment', 'c1 open_thread', 'c1 open_thread']);
    assert.deepEqual(rules.given, [CALL]);
    assert.deepEqual(notes, ['The model refused to read it; read by rules instead: call of 2026-03-02 (c1).']);
    assert.equal(by, 'claude-sonnet-5-5');
  });

  for (const cut of ['truncation', 'context exceeded', { status: 413 }] satisfies Behaviour[])
    test(`an answer that is cut off (${JSON.stringify(cut)}) is asked for again in halves`, async () => {
      standIn.script(cut);
      const earlier = standIn.calls;
      const { claims, notes } = await setUp(standIn).extract([MAIL, CALL]);
      assert.equal(standIn.calls - earlier, 3);
      assert.deepEqual(kindsOf(claims), ['m1 commitment', 'c1 customer_commitment', 'c1 stretch']);
      assert.deepEqual(notes, []);
    });

  test('what is cut off twice is left to the rules, segment by segment', async () => {
    standIn.script('truncation', 'normal', 'truncation');
    const { extract, rules } = setUp(standIn);
    const { claims, notes } = await extract([CALL]);
    assert.deepEqual(kindsOf(claims), ['c1 customer_commitment', 'c1 open_thread']);
    assert.deepEqual(
      rules.given.map(({ segments }) => segments.map(({ text }) => text)),
      [['', 'It should be fine.']]
    );
    assert.match(notes.join(), /cut off; read by rules instead: call of 2026-03-02 \(c1\)/);
  });

  test('a malformed answer is asked for once more, then left', async () => {
    standIn.script('malformed');
    const once = await setUp(standIn).extract([MAIL]);
    assert.deepEqual(kindsOf(once.claims), ['m1 commitment']);
    standIn.script('malformed', 'malformed');
    const earlier = standIn.calls;
    const twice = await setUp(standIn).extract([MAIL]);
    assert.equal(standIn.calls - earlier, 2);
    assert.deepEqual(kindsOf(twice.claims), ['m1 open_thread']);
    assert.match(twice.notes.join(), /could not be read; read by rules/);
    assert.ok(twice.cost > 0, 'what it cost is counted all the same');
  });

  const passing: [name: string, behaviour: Behaviour, waits: number[]][] = [
    ['429 with seconds', { status: 429, retryAfter: '7' }, [7_000]],
    ['429 with a date', { status: 429, retryAfter: 'Mon, 20 Apr 2026 10:00:12 GMT' }, [12_000]],
    ['429 without', { status: 429 }, [1_000]],
    ['529', { status: 529 }, [1_000]],
    ['500', { status: 500 }, [1_000]],
    ['a cut connection', 'cut connection', [1_000]],
    ['400 that may be retried', { status: 400, shouldRetry: true }, [1_000]]
  ];
  for (const [name, behaviour, waits] of passing)
    test(`after ${name} it waits as told and asks again`, async () => {
      standIn.script(behaviour);
      const { extract, clock } = setUp(standIn);
      const { claims, notes } = await extract([MAIL]);
      assert.deepEqual(kindsOf(claims), ['m1 commitment']);
      assert.deepEqual(clock.slept, waits);
      assert.deepEqual(notes, []);
    });

  const lasting: [name: string, behaviour: Behaviour, calls: number, note: RegExp][] = [
    ['529', { status: 529 }, 4, /The model is overloaded/],
    ['429 with an hour to wait', { status: 429, retryAfter: '3600' }, 1, /takes no more requests/],
    ['500', { status: 500 }, 4, /has a fault/],
    ['529 that must not be retried', { status: 529, shouldRetry: false }, 1, /overloaded/],
    ['401', { status: 401 }, 1, /does not accept the key/],
    ['402', { status: 402 }, 1, /no credit/],
    ['400', { status: 400 }, 1, /refused the request with status 400/]
  ];
  for (const [name, behaviour, calls, note] of lasting)
    test(`${name} for ever ends after ${calls} calls, and the rules read everything`, async () => {
      standIn.always(behaviour);
      const small = { maxInputTokens: 6_500 };
      const long = evidence('long', [segment('customer', 'word '.repeat(1_200))], { kind: 'call' });
      const { extract, rules, ledger, clock } = setUp(standIn, small);
      const earlier = standIn.calls;
      const { claims, notes, by, cost } = await extract([MAIL, long, CALL]);
      assert.equal(standIn.calls - earlier, calls, 'the requests after the first are not tried');
      assert.deepEqual([by, cost, ledger.monthTotal(MONTH)], ['deterministic', 0, 0]);
      assert.deepEqual(rules.given, [MAIL, long, CALL]);
      assert.deepEqual(kindsOf(claims), ['m1 open_thread', 'long open_thread', 'c1 open_thread', 'c1 open_thread']);
      assert.equal(notes.length, 1);
      assert.match(notes[0] ?? '', note);
      assert.ok(!notes.join().includes('scripted'), "the API's own words stay out: they may repeat what was sent");
      assert.ok(clock.slept.reduce((sum, ms) => sum + ms, 0) <= 60_000);
    });

  test('silence ends at the timeout, is tried once more, and counts as spent', async () => {
    standIn.always('slow');
    const { extract, rules, ledger } = setUp(standIn, { timeoutMs: 40 });
    const earlier = standIn.calls;
    const { notes } = await extract([MAIL]);
    standIn.release();
    assert.equal(standIn.calls - earlier, 2);
    assert.deepEqual(rules.given, [MAIL]);
    assert.match(notes.join(), /took too long to answer; read by rules/);
    assert.ok(ledger.monthTotal(MONTH) > 0.2, `${ledger.monthTotal(MONTH)} may have been charged`);
  });

  test('an abort ends at once, with its reason, and gives no half extraction', async () => {
    standIn.always('slow');
    const { extract, rules } = setUp(standIn);
    const abort = new AbortController();
    const earlier = standIn.calls;
    const running = extract([MAIL], abort.signal);
    while (standIn.calls === earlier) await new Promise(setImmediate);
    abort.abort(new Error('the service stops'));
    await assert.rejects(running, /the service stops/);
    standIn.release();
    assert.deepEqual(rules.given, []);
    await assert.rejects(extract([MAIL], AbortSignal.abort(new Error('before'))), /before/);
  });

  test('a service that cannot be reached costs nothing', async () => {
    const gone = await startAnthropicStandIn();
    await gone.close();
    const { extract, ledger } = setUp(gone);
    assert.match((await extract([MAIL])).notes.join(), /could not be reached; read by rules/);
    assert.equal(ledger.monthTotal(MONTH), 0);
  });

  const unusable: [name: string, options: Parameters<typeof startAnthropicStandIn>[0], note: RegExp][] = [
    ['is not known', { model: 'claude-other' }, /no such model as the one in HANDOFF_MODEL/],
    ['is retired', { lifecycle: 'retired' }, /is retired/],
    ['cannot structure its answers', { structuredOutputs: false }, /cannot answer in a given form/],
    ['does not accept the key', { apiKey: 'another-key' }, /does not accept the key/]
  ];
  for (const [name, options, note] of unusable)
    test(`a model that ${name} is asked nothing`, async (context) => {
      const other = await startAnthropicStandIn(options);
      context.after(() => other.close());
      const { notes, by } = await setUp(other).extract([MAIL]);
      assert.match(notes.join(), note);
      assert.equal(by, 'deterministic');
      assert.equal(other.calls, 0);
    });

  describe('budget', () => {
    test('that is spent leaves everything to the rules and says so, until the month is over', async () => {
      const { extract, rules, ledger } = setUp(standIn, { monthlyBudget: 1 });
      ledger.reserve({ at: '2026-04-01T00:00:00Z', handoffId: 'x', version: 1, model: 'm' }, 0.99, null);
      ledger.reserve({ at: '2026-03-31T23:59:59Z', handoffId: 'x', version: 1, model: 'm' }, 500, null);
      const earlier = standIn.calls;
      const { notes, by } = await extract([MAIL]);
      assert.equal(standIn.calls, earlier);
      assert.equal(by, 'deterministic');
      assert.deepEqual(rules.given, [MAIL]);
      assert.match(notes.join(), /month's budget for the model is spent; read by rules/);
    });

    test('is never overdrawn, not even by briefs at the same time', async () => {
      const { extract, ledger } = setUp(standIn, { monthlyBudget: 0.5 });
      const results = await Promise.all(Array.from({ length: 6 }, () => extract([MAIL])));
      const spent = results.filter(({ notes }) => notes.join().includes('budget'));
      assert.ok(spent.length > 0 && spent.length < 6, `${spent.length} of 6 found it spent`);
      assert.ok(ledger.monthTotal(MONTH) <= 0.5);
    });

    test('of nothing asks nothing', async () => {
      const { extract } = setUp(standIn, { monthlyBudget: 0 });
      const earlier = standIn.calls;
      await extract([MAIL]);
      assert.equal(standIn.calls, earlier);
    });
  });

  test('a model without a known price is charged like the dearest, and the log says so', async (context) => {
    const other = await startAnthropicStandIn({ model: 'claude-saga-9' });
    context.after(() => other.close());
    const { extract, lines } = setUp(other, { model: 'claude-saga-9' });
    const unknown = await extract([MAIL]);
    const known = await setUp(standIn).extract([MAIL]);
    assert.ok(unknown.cost > known.cost * 3);
    assert.match(lines.join(), /no price is known/);
  });

  test('a key or a client is needed', () => {
    assert.throws(
      () =>
        claudeExtractor({
          ...{ model: 'm', effort: null, monthlyBudget: null, ledger: new SqliteLedger(':memory:'), consent: {} },
          ...{ fallback: fallback(), logger: { info: () => undefined, warn: () => undefined } }
        }),
      /needs a client or an apiKey/
    );
  });

  test('two versions of a brief are counted apart', async () => {
    const { extract, ledger } = setUp(standIn);
    await extract([MAIL]);
    await extract([MAIL], undefined, deal({ version: 2 }));
    await extract([CALL], undefined, deal({ version: 2 }));
    assert.deepEqual(
      [1, 2].map((version) => ledger.briefTotal(deal().handoffId, version).calls),
      [1, 2]
    );
  });
});
