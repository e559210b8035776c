import { LightningElement, api } from 'lwc';
import type { HandoffStakeholderRequest, HandoffStakeholderView } from 'apex-types';
import { type FormInput, readInputs } from 'c/handoffForm';
import type { Choice } from 'c/handoffPanelItemForm';
import { labels } from './labels';

/**
 * Who somebody on the customer's side is, and how to reach them.
 *
 * @fires save with what was entered: the part of a HandoffStakeholderRequest that a person decides
 * @fires cancel
 */
export default class HandoffPanelStakeholderForm extends LightningElement {
  /** The person to change; nothing to add one. */
  @api person?: HandoffStakeholderView | undefined;
  /** The account's contacts. */
  @api contacts: readonly Choice[] = [];
  @api roles: readonly Choice[] = [];
  @api stances: readonly Choice[] = [];
  @api problem = '';

  private chosenContact: string | undefined;

  readonly label = labels;

  get contactId(): string {
    return this.chosenContact ?? this.person?.contactId ?? '';
  }

  /** A contact brings its name; anybody else needs one. */
  get needsName(): boolean {
    return this.contactId === '';
  }

  get initial(): HandoffStakeholderRequest {
    return this.person ?? {};
  }

  get choices(): Choice[] {
    const known = [...this.contacts];
    const { contactId, name } = this.person ?? {};
    if (contactId && !known.some(({ value }) => value === contactId)) {
      known.push({ label: name ?? '', value: contactId });
    }
    return [{ label: labels.noContact, value: '' }, ...known];
  }

  @api focus(): void {
    this.template?.querySelector<HTMLElement>('[data-field]')?.focus();
  }

  handleContact(event: CustomEvent<{ value: string }>): void {
    this.chosenContact = event.detail.value;
  }

  handleSave(): void {
    const detail = readInputs(this.template?.querySelectorAll<FormInput>('[data-field]') ?? []);
    if (!detail) return;
    // Another contact brings another name; the same one keeps the name it goes by here.
    const isSame = this.contactId === (this.person?.contactId ?? '');
    if (!this.needsName) detail.name = isSame ? (this.person?.name ?? null) : null;
    this.dispatchEvent(new CustomEvent('save', { detail }));
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  handleKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented) this.handleCancel();
  }
}
