import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readsDayFirst } from './domains.ts';

test('the address of the customer tells how dates are written, before its domain and the locale of the seller', () => {
  const of = (country: string | null, domain = 'customer.example', locale = 'en_US'): boolean =>
    readsDayFirst(country, [domain], locale);
  assert.equal(of('DE'), true);
  assert.equal(of('US', 'customer.de', 'de_DE'), false);
  for (const name of ['USA', 'U.S.A.', 'United States', 'the United States', 'Vereinigte Staaten', 'Philippines'])
    assert.equal(of(name, 'customer.de', 'de_DE'), false, name);
  assert.equal(of('Germany'), true);
  assert.equal(of(null, 'customer.de'), true);
  assert.equal(of(' ', 'customer.com', 'en_GB'), true);
  assert.equal(of(null), false);
});
