import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { QuoteFinder, sentenceAround } from './quote.ts';
import { faithfulText, supportedDue, supportedMilestone } from './wording.ts';

describe('QuoteFinder', () => {
  const TEXT = 'So  we\u00a0can’t say “live in May” – it’s\n98%… sure. We cannot promise 😀 that.';
  const found: [quote: string, said: string][] = [
    ["we can't say", 'we\u00a0can’t say'],
    ['"live in May" - it\'s 98%... sure.', '“live in May” – it’s\n98%… sure.'],
    [' promise 😀 that ', 'promise 😀 that']
  ];
  for (const [quote, said] of found)
    test(`finds ${quote}`, () => {
      const range = new QuoteFinder().find(TEXT, quote);
      assert.ok(range);
      assert.equal(TEXT.slice(...range), said);
    });

  for (const quote of [
    'we can',
    'can',
    'We can',
    'live in March',
    'LIVE IN MAY',
    'say live in May',
    '',
    ' ',
    'sure. We can'
  ])
    test(`does not find "${quote}"`, () => assert.equal(new QuoteFinder().find(TEXT, quote), null));
});

describe('sentenceAround', () => {
  const cases: [text: string, part: string, sentence: string][] = [
    ['Hi Dana. I cannot say we will ship it. Bye.', 'we will ship it', 'I cannot say we will ship it.'],
    ['We need e.g. 2.5 TB by Q1. Ok?', '2.5 TB', 'We need e.g. 2.5 TB by Q1.'],
    ['one line\n  a second line  \nthird', 'second', 'a second line'],
    ['done. we will ship', 'will', 'we will ship']
  ];
  for (const [text, part, sentence] of cases)
    test(`is "${sentence}"`, () => {
      const at = text.indexOf(part);
      assert.equal(text.slice(...sentenceAround(text, at, at + part.length)), sentence);
    });

  test('reaches only so far in talk without marks', () => {
    const text = 'and so on '.repeat(1_000);
    const [from, to] = sentenceAround(text, 5_000, 5_010);
    assert.ok(to - from < 1_000);
  });
});

describe('the wording of the model', () => {
  const QUOTE = "So um we'll we'll have that live by, uh, the end of May, if legal signs.";
  const cases: [text: string, expected: string][] = [
    [
      "we'll have that live by the end of May, if legal signs.",
      "We'll have that live by the end of May, if legal signs."
    ],
    ["we'll have that live by the end of May.", "We'll we'll have that live by, uh, the end of May, if legal signs."],
    ['They promised it for free.', "We'll we'll have that live by, uh, the end of May, if legal signs."],
    ['the end of May we will have that live', "We'll we'll have that live by, uh, the end of May, if legal signs."]
  ];
  for (const [text, expected] of cases)
    test(`"${text}" becomes "${expected}"`, () => assert.equal(faithfulText(text, QUOTE), expected));

  const at = '2026-03-02T09:00:00Z';
  const dues: [due: string | null, quote: string, expected: string | null][] = [
    ['2026-05-31', 'by the end of May', '2026-05-31'],
    ['2026-06-30', 'by the end of May', null],
    ['2026-03-06', 'by Friday', '2026-03-06'],
    ['2026-03-06', 'as soon as we can', null],
    ['2026-05-15', 'on 2026-05-16', null],
    ['2026-13-01', 'next month', null],
    ['soon', 'next month', null],
    ['1999-01-01', 'next month', null],
    [null, 'by Friday', null]
  ];
  for (const [due, quote, expected] of dues)
    test(`${due} for "${quote}" is ${expected}`, () => assert.equal(supportedDue(due, quote, at, null), expected));

  test('a date that code reads otherwise, or more than one, is no due date', () => {
    const read = () => ['2026-05-15', '2026-06-15'];
    assert.equal(supportedDue('2026-07-15', 'in May or June', at, read), null);
    assert.equal(supportedDue('2026-06-15', 'in May or June', at, read), '2026-06-15');
  });

  test('a milestone day must be named', () => {
    assert.equal(supportedMilestone(60, 'within two months'), 60);
    assert.equal(supportedMilestone(60, 'within a year'), null);
  });
});
