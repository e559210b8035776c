import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { z } from 'zod';
import { FakeClock, asked, listening } from '../../test/connectors.ts';
import { type StandIn, standIn } from '../../stand-ins/faults.ts';
import { ConnectorError } from '../ports.ts';
import { delayOf, JsonClient, type JsonClientOptions, StatusError } from './http.ts';

const SECRET = 'xoxb-very-secret';
const schema = z.object({ ok: z.literal(true) });
const signal = new AbortController().signal;

interface Set {
  stand: StandIn;
  clock: FakeClock;
  ask(path?: string, given?: AbortSignal): Promise<{ ok: true }>;
}

async function set(context: TestContext, options: Partial<JsonClientOptions> = {}): Promise<Set> {
  const no = (status: number) => ({ status, body: { secret: SECRET } });
  const stand = standIn({ 'rate limited': no(429), unauthorized: no(401), forbidden: no(403), broken: no(503) });
  stand.server.get('/ok', async () => ({ ok: true }));
  stand.server.get('/odd', async () => ({ ok: SECRET }));
  stand.server.get('/large', async () => ({ ok: true, more: 'x'.repeat(5000) }));
  stand.server.get('/away', async (_request, reply) => reply.redirect('/ok'));
  const clock = new FakeClock();
  const client = new JsonClient({
    baseUrl: await listening(stand, context),
    headers: { authorization: `Bearer ${SECRET}` },
    rate: { burst: 100, perSecond: 100 },
    clock,
    random: () => 1,
    ...options
  });
  return { stand, clock, ask: (path = 'ok', given = signal) => client.request({ path, schema, signal: given }) };
}

describe('a request', () => {
  test('is tried again after the seconds that the source asks for', async (context) => {
    const { stand, clock, ask } = await set(context);
    stand.fail({ kind: 'rate limited', retryAfter: '7' });
    assert.deepEqual(await ask(), { ok: true });
    assert.deepEqual(clock.slept, [7000]);
  });

  test('is tried again at the date that the source asks for', async (context) => {
    const { stand, clock, ask } = await set(context);
    stand.fail({ kind: 'rate limited', retryAfter: 'Fri, 20 Nov 2026 09:00:12 GMT' });
    await ask();
    assert.deepEqual(clock.slept, [12_000]);
  });

  test('is given up until later when the source asks for too long', async (context) => {
    const { stand, clock, ask } = await set(context);
    stand.fail({ kind: 'rate limited', retryAfter: '3600' });
    await assert.rejects(ask(), { message: 'it asks to wait 3600 seconds before the next request', retryable: true });
    assert.deepEqual(clock.slept, []);
  });

  test('is tried again with a growing delay while the source is broken, cut or truncated', async (context) => {
    const { stand, clock, ask } = await set(context);
    for (const kind of ['broken', 'cut', 'truncated'] as const) stand.fail({ kind });
    await ask();
    assert.deepEqual(clock.slept, [500, 1000, 2000]);
  });

  test('ends after four attempts with an error that may pass', async (context) => {
    const { stand, ask } = await set(context);
    stand.fail({ kind: 'broken', times: 9 });
    await assert.rejects(ask(), { message: 'ok answered with status 503', retryable: true, status: 503 });
    assert.equal(stand.requests.length, 4);
  });

  for (const [kind, message] of [
    ['unauthorized', 'ok does not accept the credentials (401)'],
    ['forbidden', 'ok does not allow this with these credentials (403)']
  ] as const)
    test(`is not tried again when ${kind}`, async (context) => {
      const { stand, ask } = await set(context);
      stand.fail({ kind });
      await assert.rejects(ask(), { message, retryable: false });
      assert.equal(stand.requests.length, 1);
    });

  test('ends after its time', async (context) => {
    const { stand, ask } = await set(context, { timeoutMs: 30, attempts: 2 });
    stand.fail({ kind: 'slow', times: 2 });
    await assert.rejects(ask(), { message: 'ok did not answer within 0.03 seconds', retryable: true });
  });

  test('ends at once when it is aborted', async (context) => {
    const { stand, ask } = await set(context);
    stand.fail({ kind: 'slow' });
    const controller = new AbortController();
    const answer = ask('ok', controller.signal);
    await asked(stand, 1);
    controller.abort();
    await assert.rejects(answer, { name: 'AbortError' });
    assert.equal(stand.requests.length, 1);
  });

  test('does not read more than it may', async (context) => {
    const { ask } = await set(context, { maxBytes: 1000 });
    await assert.rejects(ask('large'), { message: 'large answered with more than 1000 bytes', retryable: false });
  });

  test('does not follow a redirect with its credentials', async (context) => {
    const { stand, ask } = await set(context, { attempts: 1 });
    await assert.rejects(ask('away'), /away cannot be reached/);
    assert.deepEqual(stand.requests, ['GET /away']);
  });

  test('names the place of an unexpected answer, not what it holds', async (context) => {
    const { ask } = await set(context);
    await assert.rejects(ask('odd'), { message: 'odd answered in an unexpected shape at ok', retryable: false });
  });

  test('says where nobody listens', async () => {
    const options = { baseUrl: 'http://127.0.0.1:1/', headers: {}, rate: { burst: 1, perSecond: 1 }, attempts: 1 };
    const client = new JsonClient({ ...options, clock: new FakeClock() });
    await assert.rejects(client.request({ path: 'ok', schema, signal }), ConnectorError);
  });
});

test('no secret is in any error, however deep one looks', async (context) => {
  const { stand, ask } = await set(context, { attempts: 1, timeoutMs: 30 });
  for (const kind of ['unauthorized', 'broken', 'cut', 'slow', 'truncated'] as const) {
    stand.fail({ kind });
    const error = await ask().catch((thrown: unknown) => thrown);
    // What the source itself said is kept for connectors, and never shown.
    const shown = error instanceof StatusError ? [error.message, error.stack, error.cause] : error;
    assert.ok(!inspect(shown, { depth: 9 }).includes(SECRET), kind);
  }
  const header = { authorization: `Bearer ${SECRET}\nx` };
  assert.throws(
    () => new JsonClient({ baseUrl: 'http://127.0.0.1/', headers: header, rate: { burst: 1, perSecond: 1 } }),
    (error: unknown) => error instanceof TypeError && !inspect(error).includes(SECRET)
  );
});

test('requests keep to the rate, however many start at once', async (context) => {
  const { clock, ask } = await set(context, { rate: { burst: 2, perSecond: 4 } });
  const began = clock.now();
  for (let count = 0; count < 10; count++) await ask();
  // Two at once, eight more a quarter of a second apart.
  assert.equal(clock.now() - began, 2000);
});

test('Retry-After holds seconds or a date, or nothing of use', () => {
  const now = Date.parse('2026-11-20T09:00:00Z');
  assert.equal(delayOf('2', now), 2000);
  assert.equal(delayOf('0', now), 0);
  assert.equal(delayOf('Fri, 20 Nov 2026 09:01:00 GMT', now), 60_000);
  assert.equal(delayOf('Fri, 20 Nov 2026 08:00:00 GMT', now), 0);
  assert.equal(delayOf('soon', now), null);
  assert.equal(delayOf('', now), null);
  assert.equal(delayOf(null, now), null);
});
