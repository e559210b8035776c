import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_USERS } from '../src/access/seed.ts';
import { openOrg } from '../src/org/open.ts';
import { seededId } from '../src/org/ids.ts';
import { PROJECT } from './org.ts';

test('the Apex tests hold for an admin who installs in German', () => {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { org, stop } = openOrg({ root: PROJECT, log: quiet });
  SAMPLE_USERS.forEach((_user, index) => {
    const id = seededId('005', index + 1);
    org.transact(id, 'personal settings', (tx) =>
      org.save.save(tx, {
        operation: 'update',
        object: 'User',
        records: [{ Id: id, LanguageLocaleKey: 'de', LocaleSidKey: 'de_DE' }],
        allOrNone: true,
        access: 'system',
        sharing: 'without'
      })
    );
  });
  const { results } = org.apex.runTests({});
  assert.ok(results.length > 100, 'the tests were found');
  const failed = results.filter((result) => !result.passed);
  assert.deepEqual(
    failed.map(({ className, method, message }) => `${className}.${method}: ${message}`),
    []
  );
  stop();
});
