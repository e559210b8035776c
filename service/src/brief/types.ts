import type { Citation, Claim, ClaimKind } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { Evidence, EvidenceKind, Side } from '../domain/evidence.ts';
import type { Extraction } from '../ports.ts';

/** What one source gave, or why it could not be read. */
export interface Gathered {
  evidence: readonly Evidence[];
  /** In words for the reader of the brief; null when all of it was read. */
  problem: string | null;
}

/** A source of evidence as the pipeline takes it: a connector with its limits around it. */
export interface Source {
  /** As people read it: `Gong`. Unique among the sources of a service. */
  readonly name: string;
  /** Kinds of evidence that are missing when it cannot be read. */
  readonly gives: readonly EvidenceKind[];
  /** Never throws for a source that is down: that is a `problem`. */
  gather(deal: Deal, signal: AbortSignal): Promise<Gathered>;
}

/** Which claims stand up to their source. */
export interface Verification {
  kept: readonly Claim[];
  /** How many were dropped, by reason. */
  dropped: Readonly<Record<string, number>>;
}
export type Verify = (claims: readonly Claim[], evidence: readonly Evidence[]) => Verification;

/** A claim with all the places it was made in; the first of them is the claim's own. */
export interface MergedClaim extends Claim {
  citations: readonly Citation[];
}
/**
 * Makes one claim of the same thing said several times, the most consequential first. Claims come in the order they were
 * said.
 */
export type Merge = (claims: readonly Claim[], deal: Deal) => readonly MergedClaim[];

/** What a reader needs to find cited words again; the words themselves are in the citation. */
export interface SegmentRef {
  evidenceId: string;
  segment: number;
  kind: EvidenceKind;
  title: string;
  url: string | null;
  /** ISO 8601 in UTC. */
  at: string;
  speaker: string | null;
  side: Side;
}

/** Somebody who spoke or wrote, and when last. */
export interface Participant {
  name: string | null;
  email: string | null;
  side: Side;
  /** ISO 8601 in UTC. */
  lastAt: string;
}

/** A support ticket of the sales cycle: never left out (R141). */
export interface Ticket {
  evidenceId: string;
  title: string;
  /** How it begins, verbatim. */
  opening: Citation;
}

/** A sentence with the words of a promise in it that no claim covers (R140). */
export type MissedPromise = Pick<Citation, 'evidenceId' | 'segment' | 'quote'>;

/**
 * All that is kept of a source: claims with quotes and counts, never what was said around them. This is what the job
 * store holds.
 */
export interface Reading {
  source: string;
  problem: string | null;
  /** Pieces of evidence that were read. */
  evidence: number;
  proposed: number;
  dropped: Readonly<Record<string, number>>;
  claims: readonly Claim[];
  refs: readonly SegmentRef[];
  participants: readonly Participant[];
  tickets: readonly Ticket[];
  /** Sellers' sentences with the words of a promise. */
  promises: number;
  missedPromises: readonly MissedPromise[];
  extraction: Omit<Extraction, 'claims'> | null;
}

/** Values of `Handoff_Item__c.Kind__c` that the service writes. */
export type ItemKind =
  | 'Pain'
  | 'Use Case'
  | 'Workaround'
  | 'Success Criterion'
  | 'Milestone'
  | 'Commitment'
  | 'Customer Commitment'
  | 'Stretch'
  | 'Competitor'
  | 'Objection'
  | 'Technical'
  | 'Risk'
  | 'Open Thread'
  | 'Expansion'
  | 'Contradiction'
  | 'Gap';
export type Basis = 'Customer said' | 'We said' | 'CRM record' | 'Unattributed';

export interface BriefCitation {
  key: string;
  evidenceId: string;
  sourceType: 'Email' | 'Call' | 'Slack' | 'Ticket' | 'Meeting' | 'Document';
  link: string | null;
  quote: string;
  speaker: string | null;
  /** ISO 8601 in UTC. */
  at: string;
}

/** One line of the brief. */
export interface BriefItem {
  key: string;
  kind: ItemKind;
  /** What the line was extracted as; null for lines the pipeline itself adds. */
  claimKind: ClaimKind | null;
  section: 'Context' | 'Expectations' | 'Risk' | 'Technical' | 'Relationship' | 'Actions';
  text: string;
  condition: string | null;
  due: string | null;
  milestoneDay: number | null;
  severity: 'Red' | 'Yellow' | 'Green' | null;
  basis: Basis;
  order: number;
  citations: readonly BriefCitation[];
}

/** One person on the customer's side. */
export interface BriefPerson {
  key: string;
  contactId: string | null;
  name: string;
  title: string | null;
  role: string | null;
  stance: string | null;
  /** ISO date. */
  lastTouch: string | null;
  caresAbout: string | null;
  prefers: string | null;
  basis: Basis;
  citations: readonly BriefCitation[];
}

/** How the brief did at one of the quality gates R139 to R143. */
export interface GateResult {
  name: 'stakeholders' | 'commitments' | 'tickets' | 'recency' | 'contradictions';
  passed: boolean;
  why: string;
  /** Keys of lines and people, or ids of evidence, that show it. */
  refs: readonly string[];
}

/** Why somebody has to look before the brief is delivered: R132 to R135. */
export interface ReviewTrigger {
  code: 'high_arr' | 'open_legal' | 'gate_again' | 'gate_failed' | 'regret';
  why: string;
  route: Route;
  refs: readonly string[];
}
export type Route = 'AE' | 'Manager';

/** What `Brief_Sources__c` says of a source. */
export interface SourceSummary {
  name: string;
  state: 'read' | 'empty' | 'failed';
  count: number;
  note: string | null;
}

/** Numbers of a brief, for `GET /v1/briefs/{id}`. */
export interface BriefCounts {
  evidence: number;
  proposed: number;
  kept: number;
  dropped: number;
  items: number;
  people: number;
  citations: number;
  sourcesFailed: number;
}
