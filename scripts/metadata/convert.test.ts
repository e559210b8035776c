import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { convertSource } from './convert.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const BUNDLE = 'force-app/main/default/lwc/handoffTest';
const META = '<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"/>\n';

describe('a conversion', () => {
  let root: string;
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'handoff-'));
    cpSync(join(ROOT, 'sfdx-project.json'), join(root, 'sfdx-project.json'));
    mkdirSync(join(root, BUNDLE), { recursive: true });
    write(`${BUNDLE}/handoffTest.js-meta.xml`, META);
    write(`${BUNDLE}/handoffTest.ts`, '');
  });
  after(() => rmSync(root, { recursive: true }));

  it('tells of a bundle that would go without its JavaScript, or with its TypeScript', async () => {
    assert.deepEqual(await convertSource(root), [
      `${BUNDLE} has no handoffTest.js in the package`,
      `${BUNDLE}/handoffTest.ts would go along, and an org refuses it`
    ]);
  });

  it('passes when the bundle is built and the TypeScript stays', async () => {
    cpSync(join(ROOT, '.forceignore'), join(root, '.forceignore'));
    write(`${BUNDLE}/handoffTest.js`, '');
    assert.deepEqual(await convertSource(root), []);
  });

  it('tells what the CLI cannot place', async () => {
    mkdirSync(join(root, 'force-app/main/default/nonsense'));
    write('force-app/main/default/nonsense/Some.nonsense-meta.xml', '<Nonsense/>');
    assert.match((await convertSource(root)).join('\n'), /Some\.nonsense-meta\.xml/);
  });
});
