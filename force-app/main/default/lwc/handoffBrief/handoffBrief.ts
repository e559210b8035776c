import { LightningElement, api, wire } from 'lwc';
import type { HandoffBriefView } from 'apex-types';
import { refreshApex, type WireResult } from '@salesforce/apex';
import load from '@salesforce/apex/HandoffBriefController.load';
import preview from '@salesforce/apex/HandoffBriefController.preview';
import type HandoffBriefTile from 'c/handoffBriefTile';
import { fill, formatDate, formatMoney } from 'c/handoffText';
import byline from '@salesforce/label/c.Brief_Byline';
import bylineDelivered from '@salesforce/label/c.Brief_Byline_Delivered';
import bylineDraft from '@salesforce/label/c.Brief_Byline_Draft';
import chooseHandoff from '@salesforce/label/c.Brief_Choose_Handoff';
import current from '@salesforce/label/c.Brief_Handoff_Current';
import emptyHeading from '@salesforce/label/c.Brief_Empty_Heading';
import emptyText from '@salesforce/label/c.Brief_Empty_Text';
import errorHeading from '@salesforce/label/c.Brief_Error_Heading';
import exceptionHeading from '@salesforce/label/c.Brief_Exception_Heading';
import heading from '@salesforce/label/c.Brief_Heading';
import loading from '@salesforce/label/c.Brief_Loading';
import nextExpects from '@salesforce/label/c.Brief_Next_Expects';
import nextOwner from '@salesforce/label/c.Brief_Next_Owner';
import nextPromised from '@salesforce/label/c.Brief_Next_Promised';
import nextTask from '@salesforce/label/c.Brief_Next_Task';
import notDelivered from '@salesforce/label/c.Brief_Not_Delivered';
import notKnown from '@salesforce/label/c.Brief_Not_Known';
import option from '@salesforce/label/c.Brief_Handoff_Option';
import taskDue from '@salesforce/label/c.Brief_Next_Task_Due';

/** The brief of a handoff on one screen: the header, seven questions, and what comes next. */
export default class HandoffBrief extends LightningElement {
  /** The account, on its record page; absent in a preview. */
  @api recordId?: string;
  /** One handoff: chosen, or previewed when there is no account. */
  @api handoffId?: string;
  @api objectApiName?: string;

  readonly label = { chooseHandoff, emptyHeading, emptyText, errorHeading, exceptionHeading, heading, loading };
  private chosen: string | null = null;
  private openId: string | null = null;
  private wired?: WireResult<HandoffBriefView | null>;

  @wire(load, { accountId: '$recordId', handoffId: '$chosenId' })
  handleLoad(result: WireResult<HandoffBriefView | null>): void {
    if (this.recordId !== undefined) this.wired = result;
  }

  @wire(preview, { handoffId: '$previewId' })
  handlePreview(result: WireResult<HandoffBriefView | null>): void {
    if (this.recordId === undefined) this.wired = result;
  }

  get chosenId(): string | null {
    return this.chosen ?? this.handoffId ?? null;
  }

  get previewId(): string | undefined {
    return this.recordId === undefined ? this.handoffId : undefined;
  }

  get view(): HandoffBriefView | null {
    return this.wired?.data ?? null;
  }

  get error(): unknown {
    return this.wired?.error;
  }

  get isLoading(): boolean {
    return !this.wired || (this.wired.data === undefined && this.wired.error === undefined);
  }

  get isEmpty(): boolean {
    return this.wired?.data === null;
  }

  get bylineText(): string {
    const { giverName, approvedAt, deliveredAt } = this.view ?? {};
    if (approvedAt) return fill(byline, giverName, formatDate(approvedAt));
    return deliveredAt ? fill(bylineDelivered, giverName, formatDate(deliveredAt)) : fill(bylineDraft, giverName);
  }

