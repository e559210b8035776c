import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextRun, parseCron } from './cron.ts';

const AFTER = '2026-03-18T12:00:00Z'; // A Wednesday.

/** "Using the System.schedule Method", Apex Developer Guide. */
const NEXT: [cron: string, next: string, zone?: string, after?: string][] = [
  ['0 0 13 * * ?', '2026-03-18T13:00:00Z'],
  ['0 0 12 * * ?', '2026-03-19T12:00:00Z'],
  ['0 0 * * * ?', '2026-03-18T13:00:00Z'],
  ['30 15 * * * ?', '2026-03-18T12:15:30Z'],
  ['0 0 0 ? * MON-FRI', '2026-03-19T00:00:00Z'],
  ['0 0 22 ? * 6', '2026-03-20T22:00:00Z'],
  ['0 0 10 ? * sun', '2026-03-22T10:00:00Z'],
  ['0 0 0 1 * ?', '2026-04-01T00:00:00Z'],
  ['0 0 0 1 1,7 ?', '2026-07-01T00:00:00Z'],
  ['0 0 0 29 FEB ?', '2028-02-29T00:00:00Z'],
  ['0 0 8/4 * * ?', '2026-03-18T16:00:00Z'],
  ['0 0 0 1 1 ? 2030', '2030-01-01T00:00:00Z'],
  ['0 0 9 * * ?', '2026-03-19T08:00:00Z', 'Europe/Berlin'],
  // The morning after clocks went forward in Berlin.
  ['0 0 9 * * ?', '2026-03-29T07:00:00Z', 'Europe/Berlin', '2026-03-28T12:00:00Z'],
  ['0 0 20 * * ?', '2026-03-18T03:00:00Z', 'America/Los_Angeles', '2026-03-17T12:00:00Z']
];

for (const [cron, next, zone = 'GMT', after = AFTER] of NEXT) {
  test(`after ${after}, ${cron} in ${zone} runs at ${next}`, () => {
    assert.equal(nextRun(parseCron(cron), new Date(after), zone)?.toISOString(), new Date(next).toISOString());
  });
}

test('a schedule that is over has no next run', () => {
  assert.equal(nextRun(parseCron('0 0 0 1 1 ? 2020'), new Date(AFTER), 'GMT'), null);
  assert.equal(nextRun(parseCron('0 0 0 31 2 ?'), new Date(AFTER), 'GMT'), null);
});

const WRONG: [cron: string, error: RegExp][] = [
  ['0 0 * * *', /six or seven parts/],
  ['0 0 * * * *', /exactly one of day of month and day of week is \?/],
  ['0 0 * ? * ?', /exactly one of day of month and day of week is \?/],
  ['* 0 * * * ?', /\* is not a number from 0 to 59/],
  ['0 0/5 * * * ?', /0\/5 is not a number from 0 to 59/],
  ['0 60 * * * ?', /60 is not a number from 0 to 59/],
  ['0 0 24 * * ?', /24 is not between 0 and 23/],
  ['0 0 9-5 * * ?', /9-5 is not between 0 and 23/],
  ['0 0 0 0 * ?', /0 is not between 1 and 31/],
  ['0 0 0 1 JANUARY ?', /JANUARY is not between 1 and 12/],
  ['0 0 0 ? * 8', /8 is not between 1 and 7/],
  ['0 0 0 L * ?', /not supported by the local org/],
  ['0 0 0 ? * 6#3', /not supported by the local org/]
];

for (const [cron, error] of WRONG) {
  test(`${cron} is refused`, () => {
    assert.throws(() => parseCron(cron), error);
  });
}
