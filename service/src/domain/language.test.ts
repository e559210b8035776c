import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInTheirWords, isMeasurable, isSpecific, namesWhen, says } from './language.ts';

test('placeholders say nothing', () => {
  for (const text of ['TBD', 'n/a', 'N / A.', '-', '…', 'x', ' ', 'To be determined', 'same'])
    assert.equal(says(text), false, text);
  for (const text of ['None', '3 seats', 'Video call', 'Tbilisi office']) assert.equal(says(text), true, text);
});

test('a criterion is measurable with a quantity or an outcome, and by when', () => {
  const measurable = [
    'Cut approval from 9 days to 3 by the end of June',
    'Go live in Austria before Q3',
    '40 % fewer tickets within 90 days',
    'Pass the audit in June without findings',
    'All 12 stores live by 2027-03-01'
  ];
  const not = [
    'Improve productivity',
    'Happy users by June',
    'Cut approval from 9 days to 3',
    'As soon as possible',
    'Faster reporting next year or so'
  ];
  for (const text of measurable) assert.equal(isMeasurable(text), true, text);
  for (const text of not) assert.equal(isMeasurable(text), false, text);
  assert.equal(isMeasurable('Approval takes 3 days', '2027-06-30'), true);
});

test('days are named in the ways people write them', () => {
  for (const text of [
    'by mid-May',
    '15 March',
    'March 2027',
    'Q2',
    'within 6 weeks',
    'by year-end',
    '2027-01-11',
    '11/1/2027',
    'by the renewal'
  ])
    assert.equal(namesWhen(text), true, text);
  for (const text of ['soon', 'they may want it', 'march in step']) assert.equal(namesWhen(text), false, text);
});

test('what fits every customer is not specific', () => {
  for (const text of [
    'Improve productivity',
    'Increase efficiency and save time',
    'Best practice',
    'Streamline their processes'
  ])
    assert.equal(isSpecific(text), false, text);
  for (const text of [
    'Controllers approve invoices from their phone',
    '240 users in Germany and Austria',
    'Improve productivity of the 30 agents in Leeds by a fifth'
  ])
    assert.equal(isSpecific(text), true, text);
});

test('own words are quoted or in the first person', () => {
  assert.equal(isInTheirWords('"Nobody asks me where it is"'), true);
  assert.equal(isInTheirWords('We stop arguing about numbers'), true);
  assert.equal(isInTheirWords('Higher adoption'), false);
});

test('long texts take no longer than their length explains', () => {
  const started = performance.now();
  isMeasurable(`${'by the end of '.repeat(20_000)}x`);
  isSpecific('1 '.repeat(50_000));
  assert.ok(performance.now() - started < 2000);
});
