import { LightningElement, api } from 'lwc';
import accept from '@salesforce/apex/HandoffReviewController.accept';
import acceptRest from '@salesforce/apex/HandoffReviewController.acceptRest';
import edit from '@salesforce/apex/HandoffReviewController.edit';
import reject from '@salesforce/apex/HandoffReviewController.reject';
import undo from '@salesforce/apex/HandoffReviewController.undo';
import type { HandoffProposalView, HandoffReviewView } from 'apex-types';
import { reduceErrors } from 'c/handoffErrors';
import type { Decision } from 'c/handoffReviewProposal';
import { fill } from 'c/handoffText';
import { Decisions } from './decisions';
import { labels, notices, timeText } from './texts';

const KEYS: Readonly<Record<string, Decision>> = { a: 'accept', e: 'edit', r: 'reject' };

interface ShownProposal {
  proposal: HandoffProposalView;
  id: string;
  isOpen: boolean;
  isEditing: boolean;
}

/**
 * The proposals, the most consequential one open: one key decides it, and the next one opens. A decision shows at
 * once and can be taken back.
 */
export default class HandoffReviewList extends LightningElement {
  @api view?: HandoffReviewView;
  @api readOnly = false;
  /** Reads the proposals again. */
  @api reload?: () => Promise<void>;

  problem = '';
  notice = '';
  showsMore = false;
  private chosen = '';
  private editing = '';
  private last: string[] = [];
  private focusOpen = false;
  private decided: ReadonlySet<string> = new Set();
  private readonly decisions = new Decisions(
    (ids) => (this.decided = ids),
    async () => this.reload?.()
  );

  readonly label = labels;

  /** Resolves when everything decided so far has reached the org. */
  @api settled(): Promise<void> {
    return this.decisions.settled();
  }

  override renderedCallback(): void {
    if (!this.focusOpen) return;
    this.focusOpen = false;
    const open = this.template?.querySelector<HTMLElement>('c-handoff-review-proposal[data-open="true"]');
    (open ?? this.template?.querySelector<HTMLElement>('h3'))?.focus();
  }

  private get visible(): readonly HandoffProposalView[] {
    const { proposals = [], more = [] } = this.view ?? {};
    return [...proposals, ...more].filter(({ id }) => !this.decided.has(id ?? ''));
  }

  get proposals(): ShownProposal[] {
    const { length } = this.view?.proposals ?? [];
    const shown = this.showsMore ? this.visible : this.visible.slice(0, length);
    const open = shown.find(({ id }) => id === this.chosen) ?? shown[0];
    return shown.map((proposal) => ({
      proposal,
      id: proposal.id ?? '',
      isOpen: proposal === open,
      isEditing: proposal.id === this.editing
    }));
  }

  get count(): number {
    return this.visible.length;
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
    const hidden = this.count - this.proposals.length;
    return hidden > 0 ? fill(labels.more, hidden) : '';
  }

  get canUndo(): boolean {
    return !this.readOnly && this.last.length > 0;
  }

  handleChoose(event: Event): void {
    this.chosen = idOf(event);
    this.editing = '';
    this.focusOpen = true;
  }

  handleDecide(event: CustomEvent<{ decision: Decision }>): void {
    this.decide(event.detail.decision, idOf(event));
  }

  handleSave(event: CustomEvent<{ text: string; due?: string }>): void {
    const id = idOf(event);
    const { text, due } = event.detail;
    this.save('edit', id, text, () => edit({ id, text, due: due || null }));
  }

  handleCancel(): void {
    this.editing = '';
    this.focusOpen = true;
  }

  handleKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || this.readOnly || this.editing !== '') return;
    const key = event.key.toLowerCase();
    const open = this.proposals.find(({ isOpen }) => isOpen);
    const decision = KEYS[key];
    if (decision && open) this.decide(decision, open.id);
    else if (key === 'u' && this.canUndo) this.handleUndo();
    else if (key === 'arrowdown' || key === 'arrowup') this.move(key === 'arrowdown' ? 1 : -1);
    else return;
    event.preventDefault();
  }

  handleMore(): void {
    this.showsMore = true;
  }

  handleUndo(): void {
    const ids = this.last;
    this.last = [];
    this.finish(async () => {
      await undo({ ids });
      this.chosen = ids[0] ?? '';
      this.notice = labels.undone;
    });
  }

  handleAcceptRest(): void {
    this.finish(async () => {
      this.last = (await acceptRest({ handoffId: this.view?.handoffId })) ?? [];
      this.notice = fill(labels.acceptedRest, this.last.length);
    });
  }

  private decide(decision: Decision, id: string): void {
    this.chosen = id;
    if (decision === 'edit') {
      this.editing = id;
      this.focusOpen = true;
      return;
    }
    const { text, lead } = this.proposals.find((shown) => shown.id === id)?.proposal ?? {};
    const call = decision === 'accept' ? accept : reject;
    this.save(decision, id, text ?? lead ?? '', () => call({ ids: [id] }));
  }

  private save(decision: Decision, id: string, text: string, call: () => Promise<unknown>): void {
    const ids = this.proposals.map((shown) => shown.id);
    this.chosen = ids[ids.indexOf(id) + 1] ?? '';
    this.editing = '';
    this.problem = '';
    this.last = [id];
    this.notice = fill(notices[decision], text);
    this.focusOpen = true;
    this.decisions.add(id, call, (error) => this.refuse(error));
  }

  private move(by: number): void {
    const ids = this.proposals.map(({ id }) => id);
    const at = this.proposals.findIndex(({ isOpen }) => isOpen);
    this.chosen = ids[Math.min(Math.max(at + by, 0), ids.length - 1)] ?? '';
    this.focusOpen = true;
  }

  /** Does something that builds on every decision so far. */
  private async finish(work: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await this.decisions.settled();
      await work();
      await this.reload?.();
      this.focusOpen = true;
    } catch (error) {
      this.refuse(error);
    }
  }

  private refuse(error: unknown): void {
    this.notice = '';
    this.problem = reduceErrors(error).join(' ');
  }
}

function idOf(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset.id ?? ''; // Handlers sit on elements with an id.
}
