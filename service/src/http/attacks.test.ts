import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { SignJWT } from 'jose';
import { completeHandoff } from '../../test/handoffs.ts';
import { readConfig } from '../config.ts';
import { type App, createApp } from './app.ts';

const KEY = 'k'.repeat(40);
const ORG = '00D000000000001EAA';
const TIMEOUT_MS = 800;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();

let app: App;
let port: number;
before(async () => {
  const config = readConfig({
    HANDOFF_API_KEYS: KEY,
    HANDOFF_ALLOWED_ORGS: `${ORG},00D000000000002EAA`,
    HANDOFF_REQUESTS_PER_MINUTE: '100000',
    HANDOFF_BODY_LIMIT_BYTES: '200000',
    HANDOFF_REQUEST_TIMEOUT_MS: String(TIMEOUT_MS),
    HANDOFF_KEEP_ALIVE_MS: String(TIMEOUT_MS)
  });
  app = await createApp({ ...config, jwtKeys: [PEM] }, false);
  await app.server.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.server.address() as AddressInfo).port; // It listens on a port.
});
after(() => app.drain());

const scores = JSON.stringify({ handoffs: [completeHandoff()] });

const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  app.server.inject({
    method: 'POST',
    url: '/v1/scores',
    headers: {
      authorization: `Bearer ${KEY}`,
      'x-handoff-org': ORG,
      'content-type': 'application/json',
      ...headers
    },
    payload
  });

describe('forged tokens', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = (): number => Math.floor(Date.now() / 1000);
  const claims = (more: object = {}): object => ({ iss: ORG, aud: 'handoff-service', exp: now() + 60, ...more });
  const signed = (payload: object, key = privateKey, header: object = {}): Promise<string> =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg: 'RS256', ...header }).sign(key);
  const hmac = (secret: string): string => {
    const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims())}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };

  test('the right one is taken, or nothing here proves anything', async () => {
    const answer = await post(scores, { authorization: `Bearer ${await signed(claims())}` });
    assert.equal(answer.statusCode, 200, answer.body);
  });

  const forgeries: [name: string, token: () => string | Promise<string>][] = [
    ['no signature', () => `${part({ alg: 'none' })}.${part(claims())}.`],
    ['no signature, in other letters', () => `${part({ alg: 'NoNe' })}.${part(claims())}.`],
    ['the public key as a shared secret', () => hmac(PEM)],
    ['an empty shared secret', () => hmac('')],
    ['the key of a stranger', () => signed(claims(), stranger.privateKey)],
    [
      'the key of a stranger, sent along',
      () => signed(claims(), stranger.privateKey, { jwk: stranger.publicKey.export({ format: 'jwk' }) })
    ],
    ['the key of a stranger, by its name', () => signed(claims(), stranger.privateKey, { kid: '../../dev/null' })],
    [
      'an extension that must be understood',
      () => signed(claims(), privateKey, { crit: ['b64'], b64: false }).catch(() => 'a.b.c')
    ],
    ['a time that is over', () => signed(claims({ exp: now() - 120 }))],
    ['a time that has not begun', () => signed(claims({ nbf: now() + 3600 }))],
    ['a life of two hours', () => signed(claims({ exp: now() + 7200 }))],
    ['a beginning that is still to come', () => signed(claims({ iat: now() + 120 }))],
    ['an end that another clock would still allow', () => signed(claims({ exp: now() - 40 }))],
    ['no end', () => signed({ iss: ORG, aud: 'handoff-service' })],
    ['an end that is no number', () => `${part({ alg: 'RS256' })}.${part(claims({ exp: 'never' }))}.AAAA`],
    ['another audience', () => signed(claims({ aud: 'https://login.salesforce.com' }))],
    ['another org, which may call', () => signed(claims({ iss: '00D000000000002EAA' }))],
    ['no org', () => signed({ aud: 'handoff-service', exp: now() + 60 })],
    [
      'words changed after signing',
      async () => {
        const [header, , signature] = (await signed(claims({ iss: '00D000000000002EAA' }))).split('.');
        return `${header}.${part(claims())}.${signature}`;
      }
    ],
    ['a fourth part', async () => `${await signed(claims())}.x`]
  ];
  for (const [name, token] of forgeries)
    test(`${name} is refused`, async () => {
      const answer = await post(scores, { authorization: `Bearer ${await token()}` });
      assert.equal(answer.statusCode, 401, answer.body);
      assert.equal(answer.json().error.message, 'The credential is not known.', 'the reason is not told');
    });

  test('a clock that is a little off is borne', async () => {
    for (const more of [{ exp: now() - 20 }, { iat: now() + 20 }, { nbf: now() + 20 }]) {
      const answer = await post(scores, { authorization: `Bearer ${await signed(claims(more))}` });
      assert.equal(answer.statusCode, 200, JSON.stringify(more));
    }
  });

  test('a token that is sent again is good for the same and for nothing else', async () => {
    const authorization = `Bearer ${await signed(claims({ jti: 'once' }))}`;
    const [first, second] = [await post(scores, { authorization }), await post(scores, { authorization })];
    assert.equal(first.body, second.body, 'scoring has no effect');
    const elsewhere = await post(scores, { authorization, 'x-handoff-org': '00D000000000002EAA' });
    assert.equal(elsewhere.statusCode, 401, 'the org is the token’s');
  });

  test('an org that is named in the body is no org', async () => {
    for (const name of ['org', 'orgId', 'organizationId', 'x-handoff-org']) {
      const answer = await post(`{"${name}":"00D000000000002EAA",${scores.slice(1)}`);
      assert.equal(answer.statusCode, 400, `${name}: ${answer.body.slice(0, 200)}`);
    }
    const twice = await post(scores, { 'x-handoff-org': `${ORG},00D000000000002EAA,00D000000000009EAA` });
    assert.equal(twice.statusCode, 403);
  });

  test('an API key of the same length that differs in one place is refused', async () => {
    for (const place of [0, 20, 39]) {
      const near = `${KEY.slice(0, place)}x${KEY.slice(place + 1)}`;
      assert.equal((await post(scores, { authorization: `Bearer ${near}` })).statusCode, 401);
    }
  });
});

