import { LightningElement, api } from 'lwc';
import { reduceErrors } from 'c/handoffErrors';
import undone from '@salesforce/label/c.Panel_Line_Undone';

/** What was done, and how to take it back. */
export interface Change {
  readonly notice: string;
  readonly undo?: () => Promise<unknown>;
}

/** In place of a line's id while one is being added. */
export const NEW = 'new';

/**
 * The part of a list of lines that does not depend on what a line is: which one is being edited, whether a change is
 * on its way, why it was refused, and the undo of the last one.
 *
 * @fires changed when something was saved, so that the page reads it again
 */
export default class HandoffPanelLineList extends LightningElement {
  @api handoffId?: string | null | undefined;
  @api readOnly = false;

  /** The id of the line that is being edited, NEW, or empty. */
  editing = '';
  problem = '';
  notice = '';
  private busy = false;
  private undo: (() => Promise<unknown>) | undefined;
  private focusNext = '';

  get isAdding(): boolean {
    return this.editing === NEW;
  }

  get mayAdd(): boolean {
    return !this.readOnly && !this.isAdding;
  }

  get canUndo(): boolean {
    return this.undo !== undefined;
  }

  /** A refusal is said in the form while there is one. */
  get listProblem(): string {
    return this.editing === '' ? this.problem : '';
  }

  override renderedCallback(): void {
    const target = this.focusNext && this.template?.querySelector<HTMLElement>(`[data-part="${this.focusNext}"]`);
    if (!target) return;
    this.focusNext = '';
    target.focus();
  }

  handleAdd(): void {
    this.open(NEW);
  }

  handleEdit(event: Event): void {
    this.open(this.idOf(event));
  }

  handleCancel(): void {
    this.focusNext = this.isAdding ? 'add' : this.editing;
    this.editing = '';
    this.problem = '';
  }

  async handleUndo(): Promise<void> {
    const { undo } = this;
    if (!undo) return;
    await this.change(async () => {
      await undo();
      return { notice: undone };
    }, 'add');
  }

  /**
   * Does a change, says what came of it, and offers to undo it.
   *
   * @param focusNext the `data-part` that takes focus afterwards, since the button that was pressed goes away
   */
  protected async change(work: () => Promise<Change>, focusNext: string): Promise<void> {
    if (this.busy) return; // Not by disabling buttons: a disabled button loses the focus.
    this.busy = true;
    this.problem = '';
    try {
      const { notice, undo } = await work();
      this.notice = notice;
      this.undo = undo;
      this.editing = '';
      this.focusNext = focusNext;
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.problem = reduceErrors(error).join(' ');
    } finally {
      this.busy = false;
    }
  }

  /** The line an event of a row or its form is about. */
  protected idOf(event: Event): string {
    return (event.currentTarget as HTMLElement).dataset.id ?? ''; // Handlers sit on elements below.
  }

  private open(id: string): void {
    this.editing = id;
    this.problem = '';
    this.focusNext = 'form';
  }
}
