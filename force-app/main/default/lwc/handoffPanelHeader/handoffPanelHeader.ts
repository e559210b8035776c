import { LightningElement, api } from 'lwc';
import type { HandoffPanelView } from 'apex-types';
import { fill, formatTime, plural } from 'c/handoffText';
import draft from '@salesforce/label/c.Panel_Header_Version';
import forReceiver from '@salesforce/label/c.Panel_Header_For';
import noReceiver from '@salesforce/label/c.Panel_Header_No_Receiver';
import readOnly from '@salesforce/label/c.Panel_Header_Read_Only';
import saved from '@salesforce/label/c.Panel_Header_Saved';
import saving from '@salesforce/label/c.Panel_Save_Saving';
import title from '@salesforce/label/c.Panel_Title';
import unsaved from '@salesforce/label/c.Panel_Header_Unsaved';
import unsavedOne from '@salesforce/label/c.Panel_Header_Unsaved_One';

/** How saving goes, over all answers. */
export interface SaveSummary {
  readonly unsaved: number;
  readonly saving: boolean;
  /** When something was last saved here; empty before. */
  readonly savedAt: string;
}

/** The panel's heading, and one place that says whether everything is saved. */
export default class HandoffPanelHeader extends LightningElement {
  @api view: HandoffPanelView | undefined;
  @api saving: SaveSummary = { unsaved: 0, saving: false, savedAt: '' };

  readonly label = { title };

  get subtitle(): string {
    const { name, statusLabel, version, receiverName } = this.view ?? {};
    const receiver = receiverName ? fill(forReceiver, receiverName) : noReceiver;
    return [name, fill(draft, statusLabel, version), receiver].filter(Boolean).join(' · ');
  }

  get isUnsaved(): boolean {
    return this.saving.unsaved > 0;
  }

  get isSaved(): boolean {
    return !this.isUnsaved && !this.saving.saving && this.saving.savedAt !== '';
  }

  get state(): string {
    if (this.isUnsaved) return plural(this.saving.unsaved, unsavedOne, unsaved);
    if (this.saving.saving) return saving;
    if (this.saving.savedAt) return fill(saved, formatTime(this.saving.savedAt));
    return this.view?.canEdit === false ? readOnly : '';
  }

  get stateClass(): string {
    return this.isUnsaved ? 'state unsaved' : 'state';
  }
}
