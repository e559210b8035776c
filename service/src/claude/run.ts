import { CLAIM_KINDS, type Claim } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Extraction } from '../ports.ts';
import type { ModelCaller, Outcome } from './call.ts';
import { DROP_REASONS, type DropReason, toClaims } from './claims.ts';
import { type RequestSettings, buildRequest } from './prompt.ts';
import { QuoteFinder } from './quote.ts';
import { type Part, halveBatch } from './sources.ts';
import type { DateReader } from './wording.ts';

export interface RunResult {
  claims: Claim[];
  notes: string[];
  /** Whether the model answered anything that could be used. */
  answered: boolean;
  fallbackBy: string | null;
}

/** A request still to be made. What was cut once for being too long or refused is not cut again. */
interface Job {
  parts: readonly Part[];
  isCut: boolean;
  isRepeated: boolean;
}

/** Segments of a source that the model did not read; `all` when it read none. */
type Unread = 'all' | Set<number>;

const MOST_NAMED = 5;

/** One extraction: what was asked, what came of it, and what is left for the fallback. */
export class ExtractionRun {
  readonly #deal: Deal;
  readonly #caller: ModelCaller;
  readonly #readDates: DateReader | null;
  readonly #sawCrm: boolean;
  readonly #finder = new QuoteFinder();
  readonly #claims: Claim[] = [];
  readonly #unread = new Map<string, Unread>();
  /** Sources by the reason they were left, in the order they were. */
  readonly #reasons = new Map<string, Evidence[]>();
  readonly #drops = new Map<DropReason | 'shape', number>();
  #answered = false;

  constructor(deal: Deal, caller: ModelCaller, readDates: DateReader | null, sawCrm: boolean) {
    this.#deal = deal;
    this.#caller = caller;
    this.#readDates = readDates;
    this.#sawCrm = sawCrm;
  }

  /** Leaves a source, or some segments of it, to the fallback. */
  leave(evidence: Evidence, reason: string, segments: Unread = 'all'): void {
    const before = this.#unread.get(evidence.id);
    const isAll = segments === 'all' || before === 'all';
    this.#unread.set(evidence.id, isAll ? 'all' : new Set([...(before ?? []), ...segments]));
    const named = this.#reasons.get(reason) ?? [];
    if (!named.includes(evidence)) this.#reasons.set(reason, [...named, evidence]);
  }

  /** One request after the other: the second finds the fixed part of the first in the API's cache. */
  async ask(
    batches: readonly Part[][],
    settings: RequestSettings,
    dealBlock: string,
    signal: AbortSignal
  ): Promise<void> {
    const jobs: Job[] = batches.map((parts) => ({ parts, isCut: false, isRepeated: false }));
    const brief = { handoffId: this.#deal.handoffId, version: this.#deal.version };
    let stopped: string | null = null;
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      if (stopped !== null) {
        this.#leaveParts(job.parts, stopped);
        continue;
      }
      const outcome = await this.#caller.ask(buildRequest(settings, dealBlock, job.parts), brief, signal);
      if (outcome.kind === 'budget') stopped = "The month's budget for the model is spent";
      // What failed after all tries would fail for the next sources too, and the brief would wait for each.
      if (outcome.kind === 'failed') stopped = outcome.why;
      if (stopped === null) jobs.unshift(...this.#take(outcome, job));
      else this.#leaveParts(job.parts, stopped);
    }
  }

  /** Keeps an answer's claims; returns what is to be asked instead, if there was none. */
  #take(outcome: Outcome, job: Job): Job[] {
    const { parts } = job;
    if (outcome.kind === 'answered') {
      this.#answered = true;
      const { claims, drops } = toClaims(outcome.answer.claims, {
        ...{ deal: this.#deal, parts, finder: this.#finder },
        ...{ readDates: this.#readDates, sawCrm: this.#sawCrm }
      });
      this.#claims.push(...claims);
      for (const [reason, count] of drops) this.#count(reason, count);
      this.#count('shape', outcome.answer.misshapen);
      return [];
    }
    if (outcome.kind === 'malformed') {
      if (!job.isRepeated) return [{ ...job, isRepeated: true }];
      this.#leaveParts(parts, 'The answer of the model could not be read');
      return [];
    }
    if (outcome.kind === 'too long') {
      const halves = job.isCut ? null : halveBatch(parts);
      if (halves) return halves.map((half) => ({ parts: half, isCut: true, isRepeated: job.isRepeated }));
      this.#leaveParts(parts, 'The answer of the model was cut off');
      return [];
    }
    // One source may have made it refuse: alone, the others are read.
    if (!job.isCut && parts.length > 1)
      return parts.map((part) => ({ parts: [part], isCut: true, isRepeated: job.isRepeated }));
    this.#leaveParts(parts, 'The model refused to read it');
    return [];
  }

  #leaveParts(parts: readonly Part[], reason: string): void {
    for (const { source, slices } of parts)
      this.leave(source.evidence, reason, new Set(slices.map(({ segment }) => segment)));
  }

  #count(reason: DropReason | 'shape', count: number): void {
    if (count > 0) this.#drops.set(reason, (this.#drops.get(reason) ?? 0) + count);
  }