  get facts(): { code: string; label: string; value: string; valueClass: string }[] {
    return (this.view?.facts ?? []).map((fact) => ({
      code: fact.code ?? '',
      label: fact.label ?? '',
      value: shownFact(fact),
      valueClass: fact.isGap ? 'gap' : ''
    }));
  }

  /** The first question over the whole width; the others in pairs, one under the other, so that none waits for its neighbour. */
  get groups(): { code: string; tiles: HandoffBriefView.Tile[] }[] {
    const [first, ...others] = this.view?.tiles ?? [];
    if (!first) return [];
    const pairs = others.filter((_, index) => index % 2 === 0);
    return [
      { code: first.code ?? '', tiles: [first] },
      ...pairs.map((tile, index) => ({ code: tile.code ?? '', tiles: others.slice(index * 2, index * 2 + 2) }))
    ];
  }

  get next(): { label: string; value: string; valueClass: string }[] {
    const { owner, promised, expects, task, taskDue: due } = this.view?.next ?? {};
    const start = task && due ? fill(taskDue, task, formatDate(due)) : task;
    return [
      [nextOwner, owner],
      [nextPromised, promised],
      [nextExpects, expects],
      [nextTask, start]
    ].map(([label, value]) => ({ label: label ?? '', value: value ?? notKnown, valueClass: value ? '' : 'gap' }));
  }

  get exceptionText(): string | null {
    const flags = this.view?.exceptionFlags ?? [];
    return flags.length === 0 ? null : [flags.join(', '), this.view?.exceptionReason].filter(Boolean).join(': ');
  }

  /** The handoffs of this account, the one that is shown first. */
  get handoffOptions(): { label: string; value: string }[] {
    const { view } = this;
    if (!view || view.earlier.length === 0) return [];
    const shown = view.isCurrent ? fill(current, view.name) : (view.name ?? '');
    const others = view.earlier.map((other) => ({
      label: fill(option, other.name, other.type, other.deliveredAt ? formatDate(other.deliveredAt) : notDelivered),
      value: other.handoffId ?? ''
    }));
    return [{ label: shown, value: view.handoffId ?? '' }, ...others];
  }

  get hasOthers(): boolean {
    return this.handoffOptions.length > 0;
  }

  get openLine(): HandoffBriefView.Line | null {
    const lines = (this.view?.tiles ?? []).flatMap((tile) => [...tile.lines, ...tile.more]);
    return lines.find((line) => line.id === this.openId) ?? null;
  }

  /** The drawer takes the kickoff's place, which stays behind it with what was typed. */
  get isDrawerOpen(): boolean {
    return this.openLine !== null;
  }

  /** On the account, once the brief is the receiver's; a preview has no kickoff yet. */
  get showsKickoff(): boolean {
    return this.recordId !== undefined && Boolean(this.view?.deliveredAt);
  }

  get bodyClass(): string {
    if (this.openLine) return 'body with-drawer';
    return this.showsKickoff ? 'body with-side' : 'body';
  }

  handleChoose(event: CustomEvent<{ value: string }>): void {
    this.chosen = event.detail.value;
    this.openId = null;
  }

  async handleOpen(event: CustomEvent<{ id: string }>): Promise<void> {
    this.openId = event.detail.id;
    await Promise.resolve();
    this.template?.querySelector<HTMLElement>('c-handoff-brief-drawer')?.focus();
  }

  async handleClose(): Promise<void> {
    const id = this.openId ?? '';
    this.openId = null;
    await Promise.resolve(); // Reading goes on where it was left.
    const tiles = this.template?.querySelectorAll<HTMLElement & HandoffBriefTile>('c-handoff-brief-tile') ?? [];
    for (const tile of tiles) tile.focusLine(id);
  }

  async handleRetry(): Promise<void> {
    if (this.wired) await refreshApex(this.wired);
  }
}

function shownFact({ kind, value, isoCode }: HandoffBriefView.Fact): string {
  if (kind === 'money') return formatMoney(Number(value), isoCode);
  return kind === 'day' ? formatDate(value) : (value ?? '');
}
