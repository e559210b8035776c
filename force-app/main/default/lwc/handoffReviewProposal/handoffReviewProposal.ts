import { LightningElement, api } from 'lwc';
import type { HandoffProposalView } from 'apex-types';
import { type FormInput, readInputs } from 'c/handoffForm';
import { fill, formatDate, formatDateTime } from 'c/handoffText';
import accept from '@salesforce/label/c.Review_Accept';
import cancel from '@salesforce/label/c.Review_Cancel';
import condition from '@salesforce/label/c.Review_Condition';
import due from '@salesforce/label/c.Review_Due';
import edit from '@salesforce/label/c.Review_Edit';
import openSource from '@salesforce/label/c.Review_Open_Source';
import reject from '@salesforce/label/c.Review_Reject';
import save from '@salesforce/label/c.Review_Save';
import sideCustomer from '@salesforce/label/c.Review_Side_Customer';
import sideUs from '@salesforce/label/c.Review_Side_Us';
import textDue from '@salesforce/label/c.Review_Text_Due';
import textLabel from '@salesforce/label/c.Review_Text';
import textNeeded from '@salesforce/label/c.Review_Text_Needed';

const TONES: Readonly<Record<string, string>> = {
  Commitment: 'promise',
  'Customer Commitment': 'promise',
  Milestone: 'promise',
  Stretch: 'context',
  Contradiction: 'differs',
  Risk: 'risk'
};
const SIDES: Readonly<Record<string, string>> = { 'We said': sideUs, 'Customer said': sideCustomer };

/** What a person decides on a proposal. */
export type Decision = 'accept' | 'edit' | 'reject';

/** What was typed into the form and is not saved yet. */
export interface Draft {
  readonly text?: string;
  readonly due?: string;
}

/**
 * One proposal: a line while it waits, the words behind it and the three decisions while it is open, an input while
 * it is changed.
 *
 * @fires choose when it should open
 * @fires decide with `{decision}`
 * @fires draft with what was typed, each time something is
 * @fires save with `{text, due}` when it was changed
 * @fires cancel when the change was given up
 */
export default class HandoffReviewProposal extends LightningElement {
  @api proposal?: HandoffProposalView;
  @api open = false;
  @api editing = false;
  /** What the form begins with, where something was typed before. */
  @api draft?: Draft | undefined;
  /** Why the last decision was refused. */
  @api problem?: string | undefined;
  @api readOnly = false;

  readonly label = { accept, cancel, edit, openSource, reject, save, textDue, textLabel, textNeeded };

  /** Moves the focus to the input while it is changed, else to the card. */
  @api focus(): void {
    this.template?.querySelector<HTMLElement>(this.editing ? '[data-field="text"]' : '[data-card]')?.focus();
  }

  get cardClass(): string {
    return this.open ? 'card open' : 'card';
  }

  get expanded(): string {
    return String(this.open);
  }

  get tagClass(): string {
    const { kind = '', isPerson } = this.proposal ?? {};
    return `tag ${isPerson ? 'person' : (TONES[kind ?? ''] ?? '')}`;
  }

  get dueText(): string {
    return this.proposal?.due ? fill(due, formatDate(this.proposal.due)) : '';
  }

  get conditionText(): string {
    return this.open && this.proposal?.condition ? fill(condition, this.proposal.condition) : '';
  }

  get showsQuote(): boolean {
    return this.open && Boolean(this.proposal?.quote);
  }

  get showsDecisions(): boolean {
    return this.open && !this.editing && !this.readOnly;
  }

  get isChanged(): boolean {
    return this.open && this.editing;
  }

  get mayHaveDue(): boolean {
    return !this.proposal?.isPerson;
  }

  get shownText(): string {
    return this.draft?.text ?? this.proposal?.text ?? '';
  }

  get shownDue(): string {
    return this.draft?.due ?? this.proposal?.due ?? '';
  }

  /** As much as the org keeps of a line; of what a person cares about, less. */
  get longest(): number {
    return this.proposal?.isPerson ? 255 : 1000;
  }

  get quoteText(): string {
    return `“${this.proposal?.quote ?? ''}”`;
  }

  get sourceText(): string {
    const { speaker, basis, sourceType, spokenAt } = this.proposal ?? {};
    return [speaker, SIDES[basis ?? ''], sourceType, formatDateTime(spokenAt)].filter(Boolean).join(' · ');
  }

  /** Links come from mails and calls: only web addresses may be opened. */
  get link(): string | null {
    const link = this.proposal?.link ?? '';
    return /^https?:\/\//i.test(link) ? link : null;
  }

  handleChoose(): void {
    if (!this.open) this.dispatchEvent(new CustomEvent('choose'));
  }

  handleDecide(event: Event): void {
    const { decision } = (event.currentTarget as HTMLElement).dataset; // Only our own buttons carry this handler.
    this.dispatchEvent(new CustomEvent('decide', { detail: { decision } }));
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    const { field = '' } = (event.currentTarget as HTMLElement).dataset; // Only our own inputs carry this handler.
    this.dispatchEvent(new CustomEvent('draft', { detail: { [field]: event.detail.value } }));
  }

  handleSave(): void {
    const values = readInputs(this.template?.querySelectorAll<FormInput>('[data-field]') ?? []);
    if (values) this.dispatchEvent(new CustomEvent('save', { detail: values }));
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  handleKeydown(event: KeyboardEvent): void {
    // Letters typed here are text, not decisions.
    event.stopPropagation();
    if (event.key === 'Escape' && !event.defaultPrevented) this.handleCancel();
  }
}
