import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { all, FakeClock, kestrel, listening, marlow, solenne } from '../../test/connectors.ts';
import type { StandIn } from '../../stand-ins/faults.ts';
import { type SlackData, slackStandIn } from '../../stand-ins/slack.ts';
import type { Deal } from '../domain/deal.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Connector } from '../ports.ts';
import { isDealChannel, slackConnector } from './slack.ts';

interface Set {
  stand: StandIn;
  connector: Connector;
  clock: FakeClock;
}

async function set(
  context: TestContext,
  options: { data?: SlackData; pageSize?: number; token?: string } = {}
): Promise<Set> {
  const clock = new FakeClock();
  const { token = 'xoxb-test', ...rest } = options;
  const stand = slackStandIn({ token: 'xoxb-test', now: clock.now, ...rest });
  const url = `${await listening(stand, context)}api/`;
  return { stand, clock, connector: slackConnector({ token, url, clock }) };
}

const texts = (evidence: readonly Evidence[]): string[] =>
  evidence.flatMap(({ segments }) => segments.map(({ text }) => text));
const counted = ({ requests }: StandIn, method: string): number =>
  requests.filter((request) => request.endsWith(method)).length;

describe('Slack', () => {
  test('gives a message with its replies, oldest first, and where to read them', async (context) => {
    const { connector } = await set(context);
    const thread = (await all(connector, marlow)).find(({ at }) => at === '2026-11-12T16:40:00.000Z');
    assert.deepEqual(
      thread?.segments.map(({ speaker, at }) => [speaker.name, at.slice(11, 16)]),
      [
        ['Amara Okafor', '16:40'],
        ['Kenji Watanabe', '16:48'],
        ['Amara Okafor', '16:51'],
        ['Lena Brandt', '17:05'],
        ['Amara Okafor', '17:09']
      ]
    );
    assert.equal(thread?.title, '#deal-marlow-street-clinics');
    assert.equal(thread.url, 'https://handoff-demo.slack.example/archives/C04MARLOW/p1794501600000000');
  });

  test('reads every page', async (context) => {
    const [whole, paged] = await Promise.all([set(context), set(context, { pageSize: 2 })]);
    assert.deepEqual(await all(paged.connector, marlow), await all(whole.connector, marlow));
    assert.equal(counted(paged.stand, 'conversations.list'), 5);
    assert.ok(counted(paged.stand, 'conversations.replies') > counted(whole.stand, 'conversations.replies'));
  });

  test('asks for each person once', async (context) => {
    const { connector, stand } = await set(context);
    await all(connector, marlow);
    const once = counted(stand, 'users.info');
    await all(connector, marlow);
    assert.equal(counted(stand, 'users.info'), once);
  });

  test('leaves out joins, apps and what is outside the window', async (context) => {
    const { connector } = await set(context);
    const said = texts(await all(connector, marlow));
    assert.ok(!said.some((text) => /has joined|waits for your review/.test(text)));
    assert.equal(said.filter((text) => text.startsWith("I'll get it from Beatriz")).length, 1);
    const edge: Deal = { ...marlow, window: { from: '2026-11-13T15:45:00Z', to: '2026-11-13T15:45:00Z' } };
    assert.equal((await all(connector, edge)).length, 1);
    const short: Deal = { ...marlow, window: { from: '2026-11-13T00:00:00Z', to: '2026-11-14T00:00:00Z' } };
    assert.deepEqual(
      (await all(connector, short)).map(({ at }) => at),
      ['2026-11-13T15:45:00.000Z']
    );
  });

  test('takes a guest with the name of our seller for nobody', async (context) => {
    const { connector } = await set(context);
    const posed = (await all(connector, kestrel)).flatMap(({ segments }) => segments);
    const guest = posed.find(({ text }) => text.startsWith('As agreed, Handoff will pay'));
    assert.deepEqual(guest?.speaker, { name: 'Amara Okafor', email: null, side: 'unknown' });
    const hidden = posed.filter(({ speaker }) => speaker.email === 'ae@handoff.example');
    assert.ok(hidden.length > 0);
  });

  test('knows colleagues by name where it may not see addresses', async (context) => {
    const user = { id: 'U1', name: 'amara', real_name: 'Amara Okafor' };
    const messages = [{ at: '2026-10-01T09:00:00Z', user: 'U1', text: 'We will be ready in May.' }];
    const channels = [{ id: 'C1', name: 'deal-kestrel-freight', messages }];
    const { connector } = await set(context, {
      data: { workspace: 'https://x.slack.example/', users: [user], channels }
    });
    assert.equal((await all(connector, kestrel))[0]?.segments[0]?.speaker.side, 'seller');
  });

  test('names the channels it was not invited to, after it read the others', async (context) => {
    const { connector } = await set(context);
    const found: Evidence[] = [];
    await assert.rejects(
      async () => {
        for await (const one of connector.fetch(solenne, solenne.window, new AbortController().signal)) found.push(one);
      },
      { message: 'invite the Handoff app to #deal-solenne-energy-legal, it is not a member', retryable: false }
    );
    assert.equal(found.length, 6);
  });

  test('says when the token is not accepted', async (context) => {
    const { connector } = await set(context, { token: 'xoxb-wrong' });
    const message = 'auth.test does not accept the token (invalid_auth)';
    await assert.rejects(all(connector, marlow), { message, retryable: false });
  });

  test('waits as long as Slack asks', async (context) => {
    const { connector, stand, clock } = await set(context);
    stand.fail({ kind: 'rate limited', path: '/api/conversations.history', retryAfter: '30' });
    assert.equal((await all(connector, marlow)).length, 7);
    assert.ok(clock.slept.includes(30_000));
  });

  test('stays within the limits of its methods', async (context) => {
    const user = { id: 'U1', name: 'amara', real_name: 'Amara Okafor', email: 'ae@handoff.example' };
    const day = Date.parse('2026-10-01T09:00:00Z');
    const messages = Array.from({ length: 130 }, (_, index) => {
      const at = new Date(day + index * 60_000).toISOString();
      return { at, user: 'U1', text: `Point ${index}`, replies: [{ at, user: 'U1', text: 'Yes' }] };
    });
    const channels = [{ id: 'C1', name: 'deal-kestrel-freight', messages }];
    const { connector, clock } = await set(context, {
      data: { workspace: 'https://x.slack.example/', users: [user], channels }
    });
    const began = clock.now();
    assert.equal((await all(connector, kestrel)).length, 130);
    // 130 threads at 40 a minute, 10 of them at once; a refusal would show as a wait of whole seconds.
    assert.ok(clock.now() - began > 120_000);
    assert.ok(clock.slept.every((slept) => slept <= 1500));
  });

  test('a cursor that never ends is noticed', async (context) => {
    const clock = new FakeClock();
    const stand = slackStandIn({ token: 'xoxb-test', now: clock.now });
    stand.server.addHook('preSerialization', async (request, _reply, payload) =>
      request.url.includes('conversations.list')
        ? { ok: true, channels: [], response_metadata: { next_cursor: 'again' } }
        : payload
    );
    const url = `${await listening(stand, context)}api/`;
    const connector = slackConnector({ token: 'xoxb-test', url, clock });
    await assert.rejects(all(connector, marlow), /same page again and again/);
  });
});

const channels: [name: string, isOurs: boolean][] = [
  ['deal-marlow-street-clinics', true],
  ['marlow-street-clinics-cs', true],
  ['ext_marlow_street_clinics', true],
  ['deal-marlowstreet', true],
  ['deal-marlow-street', true],
  ['marlow', false],
  ['deal-street', false],
  ['street-clinics', false],
  ['general', false],
  ['deal', false]
];

test("a channel is the deal's by all words of a name, or by the customer's domain", () => {
  for (const [name, isOurs] of channels) assert.equal(isDealChannel(name, marlow), isOurs, name);
  const short = { searchNames: ['AB'], customerDomains: ['ab.example'] };
  assert.equal(isDealChannel('deal-ab', short), false);
});
