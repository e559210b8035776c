import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BriefError } from './brief/errors.ts';
import { createLogger, errorForLog, wordsOf } from './logger.ts';

const SECRET = 'session-0123456789';

/** An error as HTTP clients and database drivers make them: everything is in it. */
function telling(): Error {
  return Object.assign(new TypeError(`GET /?token=${SECRET} failed`), {
    ...{ code: 'ECONNRESET', rawPacket: Buffer.from(SECRET), data: { SECRET }, request: { headers: [SECRET] } },
    cause: new Error(`Failing row contains (${SECRET})`)
  });
}

describe('errors in the log', () => {
  test('tell kind, code and place, and nothing of what was going by', () => {
    const lines: string[] = [];
    const logger = createLogger('trace', { write: (line) => void lines.push(line) });
    logger.error({ err: telling() }, 'unexpected');
    logger.error({ err: telling() });
    logger.error(telling());
    logger.warn(telling(), 'with words');
    const all = lines.join('');
    assert.ok(!all.includes(SECRET) && !all.includes(JSON.stringify([...Buffer.from(SECRET)]).slice(1, -1)), all);
    const [first, second, third] = lines.map((line) => JSON.parse(line));
    assert.deepEqual([first.err.type, first.err.code, first.msg], ['TypeError', 'ECONNRESET', 'unexpected']);
    assert.match(first.err.at[0], /telling .*logger\.test\.ts:\d+/);
    assert.equal(first.err.cause.type, 'Error');
    assert.deepEqual([second.msg, third.msg], ['error', 'error']);
    assert.equal(JSON.parse(lines[3] ?? '').msg, 'with words');
  });

  test('keep the words that are ours', () => {
    const error = new BriefError('ORG_UNREACHABLE', 'Salesforce could not be reached.', 'Wait.', true, {
      cause: telling()
    });
    const logged = errorForLog(error);
    assert.deepEqual([logged['message'], logged['code']], ['Salesforce could not be reached.', 'ORG_UNREACHABLE']);
    assert.ok(!JSON.stringify(logged).includes(SECRET));
    assert.equal(wordsOf(error), 'Salesforce could not be reached.');
    assert.equal(wordsOf(telling()), 'Error');
    assert.equal(
      wordsOf(new Error(SECRET, { cause: Object.assign(new Error(SECRET), { code: 'EPIPE' }) })),
      'Error EPIPE'
    );
    assert.equal(wordsOf(SECRET), 'for a reason that it does not tell');
  });

  test('requests are told by their route: a path may hold anything', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    logger.info(
      { req: { method: 'GET', url: `/v1/briefs/${SECRET}`, routeOptions: { url: '/v1/briefs/:id' } } },
      'incoming'
    );
    assert.deepEqual(JSON.parse(lines[0] ?? '').req, { method: 'GET', url: '/v1/briefs/:id' });
  });
});
