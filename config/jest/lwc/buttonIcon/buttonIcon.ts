import { LightningElement, api } from 'lwc';

/** Stand-in for `lightning-button-icon`: a real button, named by its alternative text. */
export default class ButtonIcon extends LightningElement {
  @api alternativeText = '';
  @api iconName = '';
  @api variant = 'border';
  @api size = 'medium';
  @api name = '';
  @api value = '';
  @api disabled = false;
  @api override title = '';
  @api override ariaExpanded: string | null = null;

  @api focus(): void {
    this.template?.querySelector('button')?.focus();
  }
}
