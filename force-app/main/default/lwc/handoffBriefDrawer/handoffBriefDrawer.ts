import { LightningElement, api } from 'lwc';
import type { HandoffBriefView } from 'apex-types';
import { fill, formatDateTime } from 'c/handoffText';
import close from '@salesforce/label/c.Brief_Drawer_Close';
import heading from '@salesforce/label/c.Brief_Drawer_Heading';
import noQuote from '@salesforce/label/c.Brief_Drawer_No_Quote';
import openSource from '@salesforce/label/c.Brief_Drawer_Open_Source';
import saidBy from '@salesforce/label/c.Brief_Drawer_Said_By';
import source from '@salesforce/label/c.Brief_Drawer_Source';

interface ShownQuote {
  id: string;
  quote: string;
  said: string;
  sourceType: string;
  link: string | null;
}

/**
 * What stands behind one line: its detail, its source, and the words that were said.
 *
 * @fires close when it is to go away
 */
export default class HandoffBriefDrawer extends LightningElement {
  @api line?: HandoffBriefView.Line;

  readonly label = { close, heading, noQuote, openSource, source };

  /** Moves the focus to where reading starts. */
  @api focus(): void {
    this.template?.querySelector<HTMLElement>('[data-close]')?.focus();
  }

  get details(): string[] {
    return (this.line?.detail ?? '').split('\n').filter((part) => part !== '');
  }

  get quotes(): ShownQuote[] {
    return (this.line?.citations ?? []).map((citation) => ({
      id: citation.id ?? '',
      quote: citation.quote ?? '',
      said: fill(saidBy, citation.speaker, formatDateTime(citation.spokenAt)),
      sourceType: citation.sourceType ?? '',
      link: safeLink(citation.link ?? null)
    }));
  }

  get hasQuotes(): boolean {
    return this.quotes.length > 0;
  }

  handleClose(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  handleKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.handleClose();
  }
}

/** Links come from mails and calls: only web addresses may be opened. */
function safeLink(link: string | null): string | null {
  return link !== null && /^https?:\/\//i.test(link) ? link : null;
}
