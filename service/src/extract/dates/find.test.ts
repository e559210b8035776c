import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cpuMs } from '../../../test/cost.ts';
import { isoDay } from './calendar.ts';
import { dateValue, findDatesAt } from './find.ts';
import type { DateOrder } from './value.ts';

/** A Wednesday. */
const REFERENCE = '2026-11-18T09:30:00Z';

function read(text: string, order: DateOrder = 'month first'): { words: string; value: string; due: string | null }[] {
  return findDatesAt(text, REFERENCE, order).map((found) => ({
    words: text.slice(found.start, found.end),
    value: dateValue(found),
    due: found.due === null ? null : isoDay(found.due)
  }));
}

describe('one date', () => {
  const cases: [text: string, words: string, value: string, due: string | null][] = [
    ['live by 2027-03-15', '2027-03-15', '2027-03-15', '2027-03-15'],
    ['send it by Friday', 'Friday', '2026-11-20', '2026-11-20'],
    ['let us meet next Thursday', 'next Thursday', '2026-11-26', '2026-11-26'],
    ['done by the end of next week', 'the end of next week', '2026-11-26/2026-11-30', '2026-11-27'],
    ['next week works', 'next week', '2026-11-23/2026-11-30', '2026-11-27'],
    ['ready mid-May', 'mid-May', '2027-05-10/2027-05-21', '2027-05-15'],
    ['by the end of Q1', 'the end of Q1', '2027-02-15/2027-04-01', '2027-03-31'],
    ['in Q2 2027', 'Q2 2027', '2027-04-01/2027-07-01', '2027-06-30'],
    ["next year's first quarter", "next year's first quarter", '2027-01-01/2027-04-01', '2027-03-31'],
    ['in two weeks', 'in two weeks', '2026-12-02', '2026-12-02'],
    ['within 90 days of nothing', 'within 90 days', '2026-11-18/2027-02-16', '2027-02-16'],
    ['within 10 business days', 'within 10 business days', '2026-11-18/2026-12-02', '2026-12-02'],
    ['the 1st of December', 'the 1st of December', '2026-12-01', '2026-12-01'],
    ['on March 3rd, 2027', 'March 3rd, 2027', '2027-03-03', '2027-03-03'],
    ['tomorrow at 3pm', 'tomorrow at 3pm', '2026-11-19T15:00:00', '2026-11-19'],
    ['by EOY', 'EOY', '2026-07-01/2027-01-01', '2026-12-31'],
    ['from March 3 to March 7', 'from March 3 to March 7', '2027-03-03/2027-03-07', '2027-03-07'],
    ['November 23-27', 'November 23-27', '2026-11-23/2026-11-27', '2026-11-27'],
    ['before March', 'before March', '../2027-03-01', '2027-02-28'],
    ['before the end of March', 'before the end of March', '../2027-04-01', '2027-03-31'],
    ['since August', 'since August', '2027-08-01/..', null],
    ['three weeks from tomorrow', 'three weeks from tomorrow', '2026-12-10', '2026-12-10'],
    ['Friday the 27th', 'Friday the 27th', '2026-11-27', '2026-11-27'],
    ['the week of March 15', 'the week of March 15', '2027-03-15/2027-03-22', '2027-03-19'],
    [
      'no later than close of business on Friday',
      'no later than close of business on Friday',
      '../2026-11-20T23:59:59',
      '2026-11-20'
    ],
    ['by EOD tomorrow', 'EOD tomorrow', '2026-11-19T23:59:59', '2026-11-19'],
    ['on Tuesday before 5pm', 'Tuesday before 5pm', '../2026-11-24T17:00:00', '2026-11-24'],
    ['after 11am CET on Monday', 'after 11am CET on Monday', '2026-11-23T11:00:00/..', null],
    ['free Thursday 9-5', 'Thursday 9-5', '2026-11-19T09:00:00/2026-11-19T17:00:00', '2026-11-19'],
    [
      'between 7 and 9 last night',
      'between 7 and 9 last night',
      '2026-11-17T19:00:00/2026-11-17T21:00:00',
      '2026-11-17'
    ],
    ['half past eight tomorrow evening', 'half past eight tomorrow evening', '2026-11-19T20:30:00', '2026-11-19'],
    ['restored within 24 hours', 'within 24 hours', '2026-11-18T09:30:00/2026-11-19T09:30:00', '2026-11-19'],
    ['back in 45 minutes', 'in 45 minutes', '2026-11-18T10:15:00', null],
    ['the last Thursday of the month', 'the last Thursday of the month', '2026-11-26', '2026-11-26'],
    ['the second Tuesday of next month', 'the second Tuesday of next month', '2026-12-08', '2026-12-08'],
    ['the 20th of next month', 'the 20th of next month', '2026-12-20', '2026-12-20'],
    ['the first week of June', 'the first week of June', '2027-05-31/2027-06-07', '2027-06-04'],
    ['the second half of January', 'the second half of January', '2027-01-16/2027-02-01', '2027-01-31'],
    ['week 3 is free', 'week 3', '2027-01-18/2027-01-25', '2027-01-22'],
    ['Easter Monday 2027', 'Easter Monday 2027', '2027-03-29', '2027-03-29'],
    ['after Thanksgiving', 'after Thanksgiving', '2026-11-26/..', null],
    ['three weeks after Labor Day', 'three weeks after Labor Day', '2027-09-27', '2027-09-27'],
    ['from 3/1-3/5/2027', 'from 3/1-3/5/2027', '2027-03-01/2027-03-05', '2027-03-05'],
    ['March-April 2027', 'March-April 2027', '2027-03-01/2027-04-01', '2027-04-30'],
    ['the 2010s', 'the 2010s', '2010-01-01/2020-01-01', '2019-12-31'],
    ['in 2028 or later', 'in 2028 or later', '2028-01-01/..', null],
    [
      'in May two thousand and twenty eight',
      'May two thousand and twenty eight',
      '2028-05-01/2028-06-01',
      '2028-05-31'
    ],
    ['in 2 to 3 weeks', 'in 2 to 3 weeks', '2026-12-09', '2026-12-09'],
    ['2 weeks starting January 11', '2 weeks starting January 11', '2027-01-11/2027-01-25', '2027-01-24'],
    ['1 year 2 months from now', '1 year 2 months from now', '2028-01-18', '2028-01-18'],
    ['15-Mar-27', '15-Mar-27', '2027-03-15', '2027-03-15'],
    ['2027/Mar/15', '2027/Mar/15', '2027-03-15', '2027-03-15'],
    ['revenue, year to date', 'year to date', '2026-01-01/2026-11-18', null],
    ['we use it right now', 'right now', '2026-11-18T09:30:00', null],
    ['at 2027-03-15T14:00 sharp', '2027-03-15T14:00', '2027-03-15T14:00:00', '2027-03-15'],
    ['Wed next week', 'Wed next week', '2026-11-25', '2026-11-25'],
    ['a week on Tuesday', 'a week on Tuesday', '2026-12-01', '2026-12-01'],
    ['done Tuesday week', 'Tuesday week', '2026-12-01', '2026-12-01'],
    ['two weeks from Monday', 'two weeks from Monday', '2026-12-07', '2026-12-07'],
    ['in a fortnight', 'in a fortnight', '2026-12-02', '2026-12-02'],
    ['revenue in 3Q27', '3Q27', '2027-07-01/2027-10-01', '2027-09-30'],
    ['1H 2027', '1H 2027', '2027-01-01/2027-07-01', '2027-06-30'],
    ['by month end', 'month end', '2026-11-16/2026-12-01', '2026-11-30'],
    ['10-12 March', '10-12 March', '2027-03-10/2027-03-12', '2027-03-12'],
    ['between 10 and 12 March', 'between 10 and 12 March', '2027-03-10/2027-03-12', '2027-03-12'],
    ['from Monday to Wednesday', 'from Monday to Wednesday', '2026-11-23/2026-11-25', '2026-11-25'],
    ['the Monday after next', 'Monday after next', '2026-11-30', '2026-11-30'],
    ['half a year from now', 'half a year from now', '2027-05-18', '2027-05-18'],
    ["in a month's time", "in a month's time", '2026-12-18', '2026-12-18'],
    ['the weekend of March 6', 'the weekend of March 6', '2027-03-06/2027-03-08', '2027-03-07'],
    ['on or before March 1', 'on or before March 1', '../2027-03-01', '2027-03-01'],
    ['live in KW 12', 'KW 12', '2027-03-22/2027-03-29', '2027-03-26'],
    ['H2 2027 at the latest', 'H2 2027', '2027-07-01/2028-01-01', '2027-12-31']
  ];
  for (const [text, words, value, due] of cases)
    test(text, () => assert.deepEqual(read(text), [{ words, value, due }]));
});

