import { setTimeout as wait } from 'node:timers/promises';

/** Time as connectors see it; tests give one that moves without waiting. */
export interface Clock {
  /** Milliseconds since 1970, in UTC. */
  now(): number;
  /** @throws {DOMException} `AbortError` as soon as the signal is aborted */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal })
};

/** How often a source may be asked: `burst` at once, then `perSecond`. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** A token bucket. Whoever comes first goes first: a caller reserves its turn before it waits for it. */
export class TokenBucket {
  readonly #rate: Rate;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
    this.#tokens = rate.burst;
    this.#filledAt = clock.now();
  }

  /** Resolves when it is the caller's turn. @throws {DOMException} `AbortError` when the signal is aborted first */
  async take(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const gained = ((now - this.#filledAt) / 1000) * this.#rate.perSecond;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + Math.max(0, gained)) - 1;
    this.#filledAt = now;
    // Rounded up, so that a turn is never a fraction of a millisecond early.
    if (this.#tokens < 0) await this.#clock.sleep(Math.ceil((-this.#tokens / this.#rate.perSecond) * 1000), signal);
  }
}
