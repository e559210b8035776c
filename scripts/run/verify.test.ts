import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Layer, Outcome } from './layer.ts';
import { layers } from './layers.ts';
import { proofs } from './proofs.ts';
import { verify } from './verify.ts';

function layer(name: string, outcome: Outcome): Layer {
  return { name, quick: false, run: async () => outcome };
}

async function shown(...outcomes: Outcome[]): Promise<{ code: number; text: string }> {
  let text = '';
  const code = await verify(
    outcomes.map((outcome, place) => ({ layer: layer(`proof ${place}`, outcome), covers: `part ${place}` })),
    (printed) => (text += printed)
  );
  return { code, text };
}

test('each proof is one row with what it covers, its figure and its time', async () => {
  const { code, text } = await shown(
    { passed: 41, failed: 0, output: 'quiet' },
    { passed: 1, failed: 0, output: 'quiet' }
  );
  assert.equal(code, 0);
  assert.match(text, /^ok {2}proof 0 {2}part 0 {2}41 passed {2}\d+\.\d s$/m);
  assert.match(text, /^ok {2}proof 1 {2}part 1 {2}clean {6}\d+\.\d s$/m);
  assert.match(text, /2 proofs hold, 0 do not\n$/);
  assert.doesNotMatch(text, /quiet/);
});

test('a proof that fails shows what it said and fails the whole', async () => {
  const { code, text } = await shown({ passed: 3, failed: 2, output: 'this went wrong' });
  assert.equal(code, 1);
  assert.match(text, /this went wrong/);
  assert.match(text, /FAILED {2}proof 0 {2}part 0 {2}2 of 5 failed/);
});

test('every layer has its row, and mutants beside them', () => {
  const names = proofs().map((proof) => proof.layer.name);
  assert.deepEqual(names, [...layers.map(({ name }) => name), 'mutants']);
});

test('figures are read from what the runners print', () => {
  const figureOf = (name: string, output: string): string | undefined =>
    proofs()
      .find((proof) => proof.layer.name === name)
      ?.figure?.({ passed: 98, failed: 0, output });
  assert.equal(figureOf('apex', 'Org wide coverage  98.1%\n'), '98 passed, 98.1% of lines');
  assert.equal(figureOf('mutants', '150 of 160 mutants noticed (93.8 %, at least'), '150 of 160 noticed, 93.8 %');
  assert.equal(figureOf('mutants', 'nothing'), undefined);
  assert.equal(
    figureOf('round trip', '858 files come back as they were, 875 components in the manifest\n'),
    '858 files, 875 components'
  );
});
