import type { Deal, Window } from '../domain/deal.ts';
import type { Evidence, Segment } from '../domain/evidence.ts';
import { type Connector, ConnectorError } from '../ports.ts';
import { isWithin } from './source.ts';
import { cleanText, cutText } from './text.ts';

/** What one source gave. */
export interface Gathered {
  source: string;
  /** Oldest first. What was read before a problem is in it. */
  evidence: readonly Evidence[];
  /** What could not be read and why, for the brief's readers; null when all was. */
  problem: string | null;
  /** Whether asking again later can help. */
  retryable: boolean;
}

export interface GatherLimits {
  /** For a whole source, in milliseconds. */
  timeoutMs: number;
  /** Of one segment, in UTF-16 units. */
  segmentLength: number;
  /** Of one source, in UTF-16 units: some fifty hours of talk. */
  sourceLength: number;
}

const LIMITS: GatherLimits = { timeoutMs: 180_000, segmentLength: 100_000, sourceLength: 3_000_000 };
const LONGEST_TITLE = 255;

/**
 * Reads one source. A step of its own, so that a durable workflow can run the sources one by one.
 *
 * @returns the same for the same source; never throws for what a source does
 */
export async function gatherOne(
  connector: Connector,
  deal: Deal,
  signal: AbortSignal,
  limits: Partial<GatherLimits> = {}
): Promise<Gathered> {
  const { timeoutMs, segmentLength, sourceLength } = { ...LIMITS, ...limits };
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  const found = new Map<string, Evidence>();
  const problems: string[] = [];
  let retryable = false;
  try {
    for await (const evidence of untilAborted(connector.fetch(deal, deal.window, either), either)) {
      const tidy = tidied(evidence, deal.window, segmentLength);
      if (tidy && !found.has(tidy.id)) found.set(tidy.id, tidy);
    }
  } catch (error) {
    retryable = error instanceof ConnectorError && error.retryable;
    problems.push(error instanceof ConnectorError ? error.message : 'something unexpected happened while reading it');
  }
  if (either.aborted) {
    retryable = true;
    problems.push(signal.aborted ? 'it was stopped early' : `not finished within ${timeoutMs / 1000} seconds`);
  }
  const evidence = [...found.values()].sort(byTime);
  const kept = newestWithin(evidence, sourceLength);
  if (kept.length < evidence.length)
    problems.push(`the oldest ${evidence.length - kept.length} of ${evidence.length} records are too much to read`);
  const problem = problems.length === 0 ? null : `${connector.name}: ${problems.join('; ')}.`;
  return { source: connector.name, evidence: kept, problem, retryable };
}

/** Reads all sources at once. What two of them give under one id counts for the first. */
export async function gather(
  connectors: readonly Connector[],
  deal: Deal,
  signal: AbortSignal,
  limits: Partial<GatherLimits> = {}
): Promise<Gathered[]> {
  const all = await Promise.all(connectors.map((connector) => gatherOne(connector, deal, signal, limits)));
  const seen = new Set<string>();
  return all.map((gathered) => ({
    ...gathered,
    evidence: gathered.evidence.filter(({ id }) => !seen.has(id) && Boolean(seen.add(id)))
  }));
}

/** Ends when the signal is aborted, also when the source does not listen to it. */
async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const { promise: stopped, resolve: stop } = Promise.withResolvers<null>();
  const listener = (): void => stop(null);
  signal.addEventListener('abort', listener);
  if (signal.aborted) listener();
  try {
    for (;;) {
      const next = iterator.next();
      // When the abort wins, nobody waits for this any more.
      next.catch(() => undefined);
      const result = await Promise.race([next, stopped]);
      if (result === null || result.done) return;
      yield result.value;
    }
  } finally {
    signal.removeEventListener('abort', listener);
    iterator.return?.().catch(() => undefined);
  }
}

/** What was said within the window, as a reader sees it; null when nothing is left. */
function tidied(evidence: Evidence, window: Window, segmentLength: number): Evidence | null {
  const segments = evidence.segments.flatMap((segment): Segment[] => {
    const text = cutText(cleanText(segment.text), segmentLength);
    if (text === '' || !isWithin(segment.at, window)) return [];
    const { name, email, side } = segment.speaker;
    const shown = name === null ? null : cutText(cleanText(name), LONGEST_TITLE);
    return [{ speaker: { name: shown, email, side }, text, at: segment.at }];
  });
  const [first] = segments;
  if (!first) return null;
  return {
    ...evidence,
    title: cutText(cleanText(evidence.title).replaceAll('\n', ' '), LONGEST_TITLE),
    url: isWebAddress(evidence.url) ? evidence.url : null,
    at: isWithin(evidence.at, window) ? evidence.at : first.at,
    segments
  };
}

/** A link that runs something instead of opening a page is no link. */
function isWebAddress(url: string | null): boolean {
  return url !== null && /^https?:\/\/\S+$/i.test(url) && URL.canParse(url);
}

function newestWithin(evidence: readonly Evidence[], length: number): Evidence[] {
  let used = 0;
  const kept: Evidence[] = [];
  for (const one of evidence.toReversed()) {
    used += one.segments.reduce((sum, { text }) => sum + text.length, 0);
    if (used > length && kept.length > 0) break;
    kept.push(one);
  }
  return kept.reverse();
}

/** By code units, which is the same on every machine. */
function byTime(a: Evidence, b: Evidence): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1;
}
