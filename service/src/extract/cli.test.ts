import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cpuMs } from '../../test/cost.ts';
import { run } from './cli.ts';

interface Ran {
  code: number;
  out: string[];
  err: string;
}

/** Runs the command line over files in memory. */
function ran(args: readonly string[], files: Readonly<Record<string, string>>): Ran {
  let out = '';
  let err = '';
  const code = run(args, {
    read: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`ENOENT: no such file: ${path}`);
      return text;
    },
    out: (text) => void (out += text),
    err: (text) => void (err += text)
  });
  return { code, out: out.split('\n').filter((line) => line !== ''), err };
}

const MAIL = JSON.stringify({
  id: 'mail:1',
  kind: 'email',
  at: '2026-03-02T10:00:00Z',
  segments: [{ speaker: { name: 'Amara', side: 'seller' }, text: 'Thanks. We will deliver the connector by Friday.' }]
});

test('one claim a line, with exactly the fields promised', () => {
  const { code, out, err } = ran(['a.jsonl'], { 'a.jsonl': `${MAIL}\n` });
  assert.equal(code, 0);
  assert.equal(err, '');
  const claim: unknown = JSON.parse(out[0] ?? '');
  assert.deepEqual(claim, {
    kind: 'commitment',
    evidenceId: 'mail:1',
    segment: 0,
    start: 8,
    end: 48,
    quote: 'We will deliver the connector by Friday.',
    by: 'seller',
    person: 'Amara',
    due: '2026-03-06',
    text: 'We will deliver the connector by Friday.'
  });
});

describe('bad lines are named, good ones still processed', () => {
  const cases: [name: string, line: string, says: RegExp][] = [
    ['no JSON', 'nonsense', /line 2: not JSON/],
    ['a list', '[]', /line 2: the record/],
    ['no segments', '{"id":"x","kind":"call","at":"2026-01-01"}', /line 2: segments/],
    ['another kind', '{"id":"x","kind":"fax","at":"2026-01-01","segments":[]}', /line 2: kind/],
    ['no date', '{"id":"x","kind":"call","at":"soon","segments":[]}', /line 2: at: not an ISO 8601 date/],
    [
      'no text',
      '{"id":"x","kind":"call","at":"2026-01-01","segments":[{"speaker":null}]}',
      /line 2: segments\.0\.text/
    ],
    ['the same id again', MAIL, /line 2: id: "mail:1" was given before/]
  ];
  for (const [name, line, says] of cases)
    test(name, () => {
      const { code, out, err } = ran(['a.jsonl'], { 'a.jsonl': `${MAIL}\n${line}\n\n` });
      assert.equal(code, 2);
      assert.match(err, says);
      assert.ok(out.length > 0);
    });
});

describe('dates', () => {
  const lines = [
    '{"text":"by 3/4/2027","reference":"2026-11-18"}',
    '{"text":"x"}',
    '{"text":"nothing","reference":"2026-11-18T10:00:00"}'
  ].join('\n');
  test('a list a line, and the bad one named', () => {
    const { code, out, err } = ran(['d.jsonl', '--dates'], { 'd.jsonl': lines });
    assert.equal(code, 2);
    assert.deepEqual(out, ['[{"span":[3,11],"value":"2027-03-04"}]', '[]']);
    assert.match(err, /^line 2: reference/);
  });
  test('day first when asked', () => {
    const { out } = ran(['d.jsonl', '--dates', '--day-first'], { 'd.jsonl': lines });
    assert.equal(out[0], '[{"span":[3,11],"value":"2027-04-03"}]');
  });
});

describe('what the CRM knows', () => {
  const call = JSON.stringify({
    id: 'c',
    kind: 'call',
    at: '2026-03-02',
    segments: [{ speaker: { side: 'customer' }, text: 'We will bring in Zylo next to you, they look cheaper.' }]
  });
  test('competitors and fields, nested', () => {
    const crm = JSON.stringify({ crm: { Competitors__c: 'none' }, competitors: ['Zylo'] });
    const kinds = ran(['a', '--crm', 'crm'], { a: call, crm }).out.map(
      (line) => (JSON.parse(line) as { kind: string }).kind
    ); // Printed by us.
    assert.ok(kinds.includes('competitor'));
    assert.ok(kinds.includes('contradiction'));
  });
  test('fields alone', () =>
    assert.equal(ran(['a', '--crm', 'crm'], { a: call, crm: '{"Amount":12,"Next":null}' }).code, 0));
  test('a file that is none', () => {
    const { code, err } = ran(['a', '--crm', 'crm'], { a: call, crm: '{' });
    assert.equal(code, 2);
    assert.match(err, /not JSON/);
  });
});

describe('files as they come', () => {
  test('empty, or of empty lines', () => {
    for (const text of ['', '\n\n', '\r\n']) assert.deepEqual(ran(['a'], { a: text }), { code: 0, out: [], err: '' });
  });
  test('with a byte order mark and lines that end in CR LF', () => {
    const { code, out, err } = ran(['a'], { a: `\uFEFF${MAIL}\r\nbad\r\n` });
    assert.equal(code, 2);
    assert.equal(out.length, 1);
    assert.match(err, /^line 2: not JSON/);
  });
  test('ten million units in one segment', () => {
    const text = `🚀 We will deliver it by Friday. ${'x'.repeat(5_000_000)} ${'ab '.repeat(1_500_000)}`;
    const line = JSON.stringify({ id: 'b', kind: 'call', at: '2026-03-02', segments: [{ text }] });
    let out: string[] = [];
    const spent = cpuMs(() => ({ out } = ran(['a'], { a: line })));
    assert.equal(out.length, 1);
    assert.match(out[0] ?? '', /"start":3,"end":32,/);
    assert.ok(spent < 15_000, `${spent} ms`);
  });
});

test('a missing file, no file and an unknown option say so', () => {
  assert.match(ran(['nope'], {}).err, /ENOENT/);
  assert.match(ran([], {}).err, /exactly one file[\s\S]*Usage/);
  assert.match(ran(['a', '--fast'], { a: '' }).err, /--fast[\s\S]*Usage/);
  assert.equal(ran([], {}).code, 2);
});
