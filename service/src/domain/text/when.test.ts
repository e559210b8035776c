import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesWhen, withoutWhen } from './when.ts';

test('days, periods and events are named in the ways people write them', () => {
  const dated = [
    ...['2027-01-15', '2027/1/15', '15.01.2027', '1/15/27', '15-01-2027', 'by 15/3', 'on 3.4'],
    ...[
      '15 January',
      '15th of January',
      '3rd March',
      'January 15',
      'Jan. 15th',
      'Jan 2027',
      'dec/2018',
      "March '27",
      'May 5'
    ],
    ...[
      'by mid-May',
      'in May',
      'by the end of June',
      'end of Sept',
      'early February',
      'until august',
      'since late July'
    ],
    ...[
      'Q1',
      'end of Q1 2027',
      '1Q27',
      'H2',
      'FY27',
      'FY 2028',
      'in the first quarter',
      'next quarter',
      'by 2028',
      'mid-2027'
    ],
    ...['EOQ', 'eoy', 'year-end', 'by quarter end', 'end of the year', 'end of next month', 'end of the fiscal year'],
    ...['within 90 days', 'in six weeks', 'within the first 60 business days', 'in 3 to 4 months'],
    ...[
      'nine weeks after the start',
      '30 days post go-live',
      'within 5 days of signing',
      'first 30 days',
      '90-day goal'
    ],
    ...['week 6', 'by week six', 'W12', 'KW 14', 'month three', 'day 90', 'sprint 4', 'year one'],
    ...[
      'by go-live',
      'before the audit',
      'at kickoff',
      'by their renewal',
      'ahead of storm season',
      'before phase two'
    ],
    ...[
      'by the 15th',
      'Tue 13th',
      'in a fortnight',
      'three weeks from now',
      'late Oct.',
      'by Dec. 17th',
      'from March to May'
    ],
    ...[
      'by Friday',
      'next Monday',
      'before the end of the week',
      'this quarter',
      'by summer',
      'in spring 2027',
      'by tomorrow'
    ],
    ...['before the board meeting', 'by the first business review', 'in time for Black Friday', 'before Christmas']
  ];
  for (const text of dated) assert.equal(namesWhen(text), true, text);
});

test('what has no date names none', () => {
  const undated = [
    ...[
      'soon',
      'ASAP',
      'as soon as possible',
      'shortly',
      'later',
      'over time',
      'going forward',
      'regularly',
      'one day'
    ],
    ...[
      'they may want it',
      'may 12 of them stay',
      'march in step',
      'a march of 20 people',
      'every month',
      'per quarter'
    ],
    ...[
      'within 3 days',
      'in 10 minutes',
      'within 24 hours',
      'under two seconds',
      'from 35 to 10 minutes',
      '4.4 jobs a day'
    ],
    ...[
      'invoices from 9 days to 3',
      'version 2.1',
      '12 clinics',
      'Mayfield and Junee',
      '95 %',
      'marching orders',
      'the audit log'
    ],
    ...['this may or may not be right', 'sales by year', 'every weekend', 'do it next', 'the partner of the month']
  ];
  for (const text of undated) assert.equal(namesWhen(text), false, text);
});

test('dates are taken out, quantities stay', () => {
  const cases: [text: string, rest: string][] = [
    ['Go live by 15 March 2027 in 12 clinics', 'Go live by in 12 clinics'],
    ['40 % fewer tickets within 90 days', '40 % fewer tickets'],
    ['Intake in 10 minutes by Q3', 'Intake in 10 minutes by']
  ];
  for (const [text, rest] of cases)
    assert.equal(
      withoutWhen(text)
        .replace(/\b20\d\d\b/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
      rest,
      text
    );
});
