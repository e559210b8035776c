import type { Deal } from '../domain/deal.ts';
import type { BriefItem, BriefPerson, GateResult, ReviewTrigger, Route, SourceSummary } from './types.ts';

/** Currencies of an org that has several. */
export interface Currencies {
  /** ISO code of the one that limits are in. */
  corporate: string | null;
  /** How much of each one unit of the corporate currency is, by ISO code. */
  rates: Readonly<Record<string, number>>;
}

/** What an admin set for the org, and what happened on the account before. */
export interface ReviewContext {
  /** Deals above this are reviewed by a manager (R132); null when there is no limit. */
  arrLimit: number | null;
  /** Null in an org with one currency. */
  currencies?: Currencies | null;
  /** R142, in days. */
  recencyDays: number;
  /** Whether a quality gate failed for another handoff of the same account (R134). */
  failedBefore: boolean;
}

/** Reads the org as a brief needs it. */
export interface DealReader {
  /**
   * The deal of a handoff, with the people and the window connectors search by.
   *
   * @param org 15 characters of the org that asked: a service that is connected to another one refuses
   * @throws {BriefError} not retryable when the handoff is gone, replaced by a newer version, or has no opportunity
   */
  resolveDeal(handoffId: string, org: string): Promise<Deal>;
  reviewContext(deal: Deal): Promise<ReviewContext>;
}

/** A brief as it is written: lines, people and citations, each with a key that makes writing it again change nothing. */
export interface BriefDraft {
  handoffId: string;
  version: number;
  items: readonly BriefItem[];
  people: readonly BriefPerson[];
}

/** What goes on the handoff itself when the proposals are there. */
export interface BriefSummary {
  gates: readonly GateResult[];
  triggers: readonly ReviewTrigger[];
  routes: readonly Route[];
  score: { score: number; flagged: boolean; sections: readonly { code: string; status: string }[] };
  sources: readonly SourceSummary[];
  /** What only managers may see; null for nothing. */
  managerNotes: string | null;
}

export interface Written {
  items: number;
  people: number;
  citations: number;
  /** Lines and people that somebody has decided on and that were therefore left alone. */
  leftAlone: number;
}

/** Writes to the org. Every call may be repeated and changes nothing the second time. */
export interface BriefWriter {
  /** Shows that the brief is being made. */
  begin(deal: Deal, jobId: string): Promise<void>;
  /** Writes the proposals; what a person accepted, edited or rejected stays as it is. */
  writeBack(draft: BriefDraft): Promise<Written>;
  /** Sets the brief to In Review, which is what rings the giver's bell. */
  askForReview(deal: Deal, summary: BriefSummary): Promise<void>;
  /** Shows that the brief failed, and what to do. */
  fail(handoffId: string, jobId: string, problem: string, action: string): Promise<void>;
}
