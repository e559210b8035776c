import { LightningElement, api, wire } from 'lwc';
import { getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import type { RecordRepresentation } from 'lightning/uiRecordApi';
import type { WireResult } from '@salesforce/apex';
import saveGap from '@salesforce/apex/HandoffPanelController.saveGap';
import LAST_MODIFIED_BY from '@salesforce/schema/Handoff__c.LastModifiedBy.Name';
import type { HandoffAnswerView, HandoffPanelView } from 'apex-types';
import { reduceErrors } from 'c/handoffErrors';
import type { AnswerIntent } from 'c/handoffPanelAnswer';
import { Autosave, type FieldStatus } from 'c/handoffPanelAutosave';
import type { SaveSummary } from 'c/handoffPanelHeader';
import type { LastSaved } from 'c/handoffPanelSaveState';
import { labels } from './labels';
import { type AnswerRow, countOf, isOpen, questionsOf, snapshotOf, withProblem } from './model';
import { closeGaps, lastSavedOf, saveField } from './org';

/**
 * The questions of a handoff: what blocks first, then what only a person can know, then the rest, folded. Every answer
 * saves itself.
 *
 * @fires refresh when something was saved that changes what the org knows of the handoff
 * @fires saving with a SaveSummary whenever how saving goes has changed
 */
export default class HandoffPanelQuestions extends LightningElement {
  /** Reads the handoff again, past every cache. */
  @api reload?: () => Promise<HandoffPanelView | null>;

  private current: HandoffPanelView | undefined;
  /** Answers that were open since the page was opened. They stay in sight when answered, so that nothing jumps. */
  private open: ReadonlySet<string> = new Set();
  private statuses: ReadonlyMap<string, FieldStatus> = new Map();
  private gapProblems: ReadonlyMap<string, string> = new Map();
  private conflictId: string | undefined;
  private savedAt = '';
  private focusNext = '';

  readonly label = labels;

  private readonly autosave = new Autosave({
    save: (field, value, since) => this.save(field, value, since),
    reload: async () => {
      const view = await this.reload?.();
      if (!view) throw new Error();
      return snapshotOf(view);
    },
    changed: () => this.showSaving()
  });

  @wire(getRecord, { recordId: '$conflictId', fields: [LAST_MODIFIED_BY] })
  lastModified?: WireResult<RecordRepresentation>;

  @api get view(): HandoffPanelView | undefined {
    return this.current;
  }
  set view(next: HandoffPanelView | undefined) {
    const isOther = next?.handoffId !== this.current?.handoffId;
    this.current = next;
    if (!next) return;
    const open = next.answers.filter(isOpen).map(({ code }) => code ?? '');
    this.open = new Set(isOther ? open : [...this.open, ...open]);
    this.autosave.load(snapshotOf(next));
    closeGaps(next, (field) => this.autosave.status(field).state === 'saved');
  }

  get blocking(): AnswerRow[] {
    return this.rows(this.current?.answers.filter(({ code }) => this.open.has(code ?? '')));
  }

  get answered(): AnswerRow[] {
    return this.rows(this.current?.answers.filter(({ code }) => !this.open.has(code ?? '')));
  }

  get story(): AnswerRow[] {
    return this.rows(this.current?.story);
  }

  get judgement(): AnswerRow[] {
    return this.rows(this.current?.judgement);
  }

  get readOnly(): boolean {
    return !this.current?.canEdit;
  }

  get missing(): number {
    return this.current?.missingCount ?? 0;
  }

  get isBlocking(): boolean {
    return this.missing > 0;
  }

  get isReady(): boolean {
    return !this.isBlocking;
  }

  get openHeading(): string {
    if (!this.isBlocking) return labels.nothingBlocks;
    return this.current?.gate?.mode === 'Block' && !this.current.isClosed ? labels.blocking : labels.stillMissing;
  }

  get openClass(): string {
    return this.isBlocking ? 'part open' : 'part';
  }

  get answersSummary(): string {
    return countOf(this.current?.answers);
  }

  get storySummary(): string {
    return countOf(this.current?.story);
  }

  get lastSaved(): LastSaved | undefined {
    return lastSavedOf(this.lastModified?.data);
  }

  /** Saves everything that is still waiting. @returns whether all of it is in the org */
  @api async commit(): Promise<boolean> {
    await this.autosave.commit();
    return this.autosave.summary().unsaved === 0;
  }

  /** Puts the cursor where a question is answered, or where something is not saved when no question is named. */
  @api focusAnswer(code?: string): void {
    const unsaved = questionsOf(this.current).find(({ field }) =>
      ['failed', 'conflict'].includes(this.autosave.status(field ?? '').state)
    );
    this.focusNext = code ?? unsaved?.code ?? '';
    const isFolded = this.answered.some((row) => row.code === this.focusNext);
    // It comes into sight, so where it is now is not where it will be.
    if (isFolded) this.open = new Set([...this.open, this.focusNext]);
    else this.moveFocus();
  }

  override renderedCallback(): void {
    this.moveFocus();
  }

  override disconnectedCallback(): void {
    this.autosave.commit();
    this.autosave.stop();
  }

  async handleIntent(event: CustomEvent<AnswerIntent>): Promise<void> {
    const intent = event.detail;
    if (intent.kind === 'edit') this.autosave.edit(intent.field, intent.value);
    else if (intent.kind === 'commit') await this.autosave.commit(intent.field);
    else if (intent.kind === 'act') await this.autosave.act(intent.field, intent.action);
    else await this.saveGap(intent.code, intent.assigneeId, intent.due);
  }

  private async save(field: string, value: string, since: string): Promise<string> {
    const modified = await saveField(this.current?.handoffId ?? '', field, value, since);
    this.savedAt = new Date().toISOString();
    this.dispatchEvent(new CustomEvent('refresh'));
    return modified;
  }

  private async saveGap(code: string, assigneeId: string, due: string): Promise<void> {
    this.gapProblems = withProblem(this.gapProblems, code);
    try {
      await saveGap({ handoffId: this.current?.handoffId, code, assigneeId, due });
      this.dispatchEvent(new CustomEvent('refresh'));
    } catch (error) {
      this.gapProblems = withProblem(this.gapProblems, code, reduceErrors(error).join(' '));
    }
  }

  private showSaving(): void {
    const fields = questionsOf(this.current).map(({ field }) => field ?? '');
    this.statuses = new Map(fields.map((field) => [field, this.autosave.status(field)]));
    if (this.conflictId === undefined && [...this.statuses.values()].some(({ state }) => state === 'conflict')) {
      this.conflictId = this.current?.handoffId ?? undefined;
      if (this.conflictId) notifyRecordUpdateAvailable([{ recordId: this.conflictId }]);
    }
    const detail: SaveSummary = { ...this.autosave.summary(), savedAt: this.savedAt };
    this.dispatchEvent(new CustomEvent<SaveSummary>('saving', { detail }));
  }

  private rows(answers: readonly HandoffAnswerView[] | undefined): AnswerRow[] {
    return (answers ?? []).map((answer) => ({
      code: answer.code ?? '',
      answer,
      status: this.statuses.get(answer.field ?? '') ?? this.autosave.status(answer.field ?? ''),
      gapProblem: this.gapProblems.get(answer.code ?? '')
    }));
  }

  private async moveFocus(): Promise<void> {
    const target =
      this.focusNext &&
      this.template?.querySelector<HTMLElement>(`c-handoff-panel-answer[data-code="${this.focusNext}"]`);
    if (!target) return;
    this.focusNext = '';
    target.closest<HTMLElement & { expand(): void }>('c-handoff-panel-fold')?.expand();
    await Promise.resolve(); // What is folded away cannot take focus before it is shown.
    target.focus();
  }
}
