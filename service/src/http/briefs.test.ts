import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BriefError } from '../brief/errors.ts';
import type { BriefStatus } from '../brief/status.ts';
import { ConfigError, readConfig } from '../config.ts';
import { type App, createApp } from './app.ts';
import type { Briefs } from './briefs.ts';

const KEY = 'k'.repeat(40);
const ORG = '00D000000000001EAA';
const HANDOFF = 'a04000000000001AAA';
const ID = 'ab'.repeat(16);
const env = { HANDOFF_API_KEYS: KEY, HANDOFF_ALLOWED_ORGS: ORG };
const headers = { authorization: `Bearer ${KEY}`, 'x-handoff-org': ORG, 'content-type': 'application/json' };
const body = { handoffId: HANDOFF, trigger: 'won', idempotencyKey: `${HANDOFF}:1` };

const status: BriefStatus = {
  id: ID,
  handoffId: HANDOFF,
  status: 'running',
  step: 'gather Gong',
  steps: [{ name: 'gather Gong', state: 'running', note: null }],
  progress: 10,
  problem: null,
  action: null,
  counts: null
};

describe('/v1/briefs', () => {
  const asked: unknown[] = [];
  const briefs: Briefs = {
    request: async (request) => {
      asked.push(request);
      if (request.idempotencyKey === 'taken')
        throw new BriefError('KEY_IN_USE', 'It is in use.', 'Use another.', false);
      return status;
    },
    find: async (org, id) => (org === ORG.slice(0, 15) && id === ID ? status : null),
    retry: async (_org, id) => {
      if (id !== ID) return null;
      throw new BriefError('NOT_FAILED', 'It runs.', 'Wait.', false);
    },
    forget: async (org, handoffIds) => {
      asked.push({ org, handoffIds });
      return { briefs: 2, steps: 14, unfinished: 0 };
    }
  };
  let app: App;
  let scoring: App;
  before(async () => {
    app = await createApp(readConfig(env), false, briefs);
    scoring = await createApp(readConfig(env), false);
  });
  after(() => Promise.all([app.drain(), scoring.drain()]));

  const post = (payload: unknown, more: Record<string, string> = {}, url = '/v1/briefs') =>
    app.server.inject({ method: 'POST', url, headers: { ...headers, ...more }, payload: JSON.stringify(payload) });
  const get = (id: string, of = app) => of.server.inject({ url: `/v1/briefs/${id}`, headers });

  test('accepts a request and tells where it stands', async () => {
    const answer = await post(body);
    assert.equal(answer.statusCode, 202, answer.body);
    assert.deepEqual(answer.json(), { id: ID, status: 'running', step: 'gather Gong', progress: 10 });
    assert.deepEqual(asked.at(-1), { org: ORG.slice(0, 15), ...body });
    assert.deepEqual((await get(ID)).json(), status);
  });

  const refused: [name: string, payload: object, headers: Record<string, string>, status: number, code: string][] = [
    ['no credential', body, { authorization: '' }, 401, 'UNAUTHORIZED'],
    ['an org that may not call', body, { 'x-handoff-org': '00D000000000002EAA' }, 403, 'ORG_NOT_ALLOWED'],
    ['an id of 15 characters', { ...body, handoffId: HANDOFF.slice(0, 15) }, {}, 400, 'INVALID_REQUEST'],
    ['an unknown trigger', { ...body, trigger: 'friday' }, {}, 400, 'INVALID_REQUEST'],
    ['an empty key', { ...body, idempotencyKey: '' }, {}, 400, 'INVALID_REQUEST'],
    ['a key that is too long', { ...body, idempotencyKey: 'x'.repeat(101) }, {}, 400, 'INVALID_REQUEST'],
    ['a field nobody knows', { ...body, priority: 1 }, {}, 400, 'INVALID_REQUEST'],
    ['a key of another handoff', { ...body, idempotencyKey: 'taken' }, {}, 409, 'KEY_IN_USE']
  ];
  for (const [name, payload, more, code, error] of refused) {
    test(`refuses ${name}`, async () => {
      const answer = await post(payload, more);
      assert.equal(answer.statusCode, code, answer.body);
      assert.equal(answer.json().error.code, error);
      assert.ok(answer.json().error.action.length > 0);
    });
  }

  test('404 for a brief that is not there, 409 for running one again that did not fail', async () => {
    assert.equal((await get('f'.repeat(32))).json().error.code, 'BRIEF_NOT_FOUND');
    assert.equal((await get('../secrets')).statusCode, 404);
    assert.equal((await get('short')).statusCode, 400);
    assert.equal((await post({}, {}, `/v1/briefs/${'f'.repeat(32)}/retry`)).statusCode, 404);
    const running = await post({}, {}, `/v1/briefs/${ID}/retry`);
    assert.deepEqual([running.statusCode, running.json().error.code], [409, 'NOT_FAILED']);
  });

  test('forgets handoffs, for callers it knows and for ids that are some', async () => {
    const forget = (payload: unknown, more = {}) => post(payload, more, '/v1/erasures');
    const answer = await forget({ handoffIds: [HANDOFF] });
    assert.deepEqual([answer.statusCode, answer.json()], [200, { briefs: 2, steps: 14, unfinished: 0 }]);
    assert.deepEqual(asked.at(-1), { org: ORG.slice(0, 15), handoffIds: [HANDOFF] });
    assert.equal((await forget({ handoffIds: [HANDOFF] }, { authorization: '' })).statusCode, 401);
    const wrong: readonly object[] = [
      {},
      { handoffIds: [] },
      { handoffIds: ['Priya Raman'] },
      { handoffIds: Array.from({ length: 2001 }, () => HANDOFF) },
      { handoffIds: [HANDOFF], name: 'Priya Raman' }
    ];
    for (const payload of wrong)
      assert.equal((await forget(payload)).statusCode, 400, JSON.stringify(payload).slice(0, 80));
  });

  test('a service that only scores says so', async () => {
    const answer = await get(ID, scoring);
    assert.deepEqual([answer.statusCode, answer.json().error.code], [503, 'BRIEFS_NOT_CONFIGURED']);
  });

  test('is described', async () => {
    const { paths } = (await app.server.inject({ url: '/openapi.json' })).json();
    assert.deepEqual(
      ['/v1/briefs', '/v1/briefs/{id}', '/v1/briefs/{id}/retry', '/v1/erasures'].filter((path) => !(path in paths)),
      []
    );
    assert.ok(paths['/v1/briefs'].post.responses['202']);
  });
});

test('the org that briefs are written to is checked with the rest of the environment', () => {
  assert.equal(readConfig(env).briefs, null);
  const set = { ...env, SF_LOGIN_URL: 'https://example.my.salesforce.com', SF_CLIENT_ID: 'app', SF_CLIENT_SECRET: 's' };
  assert.deepEqual(readConfig(set).briefs?.credentials, {
    flow: 'client credentials',
    clientId: 'app',
    clientSecret: 's'
  });
  assert.throws(
    () => readConfig({ ...set, SF_LOGIN_URL: 'http://example.com', SF_CLIENT_SECRET: '', DATABASE_URL: 'mysql://x' }),
    (error: unknown) =>
      error instanceof ConfigError &&
      ['SF_LOGIN_URL', 'SF_CLIENT_SECRET', 'DATABASE_URL'].every((part) => error.message.includes(part))
  );
  assert.throws(
    () => readConfig({ ...set, SF_CLIENT_SECRET: '', SF_PRIVATE_KEY: '/nowhere.pem' }),
    (error: unknown) =>
      error instanceof ConfigError && ['SF_PRIVATE_KEY', 'SF_USERNAME'].every((part) => error.message.includes(part))
  );
});
