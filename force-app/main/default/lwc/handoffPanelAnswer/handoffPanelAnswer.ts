import { LightningElement, api } from 'lwc';
import type { HandoffAnswerView, HandoffPanelView } from 'apex-types';
import type { FieldStatus, SaveAction } from 'c/handoffPanelAutosave';
import type { LastSaved } from 'c/handoffPanelSaveState';
import { fill, formatDate } from 'c/handoffText';
import { labels } from './labels';

/** What the user wants done with an answer. */
export type AnswerIntent =
  | { kind: 'edit'; field: string; value: string }
  | { kind: 'commit'; field: string }
  | { kind: 'act'; field: string; action: SaveAction }
  | { kind: 'gap'; code: string; assigneeId: string; due: string };

type Part = 'input' | 'edit' | 'gap' | 'gapform';

/**
 * One question, answered in place. It is open while it is missing, one line once it is there, and one line with who
 * asks by when while it is not known yet. A gap satisfies the gate as an answer does.
 *
 * @fires intent with an AnswerIntent
 */
export default class HandoffPanelAnswer extends LightningElement {
  @api status?: FieldStatus;
  @api people: readonly HandoffPanelView.PersonView[] = [];
  @api readOnly = false;
  /** `blocking`: open, with why it is asked. `folded`: one line until edited. `plain`: open, without why. */
  @api variant: 'blocking' | 'folded' | 'plain' = 'blocking';
  /** Why a gap was refused. */
  @api gapProblem?: string | undefined;
  @api lastSaved?: LastSaved | undefined;

  isOpened = false;
  isAsking = false;
  private view: HandoffAnswerView = { options: [] };
  private focusNext: Part | undefined;

  readonly label = labels;

  @api get answer(): HandoffAnswerView {
    return this.view;
  }
  set answer(next: HandoffAnswerView) {
    const isSaved = JSON.stringify(next.gap) !== JSON.stringify(this.view.gap);
    if (this.isAsking && isSaved) {
      this.isAsking = false;
      this.isOpened = false;
      this.focusNext = 'gap';
    }
    this.view = next;
  }

  get isGap(): boolean {
    return this.view.state === 'Gap';
  }

  get isLine(): boolean {
    return this.readOnly || this.view.inputType === 'readonly' || (!this.isOpened && (this.isGap || this.isFoldedLine));
  }

  /** An answer that is not in the org stays open, so that nobody overlooks it. */
  private get isFoldedLine(): boolean {
    return this.variant === 'folded' && !['failed', 'conflict'].includes(this.status?.state ?? 'clean');
  }

  get isEditable(): boolean {
    return !this.readOnly && this.view.inputType !== 'readonly';
  }

  get isFolded(): boolean {
    return this.variant === 'folded';
  }

  /** In its own section a good answer carries a tick, since the whole section is about what is missing. */
  get isTicked(): boolean {
    return this.variant === 'blocking' && (this.view.state === 'Answered' || this.view.state === 'Crm');
  }

  get hasWhy(): boolean {
    return this.variant === 'blocking' && Boolean(this.view.why);
  }

  get mayBeUnknown(): boolean {
    return Boolean(this.view.required) && !this.isFolded;
  }

  get inputValue(): string {
    return this.status?.value || (this.view.state === 'Crm' ? (this.view.value ?? '') : '');
  }

  get shownValue(): string {
    if (this.isGap) {
      return fill(labels.gap, this.view.gap?.assigneeName ?? '', formatDate(this.view.gap?.dueDate));
    }
    // Until the org has answered, what was typed is what the line shows.
    const typed = this.status?.value;
    const chosen = this.view.options.find((option) => option.value === typed)?.label;
    const shown = chosen ?? (this.view.inputType === 'date' ? formatDate(typed) : typed);
    return shown || this.view.displayValue || this.view.value || labels.none;
  }

  get sourceText(): string {
    return this.view.state === 'Crm' && this.view.source ? fill(labels.source, this.view.source) : '';
  }

  get placeholderText(): string {
    const isAsSaved = this.status === undefined || this.status.state === 'clean' || this.status.state === 'saved';
    return this.view.state === 'Placeholder' && isAsSaved
      ? fill(labels.placeholder, this.view.placeholderReason ?? '')
      : '';
  }

  get editLabel(): string {
    return this.isGap ? labels.answerNow : labels.edit;
  }

  get editName(): string {
    return this.isGap ? labels.answerNow : fill(labels.editOf, this.view.label);
  }

  get notKnownName(): string {
    return fill(labels.notKnownOf, this.view.label);
  }

  /** Puts the cursor where this question is answered. */
  @api focus(): void {
    if (this.isLine && this.isEditable) this.isOpened = true;
    this.focusNext = 'input';
    this.moveFocus();
  }

  override renderedCallback(): void {
    this.moveFocus();
  }

  handleEdit(event: CustomEvent<{ value: string }>): void {
    this.send({ kind: 'edit', field: this.view.field ?? '', value: event.detail.value });
  }

  handleCommit(): void {
    this.send({ kind: 'commit', field: this.view.field ?? '' });
  }

  handleAct(event: CustomEvent<{ action: SaveAction }>): void {
    this.focusNext = this.isLine ? 'edit' : 'input'; // The button that was pressed goes away.
    this.send({ kind: 'act', field: this.view.field ?? '', action: event.detail.action });
    this.moveFocus();
  }

  handleOpen(): void {
    this.isOpened = true;
    this.focusNext = 'input';
  }

  handleDone(): void {
    this.isOpened = false;
    this.focusNext = this.isLine ? 'edit' : 'input';
  }

  handleAsk(): void {
    this.isAsking = true;
    this.focusNext = 'gapform';
  }

  handleCancelGap(): void {
    this.isAsking = false;
    this.focusNext = 'gap';
  }

  handleSaveGap(event: CustomEvent<{ assigneeId: string; due: string }>): void {
    this.send({ kind: 'gap', code: this.view.code ?? '', ...event.detail });
  }

  private send(detail: AnswerIntent): void {
    this.dispatchEvent(new CustomEvent<AnswerIntent>('intent', { detail }));
  }

  /** Moves focus once what it shall move to is there; until then it waits for the next rendering. */
  private moveFocus(): void {
    const target = this.focusNext && this.template?.querySelector<HTMLElement>(`[data-part="${this.focusNext}"]`);
    if (!target) return;
    this.focusNext = undefined;
    target.focus();
  }
}