  /** What the fallback is to read: segments that the model did read are empty in it, so that the others keep their index. */
  leftOver(evidence: readonly Evidence[]): Evidence[] {
    return evidence.flatMap((piece) => {
      const unread = this.#unread.get(piece.id);
      if (!unread) return [];
      if (unread === 'all') return [piece];
      const segments = piece.segments.map((segment, index) => (unread.has(index) ? segment : { ...segment, text: '' }));
      return [{ ...piece, segments }];
    });
  }

  /** Everything, in the order of the evidence, whatever order it was asked and answered in. */
  result(evidence: readonly Evidence[], byRules: Extraction | null): RunResult {
    const order = new Map(evidence.map(({ id }, index) => [id, index]));
    const unique = new Map<string, Claim>();
    for (const claim of [...this.#claims, ...(byRules?.claims ?? [])]) {
      const key = [claim.kind, claim.evidenceId, claim.segment, claim.start, claim.end].join(' ');
      if (!unique.has(key)) unique.set(key, claim);
    }
    const claims = [...unique.values()].sort(
      (a, b) =>
        (order.get(a.evidenceId) ?? 0) - (order.get(b.evidenceId) ?? 0) ||
        a.segment - b.segment ||
        a.start - b.start ||
        a.end - b.end ||
        CLAIM_KINDS.indexOf(a.kind) - CLAIM_KINDS.indexOf(b.kind)
    );
    const notes = [...this.#leftNotes(), ...this.#dropNotes(), ...(byRules?.notes ?? [])];
    return { claims, notes, answered: this.#answered, fallbackBy: byRules?.by ?? null };
  }

  #leftNotes(): string[] {
    return [...this.#reasons].map(([reason, pieces]) => {
      const named = pieces.slice(0, MOST_NAMED).map(nameOf).join(', ');
      const more = pieces.length > MOST_NAMED ? ` and ${pieces.length - MOST_NAMED} more` : '';
      return `${reason}; read by rules instead: ${named}${more}.`;
    });
  }

  #dropNotes(): string[] {
    return [...this.#drops].map(([reason, count]) => {
      const why = reason === 'shape' ? 'did not have the form asked for' : DROP_REASONS[reason];
      return count === 1
        ? `1 claim of the model was dropped: it ${why}.`
        : `${count} claims of the model were dropped: each ${why}.`;
    });
  }
}

/** By kind, day and id. A title could say anything. */
function nameOf({ id, kind, at }: Evidence): string {
  return `${kind} of ${at.slice(0, 10)} (${id.replace(/[^\w:.@/-]/g, '?').slice(0, 60)})`;
}
