import type { HandoffKickoffView, HandoffProposalView, HandoffReviewView } from 'apex-types';

/** A promise of ours, as the giver reviews it. */
export function proposalView(id: string, changes: Partial<HandoffProposalView> = {}): HandoffProposalView {
  return {
    id,
    isPerson: false,
    kind: 'Commitment',
    kindLabel: 'Commitment',
    text: `Promise ${id}`,
    basis: 'We said',
    quote: `You will have ${id}.`,
    speaker: 'Sam Whitlow',
    spokenAt: '2027-03-04T14:32:00.000Z',
    sourceType: 'Call',
    citations: [],
    ...changes
  };
}

/** `p1`, `p2` … */
export function proposalViews(count: number): HandoffProposalView[] {
  return Array.from({ length: count }, (_none, index) => proposalView(`p${index + 1}`));
}

/** A review with these proposals: the first twelve, then more, ten seconds each. */
export function reviewView(
  proposals: HandoffProposalView[],
  changes: Partial<HandoffReviewView> = {}
): HandoffReviewView {
  return {
    handoffId: 'a01000000000001AAA',
    name: 'HO-00001',
    status: 'In Review',
    briefStatus: 'In Review',
    isWon: true,
    canReview: true,
    canDecideException: false,
    progress: { status: 'done', progress: 100, steps: [] },
    proposals: proposals.slice(0, 12),
    more: proposals.slice(12),
    proposedCount: proposals.length,
    acceptedCount: 0,
    editedCount: 0,
    rejectedCount: 0,
    secondsLeft: proposals.length * 10,
    sources: [],
    managerReasons: [],
    ...changes
  };
}

/** A kickoff with five open points, its champion not invited, not taken over yet. */
export function kickoffView(changes: Partial<HandoffKickoffView> = {}): HandoffKickoffView {
  const points = ['shape', 'context', 'people', 'milestones', 'risks'].map((code) => ({
    code,
    label: `Point ${code}`,
    lines: [`What is known of ${code}`],
    done: false
  }));
  return {
    handoffId: 'a01000000000001AAA',
    accountName: 'Kestrel Shipping',
    giverName: 'Sam Whitlow',
    receiverName: 'Priya Raman',
    status: 'Delivered',
    canAct: true,
    openingLine: "I've reviewed everything you discussed with Sam Whitlow.",
    points,
    isComplete: false,
    invitees: [
      { id: 'a03000000000001AAA', name: 'Ines Okafor', role: 'Champion', onInvite: false },
      { id: 'a03000000000002AAA', name: 'Ana Costa', role: 'Technical Lead', onInvite: true }
    ],
    championNotInvited: true,
    missingChampions: ['Ines Okafor'],
    noChampionKnown: false,
    ...changes
  };
}
