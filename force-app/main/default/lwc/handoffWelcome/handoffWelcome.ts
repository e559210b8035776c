import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import type { HandoffKickoffView } from 'apex-types';
import { fill } from 'c/handoffText';
import close from '@salesforce/label/c.Panel_Preview_Close';
import copied from '@salesforce/label/c.Welcome_Copied';
import copy from '@salesforce/label/c.Welcome_Copy';
import heading from '@salesforce/label/c.Welcome_Heading';
import hint from '@salesforce/label/c.Welcome_Hint';
import notCopied from '@salesforce/label/c.Welcome_Not_Copied';
import open from '@salesforce/label/c.Welcome_Open';
import textLabel from '@salesforce/label/c.Welcome_Text';
import to from '@salesforce/label/c.Welcome_To';
import toUnknown from '@salesforce/label/c.Welcome_To_Unknown';

/**
 * The drafted welcome mail: read, changed, and sent by the receiver from their own mail program. Nothing is sent here.
 *
 * @fires write with the text whenever the receiver has changed it, so that closing the dialog loses nothing
 */
export default class HandoffWelcome extends LightningModal {
  @api draft: HandoffKickoffView.WelcomeView = {};
  /** What the receiver made of the draft before; null while they have not touched it. */
  @api written: string | null = null;

  readonly text = { body: textLabel, close, copy, heading, hint, open };
  said = '';
  private changed: string | null = null;

  get body(): string {
    return this.changed ?? this.written ?? this.draft.body ?? '';
  }

  get toText(): string {
    return this.draft.to ? fill(to, this.draft.to) : toUnknown;
  }

  /** Empty where nobody can be written to; lines end as RFC 6068 has them. */
  get mailAddress(): string {
    if (!this.draft.to) return '';
    const body = encodeURIComponent(this.body.replace(/\r?\n/g, '\r\n'));
    const subject = encodeURIComponent(this.draft.subject ?? '');
    return `mailto:${encodeURIComponent(this.draft.to)}?subject=${subject}&body=${body}`;
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    this.changed = event.detail.value;
    this.said = '';
    this.dispatchEvent(new CustomEvent<string>('write', { detail: event.detail.value }));
  }

  async handleCopy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.body);
      this.said = copied;
    } catch {
      this.said = notCopied;
    }
  }

  handleClose(): void {
    this.close();
  }
}
