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
  /** What was typed, so that a look at the other form does not lose it. */
  sentence = '';
  question = '';

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

  get isQuestion(): boolean {
    return this.canReceive && this.isAsking;
  }

  handleSentence(event: CustomEvent<{ value: string }>): void {
    this.sentence = event.detail.value;
    recheck(event);
  }

  handleQuestion(event: CustomEvent<{ value: string }>): void {
    this.question = event.detail.value;
    recheck(event);
  }

  async handleAsk(): Promise<void> {
    this.isAsking = true;
    this.problem = '';
    await this.focus('[data-field="text"]');
  }

  async handleCancel(): Promise<void> {
    this.isAsking = false;
    this.problem = '';
    await this.focus('[data-ask]');
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
      if (this.isAsking) {
        this.question = '';
        await this.handleCancel();
      }
      this.dispatchEvent(new ShowToastEvent({ message, variant: 'success' }));
      this.dispatchEvent(new CustomEvent('received'));
    } catch (error) {
      this.problem = reduceErrors(error).join(' ');
    } finally {
      this.isBusy = false;
    }
  }

  private async focus(selector: string): Promise<void> {
    await Promise.resolve(); // It is shown by then.
    this.template?.querySelector<HTMLElement>(selector)?.focus();
  }
}

/**
 * What was said about an empty input goes as soon as there is text. Left until the input loses the focus, it would move
 * the buttons away from under the pointer that presses one.
 */
function recheck({ detail, currentTarget }: CustomEvent<{ value: string }>): void {
  if (detail.value.trim() !== '') (currentTarget as FormInput).reportValidity(); // Inputs are the only ones with this handler.
}
