import { LightningElement, api } from 'lwc';
import type { HandoffKickoffView } from 'apex-types';
import { fill } from 'c/handoffText';
import copied from '@salesforce/label/c.Welcome_Copied';
import copy from '@salesforce/label/c.Welcome_Copy';
import heading from '@salesforce/label/c.Welcome_Heading';
import hint from '@salesforce/label/c.Welcome_Hint';
import notCopied from '@salesforce/label/c.Welcome_Not_Copied';
import open from '@salesforce/label/c.Welcome_Open';
import text from '@salesforce/label/c.Welcome_Text';
import to from '@salesforce/label/c.Welcome_To';
import toUnknown from '@salesforce/label/c.Welcome_To_Unknown';

/** The drafted welcome mail: read, changed, and sent by the receiver from their own mail program. Nothing is sent here. */
export default class HandoffWelcome extends LightningElement {
  @api draft: HandoffKickoffView.WelcomeView = {};

  readonly label = { copy, heading, hint, open, text };
  said = '';
  /** What the receiver made of the draft; null while they have not touched it. */
  private changed: string | null = null;

  get text(): string {
    return this.changed ?? this.draft.body ?? '';
  }

  get toText(): string {
    return this.draft.to ? fill(to, this.draft.to) : toUnknown;
  }

  /** Empty where nobody can be written to; lines end as RFC 6068 has them. */
  get mailAddress(): string {
    if (!this.draft.to) return '';
    const body = encodeURIComponent(this.text.replace(/\r?\n/g, '\r\n'));
    const subject = encodeURIComponent(this.draft.subject ?? '');
    return `mailto:${encodeURIComponent(this.draft.to)}?subject=${subject}&body=${body}`;
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    this.changed = event.detail.value;
    this.said = '';
  }

  async handleCopy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = copied;
    } catch {
      this.said = notCopied;
    }
  }
}
