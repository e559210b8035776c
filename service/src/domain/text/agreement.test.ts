import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isNone, says } from './placeholder.ts';

const GATE = new URL('../../../../force-app/main/default/classes/gate/HandoffPlaceholderService.cls', import.meta.url);

/** The texts of a set in the gate's class. */
function wordsOf(name: string): string[] {
  const body = new RegExp(`${name} = new Set<String>\\{([^}]*)\\}`).exec(readFileSync(GATE, 'utf8'))?.[1] ?? '';
  return [...body.matchAll(/'([^']+)'/g)].map(([, word]) => word ?? '');
}

test('what the gate refuses says nothing here either', () => {
  const words = wordsOf('EMPTY_WORDS');
  assert.ok(words.length > 50, 'the list was found');
  assert.deepEqual(
    words.filter((word) => says(word)),
    []
  );
});

test('what the gate takes for "none" is none here too', () => {
  const words = wordsOf('NONE_WORDS');
  assert.ok(words.includes('keine') && words.includes('none'), 'the list was found');
  assert.deepEqual(
    words.filter((word) => !isNone(word)),
    []
  );
});
