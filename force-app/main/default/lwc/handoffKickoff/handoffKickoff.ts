import { LightningElement, api, wire } from 'lwc';
import { refreshApex, type WireResult } from '@salesforce/apex';
import load from '@salesforce/apex/HandoffReceiveController.kickoff';
import saveAgenda from '@salesforce/apex/HandoffReceiveController.saveAgenda';
import STAKEHOLDER_INVITED from '@salesforce/schema/Handoff_Stakeholder__c.On_Kickoff_Invite__c';
import type { HandoffAgendaRequest, HandoffKickoffView } from 'apex-types';
import { updateRecord } from 'lightning/uiRecordApi';
import { reduceErrors } from 'c/handoffErrors';
import { type FormInput, readInputs, textOf } from 'c/handoffForm';
import { labels } from './labels';
import { WelcomeMail } from './mail';
import { countText, headingText, heldText, inviteesText, missingChampions } from './texts';

/**
 * The kickoff beside the brief: when it is, who is missing from the invite, what to open with, the five points, and
 * taking the handoff over.
 *
 * @fires changed when the handoff was taken over or sent back, or the kickoff was held
 */
export default class HandoffKickoff extends LightningElement {
  view: HandoffKickoffView | undefined;
  error: unknown;
  problem = '';
  isPlanning = false;
  private mail = new WelcomeMail();
  private shownId: string | null | undefined;
  private wired: WireResult<HandoffKickoffView | null> | undefined;
  /** Ticks on their way to the org, so that they show at once, and a refused one is taken back. */
  private ticks: ReadonlyMap<string, boolean> = new Map();
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  readonly label = labels;

  @api get handoffId(): string | null | undefined {
    return this.shownId;
  }
  set handoffId(next: string | null | undefined) {
    if (next === this.shownId) return;
    this.shownId = next;
    this.view = undefined;
    this.error = undefined;
    this.problem = '';
    this.isPlanning = false;
    this.mail = new WelcomeMail();
    this.ticks = new Map();
  }

  @wire(load, { handoffId: '$handoffId' })
  receive(result: WireResult<HandoffKickoffView | null>): void {
    this.wired = result;
    // A refresh that fails must not take away what is being worked on.
    this.error = this.view ? undefined : result.error;
    if (result.data) this.view = result.data;
  }

  get isLoading(): boolean {
    return Boolean(this.handoffId) && !this.view && this.error === undefined;
  }

  get heading(): string {
    return headingText(this.view);
  }

  get readOnly(): boolean {
    return !this.view?.canAct || Boolean(this.view.heldAt);
  }

  get canAct(): boolean {
    return !this.readOnly;
  }

  /** The mail is the receiver's to send; once the kickoff was held, nobody is welcomed any more. */
  get showsWelcome(): boolean {
    return this.canAct && Boolean(this.view?.welcome);
  }

  get canPlan(): boolean {
    return this.canAct && !this.isPlanning;
  }

  get champions(): { id: string; text: string }[] {
    return missingChampions(this.view);
  }

  get inviteesText(): string {
    return inviteesText(this.view);
  }

  get points(): HandoffKickoffView.PointView[] {
    return (this.view?.points ?? []).map((point) => {
      const done = this.ticks.get(point.code ?? '');
      return done === undefined ? point : { ...point, done, reason: null };
    });
  }

  get pointsDone(): string {
    return countText(this.points);
  }

  get heldText(): string {
    return heldText(this.view);
  }

  get canHold(): boolean {
    return this.canAct && Boolean(this.view?.isComplete && this.view.acknowledgedAt);
  }

  async handlePlan(): Promise<void> {
    this.isPlanning = true;
    await this.focus('[data-field="scheduledAt"]');
  }

  async handleCancelPlan(): Promise<void> {
    this.isPlanning = false;
    await this.focus('[data-plan]');
  }

  async handleSavePlan(): Promise<void> {
    const values = readInputs(this.template?.querySelectorAll<FormInput>('[data-field]') ?? []);
    if (!values || !(await this.save({ scheduledAt: textOf(values, 'scheduledAt') }))) return;
    this.isPlanning = false;
    await this.focus('[data-plan]');
  }

  async handleWelcome(): Promise<void> {
    await this.mail.open(this.view?.welcome);
  }

  async handleDecide(event: CustomEvent<{ done: boolean; reason: string | null }>): Promise<void> {
    const { code = '' } = (event.currentTarget as HTMLElement).dataset; // Points are the only ones with this handler.
    const { done, reason } = event.detail;
    // A reason stays in its form until the org has it: refused, it would have to be written again.
    if (reason === null) this.ticks = new Map([...this.ticks, [code, done]]);
    await this.save({ points: [{ code, done, reason }] });
  }

  async handleInvite(event: Event): Promise<void> {
    const { id = '' } = (event.currentTarget as HTMLElement).dataset; // As above.
    const fields = { Id: id, [STAKEHOLDER_INVITED.fieldApiName]: true };
    if (await this.attempt(() => updateRecord({ fields }))) await this.focus('h3');
  }

  async handleHeld(): Promise<void> {
    if (!(await this.save({ held: true }))) return;
    await this.focus('h3');
    this.dispatchEvent(new CustomEvent('changed'));
  }

  async handleReceived(): Promise<void> {
    await this.refresh();
    await Promise.resolve(); // The form may be gone by then, and must not take the focus with it.
    if (document.activeElement === document.body) await this.focus('h3');
    this.dispatchEvent(new CustomEvent('changed'));
  }

  async refresh(): Promise<void> {
    if (this.wired) await refreshApex(this.wired);
  }

  /** Saves what changes; the org keeps the rest as it is. */
  private save(change: Partial<HandoffAgendaRequest>): Promise<boolean> {
    const agenda = { handoffId: this.handoffId ?? null, points: [], scheduledAt: null, held: false, ...change };
    return this.attempt(() => saveAgenda({ agenda }));
  }

  /** One change after the other: each saves the whole agenda. @returns whether the org took it */
  private attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.problem = '';
    this.waiting += 1;
    const done = this.queue.then(() => this.run(work));
    this.queue = done;
    return done;
  }

  private async run(work: () => Promise<unknown>): Promise<boolean> {
    let isTaken = true;
    try {
      await work();
    } catch (error) {
      isTaken = false;
      this.problem = reduceErrors(error).join(' ');
    }
    this.waiting -= 1;
    if (this.waiting > 0) return isTaken;
    // A refresh that fails changes nothing: what was saved is saved.
    await this.refresh().catch(() => undefined);
    // What was refused is shown as the org has it.
    if (this.waiting === 0) this.ticks = new Map();
    return isTaken;
  }

  private async focus(selector: string): Promise<void> {
    await Promise.resolve(); // It is shown by then.
    this.template?.querySelector<HTMLElement>(selector)?.focus();
  }
}
