import { LightningElement } from 'lwc';
import { ShowToastEventName, type Toast } from '../../lightning/platformShowToastEvent/platformShowToastEvent.ts';

/** How long a message stays that asks for nothing: Lightning's three seconds for each, five where it matters. */
const STAYS_MS = 5000;

interface ShownToast {
  key: number;
  title: string;
  lines: string[];
  className: string;
  icon: string;
  role: 'status' | 'alert';
}

/** Messages at the top of the page. A message of several lines is a list: one line for each thing that is wrong. */
export default class Toasts extends LightningElement {
  toasts: ShownToast[] = [];
  private last = 0;
  private readonly listen = (event: Event): void => this.show((event as CustomEvent<Toast>).detail); // Only toasts have this name.

  override connectedCallback(): void {
    document.addEventListener(ShowToastEventName, this.listen);
  }

  override disconnectedCallback(): void {
    document.removeEventListener(ShowToastEventName, this.listen);
  }

  show({ title = '', message, variant = 'info', mode = 'dismissible' }: Toast): void {
    const key = ++this.last;
    const lines = message.split('\n').filter((line) => line !== '');
    this.toasts = [
      ...this.toasts,
      {
        key,
        title: title === '' && lines.length === 1 ? message : title,
        lines: title === '' && lines.length === 1 ? [] : lines,
        className: `toast ${variant}`,
        icon: `utility:${variant}`,
        role: variant === 'error' ? 'alert' : 'status'
      }
    ];
    // An error stays until it was read.
    if (mode !== 'sticky' && variant !== 'error') setTimeout(() => this.remove(key), STAYS_MS);
  }

  handleClose(event: Event): void {
    this.remove(Number((event.currentTarget as HTMLElement).dataset['key'])); // The button that is listened to.
  }

  private remove(key: number): void {
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
  }
}
