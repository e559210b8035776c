import { LightningElement, api, wire } from 'lwc';
import { refreshApex, type WireResult } from '@salesforce/apex';
import load from '@salesforce/apex/HandoffReceiveController.kickoff';
import saveAgenda from '@salesforce/apex/HandoffReceiveController.saveAgenda';
import STAKEHOLDER_INVITED from '@salesforce/schema/Handoff_Stakeholder__c.On_Kickoff_Invite__c';
import type { HandoffAgendaPoint, HandoffKickoffView } from 'apex-types';
import { updateRecord } from 'lightning/uiRecordApi';
import { reduceErrors } from 'c/handoffErrors';
import { type FormInput, readInputs, textOf } from 'c/handoffForm';
import { fill, formatDateTime } from 'c/handoffText';
import { labels } from './labels';

/**
 * The kickoff beside the brief: when it is, who is missing from the invite, what to open with, the five points, and
 * taking the handoff over.
 *
 * @fires changed when the handoff was taken over or sent back
 */
export default class HandoffKickoff extends LightningElement {
  @api handoffId?: string | null;

  view: HandoffKickoffView | undefined;
  error: unknown;
  problem = '';
  isPlanning = false;
  private wired: WireResult<HandoffKickoffView | null> | undefined;

  readonly label = labels;

  @wire(load, { handoffId: '$handoffId' })
  receive(result: WireResult<HandoffKickoffView | null>): void {
    this.wired = result;
    this.error = this.view ? undefined : result.error;
    if (result.data) this.view = result.data;
  }

  get heading(): string {
    const { scheduledAt } = this.view ?? {};
    return scheduledAt ? fill(labels.headingAt, formatDateTime(scheduledAt)) : labels.heading;
  }

  get canAct(): boolean {
    return Boolean(this.view?.canAct);
  }

  get readOnly(): boolean {
    return !this.canAct || Boolean(this.view?.heldAt);
  }

  get canPlan(): boolean {
    return !this.readOnly && !this.isPlanning;
  }

  get missingChampions(): { id: string; text: string }[] {
    const missing = new Set(this.view?.missingChampions ?? []);
    return (this.view?.invitees ?? [])
      .filter(({ name, onInvite }) => !onInvite && missing.has(name ?? ''))
      .map(({ id, name }) => ({ id: id ?? '', text: fill(labels.championMissing, name) }));
  }

  get inviteesText(): string {
    const invited = (this.view?.invitees ?? []).filter(({ onInvite }) => onInvite).map(({ name }) => name);
    return invited.length > 0 ? fill(labels.invitees, invited.join(', ')) : labels.noInvitees;
  }

  get pointsDone(): string {
    const points = this.view?.points ?? [];
    return fill(labels.countOf, points.filter(({ done, reason }) => done || reason).length, points.length);
  }

  get heldText(): string {
    return this.view?.heldAt ? fill(labels.held, formatDateTime(this.view.heldAt)) : '';
  }

  get canHold(): boolean {
    return !this.readOnly && Boolean(this.view?.isComplete && this.view.acknowledgedAt);
  }

  handlePlan(): void {
    this.isPlanning = true;
  }

  handleCancelPlan(): void {
    this.isPlanning = false;
  }

  async handleSavePlan(): Promise<void> {
    const values = readInputs(this.template?.querySelectorAll<FormInput>('[data-field]') ?? []);
    if (values && (await this.save({ scheduledAt: textOf(values, 'scheduledAt') }))) this.isPlanning = false;
  }

  async handleDecide(event: CustomEvent<{ done: boolean; reason: string | null }>): Promise<void> {
    const { code } = (event.currentTarget as HTMLElement).dataset; // Points are the only ones with this handler.
    const points = this.points.map((point) => (point.code === code ? { ...point, ...event.detail } : point));
    await this.save({ points });
  }

  async handleInvite(event: Event): Promise<void> {
    const { id = '' } = (event.currentTarget as HTMLElement).dataset; // As above.
    await this.attempt(() => updateRecord({ fields: { Id: id, [STAKEHOLDER_INVITED.fieldApiName]: true } }));
  }

  async handleHeld(): Promise<void> {
    await this.save({ held: true });
    this.dispatchEvent(new CustomEvent('changed'));
  }

  async handleReceived(): Promise<void> {
    await this.refresh();
    this.dispatchEvent(new CustomEvent('changed'));
  }

  async refresh(): Promise<void> {
    if (this.wired) await refreshApex(this.wired);
  }

  private get points(): HandoffAgendaPoint[] {
    return (this.view?.points ?? []).map(({ code, done, reason }) => ({
      code: code ?? null,
      done,
      reason: reason ?? null
    }));
  }

  private save(change: {
    points?: HandoffAgendaPoint[];
    scheduledAt?: string | null;
    held?: boolean;
  }): Promise<boolean> {
    const handoffId = this.handoffId ?? null;
    const agenda = { handoffId, points: this.points, scheduledAt: null, held: false, ...change };
    return this.attempt(() => saveAgenda({ agenda }));
  }

  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.problem = '';
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = reduceErrors(error).join(' ');
      return false;
    } finally {
      // What was refused is shown as the org has it.
      await this.refresh();
    }
  }
}
