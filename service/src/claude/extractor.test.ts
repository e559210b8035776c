import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { deal, evidence, segment, setUp } from '../../test/claude.ts';
import { type AnthropicStandIn, startAnthropicStandIn } from '../../stand-ins/anthropic.ts';
import { SYSTEM_PROMPT } from './prompt.ts';

const PROMISE = 'We will ship the SSO connector by 2026-05-15.';
const MAIL = evidence('salesforce:02s1', [
  segment('seller', `Hi Dana. ${PROMISE} The migration should be fine.`),
  segment('customer', 'Thanks Ana. We will name a data engineer. Today we keep it all in spreadsheets.')
]);
const CALL = evidence('gong:742', [segment('customer', 'I am worried about the tight timeline.')], { kind: 'call' });

describe('claudeExtractor', () => {
  let standIn: AnthropicStandIn;
  before(async () => void (standIn = await startAnthropicStandIn()));
  after(() => standIn.close());

  test('gives claims with the offsets of their quotes, who said them, and what it took', async () => {
    const { extract, ledger, rules } = setUp(standIn);
    const { claims, by, notes, cost, inputTokens, outputTokens } = await extract([MAIL, CALL]);
    assert.deepEqual(
      claims.map(({ kind, evidenceId, segment: index, by: side }) => [kind, evidenceId, index, side]),
      [
        ['commitment', 'salesforce:02s1', 0, 'seller'],
        ['stretch', 'salesforce:02s1', 0, 'seller'],
        ['customer_commitment', 'salesforce:02s1', 1, 'customer'],
        ['workaround', 'salesforce:02s1', 1, 'customer'],
        ['risk', 'gong:742', 0, 'customer']
      ]
    );
    const [promise] = claims;
    assert.equal(promise?.quote, PROMISE);
    assert.deepEqual([promise?.start, promise?.end, promise?.due], [9, 9 + PROMISE.length, '2026-05-15']);
    for (const claim of claims) {
      const source = [MAIL, CALL].find(({ id }) => id === claim.evidenceId);
      assert.equal(source?.segments[claim.segment]?.text.slice(claim.start, claim.end), claim.quote);
    }
    assert.equal(by, 'claude-sonnet-5-5');
    assert.deepEqual(notes, []);
    assert.ok(inputTokens > 1_000 && outputTokens > 100);
    assert.ok(cost > 0);
    assert.deepEqual(ledger.briefTotal('a04000000000001AAA', 1), {
      calls: 1,
      inputTokens,
      outputTokens,
      cost: ledger.monthTotal('2026-04')
    });
    assert.ok(Math.abs(ledger.monthTotal('2026-04') - cost) < 1e-8);
    assert.deepEqual(rules.given, []);
  });

  test('asks with one fixed, cached system text, one block a source, a schema and no tools', async () => {
    const { extract } = setUp(standIn, { effort: 'medium', cacheTtl: '1h' });
    const earlier = standIn.requests.length;
    await extract([MAIL, CALL]);
    const request = standIn.requests[earlier];
    assert.deepEqual(request?.system, [
      { type: 'text', text: SYSTEM_PROMPT, cache_control: { type: 'ephemeral', ttl: '1h' } }
    ]);
    assert.equal(request?.messages.length, 1);
    const blocks = request?.messages[0]?.content.map(({ text }) => text.split('\n')[0]);
    assert.deepEqual(blocks, [
      '<deal>',
      '<source id="s1" kind="email" date="2026-03-02" title="About salesforce:02s1">',
      '<source id="s2" kind="call" date="2026-03-02" title="About gong:742">'
    ]);
    assert.equal(request?.output_config.effort, 'medium');
    assert.ok(!('tools' in (request ?? {})));
  });

  test('reads the fixed part from the cache the second time, and counts it at its price', async (context) => {
    const fresh = await startAnthropicStandIn();
    context.after(() => fresh.close());
    const { extract } = setUp(fresh);
    const first = await extract([CALL]);
    const second = await extract([CALL]);
    assert.equal(first.inputTokens, second.inputTokens);
    assert.ok(second.cost < first.cost, `${second.cost} is less than ${first.cost}`);
    assert.equal(fresh.modelCalls, 1, 'limits are asked for once');
  });

  test('the same answers give the same claims, byte for byte', async () => {
    const { extract } = setUp(standIn);
    const [one, two] = [await extract([MAIL, CALL]), await extract([MAIL, CALL])];
    assert.equal(JSON.stringify(one.claims), JSON.stringify(two.claims));
  });

  test('no evidence, or only empty texts, asks nothing', async () => {
    const { extract } = setUp(standIn);
    const earlier = standIn.calls;
    for (const pieces of [[], [evidence('e', [segment('seller', ' \u200b ')])]])
      assert.deepEqual((await extract(pieces)).claims, []);
    assert.equal(standIn.calls, earlier);
  });

  describe('consent', () => {
    test('sources without it go to the fallback alone, and the notes name them', async () => {
      const { extract, rules } = setUp(standIn, { consent: { email: true } });
      const earlier = standIn.requests.length;
      const { claims, notes } = await extract([CALL, MAIL]);
      assert.ok(!JSON.stringify(standIn.requests.slice(earlier)).includes('tight timeline'));
      assert.deepEqual(rules.given, [CALL]);
      assert.deepEqual([...new Set(claims.map(({ evidenceId }) => evidenceId))], ['gong:742', 'salesforce:02s1']);
      assert.deepEqual(notes, [
        'There is no consent to send it to the model; read by rules instead: call of 2026-03-02 (gong:742).'
      ]);
    });

    test('without any, nothing is sent and the extraction is the deterministic one', async () => {
      const { extract } = setUp(standIn, { consent: {} });
      const earlier = standIn.calls;
      assert.equal((await extract([MAIL])).by, 'deterministic');
      assert.equal(standIn.calls, earlier);
    });

    test('what people typed into the CRM is sent only with its own', async () => {
      const earlier = standIn.requests.length;
      await setUp(standIn).extract([MAIL]);
      await setUp(standIn, { consent: { email: true, crm: true } }).extract([MAIL]);
      const [without, having] = standIn.requests
        .slice(earlier)
        .map(({ messages }) => messages[0]?.content[0]?.text ?? '');
      assert.ok(!without?.includes('No known risks'));
      assert.match(having ?? '', /CRM Risk_Notes__c: No known risks, ring \[phone 1\]/);
    });
  });

  describe('personal data', () => {
    test('never leaves, and quotes are still the words that were said', async () => {
      const said = 'We will call Dana on +44 20 7946 0958 or write to dana@kestrel.example by 2026-05-15.';
      const { extract, lines } = setUp(standIn);
      const earlier = standIn.requests.length;
      const { claims } = await extract([
        evidence('m', [segment('seller', said)], { title: 'Re: dana@kestrel.example' })
      ]);
      const sent = JSON.stringify(standIn.requests.slice(earlier));
      assert.ok(!/7946|dana@kestrel|mail\.example|@mail/.test(sent), sent);
      assert.match(sent, /We will call Dana on \[phone 1\] or write to \[email 1\] by 2026-05-15\./);
      assert.equal(claims[0]?.quote, said);
      assert.equal(claims[0]?.text, said);
      assert.ok(!lines.join().includes('7946') && !lines.join().includes('stand-in-key'));
    });
  });

  describe('invented and unfitting claims', () => {
    const base = {
      ...{ kind: 'commitment', evidenceId: 's1', segment: 0, quote: PROMISE, text: PROMISE, due: null, person: null },
      ...{
        role: null,
        stance: null,
        caresAbout: null,
        prefers: null,
        condition: null,
        severity: null,
        milestoneDay: null
      }
    };
    const refused: [name: string, claim: Record<string, unknown>, note: RegExp][] = [
      ['a quote nobody said', { quote: 'We will give you a year for free.' }, /quote that does not occur/],
      [
        'a quote with a word changed',
        { quote: PROMISE.replace('May', 'June').replace('ship', 'sell') },
        /does not occur/
      ],
      ['a source that was not sent', { evidenceId: 's9' }, /line that was not sent/],
      ['a real id instead of an alias', { evidenceId: 'salesforce:02s1' }, /line that was not sent/],
      ['a quote of one word', { quote: 'We' }, /too short or too long/],
      ['an unknown kind', { kind: 'gift' }, /form asked for/],
      ['a green risk', { kind: 'risk', severity: 'Green' }, /form asked for/],
      ['a contradiction with what it did not see', { kind: 'contradiction' }, /who said it/],
      ['a seller as stakeholder of the customer', { kind: 'stakeholder', person: 'Ana Ruiz' }, /who said it/]
    ];
    for (const [name, change, note] of refused)
      test(`${name} does not survive and is counted`, async () => {
        standIn.script({ claims: [{ ...base, ...change }] });
        const { claims, notes } = await setUp(standIn).extract([MAIL]);
        assert.deepEqual(claims, []);
        assert.equal(notes.length, 1);
        assert.match(notes[0] ?? '', note);
      });

    const corrected: [name: string, claim: Record<string, unknown>, expected: Record<string, unknown>][] = [
      ['half a sentence grows to the whole', { quote: 'ship the SSO connector' }, { quote: PROMISE }],
      ['the right quote under the wrong number', { segment: 1 }, { segment: 0, quote: PROMISE }],
      ['another wording gives way to the quote', { text: 'Free SSO for everyone.' }, { text: PROMISE }],
      ['a date that no calendar has', { due: '2026-02-30' }, { due: null }],
      ['a date decades away', { due: '2066-05-15' }, { due: null }],
      [
        'a promise of the customer called ours',
        { quote: 'We will name a data engineer.', segment: 1 },
        { kind: 'customer_commitment' }
      ],
      ['a severity on a promise', { severity: 'Red' }, { severity: null }],
      ['a condition that nobody named', { kind: 'stretch', condition: 'a signed waiver' }, { condition: null }],
      [
        'a stakeholder nobody knows',
        { kind: 'stakeholder', person: 'Mallory Evil', role: 'Economic Buyer' },
        { person: null }
      ],
      ['a milestone day nobody named', { kind: 'milestone', milestoneDay: 30 }, { milestoneDay: null }]
    ];
    for (const [name, change, expected] of corrected)
      test(`${name} is put right`, async () => {
        standIn.script({ claims: [{ ...base, ...change }] });
        const { claims } = await setUp(standIn).extract([MAIL]);
        assert.equal(claims.length, 1);
        assert.deepEqual({ ...claims[0], ...expected }, claims[0]);
      });

    test("code's reading of dates overrules the model's", async () => {
      standIn.script({ claims: [{ ...base, due: '2026-06-30' }] });
      const { extract } = setUp(standIn, { readDates: () => () => ['2026-05-15'] });
      assert.equal((await extract([MAIL])).claims[0]?.due, '2026-05-15');
    });

    test('a model that makes every quote up leaves nothing', async () => {
      standIn.script('invented');
      const { claims, notes } = await setUp(standIn).extract([MAIL, CALL]);
      assert.deepEqual(claims, []);
      assert.deepEqual(notes, [
        '5 claims of the model were dropped: each had a quote that does not occur in its source.'
      ]);
    });
  });

  describe('long evidence', () => {
    let small: AnthropicStandIn;
    before(async () => void (small = await startAnthropicStandIn({ maxInputTokens: 12_000, maxOutputTokens: 2_000 })));
    beforeEach(() => small.always('normal'));
    after(() => small.close());

    test("is split to the model's own limits, by source, segment and word, and merged in order", async () => {
      const talk = Array.from({ length: 60 }, (_, index) =>
        segment(
          index % 2 ? 'customer' : 'seller',
          `${'So this is what happened there. '.repeat(10)}We will send report ${index}.`
        )
      );
      const monologue = segment('seller', `${'we talked about it at length and '.repeat(800)}. We will close item Z.`);
      const pieces = [
        MAIL,
        evidence('gong:1', talk, { kind: 'call' }),
        evidence('gong:2', [monologue], { kind: 'call' }),
        CALL
      ];
      const { extract, ledger } = setUp(small);
      const { claims, notes } = await extract(pieces);
      const order = pieces.map(({ id }) => id);
      assert.deepEqual(notes, []);
      assert.ok(small.requests.length >= 4, `${small.requests.length} requests`);
      assert.equal(claims.filter(({ evidenceId }) => evidenceId === 'gong:1').length, 60);
      assert.equal(claims.filter(({ evidenceId }) => evidenceId === 'gong:2').length, 1);
      assert.deepEqual(
        claims.map(({ evidenceId, segment: index }) => order.indexOf(evidenceId) * 1_000 + index),
        claims.map(({ evidenceId, segment: index }) => order.indexOf(evidenceId) * 1_000 + index).sort((a, b) => a - b)
      );
      assert.equal(ledger.briefTotal('a04000000000001AAA', 1).calls, small.requests.length);
    });

    test('a model that does not know effort levels is not sent one', async (context) => {
      const plain = await startAnthropicStandIn({ takesEffort: false });
      context.after(() => plain.close());
      const { notes } = await setUp(plain, { effort: 'high' }).extract([MAIL]);
      assert.deepEqual(notes, []);
      assert.ok(!('effort' in (plain.requests[0]?.output_config ?? {})));
    });
  });

  test('names no address, id or amount of the deal', async () => {
    const earlier = standIn.requests.length;
    await setUp(standIn).extract([MAIL]);
    const sent = JSON.stringify(standIn.requests.slice(earlier).map(({ messages }) => messages));
    for (const secret of [
      deal().handoffId,
      deal().accountId,
      '120000',
      'ana@seller.example',
      '003000000000001AAA',
      'salesforce:02s1?'
    ])
      assert.ok(!sent.includes(secret), secret);
  });
});
