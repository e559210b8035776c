import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProject } from '../../local-org/src/metadata/project.ts';
import { checkGlossary } from './glossary.ts';

const PROJECT = readProject(new URL('../..', import.meta.url).pathname);

/** What is said of the package with one label worded otherwise. */
function said(label: string, text: string): string[] {
  const german = PROJECT.translations.get('de');
  assert.ok(german);
  assert.ok(german.labels.has(label), label);
  const reworded = { ...german, labels: new Map([...german.labels, [label, text]]) };
  return checkGlossary({ ...PROJECT, translations: new Map([['de', reworded]]) });
}

test('the translations keep to the glossary', () => {
  assert.deepEqual(checkGlossary(PROJECT), []);
});

test('another word for a thing is named, with the word to use', () => {
  const [problem, ...others] = said('Panel_Load_Failed', 'Der Handover konnte nicht geladen werden.');
  assert.match(problem ?? '', /The label Panel_Load_Failed .*lacks "Übergabe"/);
  assert.deepEqual(others, []);
});

test('"du" is named, and words that only contain it are not', () => {
  assert.match(said('Panel_Cancel', 'Brich deine Eingabe ab')[0] ?? '', /says "du": say "Sie"/);
  assert.deepEqual(said('Panel_Cancel', 'Produkt und Dauer, Eurozone'), []);
});
