import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './call.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    try {
      await wait(ms, undefined, { signal });
    } catch {
      // The timer's own AbortError hides what the signal was aborted with.
      signal.throwIfAborted();
    }
  }
};
