import { LightningElement, api, wire } from 'lwc';
import { refreshApex, type WireResult } from '@salesforce/apex';
import approve from '@salesforce/apex/HandoffReviewController.approve';
import load from '@salesforce/apex/HandoffReviewController.load';
import readProgress from '@salesforce/apex/HandoffReviewController.progress';
import requestBrief from '@salesforce/apex/HandoffReviewController.requestBrief';
import retryBrief from '@salesforce/apex/HandoffReviewController.retryBrief';
import type { HandoffReviewView } from 'apex-types';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { reduceErrors } from 'c/handoffErrors';
import type HandoffReviewList from 'c/handoffReviewList';
import { labels } from './labels';
import { type Progress, ProgressPolling, isRunning } from './progressPolling';
import { mayApprove, mayDecide } from './rights';
import { managerText, outcomeText, sentBackText, sourcesText } from './texts';

/**
 * What the evidence says, for the giver to confirm: how far the brief is while it is made, the proposals, and the
 * approval that delivers it.
 *
 * @fires changed when something was decided, so that the panel reads the handoff again
 */
export default class HandoffReview extends LightningElement {
  view: HandoffReviewView | undefined;
  error: unknown;
  progress: Progress;
  problem = '';
  private shownId: string | null | undefined;
  private shownStage: string | null | undefined;
  private isBusy = false;
  private wired: WireResult<HandoffReviewView | null> | undefined;
  private readonly polling = new ProgressPolling(
    () => readProgress({ handoffId: this.handoffId }).then((progress) => progress ?? undefined),
    (progress) => this.hear(progress)
  );

  readonly label = labels;
  readonly reload = (): Promise<void> => this.refresh();

  @api get handoffId(): string | null | undefined {
    return this.shownId;
  }
  set handoffId(next: string | null | undefined) {
    if (next === this.shownId) return;
    this.shownId = next;
    this.polling.stop();
    this.view = undefined;
    this.error = undefined;
    this.progress = undefined;
    this.problem = '';
  }

  /** The stage of the deal. When it changes, the brief may have been asked for. */
  @api get stage(): string | null | undefined {
    return this.shownStage;
  }
  set stage(next: string | null | undefined) {
    const isMoved = this.shownStage !== undefined && next !== this.shownStage;
    this.shownStage = next;
    if (isMoved) this.readAgain();
  }

  @wire(load, { handoffId: '$handoffId' })
  receive(result: WireResult<HandoffReviewView | null>): void {
    this.wired = result;
    // A refresh that fails must not take away what is being worked on.
    this.error = this.view ? undefined : result.error;
    if (!result.data) return;
    this.view = result.data;
    this.progress = result.data.progress;
    this.polling.update(this.progress);
  }

  override disconnectedCallback(): void {
    this.polling.stop();
  }

  get isLoading(): boolean {
    return Boolean(this.handoffId) && !this.view && this.error === undefined;
  }

  get isReview(): boolean {
    return this.progress?.status === 'done';
  }

  get canRequest(): boolean {
    return Boolean(this.view?.canReview);
  }

  get readOnly(): boolean {
    return !mayDecide(this.view);
  }

  get isReviewed(): boolean {
    return this.view?.proposedCount === 0;
  }

  get canApprove(): boolean {
    return this.isReviewed && mayApprove(this.view);
  }

  get approveLabel(): string {
    return this.view?.isWon ? labels.approve : labels.approveBeforeWin;
  }

  get outcomeText(): string {
    return outcomeText(this.view);
  }

  get sources(): { read: string; failed: string[] } {
    return sourcesText(this.view);
  }

  get managerText(): string {
    return managerText(this.view);
  }

  get sentBackText(): string {
    return sentBackText(this.view);
  }

  async handleApprove(): Promise<void> {
    await this.attempt(async () => {
      await this.list?.settled();
      const result = await approve({ handoffId: this.handoffId });
      const variant = result?.outcome === 'Delivered' ? 'success' : 'info';
      this.dispatchEvent(new ShowToastEvent({ message: result?.message ?? '', variant }));
      this.dispatchEvent(new RefreshEvent());
    });
  }

  async handleRequest(): Promise<void> {
    await this.attempt(() => requestBrief({ handoffId: this.handoffId }));
  }

  async handleRetry(): Promise<void> {
    await this.attempt(() => retryBrief({ handoffId: this.handoffId }));
  }

  async refresh(): Promise<void> {
    await this.readAgain();
    this.dispatchEvent(new CustomEvent('changed'));
  }

  private get list(): HandoffReviewList | null | undefined {
    return this.template?.querySelector<HTMLElement & HandoffReviewList>('c-handoff-review-list');
  }

  private async readAgain(): Promise<void> {
    if (this.wired) await refreshApex(this.wired);
  }

  /** One thing at a time: a second click on it would meet what the first one changed. */
  private async attempt(work: () => Promise<unknown>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = '';
    try {
      await work();
      await this.refresh();
      await Promise.resolve(); // The button is gone by then, and must not take the focus with it.
      if (document.activeElement === document.body) this.template?.querySelector('section')?.focus();
    } catch (error) {
      this.problem = reduceErrors(error).join(' ');
      // What was refused may be refused for something that is not shown yet.
      await this.readAgain().catch(() => undefined);
    } finally {
      this.isBusy = false;
    }
  }

  /** What the service says while the brief is made. When it is made, or failed, the record is read again. */
  private async hear(progress: Progress): Promise<void> {
    if (isRunning(progress)) this.progress = progress;
    else await this.refresh();
    if (progress?.status !== 'failed') return;
    // The record may not know yet, and the service also says what to do.
    this.polling.stop();
    this.progress = progress;
  }
}
