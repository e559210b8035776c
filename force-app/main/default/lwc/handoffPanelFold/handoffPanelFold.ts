import { LightningElement, api } from 'lwc';

/**
 * A heading that opens and closes what is in its slot, with a summary that stays visible.
 *
 * @slot default what is folded away
 */
export default class HandoffPanelFold extends LightningElement {
  @api heading = '';
  @api summary = '';
  /** Whether it begins open. */
  @api open = false;

  private changed: boolean | undefined;

  get isOpen(): boolean {
    return this.changed ?? this.open;
  }

  get expanded(): string {
    return String(this.isOpen);
  }

  get iconName(): string {
    return this.isOpen ? 'utility:chevrondown' : 'utility:chevronright';
  }

  get bodyClass(): string {
    return this.isOpen ? 'body' : 'body slds-hide';
  }

  @api expand(): void {
    this.changed = true;
  }

  @api focus(): void {
    this.template?.querySelector('button')?.focus();
  }

  handleToggle(): void {
    this.changed = !this.isOpen;
  }
}
