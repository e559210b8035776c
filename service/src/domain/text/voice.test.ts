import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuMs } from '../../../test/cost.ts';
import { isInTheirWords } from './voice.ts';

test('own words are quoted, or in the first person of the customer', () => {
  const theirs = [
    '"Nobody asks me where it is"',
    '“If nobody types a name twice any more, this has worked.” (Beatriz Ferreira, 12 November)',
    '„Niemand sucht mehr nach einer Rechnung“',
    '« Plus personne ne cherche une facture »',
    "Priya: 'When nobody asks where an invoice is, we're done'",
    'We stop arguing about numbers',
    "I'd call it a success when my crews ask to keep it",
    'If my team goes home on time, it worked',
    "i'm done chasing invoices by e-mail",
    'Nobody asks me for paper any more'
  ];
  for (const text of theirs) assert.equal(isInTheirWords(text), true, text);
});

test('a seller’s summary is not in their words', () => {
  const ours = [
    'Higher adoption across departments',
    'Higher "adoption" across departments',
    'Customer wants "one platform"',
    'The customer wants us to cut approval times',
    'They want faster approvals with our platform',
    'She said it should be fast for me',
    'We sold them the full suite',
    'We will deliver onboarding in six weeks',
    "'Claims Intake', 'Fraud Check' and 'Broker Portal' for adjusters",
    "The team's and the users' adoption",
    'US rollout finished',
    'Phase I is complete'
  ];
  for (const text of ours) assert.equal(isInTheirWords(text), false, text);
});

test('long texts take no longer than their length explains', () => {
  const texts = ["'a ", ' "a b', "it's 'a b c ", 'i ', '" '];
  const spent = cpuMs(() => texts.forEach((text) => isInTheirWords(text.repeat(100_000 / text.length))));
  assert.ok(spent < 2000, `${spent} ms`);
});
