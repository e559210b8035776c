import { LightningElement, api } from 'lwc';

/** Stand-in for `lightning-button`: a real button, so that its name and focus can be tested. */
export default class Button extends LightningElement {
  @api label = '';
  @api variant = 'neutral';
  @api iconName = '';
  @api iconPosition = '';
  @api name = '';
  @api value = '';
  @api type = 'button';
  @api disabled = false;
  @api stretch = false;
  @api override title = '';
  @api override ariaLabel: string | null = null;

  @api focus(): void {
    this.template?.querySelector('button')?.focus();
  }
}
