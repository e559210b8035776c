import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evidence, segment } from '../../test/claude.ts';
import { Redactor } from './redact.ts';
import { type Part, halveBatch, packParts, partBlock, partTokens, prepareSource } from './sources.ts';

const ready = (id: string, texts: readonly string[]) =>
  prepareSource(
    evidence(
      id,
      texts.map((text) => segment('seller', text))
    ),
    id,
    new Redactor()
  );
/** The text of a segment, put together again from the slices of all requests. */
const sentText = (batches: readonly Part[][], index: number): string =>
  batches
    .flat()
    .flatMap(({ slices }) => slices.filter((slice) => slice.segment === index))
    .map(({ sent, from, to }) => sent.text.slice(from, to))
    .join('');

describe('packing sources into requests', () => {
  test('keeps order, cuts no source that fits, and no request is larger than allowed', () => {
    const sources = ['a', 'b', 'c', 'd'].map((id) => ready(id, ['word '.repeat(200), 'and more']));
    const batches = packParts(sources, 1_000);
    assert.deepEqual(
      batches.map((batch) => batch.map(({ source }) => source.alias)),
      [
        ['a', 'b'],
        ['c', 'd']
      ]
    );
    for (const batch of batches) assert.ok(batch.reduce((sum, part) => sum + partTokens(part), 0) <= 1_000);
  });

  test('cuts a long source between segments, and a long segment between words, without losing a letter', () => {
    const texts = ['short one', 'Some words here. '.repeat(900), 'x'.repeat(9_000), '😀'.repeat(2_000), 'last'];
    const source = ready('s1', texts);
    const batches = packParts([source], 1_500);
    assert.ok(batches.length > 10);
    for (const [index, text] of texts.entries()) assert.equal(sentText(batches, index), text);
    for (const [part] of batches) {
      assert.ok(part && partTokens(part) <= 1_500);
      assert.ok(!/[\ud800-\udbff]$|^[\udc00-\udfff]/m.test(partBlock(part)), 'no character is cut in two');
      assert.match(partBlock(part), /^<source id="s1".*>\n\[\d\] [^\n]*(?:\n\[\d\] [^\n]*)*\n<\/source>$/);
    }
  });

  test('half a character, from a text that was cut, is not sent', () => {
    const { slices, head } = prepareSource(
      evidence('e', [segment('seller', 'cut \ud83d here', 'x\udc00')], { title: '😀'.repeat(300).slice(0, 99) }),
      's1',
      new Redactor()
    );
    for (const text of [head, slices[0]?.head, slices[0]?.sent.text]) assert.ok(text?.isWellFormed(), text);
    assert.deepEqual(slices[0]?.sent.toOriginal(5, 10), [5, 10]);
  });

  test('a source without words takes part in nothing', () => {
    assert.deepEqual(packParts([ready('a', ['', ' \n '])], 1_000), []);
  });

  test('halves go down to where nothing can be cut', () => {
    const source = ready('a', ['First half of it. '.repeat(12), 'b']);
    const [one, two] = halveBatch([{ source, slices: source.slices }]) ?? [];
    assert.deepEqual([one?.[0]?.slices.length, two?.[0]?.slices.length], [1, 1]);
    const [left, right] = halveBatch(one ?? []) ?? [];
    assert.equal(sentText([left ?? [], right ?? []], 0), source.slices[0]?.sent.text);
    assert.ok(left?.[0]?.slices[0]?.sent.text.slice(0, left[0].slices[0].to).endsWith('. '));
    assert.equal(halveBatch(two ?? []), null);
    assert.equal(halveBatch([]), null);
  });
});
