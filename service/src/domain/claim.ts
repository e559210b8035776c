import type { Side } from './evidence.ts';

export const CLAIM_KINDS = [
  'commitment',
  'customer_commitment',
  'stretch',
  'success_criterion',
  'pain',
  'use_case',
  'workaround',
  'objection',
  'risk',
  'technical',
  'competitor',
  'open_thread',
  'regret',
  'milestone',
  'expansion',
  'stakeholder',
  'contradiction',
  'internal_only'
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** The words behind a claim: `segment.text.slice(start, end) === quote`, in UTF-16 units. */
export interface Citation {
  evidenceId: string;
  /** Index of the segment in its evidence. */
  segment: number;
  start: number;
  end: number;
  quote: string;
}

/** What a person does in the deal, where a claim is about a person. */
export interface PersonClaim {
  role: 'Champion' | 'Economic Buyer' | 'Technical Lead' | 'Executive Sponsor' | 'Blocker' | 'End User' | null;
  stance: 'Ally' | 'Neutral' | 'Blocker' | null;
  caresAbout: string | null;
  prefers: string | null;
}

/** One thing that follows from what was said. Without a quote there is no claim. */
export interface Claim extends Citation {
  kind: ClaimKind;
  /** Who said it. */
  by: Side;
  /** Name of whoever said it, or of whom it is about for a stakeholder; null when nobody knows. */
  person: string | null;
  /** ISO date it is due, resolved against the segment's own date; null when it names none. */
  due: string | null;
  /** The claim in a sentence: the quote tidied up, never more than the quote says. */
  text: string;
  /** What a stretch depends on. */
  condition: string | null;
  severity: 'Red' | 'Yellow' | 'Green' | null;
  /** Day 30, 60 or 90 of a milestone. */
  milestoneDay: 30 | 60 | 90 | null;
  about: PersonClaim | null;
}
