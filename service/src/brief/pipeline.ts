import type { StepApi, WorkflowFunctionParams } from './workflow.ts';
import type { Deal } from '../domain/deal.ts';
import type { Extractor } from '../ports.ts';
import type { Claim } from '../domain/claim.ts';
import { compare, Refs } from './citations.ts';
import { qualityGates } from './gates.ts';
import { toItems } from './items.ts';
import { linkPeople } from './people.ts';
import type { BriefSummary, BriefWriter, DealReader } from './ports.ts';
import { readSource } from './read.ts';
import { scoreBrief } from './score.ts';
import { managerNotes, summariesOf } from './summaries.ts';
import { reviewTriggers, routesOf } from './triggers.ts';
import type { BriefCounts, Merge, Reading, Source, Verify } from './types.ts';
import { finalFailure, type RetryPolicy } from './workflow.ts';

/** What a workflow run is started with. */
export interface BriefInput {
  briefId: string;
  org: string;
  handoffId: string;
  earlierRuns: readonly string[];
}

/** What it ends with. A brief that failed is an answer too: it has been shown in the org by then. */
export interface BriefOutput {
  status: 'done' | 'failed';
  problem: string | null;
  action: string | null;
  counts: BriefCounts | null;
}

export interface PipelineParts {
  sources: readonly Source[];
  extractor: Extractor;
  verify: Verify;
  merge: Merge;
  reader: DealReader;
  writer: BriefWriter;
  sourceTimeoutMs: number;
  /** How often and how slowly a step that could not reach something is tried again. */
  retry: RetryPolicy;
  stop: AbortSignal;
  /** Told why a brief fails, which people see only the half of. */
  onFailure(briefId: string, error: unknown): void;
  /** Output of a step that an earlier attempt of the same brief finished; null when none did. */
  earlierOutput(runs: readonly string[], stepName: string): Promise<unknown>;
}

/** Steps in their order, as `GET /v1/briefs/{id}` lists them. */
export function stepNames(sources: readonly Pick<Source, 'name'>[]): string[] {
  return ['resolve', ...sources.map(gatherName), 'verify', 'link people', 'gates', 'score', 'write back', REVIEW];
}

const REVIEW = 'ask for review';
export const FAILURE = 'show the failure';

function gatherName({ name }: Pick<Source, 'name'>): string {
  return `gather ${name}`;
}

/**
 * The brief as a durable workflow. Each stage is a step, so a crash repeats at most the one in flight. What was said
 * never leaves the step that gathered it: the store holds claims, quotes and counts.
 */
export function briefWorkflow(parts: PipelineParts) {
  return async ({ input, step }: WorkflowFunctionParams<BriefInput>): Promise<BriefOutput> => {
    try {
      return await makeBrief(parts, input, step);
    } catch (error) {
      const failure = finalFailure(error);
      if (failure === null) throw error;
      const { problem, action } = failure;
      parts.onFailure(input.briefId, error);
      await step.run({ name: FAILURE, retryPolicy: parts.retry }, async () => {
        await parts.writer.fail(input.handoffId, input.briefId, problem, action);
        return { note: problem };
      });
      return { status: 'failed', problem, action, counts: null };
    }
  };
}

