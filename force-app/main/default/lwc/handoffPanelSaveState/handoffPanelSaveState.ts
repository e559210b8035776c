import { LightningElement, api } from 'lwc';
import type { FieldStatus, SaveAction } from 'c/handoffPanelAutosave';
import { fill, formatTime } from 'c/handoffText';
import conflictLabel from '@salesforce/label/c.Panel_Save_Conflict';
import conflictUnknown from '@salesforce/label/c.Panel_Save_Conflict_Unknown';
import discard from '@salesforce/label/c.Panel_Save_Discard';
import empty from '@salesforce/label/c.Panel_Save_Empty';
import failed from '@salesforce/label/c.Panel_Save_Failed';
import keepMine from '@salesforce/label/c.Panel_Save_Keep_Mine';
import retry from '@salesforce/label/c.Panel_Save_Retry';
import saved from '@salesforce/label/c.Panel_Save_Saved';
import saving from '@salesforce/label/c.Panel_Save_Saving';
import undo from '@salesforce/label/c.Panel_Save_Undo';
import undoOf from '@salesforce/label/c.Panel_Save_Undo_Of';
import retryOf from '@salesforce/label/c.Panel_Save_Retry_Of';
import useTheirs from '@salesforce/label/c.Panel_Save_Use_Theirs';

/** Who saved the handoff last, and when. */
export interface LastSaved {
  readonly name: string;
  readonly at: string;
}

/**
 * The state of one field, under it: saving, saved with an undo, not saved with a retry, or changed by somebody else.
 *
 * @fires act with `{action}`, a SaveAction
 */
export default class HandoffPanelSaveState extends LightningElement {
  @api status?: FieldStatus | undefined;
  /** What the field is called, for the names of its buttons. */
  @api fieldLabel = '';
  @api lastSaved?: LastSaved | undefined;

  readonly label = { discard, failed, keepMine, retry, saved, saving, undo, useTheirs };

  get isSaving(): boolean {
    return this.status?.state === 'saving';
  }

  get isSaved(): boolean {
    return this.status?.state === 'saved';
  }

  get isFailed(): boolean {
    return this.status?.state === 'failed';
  }

  get isConflict(): boolean {
    return this.status?.state === 'conflict';
  }

  get undoName(): string {
    return fill(undoOf, this.fieldLabel);
  }

  get retryName(): string {
    return fill(retryOf, this.fieldLabel);
  }

  get conflictText(): string {
    return this.lastSaved ? fill(conflictLabel, this.lastSaved.name, formatTime(this.lastSaved.at)) : conflictUnknown;
  }

  get theirs(): string {
    return this.status?.theirs || empty;
  }

  handleAct(event: Event): void {
    const { action } = (event.currentTarget as HTMLElement).dataset; // The listeners sit on buttons below.
    this.dispatchEvent(new CustomEvent<{ action: SaveAction }>('act', { detail: { action: action as SaveAction } }));
  }
}
