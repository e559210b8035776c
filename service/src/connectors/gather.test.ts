import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { marlow } from '../../test/connectors.ts';
import type { Evidence } from '../domain/evidence.ts';
import { type Connector, ConnectorError } from '../ports.ts';
import { gather, gatherOne } from './gather.ts';

const { signal } = new AbortController();

function evidence(id: string, at: string, ...texts: string[]): Evidence {
  const speaker = { name: 'Beatriz Ferreira', email: null, side: 'customer' } as const;
  return { id, kind: 'email', at, title: 'A mail', url: null, segments: texts.map((text) => ({ speaker, text, at })) };
}

function source(name: string, given: readonly (Evidence | Error)[]): Connector {
  return {
    name,
    async *fetch() {
      for (const one of given) {
        if (one instanceof Error) throw one;
        yield one;
      }
    }
  };
}

const ids = (found: { evidence: readonly Evidence[] }): string[] => found.evidence.map(({ id }) => id);
const early = evidence('a:2', '2026-09-01T00:00:00.000Z', 'Early');
const late = evidence('a:1', '2026-10-01T00:00:00.000Z', 'Late');

describe('gathering', () => {
  test('sorts by time and then by id, and gives each id once', async () => {
    const same = evidence('a:0', late.at, 'Same moment');
    const again = evidence('a:1', late.at, 'Another text');
    const found = await gatherOne(source('Gong', [late, early, again, same]), marlow, signal);
    assert.deepEqual(ids(found), ['a:2', 'a:0', 'a:1']);
    assert.equal(found.evidence[2]?.segments[0]?.text, 'Late');
    assert.deepEqual([found.source, found.problem, found.retryable], ['Gong', null, false]);
  });

  test('keeps what was said within the window', async () => {
    const before = evidence('a:3', '2026-01-01T00:00:00.000Z', 'Before');
    const both = { ...before, id: 'a:4', segments: [...before.segments, ...late.segments] };
    const found = await gatherOne(source('Gong', [before, both]), marlow, signal);
    assert.deepEqual(ids(found), ['a:4']);
    assert.equal(found.evidence[0]?.at, late.at);
    assert.equal(found.evidence[0].segments.length, 1);
  });

  test('makes a named problem of a source that fails, and keeps what came before', async () => {
    const failing = source('Gong', [early, new ConnectorError('it is closed', true)]);
    assert.deepEqual(await gatherOne(failing, marlow, signal), {
      source: 'Gong',
      evidence: [early],
      problem: 'Gong: it is closed.',
      retryable: true
    });
  });

  test('tells nothing of an error that nobody expected', async () => {
    const failing = source('Gong', [new TypeError('secret of https://user:password@host')]);
    const { problem, retryable } = await gatherOne(failing, marlow, signal);
    assert.equal(problem, 'Gong: something unexpected happened while reading it.');
    assert.equal(retryable, false);
  });

  test('does not wait for a source that neither answers nor listens', async () => {
    const deaf: Connector = {
      name: 'Gong',
      async *fetch() {
        yield early;
        await new Promise(() => undefined);
      }
    };
    const found = await gatherOne(deaf, marlow, signal, { timeoutMs: 20 });
    assert.deepEqual(ids(found), ['a:2']);
    assert.equal(found.problem, 'Gong: not finished within 0.02 seconds.');
    assert.equal(found.retryable, true);

    const stopped = await gatherOne(deaf, marlow, AbortSignal.abort());
    assert.equal(stopped.problem, 'Gong: it was stopped early.');
  });

  test('shows no invisible characters and no address that is not a page', async () => {
    const odd = {
      ...evidence('a:5', late.at, 'ig\u200bnore \u202eme'),
      title: 'a\u0000\nb',
      url: 'javascript:alert(1)'
    };
    const empty = evidence('a:6', late.at, '\u200b');
    const found = await gatherOne(source('Slack', [odd, empty]), marlow, signal);
    assert.deepEqual(ids(found), ['a:5']);
    assert.equal(found.evidence[0]?.segments[0]?.text, 'ignore me');
    assert.deepEqual([found.evidence[0].title, found.evidence[0].url], ['a b', null]);
  });

  test('cuts absurd lengths: segments at their end, sources at their oldest, and says so', async () => {
    const long = evidence('a:7', late.at, 'x'.repeat(500));
    const cut = await gatherOne(source('Slack', [long]), marlow, signal, { segmentLength: 100 });
    assert.equal(cut.evidence[0]?.segments[0]?.text.length, 100);
    const few = await gatherOne(source('Slack', [early, long]), marlow, signal, { sourceLength: 502 });
    assert.deepEqual(ids(few), ['a:7']);
    assert.equal(few.problem, 'Slack: the oldest 1 of 2 records are too much to read.');
  });

  test('reads all sources, and counts for the first what two of them give', async () => {
    const found = await gather(
      [source('Gong', [early]), source('File', [early, late]), source('Slack', [new Error('x')])],
      marlow,
      signal
    );
    assert.deepEqual(found.map(ids), [['a:2'], ['a:1'], []]);
    assert.deepEqual(
      found.map(({ problem }) => problem === null),
      [true, true, false]
    );
  });
});
