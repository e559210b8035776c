import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { buildLwc, LwcBuildError } from './build-lwc.ts';

const SOURCE = `import { LightningElement, api } from 'lwc';
import type { HandoffPanelView } from 'apex-types';
export default class Example extends LightningElement {
  @api recordId?: string;
  view?: HandoffPanelView;
}
`;

describe('buildLwc', () => {
  let root = '';
  let bundle = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'build-lwc-'));
    bundle = join(root, 'force-app/main/default/lwc/example');
    mkdirSync(join(bundle, '__tests__'), { recursive: true });
    writeFileSync(join(bundle, 'example.ts'), SOURCE);
    writeFileSync(join(bundle, '__tests__', 'example.test.ts'), 'it.todo("x");');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('takes the types away and leaves the decorators, and does not touch tests', async () => {
    const { compiled } = await buildLwc(root);
    const output = readFileSync(join(bundle, 'example.js'), 'utf8');
    assert.deepEqual(compiled, ['force-app/main/default/lwc/example/example.ts']);
    assert.match(output, /@api\s+recordId;/);
    assert.doesNotMatch(output, /apex-types|: string/);
    assert.equal(existsSync(join(bundle, '__tests__', 'example.test.js')), false);
  });

  it('compiles again only what changed', async () => {
    await buildLwc(root);
    assert.deepEqual((await buildLwc(root)).compiled, []);
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(bundle, 'example.ts'), later, later);
    assert.equal((await buildLwc(root)).compiled.length, 1);
  });

  it('removes the output of a source that is gone', async () => {
    await buildLwc(root);
    rmSync(join(bundle, 'example.ts'));
    assert.deepEqual((await buildLwc(root)).removed, ['force-app/main/default/lwc/example/example.js']);
    assert.equal(existsSync(join(bundle, 'example.js')), false);
  });

  it('says where a source is broken, and writes nothing for it', async () => {
    writeFileSync(join(bundle, 'example.ts'), 'export default class {\n  broken(: void\n}\n');
    await assert.rejects(buildLwc(root), (error: unknown) => {
      assert.ok(error instanceof LwcBuildError);
      assert.match(error.message, /^force-app\/main\/default\/lwc\/example\/example\.ts:2:\d+ /);
      return true;
    });
    assert.equal(existsSync(join(bundle, 'example.js')), false);
  });

  it('does nothing where there are no bundles', async () => {
    rmSync(join(root, 'force-app'), { recursive: true });
    assert.deepEqual(await buildLwc(root), { compiled: [], removed: [] });
  });
});
