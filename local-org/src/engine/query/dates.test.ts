import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spanOf } from './dates.ts';

const NOW = new Date('2026-03-18T12:00:00Z'); // A Wednesday.

/** First day, and the day after the last. "Date Formats and Date Literals in WHERE", SOQL and SOSL Reference. */
const SPANS: [literal: string, from: string, to: string][] = [
  ['TODAY', '2026-03-18', '2026-03-19'],
  ['YESTERDAY', '2026-03-17', '2026-03-18'],
  ['TOMORROW', '2026-03-19', '2026-03-20'],
  ['LAST_WEEK', '2026-03-08', '2026-03-15'],
  ['THIS_WEEK', '2026-03-15', '2026-03-22'],
  ['NEXT_WEEK', '2026-03-22', '2026-03-29'],
  ['LAST_MONTH', '2026-02-01', '2026-03-01'],
  ['THIS_MONTH', '2026-03-01', '2026-04-01'],
  ['NEXT_MONTH', '2026-04-01', '2026-05-01'],
  ['LAST_90_DAYS', '2025-12-18', '2026-03-19'],
  ['NEXT_90_DAYS', '2026-03-19', '2026-06-17'],
  ['LAST_N_DAYS:3', '2026-03-15', '2026-03-19'],
  ['NEXT_N_DAYS:3', '2026-03-19', '2026-03-22'],
  ['N_DAYS_AGO:3', '2026-03-15', '2026-03-16'],
  ['LAST_N_WEEKS:2', '2026-03-01', '2026-03-15'],
  ['NEXT_N_WEEKS:2', '2026-03-22', '2026-04-05'],
  ['N_WEEKS_AGO:1', '2026-03-08', '2026-03-15'],
  ['LAST_N_MONTHS:2', '2026-01-01', '2026-03-01'],
  ['NEXT_N_MONTHS:2', '2026-04-01', '2026-06-01'],
  ['N_MONTHS_AGO:3', '2025-12-01', '2026-01-01'],
  ['THIS_QUARTER', '2026-01-01', '2026-04-01'],
  ['LAST_QUARTER', '2025-10-01', '2026-01-01'],
  ['NEXT_QUARTER', '2026-04-01', '2026-07-01'],
  ['LAST_N_QUARTERS:2', '2025-07-01', '2026-01-01'],
  ['N_QUARTERS_AGO:1', '2025-10-01', '2026-01-01'],
  ['THIS_YEAR', '2026-01-01', '2027-01-01'],
  ['LAST_N_YEARS:2', '2024-01-01', '2026-01-01'],
  ['NEXT_YEAR', '2027-01-01', '2028-01-01'],
  ['THIS_FISCAL_QUARTER', '2026-01-01', '2026-04-01'],
  ['N_FISCAL_YEARS_AGO:1', '2025-01-01', '2026-01-01']
];

for (const [literal, from, to] of SPANS) {
  test(`${literal} is ${from} to before ${to}`, () => {
    const span = spanOf(literal, NOW, 'GMT');
    assert.deepEqual([span.from, span.to], [from, to]);
    assert.deepEqual([span.fromInstant, span.toInstant], [`${from}T00:00:00.000Z`, `${to}T00:00:00.000Z`]);
  });
}

test('days begin and end where the user is, clock changes included', () => {
  const berlin = spanOf('TODAY', new Date('2026-03-28T23:30:00Z'), 'Europe/Berlin');
  assert.deepEqual(berlin, {
    from: '2026-03-29',
    to: '2026-03-30',
    fromInstant: '2026-03-28T23:00:00.000Z',
    toInstant: '2026-03-29T22:00:00.000Z'
  });
  assert.equal(spanOf('TODAY', new Date('2026-03-18T03:00:00Z'), 'America/New_York').from, '2026-03-17');
});

test('an unknown literal is refused', () => {
  assert.throws(() => spanOf('THIS_DECADE', NOW, 'GMT'), /THIS_DECADE is not supported by the local org/);
});
