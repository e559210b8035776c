import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { TreeCache } from './cache.ts';
import { parseClass } from './declarations.ts';

const SOURCE = `@IsTest public class Sample {
  Map<Id, List<String>> names = new Map<Id, List<String>>{ null => new List<String>{ 'a\\n"b"' } };
  Long big = 9007199254740993L;
  Decimal price { get { return 1.50; } private set; }
  void run() { for (Account a : [SELECT Id FROM Account WHERE Name IN :names.values()]) { a?.addError('no'); } }
}`;
const TREE = parseClass('Sample.cls', SOURCE);

describe('trees that are kept', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'handoff-trees-'))));
  after(() => rmSync(folder, { recursive: true }));

  const fresh = (): string => join(mkdtempSync(join(folder, 'one-')), 'deep', 'trees.json');
  const open = (path: string, source = SOURCE): unknown => {
    const cache = new TreeCache(path);
    const tree = cache.class('Sample.cls', source);
    cache.save();
    return tree;
  };
  /** Puts another tree in place of the one that is kept, with a checksum that is right or not. */
  const tamper = (path: string, change: (text: string) => string): void =>
    writeFileSync(path, change(readFileSync(path, 'utf8')));

  test('come back as they were parsed', () => {
    const path = fresh();
    assert.deepEqual(open(path), TREE);
    assert.deepEqual(open(path), TREE);
  });

  test('are read, not parsed again, and stand under what the file says', () => {
    const path = fresh();
    open(path);
    const written = readFileSync(path, 'utf8');
    open(path);
    assert.equal(readFileSync(path, 'utf8'), written);
    assert.deepEqual(open(path, 'public class Sample {}'), parseClass('Sample.cls', 'public class Sample {}'));
    assert.notEqual(readFileSync(path, 'utf8'), written);
    // What the last start did not use is forgotten.
    assert.ok(readFileSync(path, 'utf8').length < written.length);
  });

  test('are ignored and written again when another version wrote them, and when they are damaged', () => {
    const path = fresh();
    open(path);
    const good = readFileSync(path, 'utf8');
    const damages: ((text: string) => string)[] = [
      () => '',
      () => '\n\n',
      () => '{"trees":',
      () => 'null',
      (text) => text.slice(0, text.length / 2),
      (text) => text.replace(/^\w/, (digit) => (digit === '0' ? '1' : '0')),
      (text) => text.replace('Sample', 'Simple'),
      (text) => `${text}x`,
      (text) => `${text.split('\n')[0]}\n{}`
    ];
    for (const damage of damages) {
      tamper(path, damage);
      assert.notEqual(readFileSync(path, 'utf8'), good);
      assert.deepEqual(open(path), TREE);
      assert.equal(readFileSync(path, 'utf8'), good);
    }
  });

  test('are written aside first, and nothing is left of that', () => {
    const path = fresh();
    open(path);
    assert.deepEqual(readdirSync(join(path, '..')), ['trees.json']);
  });

  test('a place that cannot be read or written only costs time', () => {
    const path = fresh();
    mkdirSync(path, { recursive: true });
    assert.deepEqual(open(path), TREE);
    assert.deepEqual(readdirSync(join(path, '..')), ['trees.json']);
    const blocked = join(fresh(), 'trees.json');
    mkdirSync(join(blocked, '../..'), { recursive: true });
    writeFileSync(join(blocked, '..'), '');
    assert.deepEqual(open(blocked), TREE);
  });
});
