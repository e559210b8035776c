import type { Claim } from './domain/claim.ts';
import type { Deal, Window } from './domain/deal.ts';
import type { Evidence } from './domain/evidence.ts';

/** A source of evidence. Adding one means one file that implements this, and one line where they are listed. */
export interface Connector {
  /** As people read it in the brief when it could not be read: `Gong`. */
  readonly name: string;
  /**
   * Everything of the deal in the window. Ends early, without an error, when the signal is aborted.
   *
   * @throws {ConnectorError} when the source cannot be read; what was yielded before counts
   */
  fetch(deal: Deal, window: Window, signal: AbortSignal): AsyncIterable<Evidence>;
}

/** A source could not be read: it becomes a gap in the brief, never a failed brief. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  /** Whether trying again later can help. */
  readonly retryable: boolean;

  constructor(message: string, retryable: boolean, options?: ErrorOptions) {
    super(message, options);
    this.retryable = retryable;
  }
}

/** What an extractor found, and what it took. */
export interface Extraction {
  claims: readonly Claim[];
  /** `deterministic` or the model's id. */
  by: string;
  /** Zero for the deterministic one. */
  inputTokens: number;
  outputTokens: number;
  /** In US dollars. */
  cost: number;
  /** What a reader should know: a source the model refused, a budget that was spent. */
  notes: readonly string[];
}

/** Finds claims in evidence. Every claim is verified afterwards, whoever made it. */
export interface Extractor {
  /** The same evidence gives the same claims in the same order, for the deterministic one. */
  extract(deal: Deal, evidence: readonly Evidence[], signal: AbortSignal): Promise<Extraction>;
}
