import { LightningElement, api } from 'lwc';

/** Stand-in for `lightning-textarea`. Tests type with `enter(element, text)` from `config/jest/dom.ts`. */
export default class Textarea extends LightningElement {
  @api label = '';
  @api value = '';
  @api name = '';
  @api placeholder = '';
  @api variant = 'standard';
  @api fieldLevelHelp = '';
  @api maxLength?: number;
  @api messageWhenValueMissing = '';
  @api required = false;
  @api readOnly = false;
  @api disabled = false;
  #message = '';

  // A template may not set the value of a textarea.
  override renderedCallback(): void {
    const area = this.template?.querySelector('textarea');
    if (area) area.value = this.value ?? '';
  }

  @api focus(): void {
    this.template?.querySelector('textarea')?.focus();
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
