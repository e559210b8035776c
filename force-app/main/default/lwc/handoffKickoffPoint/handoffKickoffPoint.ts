import { LightningElement, api } from 'lwc';
import type { HandoffKickoffView } from 'apex-types';
import { type FormInput, readInputs, textOf } from 'c/handoffForm';
import { fill } from 'c/handoffText';
import cancel from '@salesforce/label/c.Kickoff_Cancel';
import reasonOf from '@salesforce/label/c.Kickoff_Reason_Of';
import reason from '@salesforce/label/c.Kickoff_Reason';
import save from '@salesforce/label/c.Kickoff_Save';

/**
 * One point to talk about at the kickoff: ticked, or with the reason why it is not needed.
 *
 * @fires decide with `{done, reason}`
 */
export default class HandoffKickoffPoint extends LightningElement {
  @api readOnly = false;

  /** Whether the reason is asked for. It is until the org has it, so that one that was refused is still there. */
  isAsking = false;
  readonly label = { cancel, reason, save };
  private current: HandoffKickoffView.PointView | undefined;

  @api get point(): HandoffKickoffView.PointView | undefined {
    return this.current;
  }
  set point(next: HandoffKickoffView.PointView | undefined) {
    this.current = next;
    if (!this.isAsking || !(next?.done || next?.reason)) return;
    this.isAsking = false;
    this.focus('lightning-input');
  }

  get mayGiveReason(): boolean {
    return !this.readOnly && !this.point?.done && !this.point?.reason && !this.isAsking;
  }

  get reasonLabel(): string {
    return fill(reasonOf, this.point?.label);
  }

  get reasonName(): string {
    return `${reason}: ${this.point?.label ?? ''}`;
  }

  handleTick(event: CustomEvent<{ checked: boolean }>): void {
    this.decide(event.detail.checked, null);
  }

  async handleAsk(): Promise<void> {
    this.isAsking = true;
    await this.focus('[data-field="reason"]');
  }

  async handleCancel(): Promise<void> {
    this.isAsking = false;
    await this.focus('lightning-button');
  }

  handleSave(): void {
    const values = readInputs(this.template?.querySelectorAll<FormInput>('[data-field]') ?? []);
    if (values) this.decide(false, textOf(values, 'reason'));
  }

  private decide(done: boolean, why: string | null): void {
    this.dispatchEvent(new CustomEvent('decide', { detail: { done, reason: why } }));
  }

  private async focus(selector: string): Promise<void> {
    await Promise.resolve(); // It is shown by then.
    this.template?.querySelector<HTMLElement>(selector)?.focus();
  }
}
