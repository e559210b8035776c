import { LightningElement, api } from 'lwc';
import type { HandoffGapView, HandoffPanelView } from 'apex-types';
import { type FormInput, readInputs } from 'c/handoffForm';
import { today } from 'c/handoffText';
import userId from '@salesforce/user/Id';
import assignee from '@salesforce/label/c.Panel_Gap_Assignee';
import by from '@salesforce/label/c.Panel_Gap_By';
import cancel from '@salesforce/label/c.Panel_Cancel';
import datePast from '@salesforce/label/c.Panel_Gap_Date_Past';
import intro from '@salesforce/label/c.Panel_Gap_Intro';
import needed from '@salesforce/label/c.Panel_Gap_Owner_And_Date_Needed';
import save from '@salesforce/label/c.Panel_Save';

/**
 * "Not known yet": who will ask, by when.
 *
 * @fires save with `{assigneeId, due}`
 * @fires cancel
 */
export default class HandoffPanelGap extends LightningElement {
  /** The gap there is, to change it. */
  @api gap?: HandoffGapView | null | undefined;
  @api people: readonly HandoffPanelView.PersonView[] = [];
  /** Why the last attempt was refused. */
  @api problem?: string | undefined;

  readonly label = { assignee, by, cancel, datePast, intro, needed, save };
  readonly earliest = today();

  /** Whoever writes it down usually asks; the date is the other half of the promise, so nobody guesses it. */
  get assigneeId(): string {
    const me = this.people.find(({ id }) => id?.slice(0, 15) === userId.slice(0, 15));
    return this.gap?.assigneeId ?? me?.id ?? '';
  }

  get due(): string {
    return this.gap?.dueDate ?? '';
  }

  get options(): { label: string; value: string }[] {
    return this.people.map(({ id, name }) => ({ label: name ?? '', value: id ?? '' }));
  }

  /** Moves the focus to what has to be filled first. */
  @api focus(): void {
    const first = this.assigneeId === '' ? '[data-field]' : '[data-field="due"]';
    this.template?.querySelector<HTMLElement>(first)?.focus();
  }

  handleSave(): void {
    const detail = readInputs(this.template?.querySelectorAll<FormInput>('[data-field]') ?? []);
    if (detail) this.dispatchEvent(new CustomEvent('save', { detail }));
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  handleKeydown(event: KeyboardEvent): void {
    // An open list of choices takes Escape for itself and stops it.
    if (event.key === 'Escape' && !event.defaultPrevented) this.handleCancel();
  }
}
