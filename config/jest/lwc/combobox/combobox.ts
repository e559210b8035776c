import { LightningElement, api } from 'lwc';

/** Stand-in for `lightning-combobox`. Tests type with `enter(element, text)` from `config/jest/dom.ts`. */
export default class Combobox extends LightningElement {
  @api label = '';
  @api value = '';
  @api name = '';
  @api placeholder = '';
  @api variant = 'standard';
  @api fieldLevelHelp = '';
  @api options: readonly { label: string; value: string }[] = [];
  @api messageWhenValueMissing = '';
  @api required = false;
  @api readOnly = false;
  @api disabled = false;
  #message = '';

  @api focus(): void {
    this.template?.querySelector('select')?.focus();
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
