import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test, type TestContext } from 'node:test';
import { all, asked, aurelis, FakeClock, listening, marlow, solenne } from '../../test/connectors.ts';
import type { StandIn } from '../../stand-ins/faults.ts';
import { type GongData, gongStandIn } from '../../stand-ins/gong.ts';
import type { Connector } from '../ports.ts';
import { gongConnector } from './gong.ts';

const account = { accessKey: 'key', accessSecret: 'secret' };

interface Set {
  stand: StandIn;
  connector: Connector;
  clock: FakeClock;
}

async function set(
  context: TestContext,
  options: { data?: GongData; pageSize?: number; accessSecret?: string; timeoutMs?: number } = {}
): Promise<Set> {
  const clock = new FakeClock();
  const { accessSecret = 'secret', timeoutMs, ...rest } = options;
  const stand = gongStandIn({ ...account, now: clock.now, ...rest });
  const url = await listening(stand, context);
  const connector = gongConnector({ ...account, accessSecret, url, clock, ...(timeoutMs ? { timeoutMs } : {}) });
  return { stand, clock, connector };
}

/** One call, with whoever the test wants on it. */
function oneCall(people: GongData['people'], more: Partial<GongData['calls'][number]> = {}): GongData {
  const talk: [string, string, string][] = Object.keys(people).map((key, index) => [`0:0${index}`, key, 'Hello. Yes.']);
  const call = { id: '77', title: 'A call', url: 'https://calls.example.com/a', started: '2026-10-01T09:00:00Z' };
  return { people, calls: [{ ...call, duration: 60, speakers: Object.keys(people), talk, ...more }] };
}
const customer = {
  name: 'Marguerite Vidal',
  emailAddress: 'marguerite.vidal@aurelis.example',
  affiliation: 'External' as const
};

describe('Gong', () => {
  test('gives what was said word for word, with who said it and when', async (context) => {
    const { connector } = await set(context);
    const call = (await all(connector, solenne)).find(({ title }) => title.endsWith('discovery'));
    const said = call?.segments.find(({ text }) => text.startsWith('Two trips'));
    assert.deepEqual(said, {
      speaker: { name: 'Camille Rousseau', email: 'camille.rousseau@solenne.example', side: 'customer' },
      text: 'Two trips a day for paper, forty minutes each. Multiply that by 320 crews.',
      at: '2026-07-02T09:07:03.000Z'
    });
  });

  test('says every quote that the sample deals cite from calls', async (context) => {
    const { connector } = await set(context);
    const file = new URL('../../../scripts/data/citations.json', import.meta.url);
    const { records }: { records: { Source_Type__c: string; Source_Id__c: string; Quote__c: string }[] } = JSON.parse(
      readFileSync(file, 'utf8')
    );
    const cited = records.filter((one) => one.Source_Type__c === 'Call' && one.Source_Id__c.startsWith('solenne'));
    const said = (await all(connector, solenne)).flatMap(({ segments }) => segments.map(({ text }) => text));
    assert.ok(cited.length >= 5);
    for (const { Quote__c: quote } of cited)
      assert.ok(
        said.some((text) => text.includes(quote)),
        quote
      );
  });

  test('reads every page of calls and of transcripts', async (context) => {
    const [whole, paged] = await Promise.all([set(context), set(context, { pageSize: 2 })]);
    assert.deepEqual(await all(paged.connector, solenne), await all(whole.connector, solenne));
    assert.equal(paged.stand.requests.filter((request) => request.endsWith('extensive')).length, 6);
    assert.equal(paged.stand.requests.filter((request) => request.endsWith('transcript')).length, 2);
  });

  test('is never asked more than three times a second', async (context) => {
    const { connector, stand, clock } = await set(context, { pageSize: 1 });
    await all(connector, solenne);
    assert.equal(stand.requests.length, 14);
    // The stand-in would have answered 429, and asked for a whole second.
    assert.ok(clock.slept.every((slept) => slept <= 334));
  });

  test('finds nothing where Gong answers 404 for nothing', async (context) => {
    const { connector } = await set(context);
    const nothing = { ...solenne, window: { from: '2020-01-01T00:00:00Z', to: '2020-02-01T00:00:00Z' } };
    assert.deepEqual(await all(connector, nothing), []);
  });

  test('takes any other 404 for a wrong address', async (context) => {
    const clock = new FakeClock();
    const stand = gongStandIn({ ...account, now: clock.now });
    const url = `${await listening(stand, context)}elsewhere/`;
    const connector = gongConnector({ ...account, url, clock });
    await assert.rejects(all(connector, solenne), { message: 'v2/calls/extensive answered with status 404' });
  });

  test('gives a call that is linked to the opportunity, whoever is on it', async (context) => {
    const people = { room: { name: 'Room', affiliation: 'Unknown' as const } };
    const { connector } = await set(context, { data: oneCall(people, { opportunityId: aurelis.opportunityId }) });
    assert.equal((await all(connector, aurelis)).length, 1);
    assert.equal((await all(connector, marlow)).length, 0);
  });

  test('leaves a call with the customer to the opportunity it is linked to', async (context) => {
    const data = oneCall({ customer }, { opportunityId: '006000000000999AAA' });
    const { connector } = await set(context, { data });
    assert.deepEqual(await all(connector, aurelis), []);
  });

  test('takes somebody from outside with the name of our seller for nobody', async (context) => {
    const posing = { name: 'Amara Okafor', affiliation: 'External' as const };
    const dialled = { name: 'Kenji Watanabe', affiliation: 'Internal' as const };
    const { connector } = await set(context, { data: oneCall({ customer, posing, dialled }) });
    const sides = (await all(connector, aurelis))[0]?.segments.map(({ speaker }) => speaker.side);
    assert.deepEqual(sides, ['customer', 'unknown', 'seller']);
  });

  test('says when the key is not accepted', async (context) => {
    const { connector } = await set(context, { accessSecret: 'wrong' });
    const message = 'v2/calls/extensive does not accept the credentials (401)';
    await assert.rejects(all(connector, solenne), { message, retryable: false });
  });

  test('gets over too many requests, a broken answer and half an answer', async (context) => {
    const { connector, stand, clock } = await set(context);
    for (const kind of ['rate limited', 'broken', 'truncated'] as const) stand.fail({ kind, retryAfter: '5' });
    assert.equal((await all(connector, solenne)).length, 3);
    assert.ok(clock.slept.includes(5000));
  });

  test('that does not answer is given up, and ends at once when it is aborted', async (context) => {
    const slow = await set(context, { timeoutMs: 20 });
    slow.stand.fail({ kind: 'slow', times: 9 });
    await assert.rejects(all(slow.connector, solenne), {
      retryable: true,
      message: /did not answer within 0.02 seconds/
    });

    const { connector, stand } = await set(context);
    stand.fail({ kind: 'slow', times: 9 });
    const controller = new AbortController();
    const reading = all(connector, solenne, controller.signal);
    await asked(stand, 1);
    controller.abort();
    assert.deepEqual(await reading, []);
  });
});
