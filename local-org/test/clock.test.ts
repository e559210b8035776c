import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { openOrg } from '../src/org/open.ts';
import { PROJECT } from './org.ts';

/** Classes that tell records apart by their moments. */
const TIMED = ['HandoffWonServiceTest', 'HandoffScoringQueueableTest', 'HandoffBriefSweepSchedulableTest'];

test('the Apex tests hold on a clock that stands still', () => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() });
  try {
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const { org, stop } = openOrg({ root: PROJECT, log: quiet });
    for (const className of TIMED) {
      const { results } = org.apex.runTests({ className });
      assert.ok(results.length > 0, `${className} has tests`);
      const failed = results.filter((result) => !result.passed).map(({ method, message }) => ({ method, message }));
      assert.deepEqual(failed, [], className);
    }
    stop();
  } finally {
    mock.timers.reset();
  }
});
