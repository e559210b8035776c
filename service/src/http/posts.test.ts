import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readConfig } from '../config.ts';
import { type App, createApp } from './app.ts';

const KEY = 'k'.repeat(40);
const ORG = '00D000000000001EAA';
const env = { HANDOFF_API_KEYS: KEY, HANDOFF_ALLOWED_ORGS: ORG };
const headers = { authorization: `Bearer ${KEY}`, 'x-handoff-org': ORG, 'content-type': 'application/json' };
const one = {
  handoffId: 'a04000000000001AAA',
  version: 1,
  purpose: 'delivered',
  to: null,
  channel: '#cs-handoffs',
  heading: 'Handed over',
  lines: [{ label: 'Problem', text: 'Typed twice', path: null }],
  links: [{ text: 'Brief', path: '/lightning/r/Account/001000000000001AAA/view' }]
};

describe('/v1/posts', () => {
  const asked: unknown[] = [];
  let app: App;
  let scoring: App;
  before(async () => {
    app = await createApp(readConfig(env), false, null, {
      accept: async (org, posts) => {
        asked.push({ org, posts });
        return posts.map(() => 'accepted');
      }
    });
    scoring = await createApp(readConfig(env), false);
  });
  after(() => Promise.all([app.drain(), scoring.drain()]));
  const post = (payload: unknown, more: Record<string, string> = {}, of = app) =>
    of.server.inject({
      method: 'POST',
      url: '/v1/posts',
      headers: { ...headers, ...more },
      payload: JSON.stringify(payload)
    });

  test('accepts messages and says what becomes of each', async () => {
    const answer = await post({ posts: [one] });
    assert.equal(answer.statusCode, 202, answer.body);
    assert.deepEqual(answer.json(), {
      posts: [{ handoffId: one.handoffId, purpose: 'delivered', state: 'accepted' }]
    });
    assert.deepEqual(asked.at(-1), { org: ORG.slice(0, 15), posts: [one] });
  });

  const path = (value: string) => ({ ...one, links: [{ text: 'Brief', path: value }] });
  const refused: [name: string, payload: object, headers?: Record<string, string>, status?: number][] = [
    ['no credential', one, { authorization: '' }, 401],
    ['another org', one, { 'x-handoff-org': '00D000000000002EAA' }, 403],
    ['a whole address', path('https://evil.example/')],
    ['an address without a scheme', path('//evil.example/lightning/r/Account/001000000000001AAA/view')],
    ['more after the path', path('/lightning/r/Account/001000000000001AAA/view|<!channel>')],
    ['a purpose nobody knows', { ...one, purpose: 'gossip' }],
    ['a channel that is none', { ...one, channel: 'a channel' }],
    ['something that is no e-mail address', { ...one, to: 'amara' }]
  ];
  for (const [name, payload, more, status = 400] of refused)
    test(`refuses ${name}`, async () => {
      const before = asked.length;
      const answer = await post({ posts: [payload] }, more);
      assert.equal(answer.statusCode, status, answer.body);
      assert.equal(asked.length, before);
    });

  test('a service that only scores says so, and it is described', async () => {
    const answer = await post({ posts: [one] }, {}, scoring);
    assert.deepEqual([answer.statusCode, answer.json().error.code], [503, 'POSTS_NOT_CONFIGURED']);
    const { paths } = (await app.server.inject({ url: '/openapi.json' })).json();
    assert.ok(paths['/v1/posts'].post.responses['202']);
  });
});
