import type { HandoffReviewView } from 'apex-types';
import { Timer } from 'c/handoffTimer';

const DELAY = 1_500;
const LONGEST = 30_000;

export type Progress = HandoffReviewView['progress'];

/** Whether a brief is on its way. */
export function isRunning(progress: Progress): boolean {
  return ['waiting', 'queued', 'running'].includes(progress?.status ?? '');
}

/**
 * Asks how far a brief is while it is being made: less and less often while the service does not answer, and not at
 * all while nobody looks.
 */
export class ProgressPolling {
  private readonly timer = new Timer();
  private readonly ask: () => Promise<Progress>;
  private readonly hear: (progress: Progress) => Promise<void>;
  private delay = DELAY;
  /** Counts stops, so that an answer that was on its way meanwhile is not heard. */
  private round = 0;

  /**
   * @param ask asks the service
   * @param hear takes each answer; the next one is asked for when it is done, unless it stopped the polling
   */
  constructor(ask: () => Promise<Progress>, hear: (progress: Progress) => Promise<void>) {
    this.ask = ask;
    this.hear = hear;
  }

  /** Takes what the record says. */
  update(progress: Progress): void {
    if (!isRunning(progress)) this.stop();
    else if (!this.timer.isRunning) this.plan();
  }

  stop(): void {
    this.timer.stop();
    this.delay = DELAY;
    this.round += 1;
  }

  private plan(): void {
    this.timer.start(this.delay, () => {
      if (document.hidden) this.plan();
      else this.poll();
    });
  }

  private async poll(): Promise<void> {
    const { round } = this;
    try {
      const progress = await this.ask();
      if (round !== this.round) return;
      await this.hear(progress);
      this.delay = DELAY;
    } catch {
      // A service that does not answer for a moment changes nothing: the record says when it failed for good.
      this.delay = Math.min(this.delay * 2, LONGEST);
    }
    if (round === this.round && !this.timer.isRunning) this.plan();
  }
}
