import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { openOrg } from '../../local-org/src/org/open.ts';
import { typeCheckApex } from '../apex-check.ts';
import { checkProject } from '../metadata/check.ts';
import { apiTypeCheck } from '../metadata/api-types.ts';
import { runCommand } from '../run/layer.ts';
import { generateTypes } from '../typegen/main.ts';
import { APEX_PLANTS, classOf } from './apex.ts';
import { METADATA_PLANTS } from './metadata.ts';
import { PAGE_PLANTS } from './pages.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const SOURCE = join('force-app', 'main', 'default');
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A copy of what the checks read, to be broken. */
function copy(): string {
  const root = mkdtempSync(join(tmpdir(), 'handoff-planted-'));
  for (const name of ['force-app', 'config', 'sfdx-project.json', 'tsconfig.base.json'])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

describe('an error in Apex is caught:', () => {
  let said: Said[] = [];
  let root: string;
  before(async () => {
    root = copy();
    const folder = join(root, SOURCE, 'classes', 'planted');
    mkdirSync(folder);
    const meta = readFileSync(join(ROOT, SOURCE, 'classes/gate/HandoffGateService.cls-meta.xml'));
    for (const [place, plant] of APEX_PLANTS.entries()) {
      const { name, text } = classOf(plant, place);
      writeFileSync(join(folder, `${name}.cls`), text);
      writeFileSync(join(folder, `${name}.cls-meta.xml`), meta);
    }
    const checking = typeCheckApex(root);
    const compiled = problemsOf(() => {
      openOrg({ root, log: QUIET }).stop();
      return [];
    });
    const checked = problemsOf(() => checkProject(root));
    said = [
      ...linesOf('apex-ls', inOneLine((await checking).output)),
      ...linesOf('local org', compiled),
      ...linesOf('metadata check', checked)
    ];
  });
  after(() => rmSync(root, { recursive: true }));

  for (const [place, plant] of APEX_PLANTS.entries()) {
    it(plant.what, (test) => assertCaught(test, plant.said, about(said, `Planted${place}.cls`)));
  }

  it('and nothing is said about what is right', () => {
    const others = said.filter(({ line }) => line.includes('force-app') && !line.includes('Planted'));
    assert.deepEqual(others, []);
  });
});

describe('a callout from a job that does not allow it is caught', () => {
  it('by the tests of the job', () => {
    const root = copy();
    try {
      const path = join(root, SOURCE, 'classes/scoring/HandoffScoringQueueable.cls');
      const text = readFileSync(path, 'utf8');
      const broken = text.replace(', Database.AllowsCallouts', '');
      assert.notEqual(broken, text, 'nothing was planted');
      writeFileSync(path, broken);
      const { org, stop } = openOrg({ root, log: QUIET });
      const { results } = org.apex.runTests({ className: 'HandoffScoringQueueableTest' });
      stop();
      assert.ok(results.some((result) => /callout/i.test(result.message ?? '')));
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe('an error in metadata is caught:', () => {
  let root: string;
  const checkFile = apiTypeCheck();
  before(() => {
    root = copy();
  });
  after(() => rmSync(root, { recursive: true }));

  it('and none where there is none', () => assert.deepEqual(checkProject(root), []));

  for (const { what, file, from, to, said } of METADATA_PLANTS) {
    it(what, (test) => {
      const path = join(root, SOURCE, file);
      const original = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
      const text = from === undefined ? to : (original ?? '').replace(from, to ?? '');
      assert.notEqual(text, original, 'nothing was planted');
      mkdirSync(dirname(path), { recursive: true });
      if (text === undefined) rmSync(path);
      else writeFileSync(path, text);
      try {
        assertCaught(test, said, [
          ...linesOf('Metadata API types', text === undefined ? [] : checkFile(file, text)),
          ...linesOf(
            'metadata check',
            problemsOf(() => checkProject(root))
          )
        ]);
      } finally {
        if (original !== undefined) writeFileSync(path, original);
        else rmSync(file.startsWith('objects/This') ? dirname(path) : path, { recursive: true });
      }
    });
  }
});

describe('an error in a page is caught:', () => {
  let said: Said[] = [];
  let root: string;
  before(async () => {
    root = copy();
    for (const [place, { text }] of PAGE_PLANTS.entries())
      writeFileSync(join(root, SOURCE, 'lwc', 'handoffText', `planted${place}.ts`), text);
    generateTypes(root);
    const { output } = await runCommand('tsc', ['-p', join(root, SOURCE, 'lwc'), '--noEmit', '--pretty', 'false']);
    said = linesOf('tsc', output.split('\n'));
  });
  after(() => rmSync(root, { recursive: true }));

  for (const [place, plant] of PAGE_PLANTS.entries()) {
    it(plant.what, (test) => assertCaught(test, plant.said, about(said, `planted${place}.ts`)));
  }

  it('and nothing is said about what is right', () =>
    assert.deepEqual(
      said.filter(({ line }) => line.includes('error TS') && !line.includes('planted')),
      []
    ));
});

/** apex-ls prints a file's path, and below it a line for each problem. */
function inOneLine(output: string): string[] {
  let path = '';
  return output.split('\n').map((line) => {
    if (!/^[A-Z][a-z]+: line /.test(line)) path = line;
    return `${path} ${line}`;
  });
}

/** A line that one of the checks prints. */
interface Said {
  check: string;
  line: string;
}

function linesOf(check: string, lines: readonly string[]): Said[] {
  return lines.map((line) => ({ check, line }));
}

function about(said: readonly Said[], file: string): Said[] {
  return said.filter(({ line }) => line.includes(file));
}

/** Passes, and names the checks, when one of them says what it must. */
function assertCaught(test: TestContext, wanted: RegExp, said: readonly Said[]): void {
  const caught = said.filter(({ line }) => wanted.test(line));
  const others = said.map(({ check, line }) => `${check}: ${line}`).join('\n');
  assert.ok(caught.length > 0, `No check says so; they say:\n${others}`);
  test.diagnostic(`caught by ${[...new Set(caught.map(({ check }) => check))].join(', ')}`);
}

/** What a check returns, or says when it throws. */
function problemsOf(check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message.split('\n');
  }
}
