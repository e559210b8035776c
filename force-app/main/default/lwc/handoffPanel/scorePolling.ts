import { Timer } from 'c/handoffTimer';

const FIRST = 2_000;
const LONGEST = 30_000;

/**
 * Asks for the score again while it is on its way: soon at first, then ever later, and not at all while nobody looks.
 */
export class ScorePolling {
  private readonly ask: () => Promise<void>;
  private readonly timer = new Timer();
  private delay = FIRST;

  constructor(ask: () => Promise<void>) {
    this.ask = ask;
  }

  /** Takes what was last read. @param isWaiting whether the score is on its way */
  update(isWaiting: boolean): void {
    if (!isWaiting) this.stop();
    else if (!this.timer.isRunning) this.plan();
  }

  stop(): void {
    this.timer.stop();
    this.delay = FIRST;
  }

  private plan(): void {
    this.timer.start(this.delay, () => {
      if (document.hidden) {
        this.plan();
        return;
      }
      this.delay = Math.min(this.delay * 2, LONGEST);
      // Planned before asking, so that an answer that never comes does not end it; a score that came stops it.
      this.plan();
      this.ask();
    });
  }
}
