import type { HandoffProposalView, HandoffReviewView } from 'apex-types';
import type { Decision, Draft } from 'c/handoffReviewProposal';

/** A proposal as `c-handoff-review-proposal` takes it. */
export interface Row {
  readonly proposal: HandoffProposalView;
  readonly id: string;
  readonly isOpen: boolean;
  readonly isEditing: boolean;
  readonly draft: Draft | undefined;
  readonly problem: string | undefined;
}

/** What a key does to the open proposal, to the last decision, or to which proposal is open. */
export type Command = Decision | 'undo' | 'next' | 'previous';

const KEYS: Readonly<Record<string, Command>> = {
  a: 'accept',
  e: 'edit',
  r: 'reject',
  u: 'undo',
  arrowdown: 'next',
  arrowup: 'previous'
};

/** Proposals that are still to be decided, the most consequential first. */
export function openOf(view: HandoffReviewView | undefined, decided: ReadonlySet<string>): HandoffProposalView[] {
  const { proposals = [], more = [] } = view ?? {};
  return [...proposals, ...more].filter(({ id }) => !decided.has(id ?? ''));
}

/** What a key asks for. A key that is held down decides once: what comes next was not read yet. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const command = KEYS[event.key.toLowerCase()];
  return event.repeat && command !== 'next' && command !== 'previous' ? undefined : command;
}
