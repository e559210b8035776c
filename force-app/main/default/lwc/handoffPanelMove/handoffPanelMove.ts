import { LightningElement, api } from 'lwc';
import type { HandoffPanelView } from 'apex-types';
import { fill, plural } from 'c/handoffText';
import bypass from '@salesforce/label/c.Panel_Move_Bypass';
import isThere from '@salesforce/label/c.Panel_Move_Is_There';
import move from '@salesforce/label/c.Panel_Move_Button';
import none from '@salesforce/label/c.Panel_Move_None';
import preview from '@salesforce/label/c.Panel_Preview';
import toGo from '@salesforce/label/c.Panel_Move_Answers';
import toGoNow from '@salesforce/label/c.Panel_Move_Answers_No_Gate';
import toGoNowOne from '@salesforce/label/c.Panel_Move_Answers_No_Gate_One';
import toGoOne from '@salesforce/label/c.Panel_Move_Answers_One';
import warn from '@salesforce/label/c.Panel_Move_Warn';

/**
 * How far it is to the gated stage, and the way there. The button always works: with answers missing it leads to the
 * first of them.
 *
 * @fires move
 * @fires preview
 */
export default class HandoffPanelMove extends LightningElement {
  @api view?: HandoffPanelView;
  /** Why the last attempt did not go through. */
  @api problem?: string | undefined;

  readonly label = { preview };

  private get missing(): number {
    return this.view?.missingCount ?? 0;
  }

  private get gate(): HandoffPanelView.GateView | undefined {
    const gate = this.view?.gate;
    return gate && gate.mode !== 'Off' ? gate : undefined;
  }

  private get stage(): string {
    return this.gate?.targetStage ?? '';
  }

  get count(): string {
    if (this.view?.isWon) return fill(isThere, this.view.stageName);
    if (this.missing === 0) return none;
    return this.gate ? plural(this.missing, toGoOne, toGo, this.stage) : plural(this.missing, toGoNowOne, toGoNow);
  }

  get hint(): string {
    if (this.missing === 0 || !this.gate || this.view?.isClosed) return '';
    if (this.gate.mode === 'Warn') return fill(warn, this.stage);
    return this.view?.canBypass ? bypass : '';
  }

  get canMove(): boolean {
    return Boolean(this.gate && this.view?.canEdit && !this.view.isClosed);
  }

  get moveLabel(): string {
    return fill(move, this.stage);
  }

  get moveVariant(): string {
    return this.missing === 0 ? 'brand' : 'neutral';
  }

  handleMove(): void {
    this.dispatchEvent(new CustomEvent('move'));
  }

  handlePreview(): void {
    this.dispatchEvent(new CustomEvent('preview'));
  }
}
