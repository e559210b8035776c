import { LightningElement } from 'lwc';
import { type Notice, readNotices } from '../view/view.ts';
import { onRoute } from '../router/router.ts';

const EVERY_MS = 15_000;

/** Custom notifications of the user: what Apex sent them, newest first. */
export default class Bell extends LightningElement {
  notices: Notice[] = [];
  isOpen = false;
  private seen = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    void this.read();
    this.timer = setInterval(() => void this.read(), EVERY_MS);
    this.stop = onRoute(() => {
      this.isOpen = false;
      void this.read();
    });
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
    this.stop?.();
  }

  get unseen(): number {
    return Math.max(this.notices.length - this.seen, 0);
  }

  get label(): string {
    return this.unseen === 0 ? 'Notifications' : `Notifications, ${this.unseen} new`;
  }

  get expanded(): string {
    return String(this.isOpen);
  }

  get items(): (Notice & { key: number })[] {
    // Counted from the oldest, so that a new one leaves the others what they are.
    return this.notices.map((notice, index) => ({ ...notice, key: this.notices.length - index }));
  }

  get isEmpty(): boolean {
    return this.notices.length === 0;
  }

  async handleToggle(): Promise<void> {
    this.isOpen = !this.isOpen;
    if (!this.isOpen) return;
    await this.read();
    this.seen = this.notices.length;
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isOpen) return;
    this.isOpen = false;
    this.template?.querySelector('button')?.focus();
  }

  /** It lies over the page, so it goes when the focus does. */
  handleFocusOut(): void {
    requestAnimationFrame(() => {
      if (!this.template?.activeElement) this.isOpen = false;
    });
  }

  private async read(): Promise<void> {
    // Silence is better than an error every few seconds; the next read shows what this one missed.
    this.notices = await readNotices().catch(() => this.notices);
  }
}