async function makeBrief(parts: PipelineParts, input: BriefInput, step: StepApi): Promise<BriefOutput> {
  const { reader, writer, retry } = parts;
  const run = <T>(name: string, work: () => Promise<T> | T): Promise<T> => step.run({ name, retryPolicy: retry }, work);

  const { deal } = await run('resolve', async () => {
    const found = await reader.resolveDeal(input.handoffId, input.org);
    await writer.begin(found, input.briefId);
    return { deal: found, note: `${found.people.length} people` };
  });
  const readings: Reading[] = [];
  // One after the other: a crash then repeats one source at most, and pays for one at most.
  for (const source of parts.sources)
    readings.push(await run(gatherName(source), () => gather(parts, input, source, deal)));

  const refs = new Refs(readings);
  const { claims } = await run('verify', () => {
    const merged = parts.merge(inOrderSaid(readings, refs), deal);
    return { claims: merged, note: verifyNote(readings, merged.length) };
  });
  const { people } = await run('link people', () => {
    const linked = linkPeople(deal, readings, claims, refs);
    return { people: linked, note: `${linked.length} people` };
  });
  const { items, gates, triggers } = await run('gates', async () => {
    const context = await reader.reviewContext(deal);
    const lines = toItems(deal, readings, claims, people, refs);
    const missingKinds = new Set(
      parts.sources.filter((_, index) => readings[index]?.problem !== null).flatMap(({ gives }) => gives)
    );
    const { recencyDays, arrLimit, failedBefore, currencies = null } = context;
    const results = qualityGates({ deal, readings, claims, items: lines, people, refs, missingKinds, recencyDays });
    const arr = Number(deal.crm['ARR__c'] ?? deal.amount ?? NaN);
    const found = reviewTriggers({
      deal,
      claims,
      items: lines,
      gates: results,
      refs,
      arrLimit,
      currencies,
      arr: Number.isNaN(arr) ? null : arr,
      failedBefore
    });
    const passed = results.filter((result) => result.passed).length;
    return { items: lines, gates: results, triggers: found, note: `${passed} of ${results.length} passed` };
  });
  const { score } = await run('score', () => {
    const scored = scoreBrief(deal, items, people);
    return { score: scored, note: `${scored.score} of 100 with all proposals` };
  });
  const written = await run('write back', async () => {
    const result = await writer.writeBack({ handoffId: deal.handoffId, version: deal.version, items, people });
    return { ...result, note: `${result.items} lines, ${result.people} people, ${result.citations} citations` };
  });
  await run(REVIEW, async () => {
    const summary: BriefSummary = {
      gates,
      triggers,
      routes: routesOf(triggers),
      score,
      sources: summariesOf(readings),
      managerNotes: managerNotes(claims, refs)
    };
    await writer.askForReview(deal, summary);
    return { note: summary.routes.join(', ') };
  });
  const proposed = sum(readings, (reading) => reading.proposed);
  const kept = sum(readings, (reading) => reading.claims.length);
  const counts: BriefCounts = {
    evidence: sum(readings, (reading) => reading.evidence),
    proposed,
    kept,
    dropped: proposed - kept,
    items: written.items,
    people: written.people,
    citations: written.citations,
    sourcesFailed: readings.filter(({ problem }) => problem !== null).length
  };
  return { status: 'done', problem: null, action: null, counts };
}

async function gather(parts: PipelineParts, input: BriefInput, source: Source, deal: Deal) {
  const earlier = await parts.earlierOutput(input.earlierRuns, gatherName(source));
  // A source that an earlier attempt could read is not read, or paid, again; one that it could not is.
  if (isReading(earlier) && earlier.source === source.name && earlier.problem === null) return earlier;
  const reading = await readSource(source, deal, parts);
  const note = reading.problem ?? `${reading.evidence} read, ${reading.claims.length} claims`;
  return { ...reading, note };
}

/** Our own step's output: the service wrote it itself, so its name and claims tell it apart from anything else. */
function isReading(value: unknown): value is Reading & { note: string } {
  return typeof value === 'object' && value !== null && 'source' in value && 'claims' in value && 'note' in value;
}

function verifyNote(readings: readonly Reading[], merged: number): string {
  const proposed = sum(readings, (reading) => reading.proposed);
  const kept = sum(readings, (reading) => reading.claims.length);
  return `${kept} of ${proposed} quotes stand, ${merged} claims`;
}

/** A later word counts more than an earlier one, whichever source it is from. */
function inOrderSaid(readings: readonly Reading[], refs: Refs): Claim[] {
  return readings
    .flatMap((reading) => reading.claims)
    .map((claim, index) => ({ claim, index, at: refs.at(claim) }))
    .sort((a, b) => compare(a.at, b.at) || a.index - b.index)
    .map(({ claim }) => claim);
}

function sum(readings: readonly Reading[], of: (reading: Reading) => number): number {
  return readings.reduce((total, reading) => total + of(reading), 0);
}
