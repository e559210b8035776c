import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { TEST_FILES } from './layers.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

test('every test file runs in one layer and no more', () => {
  const inLayers = Object.values(TEST_FILES).flatMap((patterns) => globSync([...patterns], { cwd: ROOT }));
  const all = globSync(
    ['service', 'scripts', 'local-org', 'e2e'].map((part) => `${part}/**/*.test.ts`),
    {
      cwd: ROOT,
      exclude: ['**/node_modules/**']
    }
  );
  assert.ok(all.length > 100, `${all.length} files`);
  assert.deepEqual(inLayers.sort(), all.sort());
});
