import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { API_VERSION as OF_SERVICE } from '../../service/src/salesforce/client.ts';
import { API_VERSION as OF_INSTALLATION } from '../install/org.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** That every file of the package has this version is the metadata check's to say. */
test('whoever talks to an org does so in the version that sfdx-project.json names', () => {
  const { sourceApiVersion } = JSON.parse(readFileSync(join(ROOT, 'sfdx-project.json'), 'utf8'));
  assert.equal(sourceApiVersion, '66.0');
  assert.equal(OF_SERVICE, sourceApiVersion);
  assert.equal(`${OF_INSTALLATION}.0`, sourceApiVersion);
});
