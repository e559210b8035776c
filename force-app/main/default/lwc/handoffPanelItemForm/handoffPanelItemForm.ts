import { LightningElement, api } from 'lwc';
import type { HandoffItemRequest, HandoffItemView, HandoffPanelView } from 'apex-types';
import { type FormInput, readInputs } from 'c/handoffForm';
import { fieldsOf, type ItemField } from './fields';
import { labels } from './labels';

export interface Choice {
  label: string;
  value: string;
}

const NONE = '';

/**
 * The fields that matter for a line of its kind.
 *
 * @fires save with what was entered: the part of a HandoffItemRequest that a person decides
 * @fires cancel
 */
export default class HandoffPanelItemForm extends LightningElement {
  /** The line to change; nothing to add one. */
  @api item?: HandoffItemView | undefined;
  /** The kinds a new line can have; the first is chosen to begin with. */
  @api kinds: readonly Choice[] = [];
  @api severities: readonly Choice[] = [];
  @api topics: readonly Choice[] = [];
  @api people: readonly HandoffPanelView.PersonView[] = [];
  @api problem = '';

  chosenKind = '';

  readonly label = labels;

  get kind(): string {
    return this.item?.kind || this.chosenKind || (this.kinds[0]?.value ?? '');
  }

  get choosesKind(): boolean {
    return !this.item && this.kinds.length > 1;
  }

  /** Which inputs to show, by name. */
  get has(): Partial<Record<ItemField, boolean>> {
    return Object.fromEntries(fieldsOf(this.kind).map((field) => [field, true]));
  }

  /** What the inputs begin with. */
  get initial(): HandoffItemRequest {
    return this.item ?? {};
  }

  get milestoneDays(): Choice[] {
    return [30, 60, 90].map((day) => ({ label: String(day), value: String(day) }));
  }

  get milestoneDay(): string {
    return String(this.item?.milestoneDay ?? '');
  }

  get assignees(): Choice[] {
    const known = this.people.map(({ id, name }) => ({ label: name ?? '', value: id ?? '' }));
    const { assigneeId, assigneeName } = this.item ?? {};
    if (assigneeId && !known.some(({ value }) => value === assigneeId)) {
      known.push({ label: assigneeName ?? '', value: assigneeId });
    }
    return [{ label: labels.nobody, value: NONE }, ...known];
  }

  @api focus(): void {
    this.template?.querySelector<HTMLElement>('[data-field="text"]')?.focus();
  }

  handleKind(event: CustomEvent<{ value: string }>): void {
    this.chosenKind = event.detail.value;
  }

  handleSave(): void {
    const entered = readInputs(this.template?.querySelectorAll<FormInput>('[data-field]') ?? []);
    if (!entered) return;
    const detail: HandoffItemRequest = { ...entered, kind: this.kind };
    if (detail.milestoneDay != null) detail.milestoneDay = Number(detail.milestoneDay);
    this.dispatchEvent(new CustomEvent('save', { detail }));
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  handleKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented) this.handleCancel();
  }
}
