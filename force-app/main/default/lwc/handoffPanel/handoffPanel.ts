import { LightningElement, api, wire } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent, registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { getFieldValue, getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import type { RecordRepresentation } from 'lightning/uiRecordApi';
import { refreshApex, type WireResult } from '@salesforce/apex';
import load from '@salesforce/apex/HandoffPanelController.load';
import moveToGate from '@salesforce/apex/HandoffPanelController.moveToGate';
import refreshScore from '@salesforce/apex/HandoffPanelController.refreshScore';
import start from '@salesforce/apex/HandoffPanelController.start';
import STAGE from '@salesforce/schema/Opportunity.StageName';
import type { HandoffPanelView } from 'apex-types';
import type { SaveSummary } from 'c/handoffPanelHeader';
import HandoffPanelPreview from 'c/handoffPanelPreview';
import type HandoffPanelQuestions from 'c/handoffPanelQuestions';
import { fill } from 'c/handoffText';
import { labels } from './labels';
import { ScorePolling } from './scorePolling';
import { NOTHING_STARTED, type TaskState, Tasks } from './tasks';

/**
 * The handoff of a deal, for the person who gives it: what still blocks, answered in place; what only a person knows;
 * everything else folded. Shows a skeleton, an invitation to start, one error, or the handoff.
 */
export default class HandoffPanel extends LightningElement {
  @api recordId?: string;

  view: HandoffPanelView | undefined;
  error: unknown;
  saving: SaveSummary = { unsaved: 0, saving: false, savedAt: '' };
  private taskState = NOTHING_STARTED;
  private wired: WireResult<HandoffPanelView | null> | undefined;
  private stage: unknown;
  private refreshHandler: string | undefined;
  private focusNext = '';
  private readonly polling = new ScorePolling(() => this.refresh());
  private readonly tasks = new Tasks((state) => (this.taskState = state));

  readonly label = labels;
  readonly reload = async (): Promise<HandoffPanelView | null> => {
    await this.refresh();
    return load({ opportunityId: this.recordId });
  };

  @wire(load, { opportunityId: '$recordId' })
  receive(result: WireResult<HandoffPanelView | null>): void {
    this.wired = result;
    // A refresh that fails must not take away what is being worked on.
    if (result.error !== undefined && !this.view) this.error = result.error;
    if (!result.data) return;
    this.error = undefined;
    const { score: before, missingCount } = this.view ?? {};
    this.view = result.data;
    this.polling.update(this.view.score?.status === 'Waiting');
    if (before?.scoredAt && before.scoredAt !== this.view.score?.scoredAt) this.announce();
    // What kept the deal from moving has been worked on.
    if (missingCount !== this.view.missingCount) this.tasks.forget('move');
  }

  /** The path, Kanban or another person may move the deal while this page is open. */
  @wire(getRecord, { recordId: '$recordId', fields: [STAGE] })
  receiveDeal({ data }: WireResult<RecordRepresentation>): void {
    const stage = getFieldValue(data, STAGE);
    if (this.stage !== undefined && stage !== undefined && stage !== this.stage) this.refresh();
    this.stage = stage ?? this.stage;
  }

  get isLoading(): boolean {
    return !this.view && this.error === undefined;
  }

  get isEmpty(): boolean {
    return Boolean(this.view && !this.view.handoffId);
  }

  get isShown(): boolean {
    return Boolean(this.view?.handoffId);
  }

  get readOnly(): boolean {
    return !this.view?.canEdit;
  }

  get hasFacts(): boolean {
    return Boolean(this.view?.crmFacts.length);
  }

  get factsSummary(): string {
    return String(this.view?.crmFacts.length ?? 0);
  }

  get hasExceptions(): boolean {
    return Boolean(this.view?.exceptionFlags.length);
  }

  get exceptionsSummary(): string {
    return (this.view?.exceptionFlags ?? []).join(' · ');
  }

  get problems(): TaskState['problems'] {
    return this.taskState.problems;
  }

  get isScoring(): boolean {
    return this.taskState.running === 'score';
  }

  override connectedCallback(): void {
    this.refreshHandler = registerRefreshHandler(this, async () => {
      await this.refresh();
      return true;
    });
  }

  override renderedCallback(): void {
    const questions = this.focusNext ? this.questions : undefined;
    if (!questions) return;
    questions.focusAnswer(this.focusNext);
    this.focusNext = '';
  }

  override disconnectedCallback(): void {
    this.polling.stop();
    unregisterRefreshHandler(this.refreshHandler);
  }

  handleSaving(event: CustomEvent<SaveSummary>): void {
    this.saving = event.detail;
  }

  async refresh(): Promise<void> {
    if (this.wired) await refreshApex(this.wired);
  }

  async handleStart(): Promise<void> {
    await this.tasks.run('start', async () => {
      await start({ opportunityId: this.recordId });
      await this.refresh();
      this.focusNext = this.view?.answers.find(({ state }) => state === 'Missing')?.code ?? '';
    });
  }

  async handleRefreshScore(): Promise<void> {
    await this.tasks.run('score', async () => {
      await this.questions?.commit();
      await refreshScore({ handoffId: this.view?.handoffId });
      await this.refresh();
    });
  }

  async handlePreview(): Promise<void> {
    await this.questions?.commit();
    await HandoffPanelPreview.open({
      label: labels.previewTitle,
      size: 'large',
      handoffId: this.view?.handoffId ?? ''
    });
  }

  async handleMove(): Promise<void> {
    await this.tasks.run('move', async () => {
      if (!(await this.questions?.commit())) {
        this.questions?.focusAnswer();
        throw new Error(labels.unsavedFirst);
      }
      const result = await moveToGate({ opportunityId: this.recordId });
      await this.refresh();
      if (result?.moved) this.celebrate();
      else {
        this.focusNext = result?.missing[0] ?? '';
        throw new Error(result?.message ?? '');
      }
    });
  }

  private get questions(): HandoffPanelQuestions | null | undefined {
    return this.template?.querySelector<HTMLElement & HandoffPanelQuestions>('c-handoff-panel-questions');
  }

  private celebrate(): void {
    const message = fill(labels.moved, this.view?.opportunityName, this.view?.stageName);
    this.dispatchEvent(new ShowToastEvent({ message, variant: 'success' }));
    this.announce();
    this.dispatchEvent(new RefreshEvent());
  }

  /** The deal itself has changed, its stage or its score: whatever else shows it reads it again. */
  private announce(): void {
    if (this.recordId) notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }
}
