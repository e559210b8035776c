import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedLayer, countJestTests, countNodeTests, countStories, type Layer } from './layer.ts';
import { runLayers } from './report.ts';

function layer(name: string, passed: number, failed: number): Layer {
  return { name, quick: true, run: async () => ({ passed, failed, output: `${name} says why` }) };
}

test('the last line adds up all layers, and a failure shows its output and fails the run', async () => {
  let printed = '';
  const code = await runLayers([layer('one', 3, 0), layer('two', 1, 2)], (text) => (printed += text));
  assert.equal(code, 1);
  assert.equal(printed.trimEnd().split('\n').at(-1), '4 passed, 2 failed');
  assert.match(printed, /two says why/);
  assert.doesNotMatch(printed, /one says why/);
});

test('a run without failures exits with 0', async () => {
  assert.equal(await runLayers([layer('one', 3, 0)], () => undefined), 0);
});

test('two layers run at a time, and one that needs the machine for itself runs after all others', async () => {
  let running = 0;
  const most: number[] = [];
  const counting = (name: string, alone?: true): Layer => ({
    name,
    quick: true,
    ...(alone ? { alone } : {}),
    run: async () => {
      most.push(++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return { passed: 1, failed: 0, output: '' };
    }
  });
  let printed = '';
  await runLayers([counting('stories', true), counting('one'), counting('two'), counting('three')], (text) => {
    printed += text;
  });
  assert.equal(Math.max(...most), 2);
  assert.match(printed, /stories[^\n]*\n4 passed, 0 failed\n$/);
});

test('totals are read from node:test and Jest', () => {
  assert.deepEqual(countNodeTests('ℹ pass 5\nℹ fail 1\nℹ cancelled 2\n'), { passed: 5, failed: 3 });
  assert.deepEqual(countJestTests('Tests:       1 failed, 41 passed, 42 total'), { passed: 41, failed: 1 });
  assert.deepEqual(countStories('  1 failed\n    a.story.ts\n  2 did not run\n  9 passed (1.2m)\n'), {
    passed: 9,
    failed: 3
  });
  assert.equal(countStories('Error: no browser'), undefined);
  assert.equal(countNodeTests('Segmentation fault'), undefined);
});

test('a command that dies without naming a failed test still counts as a failure', async () => {
  const dies = countedLayer(
    'dies',
    true,
    'node',
    ['-e', 'console.log("ℹ pass 1\\nℹ fail 0"); process.exit(3)'],
    countNodeTests
  );
  const silent = countedLayer('silent', true, 'node', ['-e', ''], countNodeTests);
  assert.equal((await dies.run()).failed, 1);
  assert.equal((await silent.run()).failed, 1);
});