describe('day first or month first', () => {
  const cases: [text: string, order: DateOrder, value: string][] = [
    ['go live on 3/4/2027', 'month first', '2027-03-04'],
    ['go live on 3/4/2027', 'day first', '2027-04-03'],
    ['go live on 3.4.2027', 'day first', '2027-04-03'],
    ['by 11/12', 'day first', '2026-12-11'],
    ['by 11/12', 'month first', '2027-11-12'],
    // Only one reading is a date at all.
    ['by 23/12', 'month first', '2026-12-23'],
    ['by 12/23', 'day first', '2026-12-23']
  ];
  for (const [text, order, value] of cases)
    test(`${text}, ${order}`, () =>
      assert.deepEqual(
        read(text, order).map((found) => found.value),
        [value]
      ));
});

describe('no date', () => {
  const cases = [
    'It may not work.',
    'march in step',
    'at the end of the day it is about trust',
    'version 5.12 is out',
    'support is there 24/7',
    'month end close takes nine days',
    'half a week of work',
    '3 quick wins',
    'we met for two weeks',
    'every Friday',
    'Fridays at nine',
    'an up to date list',
    'it may 5 times out of 6 fail',
    'fiscal year 2027',
    'nine to five',
    'a call with Min-jun and Hye-jun',
    'order 133-03-03-2020',
    'for two weeks',
    'the second customer',
    'a hundred users',
    'see you soon',
    'February 30'
  ];
  for (const text of cases)
    test(text, () =>
      assert.deepEqual(
        read(text).filter((found) => found.value.length === 10),
        []
      )
    );
});

test('several dates come in order and never overlap', () => {
  const text = 'Draft by Friday, review next Tuesday, live on 15 March 2027.';
  assert.deepEqual(
    read(text).map((found) => found.value),
    ['2026-11-20', '2026-11-24', '2027-03-15']
  );
});

test('offsets are UTF-16 units of the text', () => {
  const text = '🚀🚀 live by 15 March 🎉';
  assert.deepEqual(
    read(text).map((found) => found.words),
    ['15 March']
  );
});

test('a reference that is no date gives none', () => {
  assert.deepEqual(findDatesAt('by Friday', 'yesterday', 'month first'), []);
});

test('hostile digits and words take no time', () => {
  const texts = [
    '1-'.repeat(50_000),
    'march '.repeat(30_000),
    'from '.repeat(50_000),
    'next '.repeat(50_000),
    'friday 3 days after '.repeat(20_000),
    '2 weeks and '.repeat(30_000)
  ];
  const spent = cpuMs(() => texts.forEach((text) => findDatesAt(text, REFERENCE, 'month first')));
  assert.ok(spent < 5000, `${spent} ms`);
});
