import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { readProject } from '../../local-org/src/metadata/project.ts';
import { checkNamespace } from './namespace.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

test('nothing in the package would break were it given a namespace', () => {
  assert.deepEqual(checkNamespace(ROOT, readProject(ROOT)), []);
});

test('fields looked up by name, and names that hold in one org only, are found', () => {
  const root = mkdtempSync(join(tmpdir(), 'handoff-namespace-'));
  try {
    mkdirSync(join(root, 'classes'));
    const file = (name: string, text: string): string => {
      writeFileSync(join(root, 'classes', name), text);
      return join('classes', name);
    };
    const lookup = "Object value = deal.getPopulatedFieldsAsMap().get('Score__c');\n";
    const classes = [
      file('Reader.cls', `class Reader {\n${lookup}}\n`),
      file('HandoffFieldSelector.cls', lookup),
      file('Other.cls', "String name = 'hndf__Handoff__c';\n")
    ];
    const found = checkNamespace(root, { ...readProject(ROOT), classes, triggers: [] });
    assert.equal(found.length, 2, found.join('\n'));
    assert.match(found[0] ?? '', /Reader\.cls:2 getPopulatedFieldsAsMap/);
    assert.match(found[1] ?? '', /Other\.cls:1 .*namespace/);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
