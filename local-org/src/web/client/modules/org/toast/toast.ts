import { LightningElement, api } from 'lwc';

/** How long a message stays that asks for nothing: Lightning's three seconds for each, five where it matters. */
const STAYS_MS = 5000;

/** One message. It goes by itself, unless it has to be read or somebody is reading it; `dismiss` says that it goes. */
export default class Toast extends LightningElement {
  @api heading = '';
  @api lines: string[] = [];
  @api variant = 'info';
  /** It stays until somebody closes it. */
  @api sticky = false;

  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    this.handleRelease();
  }

  override disconnectedCallback(): void {
    this.handleHold();
  }

  @api
  focus(): void {
    this.template?.querySelector<HTMLElement>('lightning-button-icon')?.focus();
  }

  get className(): string {
    return `toast ${this.variant}`;
  }

  get icon(): string {
    return `utility:${this.variant}`;
  }

  get items(): { key: number; line: string }[] {
    return this.lines.map((line, key) => ({ key, line }));
  }

  handleHold(): void {
    clearTimeout(this.timer);
  }

  handleRelease(): void {
    clearTimeout(this.timer);
    if (!this.sticky) this.timer = setTimeout(() => this.dismiss(false), STAYS_MS);
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.dismiss(true);
  }

  handleClose(): void {
    this.dismiss(true);
  }

  private dismiss(isByHand: boolean): void {
    this.dispatchEvent(new CustomEvent('dismiss', { detail: { isByHand } }));
  }
}
