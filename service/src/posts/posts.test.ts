import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { FakeClock, listening } from '../../test/connectors.ts';
import { HANDOFF_ID, ORG } from '../../test/briefs.ts';
import { type SlackData, type SlackStandIn, slackStandIn } from '../../stand-ins/slack.ts';
import { openSqliteStore } from '../brief/sqliteStore.ts';
import { messageOf, type PostRequest } from './message.ts';
import { PostService, type PostServiceOptions } from './service.ts';
import { SlackPoster } from './slack.ts';
import { PostStore } from './store.ts';

const INSTANCE = 'https://example.my.salesforce.com';
const TOKEN = 'xoxb-test';
const DATA: SlackData = {
  workspace: 'https://demo.slack.example/',
  users: [{ id: 'U01AMARA', name: 'amara', real_name: 'Amara Okafor', email: 'ae@handoff.example' }],
  channels: [
    { id: 'C0CSHANDOFFS', name: 'cs-handoffs', messages: [] },
    { id: 'C0SHARED', name: 'ext-northwind', is_ext_shared: true, messages: [] },
    { id: 'C0CLOSED', name: 'closed', is_member: false, messages: [] }
  ]
};

const delivered: PostRequest = {
  handoffId: HANDOFF_ID,
  version: 1,
  purpose: 'delivered',
  to: null,
  channel: null,
  heading: 'Handed over: Northwind rollout',
  lines: [
    { label: 'Success in their words', text: '"3 days"', path: '/lightning/r/Handoff_Item__c/a05000000000001AAA/view' }
  ],
  links: [{ text: 'Brief', path: '/lightning/r/Account/001000000000001AAA/view' }]
};
const review: PostRequest = { ...delivered, purpose: 'review', to: 'ae@handoff.example', lines: [] };

interface Stage {
  stand: SlackStandIn;
  clock: FakeClock;
  posts: PostService;
  /** What the org shows, in order. */
  shown: (string | null)[];
  /** Another process on the same store. */
  restart: (options?: Partial<PostServiceOptions>) => PostService;
}

async function stage(context: TestContext, options: Partial<PostServiceOptions> = {}, token = TOKEN): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-posts-'));
  const store = openSqliteStore(join(folder, 'jobs.sqlite'));
  const clock = new FakeClock();
  const stand = slackStandIn({ token: TOKEN, data: DATA, now: clock.now });
  const url = `${await listening(stand, context)}api/`;
  const shown: (string | null)[] = [];
  const services: PostService[] = [];
  const restart = (more: Partial<PostServiceOptions> = {}): PostService => {
    const service = new PostService({
      store: new PostStore(store.query),
      slack: new SlackPoster({ token, url, clock, timeoutMs: 2_000 }),
      channel: '#cs-handoffs',
      instanceUrl: async () => INSTANCE,
      show: async (_handoffId, problem) => void shown.push(problem),
      logger: { info: () => undefined, warn: () => undefined },
      now: () => new Date(clock.now()),
      ...options,
      ...more
    });
    services.push(service);
    return service;
  };
  context.after(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { stand, clock, shown, restart, posts: restart() };
}

const forward = (clock: FakeClock, hours: number): Promise<void> =>
  clock.sleep(hours * 3_600_000, new AbortController().signal);
const pass = async (posts: PostService, clock: FakeClock, hours: number): Promise<void> => {
  for (let hour = 0; hour < hours; hour++) {
    await forward(clock, 1);
    await posts.wake();
  }
};

