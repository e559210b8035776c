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
import { fill, formatDate } from 'c/handoffText';
import { Timer } from 'c/handoffTimer';
import { labels } from './labels';
import { countsText, sourcesText } from './texts';

const POLL = 1_500;

/**
 * What the evidence says, for the giver to confirm: how far the brief is while it is made, the proposals, and the
 * approval that delivers it.
 *
 * @fires changed when something was decided, so that the panel reads the handoff again
 */
export default class HandoffReview extends LightningElement {
  @api handoffId?: string | null;

  view: HandoffReviewView | undefined;
  error: unknown;
  progress: HandoffReviewView['progress'];
  problem = '';
  private wired: WireResult<HandoffReviewView | null> | undefined;
  private readonly timer = new Timer();

  readonly label = labels;
  readonly reload = (): Promise<void> => this.refresh();

  @wire(load, { handoffId: '$handoffId' })
  receive(result: WireResult<HandoffReviewView | null>): void {
    this.wired = result;
    // A refresh that fails must not take away what is being worked on.
    this.error = this.view ? undefined : result.error;
    if (!result.data) return;
    this.view = result.data;
    this.follow(result.data.progress);
  }

  override disconnectedCallback(): void {
    this.timer.stop();
  }

  get isReview(): boolean {
    return this.progress?.status === 'done';
  }

  get canDecide(): boolean {
    return Boolean(this.view?.canReview && !this.view.approvedAt);
  }

  get readOnly(): boolean {
    return !this.canDecide;
  }

  get isReviewed(): boolean {
    return this.view?.proposedCount === 0;
  }

  get canApprove(): boolean {
    return this.canDecide && this.isReviewed;
  }

  get approveLabel(): string {
    return this.view?.isWon ? labels.approve : labels.approveBeforeWin;
  }

  get outcomeText(): string {
    const { approvedAt, approvedByName } = this.view ?? {};
    return approvedAt ? fill(labels.approved, approvedByName, formatDate(approvedAt)) : countsText(this.view);
  }

  get sources(): { read: string; failed: string[] } {
    return sourcesText(this.view);
  }

  get managerText(): string {
    const reasons = this.view?.managerReasons ?? [];
    return reasons.length > 0 && !this.view?.approvedAt ? fill(labels.managerFirst, reasons.join(', ')) : '';
  }

  get sentBackText(): string {
    return this.view?.sentBackQuestion ? fill(labels.sentBack, this.view.sentBackQuestion) : '';
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
    if (this.wired) await refreshApex(this.wired);
    this.dispatchEvent(new CustomEvent('changed'));
  }

  private get list(): { settled(): Promise<void> } | null | undefined {
    return this.template?.querySelector<HTMLElement & { settled(): Promise<void> }>('c-handoff-review-list');
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.problem = '';
    try {
      await work();
      await this.refresh();
    } catch (error) {
      this.problem = reduceErrors(error).join(' ');
    }
  }

  /** Asks the service while the brief is being made; the record is read again when it is done. */
  private follow(progress: HandoffReviewView['progress']): void {
    this.progress = progress;
    const isRunning = ['waiting', 'queued', 'running'].includes(progress?.status ?? '');
    if (isRunning) this.timer.start(POLL, () => this.poll());
    else this.timer.stop();
  }

  private async poll(): Promise<void> {
    // A service that does not answer for a moment changes nothing: the record says when it failed for good.
    const next = await readProgress({ handoffId: this.handoffId }).catch(() => this.progress);
    if (next?.status === 'done' || next?.status === 'failed') await this.refresh();
    else this.follow(next ?? this.progress);
  }
}
