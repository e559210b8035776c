import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findings } from './search.ts';

describe('the search for secrets', () => {
  const secret = 'key-0123456789abcdef "quoted"';
  const hidden: [name: string, text: string][] = [
    ['as it is', `a ${secret} b`],
    ['in JSON', JSON.stringify({ secret })],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({ secret }))],
    ['in an address', `?a=${encodeURIComponent(secret)}`],
    ['in hexadecimal', Buffer.from(secret).toString('hex')],
    ['as a buffer that was logged', JSON.stringify(Buffer.from(`x ${secret} y`))],
    ...['', 'a', 'ab'].map((before): [string, string] => [
      `in Base64 behind ${before.length} bytes`,
      Buffer.from(`${before}${secret}:more`).toString('base64')
    ])
  ];
  for (const [name, text] of hidden)
    test(`finds it ${name}`, () => assert.equal(findings(text, [secret, 'something else']).length, 1));

  test('finds nothing where nothing is', () =>
    assert.deepEqual(findings('key-0123456789abcde "quoted"', [secret]), []));
});
