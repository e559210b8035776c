import { LightningElement, api } from 'lwc';
import acknowledge from '@salesforce/apex/HandoffReceiveController.acknowledge';
import sendBack from '@salesforce/apex/HandoffReceiveController.sendBack';
import type { HandoffKickoffView } from 'apex-types';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { reduceErrors } from 'c/handoffErrors';
import { type FormInput, readInputs, textOf } from 'c/handoffForm';
import { fill, formatDate } from 'c/handoffText';
import acknowledged from '@salesforce/label/c.Kickoff_Acknowledged';
import acknowledgedToast from '@salesforce/label/c.Kickoff_Acknowledged_Toast';
import acknowledgeLabel from '@salesforce/label/c.Kickoff_Acknowledge';
import cancel from '@salesforce/label/c.Kickoff_Cancel';
import question from '@salesforce/label/c.Kickoff_Question';
import questionNeeded from '@salesforce/label/c.Kickoff_Question_Needed';
import sendBackLabel from '@salesforce/label/c.Kickoff_Send_Back';
import sentBack from '@salesforce/label/c.Kickoff_Sent_Back';
import sentBackToast from '@salesforce/label/c.Kickoff_Sent_Back_Toast';
import sentence from '@salesforce/label/c.Kickoff_Sentence';
import sentenceExample from '@salesforce/label/c.Kickoff_Sentence_Example';
import sentenceNeeded from '@salesforce/label/c.Kickoff_Sentence_Needed';

/**
 * Taking the handoff over: the customer's problem in the receiver's own sentence, or one question back to the giver.
 *
 * @fires received when either has reached the org
 */
export default class HandoffKickoffReceive extends LightningElement {
  @api view?: HandoffKickoffView;

  isAsking = false;
  isBusy = false;
  problem = '';

  readonly label = { acknowledgeLabel, cancel, question, sendBackLabel, sentence, sentenceExample, sentenceNeeded };

  get acknowledgedText(): string {
    const { acknowledgedAt } = this.view ?? {};
    return acknowledgedAt ? fill(acknowledged, formatDate(acknowledgedAt)) : '';
  }

  get sentBackText(): string {
    const { sentBackAt, sentBackQuestion } = this.view ?? {};
    return sentBackQuestion && !this.acknowledgedText ? fill(sentBack, formatDate(sentBackAt), sentBackQuestion) : '';
  }

  get canReceive(): boolean {
    return Boolean(this.view?.canAct && !this.acknowledgedText);
  }

  get questionNeeded(): string {
    return fill(questionNeeded, this.view?.giverName);
  }

  handleAsk(): void {
    this.isAsking = true;
    this.problem = '';
  }

  handleCancel(): void {
    this.isAsking = false;
    this.problem = '';
  }

  async handleAcknowledge(): Promise<void> {
    const { handoffId, accountName } = this.view ?? {};
    const text = this.read();
    if (text === undefined) return;
    await this.attempt(() => acknowledge({ handoffId, sentence: text }), fill(acknowledgedToast, accountName));
  }

  async handleSendBack(): Promise<void> {
    const { handoffId, giverName } = this.view ?? {};
    const text = this.read();
    if (text === undefined) return;
    await this.attempt(() => sendBack({ handoffId, question: text }), fill(sentBackToast, giverName));
  }

  private read(): string | undefined {
    const values = readInputs(this.template?.querySelectorAll<FormInput>('[data-field]') ?? []);
    return (values && textOf(values, 'text')) ?? undefined;
  }

  private async attempt(work: () => Promise<unknown>, message: string): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = '';
    try {
      await work();
      this.isAsking = false;
      this.dispatchEvent(new ShowToastEvent({ message, variant: 'success' }));
      this.dispatchEvent(new CustomEvent('received'));
    } catch (error) {
      this.problem = reduceErrors(error).join(' ');
    } finally {
      this.isBusy = false;
    }
  }
}
