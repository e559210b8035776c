import { reduceErrors } from 'c/handoffErrors';
import { fill } from 'c/handoffText';
import type { Decision } from 'c/handoffReviewProposal';
import * as org from './org';
import { labels, notices } from './texts';

/** Where the decisions stand. */
export interface Standing {
  /** Ids that are decided and need not be shown. */
  readonly hidden: ReadonlySet<string>;
  /** Why the org refused a decision, by the id of its proposal. */
  readonly refusals: ReadonlyMap<string, string>;
  readonly canUndo: boolean;
  /** While several decisions change at once. Another one would meet proposals that the reader does not see yet. */
  readonly isBusy: boolean;
  readonly notice: string;
  readonly problem: string;
}

export const NOTHING_DECIDED: Standing = {
  hidden: new Set(),
  refusals: new Map(),
  canUndo: false,
  isBusy: false,
  notice: '',
  problem: ''
};

/**
 * Decisions on their way to the org. A decision shows at once and is saved behind it, one after the other; one that
 * is refused comes back with its reason.
 */
export class Decisions {
  private standing = NOTHING_DECIDED;
  /** What can be taken back, the last decision last. */
  private history: (readonly string[])[] = [];
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private readonly show: (standing: Standing) => void;
  private readonly reload: () => Promise<unknown>;

  /**
   * @param show takes where the decisions stand whenever that has changed
   * @param reload reads the proposals again, once every decision was saved or refused
   */
  constructor(show: (standing: Standing) => void, reload: () => Promise<unknown>) {
    this.show = show;
    this.reload = reload;
  }

  /**
   * Decides one proposal.
   *
   * @param text what it says, for the notice; what it is to say when it is edited
   * @param saved called once the org has it
   */
  decide(decision: Decision, id: string, text: string, due: string | null, saved: () => void): void {
    if (this.standing.isBusy) return;
    const entry = [id];
    this.history.push(entry);
    this.change({ notice: fill(notices[decision], text), problem: '', refusals: this.refusals(id) });
    this.add(
      entry,
      async () => {
        await org.decide(decision, id, text, due);
        saved();
      },
      (problem) => {
        this.forget(entry);
        this.change({ notice: '', refusals: this.refusals(id, problem) });
      }
    );
  }

  /** Takes the last decision back. @returns the id of the first proposal that came back, once it is read again */
  async undo(): Promise<string | undefined> {
    const last = this.history.at(-1);
    let back: string | undefined;
    await this.changeSeveral([], async () => {
      if (!last) return;
      await org.undo(last);
      this.forget(last);
      this.change({ notice: labels.undone });
      [back] = last;
    });
    return back;
  }

  /** Accepts everything. @param open ids of what is shown, hidden at once */
  async acceptRest(handoffId: string | null | undefined, open: readonly string[]): Promise<void> {
    await this.changeSeveral(open, async () => {
      const ids = await org.acceptRest(handoffId);
      if (ids.length > 0) this.history.push(ids);
      this.change({ notice: fill(labels.acceptedRest, ids.length) });
    });
  }

  /** Resolves when everything decided so far has reached the org and was read again. Never rejects. */
  settled(): Promise<void> {
    return this.queue;
  }

  private async changeSeveral(ids: readonly string[], work: () => Promise<void>): Promise<void> {
    if (this.standing.isBusy) return;
    this.change({ isBusy: true, problem: '' });
    this.add(ids, work, (problem) => this.change({ notice: '', problem }));
    await this.queue;
    this.change({ isBusy: false });
  }

  private add(ids: readonly string[], work: () => Promise<void>, refused: (problem: string) => void): void {
    this.waiting += 1;
    this.change({ hidden: new Set([...this.standing.hidden, ...ids]) });
    this.queue = this.queue.then(() => this.run(ids, work, refused));
  }

  private async run(
    ids: readonly string[],
    work: () => Promise<void>,
    refused: (problem: string) => void
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.change({ hidden: new Set([...this.standing.hidden].filter((id) => !ids.includes(id))) });
      refused(reduceErrors(error).join(' '));
    }
    this.waiting -= 1;
    if (this.waiting > 0) return;
    try {
      await this.reload();
      // What was read now is the truth, decided or not.
      if (this.waiting === 0) this.change({ hidden: new Set() });
    } catch (error) {
      this.change({ notice: '', problem: reduceErrors(error).join(' ') });
    }
  }

  private forget(entry: readonly string[]): void {
    this.history = this.history.filter((other) => other !== entry);
    this.change({});
  }

  private refusals(id: string, problem?: string): ReadonlyMap<string, string> {
    const others = [...this.standing.refusals].filter(([other]) => other !== id);
    return new Map(problem === undefined ? others : [...others, [id, problem]]);
  }

  private change(changes: Partial<Standing>): void {
    this.standing = { ...this.standing, ...changes, canUndo: this.history.length > 0 };
    this.show(this.standing);
  }
}
