/** Does something later, once. Starting it again, or stopping it, forgets what was planned. */
export class Timer {
  private planned: ReturnType<typeof setTimeout> | undefined;

  /** Whether something is planned. */
  get isRunning(): boolean {
    return this.planned !== undefined;
  }

  /** @param delay in milliseconds */
  start(delay: number, work: () => void): void {
    this.stop();
    // Autosave and polling wait by nature; both stop their timer when the page goes away.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    this.planned = setTimeout(() => {
      this.planned = undefined;
      work();
    }, delay);
  }

  stop(): void {
    clearTimeout(this.planned);
    this.planned = undefined;
  }
}