describe('bodies that are made to harm', () => {
  const nested = (depth: number): string => `{"handoffs":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  const bodies: [name: string, body: string | Buffer, headers: Record<string, string>, status: number][] = [
    ['deeper than any stack', nested(90_000), {}, 400],
    ['a number without end', `{"handoffs":[],"flagBelow":${'9'.repeat(1000)}}`, {}, 400],
    ['a number beyond all numbers', '{"handoffs":[],"flagBelow":1e999}', {}, 400],
    ['a prototype', `{"__proto__":{"flagBelow":0},"handoffs":[]}`, {}, 400],
    [
      'a prototype further in',
      scores.replace('{"handoffs":[{', '{"handoffs":[{"__proto__":{"polluted":true},'),
      {},
      400
    ],
    ['a constructor with a prototype', `{"constructor":{"prototype":{"polluted":true}},"handoffs":[]}`, {}, 400],
    ['bytes that are no text', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), {}, 400],
    ['a byte order mark and no JSON', '\ufeff\ufeff{}', {}, 400],
    ['nothing', '', {}, 400],
    ['a list', '[]', {}, 400],
    ['a text', '"handoffs"', {}, 400],
    ['more than is taken', `{"pad":"${'x'.repeat(200_001)}"}`, {}, 413],
    [
      'a compressed body, which nobody unpacks',
      gzipSync(Buffer.alloc(50_000_000)),
      { 'content-encoding': 'gzip' },
      400
    ],
    ['a form', 'handoffs=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a file', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['XML', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', { 'content-type': 'text/xml' }, 415]
  ];
  for (const [name, body, headers, status] of bodies)
    test(`${name} is answered with ${status}`, async () => {
      const answer = await post(body, headers);
      assert.equal(answer.statusCode, status, answer.body.slice(0, 300));
      assert.ok(answer.json().error.action.length > 0);
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    });

  test('of a name that comes twice the last one counts, whoever reads it', async () => {
    const answer = await post(`{"handoffs":[],${scores.slice(1)}`);
    assert.equal(answer.json().results.length, 1);
  });
});

/** Sends bytes and keeps what comes back until the connection ends. */
function raw(text: string | null): { socket: Socket; ended: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  const ended = new Promise<string>((resolve) => {
    let answer = '';
    socket.on('data', (chunk) => void (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
  if (text !== null) socket.write(text);
  return { socket, ended };
}

const head = (lines: readonly string[]): string =>
  [
    'POST /v1/scores HTTP/1.1',
    'Host: a',
    `Authorization: Bearer ${KEY}`,
    `X-Handoff-Org: ${ORG}`,
    ...lines,
    '',
    ''
  ].join('\r\n');

describe('requests that two readers would read differently', () => {
  const JSON_TYPE = 'Content-Type: application/json';
  const smuggled = 'GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n';
  const attempts: [name: string, text: string][] = [
    [
      'a length and chunks',
      `${head([JSON_TYPE, 'Content-Length: 4', 'Transfer-Encoding: chunked'])}0\r\n\r\n${smuggled}`
    ],
    ['two lengths', `${head([JSON_TYPE, 'Content-Length: 2', 'Content-Length: 60'])}{}${smuggled}`],
    ['a length with a sign', `${head([JSON_TYPE, 'Content-Length: +2'])}{}${smuggled}`],
    ['chunks under another name', `${head([JSON_TYPE, 'Transfer-Encoding: xchunked'])}0\r\n\r\n${smuggled}`],
    ['a chunk with a wrong size', `${head([JSON_TYPE, 'Transfer-Encoding: chunked'])}zz\r\n${smuggled}`],
    [
      'a header that goes on in the next line',
      `${head(['X-A: b\r\n c', JSON_TYPE, 'Transfer-Encoding:\r\n chunked'])}0\r\n\r\n${smuggled}`
    ],
    ['a space before the colon', `${head([JSON_TYPE, 'Content-Length : 2'])}{}${smuggled}`],
    ['headers without end', head(Array.from({ length: 20_000 }, (_, index) => `X-${index}: ${'y'.repeat(20)}`))]
  ];
  for (const [name, text] of attempts)
    test(`${name}: refused, and the connection closed`, async () => {
      const answer = await raw(text).ended;
      const [status] = [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, code]) => code);
      assert.ok(status === undefined || ['400', '431'].includes(status), answer.slice(0, 300));
      assert.ok(!answer.includes('handoff_'), 'nothing behind it is answered');
    });
});

const WHOLE = `${head(['Content-Type: application/json', 'Connection: close', `Content-Length: ${Buffer.byteLength(scores)}`])}${scores}`;

/** Others are served, on a connection of their own. */
async function alive(): Promise<void> {
  assert.match(await raw(WHOLE).ended, /^HTTP\/1\.1 200/);
}

describe('slow clients', () => {
  /** One byte whenever the last one left, for as long as the service lets it. */
  const trickle = (socket: Socket): void => {
    const timer = setInterval(() => socket.write('x'), TIMEOUT_MS / 20);
    socket.on('close', () => clearInterval(timer));
  };

  const kinds: [name: string, begin: string, goesOn: boolean][] = [
    ['says nothing', '', false],
    ['stops in its headers', 'POST /v1/scores HTTP/1.1\r\nHost: a\r\nX-A: ', false],
    ['sends its headers byte by byte', 'POST /v1/scores HTTP/1.1\r\nHost: a\r\nX-A: ', true],
    ['stops in its body', `${head(['Content-Type: application/json', 'Content-Length: 1000'])}{`, false],
    ['sends its body byte by byte', `${head(['Content-Type: application/json', 'Content-Length: 100000'])}{`, true]
  ];
  for (const [name, begin, goesOn] of kinds)
    test(`one that ${name} is cut off, and others are served meanwhile`, { timeout: 20 * TIMEOUT_MS }, async () => {
      const started = performance.now();
      const slow = Array.from({ length: 20 }, () => raw(begin === '' ? null : begin));
      if (goesOn) for (const { socket } of slow) trickle(socket);
      await alive();
      const answers = await Promise.all(slow.map(({ ended }) => ended));
      assert.ok(performance.now() - started < 10 * TIMEOUT_MS);
      for (const answer of answers)
        assert.ok(answer === '' || /^HTTP\/1\.1 (408|400)/.test(answer), answer.slice(0, 200));
      await alive();
    });
});

describe('clients that hold their connection', () => {
  /** The service's ends of the connections that are opened meanwhile, each a promise that it was let go of. */
  async function heldBy(open: () => readonly Socket[]): Promise<Promise<unknown>[]> {
    const freed: Promise<unknown>[] = [];
    const { server } = app.server;
    const accept = (socket: Socket): void => void freed.push(new Promise((resolve) => socket.on('close', resolve)));
    server.on('connection', accept);
    const sockets = open();
    await Promise.all(sockets.map((socket) => (socket.connecting ? once(socket, 'connect') : null)));
    while (freed.length < sockets.length) await new Promise((resolve) => setImmediate(resolve));
    server.off('connection', accept);
    return freed;
  }
  const quiet = (options: { allowHalfOpen?: boolean } = {}): Socket =>
    connect({ port, host: '127.0.0.1', ...options }).on('error', () => undefined);
  const whole = `${head(['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(scores)}`])}${scores}`;
  const half = `${head(['Content-Type: application/json', 'Content-Length: 1000'])}{`;
  /** More than the buffers of both ends take, so that the service cannot get rid of its answers. */
  const many = 'GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(300);

  const kinds: [name: string, count: number, open: () => Socket][] = [
    ['never reads its answers', 2, () => quiet().pause().setKeepAlive(true)],
    ['is one of hundreds that say nothing', 300, () => quiet()],
    ['asks once and stays', 10, () => quiet().resume()],
    ['has asked and hung up half', 10, () => quiet({ allowHalfOpen: true })],
    ['hung up half in the middle of a request', 20, () => quiet({ allowHalfOpen: true }).resume()]
  ];
  const says = [many, '', whole, whole, half];
  for (const [index, [name, count, open]] of kinds.entries())
    test(`one that ${name} is let go of, and others are served meanwhile`, { timeout: 30 * TIMEOUT_MS }, async () => {
      const sockets: Socket[] = [];
      const freed = await heldBy(() => {
        for (let opened = 0; opened < count; opened++) sockets.push(open());
        return sockets;
      });
      for (const socket of sockets) {
        if (says[index] !== '') socket.write(says[index] ?? '');
        if (name.includes('half')) socket.end();
      }
      await alive();
      await Promise.all(freed);
      await alive();
      for (const socket of sockets) socket.destroy();
    });
});
