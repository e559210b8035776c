import { LightningElement, api } from 'lwc';
import type { HandoffProposalView, HandoffReviewView } from 'apex-types';
import type { Decision, Draft } from 'c/handoffReviewProposal';
import { fill } from 'c/handoffText';
import { Decisions, NOTHING_DECIDED } from './decisions';
import { type Row, commandOf, openOf } from './rows';
import { labels, timeText } from './texts';

/**
 * The proposals, the most consequential one open: one key decides it, and the next one opens. A decision shows at
 * once and can be taken back.
 */
export default class HandoffReviewList extends LightningElement {
  @api view?: HandoffReviewView;
  @api readOnly = false;
  /** Reads the proposals again. */
  @api reload?: () => Promise<void>;

  standing = NOTHING_DECIDED;
  showsMore = false;
  private chosen = '';
  private editing = '';
  /** What was typed and is not in the org yet, so that a refusal or a look elsewhere does not lose it. */
  private readonly drafts = new Map<string, Draft>();
  private readonly decisions = new Decisions(
    (standing) => (this.standing = standing),
    async () => this.reload?.()
  );

  readonly label = labels;

  /** Resolves when everything decided so far has reached the org. Never rejects. */
  @api settled(): Promise<void> {
    return this.decisions.settled();
  }

  get rows(): Row[] {
    const { shown } = this;
    const open = shown.find(({ id }) => id === this.chosen) ?? shown[0];
    return shown.map((proposal) => ({
      proposal,
      id: proposal.id ?? '',
      isOpen: proposal === open,
      isEditing: proposal === open && proposal.id === this.editing,
      draft: this.drafts.get(proposal.id ?? ''),
      problem: this.standing.refusals.get(proposal.id ?? '')
    }));
  }

  get count(): number {
    return this.open.length;
  }

  get heading(): string {
    return this.count > 0 ? labels.heading : labels.allDone;
  }

  get canDecide(): boolean {
    return !this.readOnly && this.count > 0;
  }

  get time(): string {
    return timeText(this.view, this.count);
  }

  get moreLabel(): string {
    const hidden = this.count - this.shown.length;
    return hidden > 0 ? fill(labels.more, hidden) : '';
  }

  get canUndo(): boolean {
    return !this.readOnly && this.standing.canUndo;
  }

  handleChoose(event: Event): void {
    this.choose(idOf(event));
  }

  handleDecide(event: CustomEvent<{ decision: Decision }>): void {
    this.decide(event.detail.decision, idOf(event));
  }

  handleDraft(event: CustomEvent<Draft>): void {
    const id = idOf(event);
    this.drafts.set(id, { ...this.drafts.get(id), ...event.detail });
  }

  handleSave(event: CustomEvent<{ text: string; due?: string | null }>): void {
    this.save('edit', idOf(event), event.detail.text, event.detail.due ?? null);
  }

  handleCancel(event: Event): void {
    this.drafts.delete(idOf(event));
    this.choose(idOf(event));
  }

  handleKeydown(event: KeyboardEvent): void {
    const command = commandOf(event);
    const { id, isEditing } = this.rows.find(({ isOpen }) => isOpen) ?? { id: '', isEditing: false };
    if (!command || isEditing) return;
    if (command === 'next' || command === 'previous') this.move(command === 'next' ? 1 : -1);
    else if (command === 'undo' && this.canUndo) this.handleUndo();
    else if (command !== 'undo' && this.canDecide) this.decide(command, id);
    else return;
    event.preventDefault();
  }

  handleMore(): void {
    const first = this.open[this.shown.length];
    this.showsMore = true;
    this.choose(first?.id ?? '');
  }

  async handleUndo(): Promise<void> {
    const back = await this.decisions.undo();
    if (back) this.choose(back);
  }

  async handleAcceptRest(): Promise<void> {
    const ids = this.open.map(({ id }) => id ?? '');
    const accepted = this.decisions.acceptRest(this.view?.handoffId, ids);
    this.choose('');
    await accepted;
  }

  private get open(): readonly HandoffProposalView[] {
    return openOf(this.view, this.standing.hidden);
  }

  private get shown(): readonly HandoffProposalView[] {
    return this.showsMore ? this.open : this.open.slice(0, this.view?.proposals.length ?? 0);
  }

  private decide(decision: Decision, id: string): void {
    const { text, lead } = this.open.find((proposal) => proposal.id === id) ?? {};
    if (decision === 'edit') this.choose(id, true);
    else this.save(decision, id, text ?? lead ?? '', null);
  }

  private save(decision: Decision, id: string, text: string, due: string | null): void {
    if (this.standing.isBusy) return;
    const ids = this.shown.map((proposal) => proposal.id ?? '');
    this.decisions.decide(decision, id, text, due, () => this.drafts.delete(id));
    this.choose(ids[ids.indexOf(id) + 1] ?? '');
  }

  private move(by: number): void {
    const at = this.rows.findIndex(({ isOpen }) => isOpen);
    const next = this.shown[Math.min(Math.max(at + by, 0), this.shown.length - 1)];
    if (next) this.choose(next.id ?? '');
  }

  /** Opens a proposal and takes the focus there. @param edits whether to change what it says */
  private choose(id: string, edits = false): void {
    this.chosen = id;
    this.editing = edits ? id : '';
    this.focusOpen();
  }

  private async focusOpen(): Promise<void> {
    await Promise.resolve(); // What was decided is away by then, and the next one open.
    const open = this.template?.querySelector<HTMLElement>('c-handoff-review-proposal[data-open="true"]');
    (open ?? this.template?.querySelector<HTMLElement>('h3'))?.focus();
  }
}

function idOf(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset.id ?? ''; // Handlers sit on elements with an id.
}