describe('posts', () => {
  test('a delivered handoff is in the channel and a review is asked for in person, each once however often asked', async (context) => {
    const { stand, posts } = await stage(context);
    assert.deepEqual(await posts.accept(ORG, [delivered, review, delivered]), ['accepted', 'accepted', 'accepted']);
    assert.deepEqual(await posts.accept(ORG, [review, delivered]), ['accepted', 'accepted']);
    await posts.wake();
    assert.deepEqual(stand.posts.map(({ name }) => name).sort(), ['amara', 'cs-handoffs']);
    await posts.accept(ORG, [{ ...delivered, version: 2 }]);
    await posts.wake();
    assert.equal(stand.posts.length, 3, 'the next version is another message');
  });

  test('nothing is posted where no channel is named, and the org may name its own', async (context) => {
    const { stand, posts } = await stage(context, { channel: null });
    assert.deepEqual(await posts.accept(ORG, [delivered, review]), ['off', 'off']);
    assert.deepEqual(await posts.accept(ORG, [{ ...delivered, channel: 'C0CSHANDOFFS' }]), ['accepted']);
    await posts.wake();
    assert.deepEqual(
      stand.posts.map(({ name }) => name),
      ['cs-handoffs']
    );
  });

  test('a service without a token takes messages and posts none', async (context) => {
    const { posts } = await stage(context, { slack: null });
    assert.deepEqual(await posts.accept(ORG, [delivered]), ['off']);
  });

  test('an answer that was lost is looked for before anything is posted again', async (context) => {
    const { stand, clock, posts, restart } = await stage(context);
    stand.fail({ kind: 'lost', path: '/api/chat.postMessage' });
    await posts.accept(ORG, [delivered]);
    await posts.wake();
    assert.equal(stand.posts.length, 1, 'Slack has it, and nobody knows');
    await posts.stop();
    const next = restart();
    await pass(next, clock, 2);
    assert.equal(stand.posts.length, 1, 'it is found');
    assert.ok(stand.requests.includes('GET /api/conversations.history'));
    const asked = stand.requests.length;
    await pass(next, clock, 2);
    assert.equal(stand.requests.length, asked, 'and done');
  });

  test('a process that dies between handing over and writing it down posts nothing twice', async (context) => {
    const { stand, clock, posts, restart } = await stage(context);
    const whole = new SlackPoster({ token: TOKEN, url: `${addressOf(stand)}api/`, clock });
    let isDead = false;
    const dying = restart({
      slack: {
        personal: (...given) => whole.personal(...given),
        channel: (...given) => whole.channel(...given),
        isPosted: (...given) => whole.isPosted(...given),
        async post(...given) {
          await whole.post(...given);
          isDead = true;
          // As a process that is gone: nothing after this happens.
          return new Promise((_, reject) => given[3].addEventListener('abort', reject, { once: true }));
        }
      }
    });
    await posts.stop();
    void dying.accept(ORG, [delivered]);
    while (!isDead) await new Promise((resolve) => setImmediate(resolve));
    await pass(restart(), clock, 2);
    assert.equal(stand.posts.length, 1);
  });

  test('too many requests are waited out as Slack says', async (context) => {
    const { stand, clock, posts } = await stage(context);
    stand.fail({ kind: 'rate limited', path: '/api/conversations.list', retryAfter: '7' });
    stand.fail({ kind: 'rate limited', path: '/api/chat.postMessage', retryAfter: '30' });
    await posts.accept(ORG, [delivered]);
    await posts.wake();
    assert.ok(clock.slept.includes(7_000));
    assert.ok(clock.slept.includes(30_000));
    assert.equal(stand.posts.length, 1);
  });

  const lasting: [name: string, request: PostRequest, says: RegExp, token?: string][] = [
    ['a token that is not accepted', delivered, /does not accept the token/, 'xoxb-wrong'],
    ['a channel that is not there', { ...delivered, channel: 'nowhere' }, /no such Slack channel/],
    ['a channel without the app', { ...delivered, channel: 'closed' }, /Invite the Handoff app/],
    [
      'a channel shared with another company',
      { ...delivered, channel: 'ext-northwind' },
      /shared with another company/
    ],
    ['a colleague Slack does not know', { ...review, to: 'new@handoff.example' }, /knows nobody/]
  ];
  for (const [name, request, says, token] of lasting)
    test(`${name} is shown in the org, tried every hour and given up after a day`, async (context) => {
      const { stand, clock, posts, shown } = await stage(context, {}, token);
      await posts.accept(ORG, [request]);
      await posts.wake();
      assert.match(String(shown[0]), says);
      await pass(posts, clock, 40);
      const asked = stand.requests.length;
      await pass(posts, clock, 5);
      assert.equal(stand.requests.length, asked, 'given up');
      assert.deepEqual([shown.length, stand.posts.length], [1, 0]);
    });

  test('what could be posted after all is not shown as a problem any more', async (context) => {
    const { stand, clock, posts, shown } = await stage(context);
    stand.fail({ kind: 'forbidden', path: '/api/chat.postMessage' });
    await posts.accept(ORG, [delivered]);
    await posts.wake();
    await pass(posts, clock, 1);
    assert.deepEqual([stand.posts.length, shown.length, shown.at(-1)], [1, 2, null]);
    assert.match(String(shown[0]), /scopes/);
  });
});

test('texts are escaped and hold no address, links lead to the org alone', () => {
  const hostile = '<!channel> & <https://evil.example|click> www.evil.example *bold* javascript://x';
  const { text, blocks } = messageOf(
    { ...delivered, heading: hostile, lines: [{ label: hostile, text: hostile, path: null }] },
    INSTANCE
  );
  const all = text + JSON.stringify(blocks);
  assert.deepEqual(all.match(/<[^>]*>/g), [`<${INSTANCE}/lightning/r/Account/001000000000001AAA/view|Brief>`]);
  assert.doesNotMatch(all, /evil\.example/);
  assert.ok(all.includes('&lt;!channel&gt; &amp;'));
  assert.ok(blocks.every((block) => JSON.stringify(block).includes('"verbatim":true')));
});

function addressOf({ server }: SlackStandIn): string {
  const address = server.server.address();
  assert.ok(address !== null && typeof address === 'object');
  return `http://127.0.0.1:${address.port}/`;
}
