import { LightningElement } from 'lwc';
import { ShowToastEventName, type Toast } from '../../lightning/platformShowToastEvent/platformShowToastEvent.ts';

interface ShownToast {
  key: number;
  heading: string;
  lines: string[];
  variant: string;
  isSticky: boolean;
}

/**
 * Messages at the top of the page. A message of several lines is a list: one line for each thing that is wrong. The
 * two places they are put in are always there, since a screen reader hears only what is put into a place it knows.
 * `allread` says that the last one was closed by hand, so that the focus can go somewhere.
 */
export default class Toasts extends LightningElement {
  toasts: ShownToast[] = [];
  private last = 0;
  private focusNext: number | undefined;
  private readonly listen = (event: Event): void => this.show((event as CustomEvent<Toast>).detail); // Only toasts have this name.

  override connectedCallback(): void {
    document.addEventListener(ShowToastEventName, this.listen);
  }

  override disconnectedCallback(): void {
    document.removeEventListener(ShowToastEventName, this.listen);
  }

  get errors(): ShownToast[] {
    return this.toasts.filter(({ variant }) => variant === 'error');
  }

  get news(): ShownToast[] {
    return this.toasts.filter(({ variant }) => variant !== 'error');
  }

  show({ title = '', message, variant = 'info', mode = 'dismissible' }: Toast): void {
    const lines = message.split('\n').filter((line) => line !== '');
    const isOneLine = title === '' && lines.length === 1;
    this.toasts = [
      ...this.toasts,
      {
        key: ++this.last,
        heading: isOneLine ? message : title,
        lines: isOneLine ? [] : lines,
        variant,
        // An error stays until it was read.
        isSticky: mode === 'sticky' || variant === 'error'
      }
    ];
  }

  handleDismiss(event: CustomEvent<{ isByHand: boolean }>): void {
    const key = Number((event.currentTarget as HTMLElement).dataset['key']); // The toast that is listened to.
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
    if (!event.detail.isByHand) return;
    this.focusNext = this.toasts[0]?.key;
    if (this.focusNext === undefined) this.dispatchEvent(new CustomEvent('allread'));
  }

  override renderedCallback(): void {
    if (this.focusNext === undefined) return;
    this.template?.querySelector<HTMLElement>(`org-toast[data-key="${this.focusNext}"]`)?.focus();
    this.focusNext = undefined;
  }
}
