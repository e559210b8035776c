import { LightningElement, api, wire } from 'lwc';
import { ShowToastEvent } from '../../lightning/platformShowToastEvent/platformShowToastEvent.ts';
import { RefreshEvent } from '../../lightning/refresh/refresh.ts';
import { getRecord } from '../../lightning/uiRecordApi/uiRecordApi.ts';
import ClosedStage from '../closedStage/closedStage.ts';
import { messagesOf } from '../messages/messages.ts';
import { saveRecord } from '../records/records.ts';
import type { UiRecord } from '../uiApi/uiApi.ts';
import type { WireResult } from '../resource/resource.ts';
import type { PageModel } from '../view/view.ts';

/** The last step stands for every closed stage; choosing which is a question of its own. */
const CLOSED = 'Closed';

interface Step {
  value: string;
  className: string;
  isDone: boolean;
  current: 'step' | null;
  selected: string;
}

/** The sales path: the stages of a deal, and the way from one to the next. */
export default class Path extends LightningElement {
  @api recordId = '';
  @api page?: PageModel;

  isSaving = false;
  private stage = '';
  private chosen: string | undefined;
  readonly fields = ['Opportunity.StageName'];

  @wire(getRecord, { recordId: '$recordId', fields: '$fields' })
  receive({ data }: WireResult<UiRecord>): void {
    if (!data) return;
    this.stage = String(data.fields['StageName']?.value ?? '');
    this.chosen = undefined;
  }

  get closedAs(): PageModel['stages'][number] | undefined {
    return this.page?.stages.find(({ value, isClosed }) => isClosed && value === this.stage);
  }

  get steps(): Step[] {
    const open = (this.page?.stages ?? []).filter(({ isClosed }) => !isClosed).map(({ value }) => value);
    const values = [...open, this.closedAs?.value ?? CLOSED];
    const at = values.indexOf(this.stage);
    return values.map((value, index) => ({
      value,
      isDone: index < at || (index === at && this.closedAs?.isWon === true),
      current: value === this.stage ? 'step' : null,
      selected: String(value === this.selected),
      className: [
        'step',
        index < at ? 'done' : '',
        index === at ? 'current' : '',
        index === at && this.closedAs ? (this.closedAs.isWon ? 'won' : 'lost') : '',
        value === this.selected ? 'selected' : ''
      ].join(' ')
    }));
  }

  get selected(): string {
    return this.chosen ?? this.stage;
  }

  get isReadOnly(): boolean {
    return !this.page?.canEdit;
  }

  get action(): string {
    if (this.selected === CLOSED) return 'Select Closed Stage';
    if (this.selected !== this.stage) return 'Mark as Current Stage';
    return this.closedAs ? 'Change Closed Stage' : 'Mark Stage as Complete';
  }

  handleChoose(event: Event): void {
    this.chosen = (event.currentTarget as HTMLElement).dataset['value']; // The button that is listened to.
  }

  async handleAction(): Promise<void> {
    const target = this.selected === this.stage && !this.closedAs ? this.next : this.selected;
    const isClosed = target === CLOSED || target === this.closedAs?.value;
    const stage = isClosed ? await this.askForClosed() : target;
    if (stage !== undefined && stage !== this.stage) await this.moveTo(stage);
  }

  private get next(): string {
    const values = this.steps.map(({ value }) => value);
    return values[values.indexOf(this.stage) + 1] ?? CLOSED;
  }

  private async askForClosed(): Promise<string | undefined> {
    const options = (this.page?.stages ?? []).filter(({ isClosed }) => isClosed).map(({ value }) => value);
    const chosen = await ClosedStage.open({
      label: 'Close This Opportunity',
      size: 'small',
      options,
      value: this.stage
    });
    return typeof chosen === 'string' ? chosen : undefined;
  }

  private async moveTo(stage: string): Promise<void> {
    this.isSaving = true;
    try {
      await saveRecord(this.recordId, { StageName: stage });
      this.dispatchEvent(new ShowToastEvent({ message: 'Stage changed successfully.', variant: 'success' }));
      this.dispatchEvent(new RefreshEvent());
    } catch (error) {
      const message = messagesOf(error).join('\n');
      this.dispatchEvent(new ShowToastEvent({ title: 'We hit a snag.', message, variant: 'error', mode: 'sticky' }));
    } finally {
      this.isSaving = false;
    }
  }
}
