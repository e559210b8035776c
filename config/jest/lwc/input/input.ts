import { LightningElement, api } from 'lwc';

/** Stand-in for `lightning-input`. Tests type with `enter(element, text)` from `config/jest/dom.ts`. */
export default class Input extends LightningElement {
  @api label = '';
  @api value = '';
  @api name = '';
  @api placeholder = '';
  @api type = 'text';
  @api checked = false;
  @api min?: string;
  @api max?: string;
  @api step?: string;
  @api messageWhenValueMissing = '';
  @api messageWhenRangeUnderflow = '';
  @api variant = 'standard';
  @api fieldLevelHelp = '';
  @api maxLength?: number;
  @api required = false;
  @api readOnly = false;
  @api disabled = false;
  #message = '';

  @api focus(): void {
    this.template?.querySelector('input')?.focus();
  }

  @api setCustomValidity(message: string): void {
    this.#message = message;
  }

  @api checkValidity(): boolean {
    return this.#message === '' && !(this.required && !this.value);
  }

  @api reportValidity(): boolean {
    return this.checkValidity();
  }
}
