import { LightningElement, api } from 'lwc';
import type { HandoffStakeholderView } from 'apex-types';
import { fill, formatDate } from 'c/handoffText';
import caresAbout from '@salesforce/label/c.Panel_Person_Cares_About_Is';
import editOf from '@salesforce/label/c.Panel_Edit_Of';
import invited from '@salesforce/label/c.Panel_Person_Invited';
import lastTouch from '@salesforce/label/c.Panel_Person_Last_Touch_Is';
import neverTouched from '@salesforce/label/c.Panel_Person_No_Last_Touch';
import prefers from '@salesforce/label/c.Panel_Person_Prefers_Is';
import privately from '@salesforce/label/c.Panel_Person_Private_Stance_Is';
import removeOf from '@salesforce/label/c.Panel_Remove_Of';

/**
 * One person on the customer's side: role, stance, when we last spoke, what they care about.
 *
 * @fires edit
 * @fires remove
 */
export default class HandoffPanelStakeholder extends LightningElement {
  @api person?: HandoffStakeholderView;
  /** Labels of picklist values, by value. */
  @api labels: ReadonlyMap<string, string> = new Map();
  @api readOnly = false;

  get name(): string {
    return [this.person?.name, this.person?.title].filter(Boolean).join(', ');
  }

  get role(): string {
    return this.labelOf(this.person?.role);
  }

  get stance(): string {
    return this.labelOf(this.person?.stance);
  }

  get stanceClass(): string {
    return `badge ${(this.person?.stance ?? '').toLowerCase()}`;
  }

  get details(): string {
    const { person } = this;
    if (!person) return '';
    const parts = [
      person.lastTouch ? fill(lastTouch, formatDate(person.lastTouch)) : neverTouched,
      person.caresAbout && fill(caresAbout, person.caresAbout),
      person.prefers && fill(prefers, person.prefers),
      person.onKickoffInvite && invited
    ];
    return parts.filter(Boolean).join(' · ');
  }

  /** Only there for readers whom the org lets see it. */
  get privateStance(): string {
    return this.person?.privateStance ? fill(privately, this.person.privateStance) : '';
  }

  get editName(): string {
    return fill(editOf, this.person?.name);
  }

  get removeName(): string {
    return fill(removeOf, this.person?.name);
  }

  @api focus(): void {
    this.template?.querySelector<HTMLElement>('lightning-button-icon')?.focus();
  }

  handleEdit(): void {
    this.dispatchEvent(new CustomEvent('edit'));
  }

  handleRemove(): void {
    this.dispatchEvent(new CustomEvent('remove'));
  }

  private labelOf(value: string | null | undefined): string {
    return value ? (this.labels.get(value) ?? value) : '';
  }
}
