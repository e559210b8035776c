/**
 * Decisions on their way to the org. A decision shows at once and is saved behind it, one after the other; one that
 * is refused comes back.
 */
export class Decisions {
  private hidden: ReadonlySet<string> = new Set();
  private readonly show: (hidden: ReadonlySet<string>) => void;
  private readonly reload: () => Promise<unknown>;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;

  /**
   * @param show takes the ids that are decided and need not be shown
   * @param reload reads the proposals again, once every decision was saved or refused
   */
  constructor(show: (hidden: ReadonlySet<string>) => void, reload: () => Promise<unknown>) {
    this.show = show;
    this.reload = reload;
  }

  /** @param refused told why, when the org refuses; the proposal is back by then */
  add(id: string, save: () => Promise<unknown>, refused: (error: unknown) => void): void {
    this.waiting += 1;
    this.hide([...this.hidden, id]);
    this.queue = this.queue.then(() => this.run(id, save, refused));
  }

  /** Resolves when everything decided so far has reached the org. */
  settled(): Promise<void> {
    return this.queue;
  }

  private async run(id: string, save: () => Promise<unknown>, refused: (error: unknown) => void): Promise<void> {
    try {
      await save();
    } catch (error) {
      this.hide([...this.hidden].filter((other) => other !== id));
      refused(error);
    }
    this.waiting -= 1;
    if (this.waiting > 0) return;
    await this.reload();
    // What was read now is the truth, decided or not.
    if (this.waiting === 0) this.hide([]);
  }

  private hide(ids: readonly string[]): void {
    this.hidden = new Set(ids);
    this.show(this.hidden);
  }
}
