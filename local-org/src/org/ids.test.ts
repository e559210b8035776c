import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdGenerator, isId, normalizeId, seededId, to18 } from './ids.ts';

// Pairs as Salesforce itself shows them ("ID Field Type", SOAP API Developer Guide).
const PAIRS = [
  ['0015000000Gv7qJ', '0015000000Gv7qJAAR'],
  ['001A0000006Vm9r', '001A0000006Vm9rIAC'],
  ['a0BG0000008SXZo', 'a0BG0000008SXZoMAO'],
  ['000000000000000', '000000000000000AAA']
] as const;

test('an id of 15 characters gets the suffix that says which are capitals', () => {
  for (const [short, long] of PAIRS) {
    assert.equal(to18(short), long);
    assert.equal(normalizeId(short), long);
    assert.equal(normalizeId(long), long);
  }
});

test('only 15 or 18 letters and digits with a fitting suffix are an id', () => {
  for (const [short, long] of PAIRS) assert.ok(isId(short) && isId(long));
  for (const wrong of ['', '001', '0015000000Gv7qJAAA', '0015000000Gv7q-', '0015000000Gv7qJA', '0015000000Gv7qJAARX']) {
    assert.equal(isId(wrong), false, wrong);
    assert.equal(normalizeId(wrong), wrong);
  }
});

test('generated ids are valid, all different, ascending, and never meet seeded ones', () => {
  const ids = new IdGenerator();
  const made = Array.from({ length: 1000 }, () => ids.next('006'));
  assert.equal(new Set(made).size, made.length);
  assert.ok(made.every((id) => isId(id) && id.startsWith('006')));
  assert.deepEqual([...made].sort(), made);
  assert.equal(made.includes(seededId('006', 1)), false);
});
