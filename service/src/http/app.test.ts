import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { SignJWT } from 'jose';
import { completeHandoff } from '../../test/handoffs.ts';
import { ConfigError, readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { type App, createApp } from './app.ts';
import { errorResponse, scoresResponse } from './schemas.ts';

const KEY = 'k'.repeat(40);
const OTHER_KEY = 'o'.repeat(40);
const ORG = '00D000000000001EAA';
const env = {
  HANDOFF_API_KEYS: `${KEY},${OTHER_KEY}`,
  HANDOFF_ALLOWED_ORGS: ORG,
  HANDOFF_REQUESTS_PER_MINUTE: '1000',
  HANDOFF_BODY_LIMIT_BYTES: '20000'
};
const headers = { authorization: `Bearer ${KEY}`, 'x-handoff-org': ORG, 'content-type': 'application/json' };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('POST /v1/scores', () => {
  const lines: string[] = [];
  let app: App;
  before(async () => {
    const config = { ...readConfig(env), jwtKeys: [publicKey.export({ type: 'spki', format: 'pem' }).toString()] };
    app = await createApp(config, createLogger('info', { write: (line) => void lines.push(line) }));
  });
  after(() => app.drain());

  const post = (payload: unknown, more: Record<string, string> = {}) =>
    app.server.inject({
      method: 'POST',
      url: '/v1/scores',
      headers: { ...headers, ...more },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload)
    });

  test('scores in the order asked and says which rubric', async () => {
    const second = { ...completeHandoff(), id: 'a04000000000002AAA', items: [] };
    const answer = await post({ handoffs: [completeHandoff(), second] });
    assert.equal(answer.statusCode, 200);
    const { rubricVersion, results } = answer.json();
    assert.match(rubricVersion, /^\d+\.\d+\.\d+$/);
    assert.deepEqual(
      results.map((result: { id: string }) => result.id),
      ['a04000000000001AAA', 'a04000000000002AAA']
    );
    assert.equal(results[0].score, 100);
    assert.ok(results[1].score < 100);
    assert.deepEqual(scoresResponse.parse(answer.json()), answer.json(), 'exactly what the schema promises');
  });

  test('weights and threshold come with the request', async () => {
    const weights = { context: 0, expectations: 0, risk: 0, technical: 1, relationship: 0, actions: 0 };
    const answer = await post({ handoffs: [{ ...completeHandoff(), items: [] }], weights, flagBelow: 0 });
    assert.equal(answer.json().results[0].score, 0);
    assert.equal(answer.json().results[0].flagged, false);
  });

  const refused: [name: string, payload: unknown, headers: Record<string, string>, status: number, code: string][] = [
    ['no credential', { handoffs: [] }, { authorization: '' }, 401, 'UNAUTHORIZED'],
    ['an unknown key', { handoffs: [] }, { authorization: `Bearer ${'x'.repeat(40)}` }, 401, 'UNAUTHORIZED'],
    ['the beginning of a key', { handoffs: [] }, { authorization: `Bearer ${KEY.slice(1)}` }, 401, 'UNAUTHORIZED'],
    ['a key with more behind it', { handoffs: [] }, { authorization: `Bearer ${KEY}k` }, 401, 'UNAUTHORIZED'],
    ['an endless credential', { handoffs: [] }, { authorization: `Bearer ${'k'.repeat(5000)}` }, 401, 'UNAUTHORIZED'],
    ['an org that may not call', { handoffs: [] }, { 'x-handoff-org': '00D000000000002EAA' }, 403, 'ORG_NOT_ALLOWED'],
    ['no org', { handoffs: [] }, { 'x-handoff-org': '' }, 403, 'ORG_NOT_ALLOWED'],
    ['no handoffs', { handoffs: [] }, {}, 400, 'INVALID_REQUEST'],
    ['broken JSON', '{"handoffs": [', {}, 400, 'INVALID_JSON'],
    ['another media type', 'hello', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['too much', { handoffs: [], pad: 'x'.repeat(30_000) }, {}, 413, 'BODY_TOO_LARGE']
  ];
  for (const [name, payload, more, status, code] of refused) {
    test(`refuses ${name}`, async () => {
      const answer = await post(payload, more);
      assert.equal(answer.statusCode, status, answer.body);
      const { error } = answer.json();
      assert.equal(error.code, code);
      assert.ok(error.action.length > 0);
      assert.equal(error.requestId, answer.headers['x-request-id']);
      assert.deepEqual(errorResponse.parse(answer.json()), answer.json(), 'exactly what the schema promises');
    });
  }

  test('names the field that is wrong by its path, unknown ones included', async () => {
    const handoff = completeHandoff();
    const answer = await post({
      handoffs: [{ ...handoff, answers: [{ ...handoff.answers[0], source: 'guess' }], surprise: 1 }]
    });
    const paths = answer.json().error.details.map((detail: { path: string }) => detail.path);
    assert.ok(paths.includes('handoffs.0.answers.0.source'), paths.join());
    assert.ok(
      paths.some((path: string) => path.startsWith('handoffs.0')),
      paths.join()
    );
  });

  test('takes the second key too, and a JWT that the org signed', async () => {
    assert.equal(
      (await post({ handoffs: [completeHandoff()] }, { authorization: `Bearer ${OTHER_KEY}` })).statusCode,
      200
    );
    const sign = (issuer: string, seconds: number) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(issuer)
        .setAudience('handoff-service')
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(privateKey);
    assert.equal(
      (await post({ handoffs: [completeHandoff()] }, { authorization: `Bearer ${await sign(ORG, 60)}` })).statusCode,
      200
    );
    assert.equal(
      (await post({ handoffs: [completeHandoff()] }, { authorization: `Bearer ${await sign(ORG, -120)}` })).statusCode,
      401
    );
    assert.equal(
      (
        await post(
          { handoffs: [completeHandoff()] },
          { authorization: `Bearer ${await sign('00D000000000009EAA', 60)}` }
        )
      ).statusCode,
      401
    );
  });

  test('gives the caller its own request id back', async () => {
    const answer = await post({ handoffs: [completeHandoff()] }, { 'x-request-id': 'abc-123' });
    assert.equal(answer.headers['x-request-id'], 'abc-123');
    const other = await post({ handoffs: [completeHandoff()] }, { 'x-request-id': '<script>' });
    assert.notEqual(other.headers['x-request-id'], '<script>');
  });

  test('logs no credential and nothing a customer said', () => {
    const all = lines.join('');
    assert.ok(all.length > 0);
    for (const secret of [KEY, OTHER_KEY, 'Priya', 'invoice', 'Bearer']) assert.ok(!all.includes(secret), secret);
  });

  test('describes itself, and answers for its health', async () => {
    const document = (await app.server.inject({ url: '/openapi.json' })).json();
    assert.match(document.openapi, /^3\.0/);
    assert.ok(document.paths['/v1/scores'].post.requestBody);
    assert.equal((await app.server.inject({ url: '/healthz' })).statusCode, 200);
    assert.equal((await app.server.inject({ url: '/readyz' })).statusCode, 200);
    assert.match((await app.server.inject({ url: '/metrics' })).body, /handoff_scored_total \d/);
    const missing = await app.server.inject({ url: '/nowhere' });
    assert.equal(missing.statusCode, 404);
    assert.equal(missing.json().error.code, 'NOT_FOUND');
  });
});

test('too many requests are told how long to wait', async () => {
  const app = await createApp(readConfig({ ...env, HANDOFF_REQUESTS_PER_MINUTE: '2' }), false);
  const call = () =>
    app.server.inject({
      method: 'POST',
      url: '/v1/scores',
      headers,
      payload: JSON.stringify({ handoffs: [completeHandoff()] })
    });
  await call();
  await call();
  const answer = await call();
  assert.equal(answer.statusCode, 429);
  assert.equal(answer.json().error.code, 'TOO_MANY_REQUESTS');
  assert.ok(Number(answer.headers['retry-after']) > 0);
  await app.drain();
});

test('the environment is checked as a whole, and every problem is named', () => {
  for (const key of ['k'.repeat(513), `${'k'.repeat(40)}é`])
    assert.throws(() => readConfig({ ...env, HANDOFF_API_KEYS: key }), /HANDOFF_API_KEYS/);
  assert.throws(
    () => readConfig({ HANDOFF_API_KEYS: 'tiny', HANDOFF_ALLOWED_ORGS: 'acme', PORT: 'eighty', LOG_LEVEL: 'loud' }),
    (error: unknown) =>
      error instanceof ConfigError &&
      ['32 characters', 'HANDOFF_ALLOWED_ORGS must hold ids', 'PORT', 'LOG_LEVEL'].every((part) =>
        error.message.includes(part)
      ) &&
      ['tiny', 'acme', 'eighty', 'loud'].every((value) => !error.message.includes(value))
  );
});
