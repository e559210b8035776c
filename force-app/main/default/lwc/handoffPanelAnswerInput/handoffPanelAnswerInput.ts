import { LightningElement, api } from 'lwc';
import type { HandoffOptionView } from 'apex-types';
import { fill } from 'c/handoffText';
import choose from '@salesforce/label/c.Panel_Answer_Choose';
import exampleLabel from '@salesforce/label/c.Panel_Answer_Example';
import none from '@salesforce/label/c.Panel_Answer_No_Option';

interface Input extends HTMLElement {
  checkValidity(): boolean;
}

/**
 * The input for one answer: a text box, a date, or a list of choices.
 *
 * @fires edit with `{value}` whenever the value changes; a date that is not one is not a value
 * @fires commit when the user is done with it: on leaving a text, on choosing anything else
 */
export default class HandoffPanelAnswerInput extends LightningElement {
  /** `textarea`, `date`, or anything else for a list. */
  @api inputType?: string | null | undefined;
  @api label?: string | null | undefined;
  @api example?: string | null | undefined;
  @api value = '';
  @api options: readonly HandoffOptionView[] = [];

  readonly choose = choose;

  get isText(): boolean {
    return this.inputType === 'textarea';
  }

  get isDate(): boolean {
    return this.inputType === 'date';
  }

  get placeholder(): string {
    return this.example ? fill(exampleLabel, this.example) : '';
  }

  get choices(): { label: string; value: string }[] {
    const known = this.options.map((option) => ({ label: option.label ?? '', value: option.value ?? '' }));
    // There is nothing to take back before something was chosen.
    return this.value ? [{ label: none, value: '' }, ...known] : known;
  }

  @api focus(): void {
    this.template?.querySelector<HTMLElement>('.input')?.focus();
  }

  handleChange(event: CustomEvent<{ value: string | null }>): void {
    const input = event.currentTarget as Input; // The listeners sit on base components below.
    if (!input.checkValidity()) return;
    this.dispatchEvent(new CustomEvent('edit', { detail: { value: event.detail.value ?? '' } }));
    if (!this.isText) this.handleBlur();
  }

  handleBlur(): void {
    this.dispatchEvent(new CustomEvent('commit'));
  }
}
