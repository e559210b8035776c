import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuMs } from '../../../test/cost.ts';
import { isMeasurable, type Lack, lacks, namesQuantity } from './measure.ts';

test('quantities come as percent, money, counts, durations, ratios and changes', () => {
  const quantities = [
    ...['40 %', '40% fewer', 'forty percent', '5 percentage points', '$40k', 'EUR 64,000', '2.4 million dollars', '£3'],
    ...[
      '12 clinics',
      '1,900 seats',
      'two trainings',
      'twelve depots',
      '9 days',
      '48h',
      '250ms',
      '2x',
      '10k',
      'a dozen sites'
    ],
    ...[
      'from 35 to 10',
      'from 9 days to 3',
      '9 → 3',
      '≥ 95',
      '< 5',
      'at least 4.5',
      'NPS of 50',
      'CSAT above 4',
      'under 2 s'
    ],
    ...[
      'half the calls',
      'twice as many',
      'by a third',
      'two thirds of staff',
      'one in seven',
      '3 out of 4',
      'reduce to 3',
      'by 20'
    ]
  ];
  for (const text of quantities) assert.equal(namesQuantity(text), true, text);
  const none = [
    ...[
      'Office 365',
      'ISO 27001',
      'SOC 2 report',
      'phase 2 scope',
      'version 3 rollout',
      'one place',
      'single source of truth'
    ],
    ...['the 2027 rollout', 'Windows 11 laptops', 'many users', 'several clinics', 'fast']
  ];
  for (const text of none) assert.equal(namesQuantity(text), false, text);
});

test('a criterion says how much, or what one will see, and by when', () => {
  const cases: [text: string, dueDate: string | null, lack: Lack][] = [
    ['Cut approval from 9 days to 3 by the end of June', null, null],
    ['40 % fewer tickets within 90 days', null, null],
    ['Close the books in 4 days by end of Q1', null, null],
    ['Intake takes 10 minutes or less in all twelve clinics by go-live', null, null],
    ['95 % of claims reach an adjuster within 24 hours in France by 31 March 2027', null, null],
    ['Approval takes 3 days', '2027-06-30', null],
    ['Invoices are paid within 5 days', '2027-06-30', null],
    ['Go live in Austria before Q3', null, null],
    ['All 12 stores live by 2027-03-01', null, null],
    ['Pass the audit in June without findings', null, null],
    ['No claim is entered twice by week 6', null, null],
    ['Old tool switched off', '2027-06-30', null],
    ['Everyone in Leeds is trained by go-live', null, null],

    ['Cut approval from 9 days to 3', null, 'when'],
    ['80 % of staff use it every day', null, 'when'],
    ['Answer customers within 24 hours', null, 'when'],
    ['Old tool switched off as soon as possible', null, 'when'],

    ['Happy users by June', null, 'measure'],
    ['Users are satisfied within 90 days', null, 'measure'],
    ['Improve adoption by Q3 2027', null, 'measure'],
    ['Better visibility', '2027-06-30', 'measure'],
    ['All users can work more easily by 1 March', null, 'measure'],
    ['Everyone loves it by year-end', null, 'measure'],
    ['Complete visibility by Q2', null, 'measure'],
    ['Smooth rollout of phase 2 by May', null, 'measure'],

    ['Improve productivity', null, 'both'],
    ['Better visibility into the pipeline', null, 'both'],
    ['Faster reporting soon', null, 'both'],
    ['Successful implementation', null, 'both']
  ];
  for (const [text, dueDate, lack] of cases) assert.equal(lacks(text, dueDate), lack, text);
});

test('long texts take no longer than their length explains', () => {
  const texts = [
    'by the end of ',
    '1 ',
    '1',
    'by the the the ',
    'from 1 ',
    '12,',
    'first next ',
    'no ',
    "w '",
    'phase 1 '
  ];
  const spent = cpuMs(() => texts.forEach((text) => isMeasurable(`${text.repeat(100_000 / text.length)}x`)));
  assert.ok(spent < 2000, `${spent} ms`);
});
