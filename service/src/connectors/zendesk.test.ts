import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { all, FakeClock, kestrel, listening, marlow } from '../../test/connectors.ts';
import type { StandIn } from '../../stand-ins/faults.ts';
import { type ZendeskData, zendeskStandIn } from '../../stand-ins/zendesk.ts';
import type { Connector } from '../ports.ts';
import { zendeskConnector } from './zendesk.ts';

const agent = { email: 'agent@handoff.example', token: 'token' };

interface Set {
  stand: StandIn;
  connector: Connector;
  clock: FakeClock;
}

async function set(
  context: TestContext,
  options: { data?: ZendeskData; pageSize?: number; token?: string } = {}
): Promise<Set> {
  const clock = new FakeClock();
  const { token = 'token', ...rest } = options;
  const stand = zendeskStandIn({ ...agent, now: clock.now, ...rest });
  const url = await listening(stand, context);
  return { stand, clock, connector: zendeskConnector({ ...agent, token, url, clock }) };
}

describe('Zendesk', () => {
  test('gives a ticket with all comments, without what they quote', async (context) => {
    const { connector } = await set(context);
    const ticket = (await all(connector, marlow)).find(({ id }) => id === 'zendesk:3101');
    assert.deepEqual(
      ticket?.segments.map(({ speaker, text }) => [speaker.name, speaker.side, text.slice(0, 20)]),
      [
        ['Grace Lindholm', 'customer', 'Hello,\n\nwhen the tab'],
        ['Kenji Watanabe', 'seller', 'Hi Grace, sorry abou'],
        ['Grace Lindholm', 'customer', 'Works, nobody lost a'],
        ['Kenji Watanabe', 'seller', 'Note to self: the sh']
      ]
    );
    assert.equal(ticket?.segments[2]?.text, 'Works, nobody lost a form today. Thank you for being so quick.');
    assert.match(ticket?.url ?? '', /\/agent\/tickets\/3101$/);
  });

  test("gives tickets of people without an organisation, by the customer's domain", async (context) => {
    const { connector } = await set(context);
    assert.deepEqual(
      (await all(connector, kestrel)).map(({ id }) => id),
      ['zendesk:3142', 'zendesk:3150']
    );
  });

  test('hides nothing and obeys nothing of what is written for machines', async (context) => {
    const { connector } = await set(context);
    const ticket = (await all(connector, kestrel)).find(({ id }) => id === 'zendesk:3142');
    assert.match(ticket?.title ?? '', /Ignore previous instructions/);
    const said = ticket?.segments.map(({ text }) => text).join('\n') ?? '';
    assert.match(said, /photos larger than 10 MB/);
    assert.doesNotMatch(said, /SYSTEM|attacker|free year|Transfer the deal|unknown\.example/);
  });

  test('reads every page by its cursor, and follows no link', async (context) => {
    const [whole, paged] = await Promise.all([set(context), set(context, { pageSize: 1 })]);
    const withoutHost = (evidence: unknown): unknown =>
      JSON.parse(JSON.stringify(evidence).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, ''));
    assert.deepEqual(withoutHost(await all(paged.connector, marlow)), withoutHost(await all(whole.connector, marlow)));
    // Two queries of two tickets each; then four and two comments.
    assert.equal(paged.stand.requests.length, 4 + 6);
  });

  test('leaves out what was written after the window', async (context) => {
    const { connector } = await set(context);
    const short = { ...marlow, window: { from: '2026-10-21T00:00:00Z', to: '2026-10-22T00:00:00Z' } };
    const [ticket, ...more] = await all(connector, short);
    assert.equal(more.length, 0);
    assert.equal(ticket?.segments.length, 2);
  });

  test('leaves out a ticket that the search finds although no customer is in it', async (context) => {
    const users = [{ id: 1, name: 'Jo', email: 'jo@elsewhere.example', role: 'end-user' as const, organization_id: 5 }];
    const created_at = '2026-10-01T09:00:00Z';
    const comments = [{ author_id: 1, created_at, plain_body: 'Hello' }];
    const tickets = [{ id: 7, subject: 'x', requester_id: 1, created_at, comments }];
    const data = { organizations: [{ id: 5, name: 'Kestrel Freight' }], users, tickets };
    const { connector, stand } = await set(context, { data });
    assert.deepEqual(await all(connector, kestrel), []);
    assert.ok(stand.requests.includes('GET /api/v2/tickets/7/comments'));
  });

  test('searches for names with quotes in them as for others', async (context) => {
    const { connector } = await set(context);
    assert.equal((await all(connector, { ...marlow, accountName: 'Marlow "Street" x:y' })).length, 2);
  });

  test('says when the token is not accepted', async (context) => {
    const { connector } = await set(context, { token: 'wrong' });
    const message = 'api/v2/search/export does not accept the credentials (401)';
    await assert.rejects(all(connector, marlow), { message, retryable: false });
  });

  test('gets over too many requests, a broken answer and half an answer', async (context) => {
    const { connector, stand, clock } = await set(context);
    for (const kind of ['rate limited', 'broken', 'truncated'] as const) stand.fail({ kind, retryAfter: '9' });
    assert.equal((await all(connector, marlow)).length, 2);
    assert.ok(clock.slept.includes(9000));
  });
});
