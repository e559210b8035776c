import type { Citation } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Extraction, Extractor } from '../ports.ts';
import { BriefError } from './errors.ts';
import { checkPromises } from './promises.ts';
import type { Participant, Reading, SegmentRef, Source, Ticket, Verify } from './types.ts';

const LONGEST_OPENING = 280;

export interface ReadOptions {
  extractor: Extractor;
  verify: Verify;
  /** Milliseconds a source may take; what it gave until then is used. */
  sourceTimeoutMs: number;
  /** Aborted when the service stops: the step is then done again by the next process. */
  stop: AbortSignal;
}

/**
 * Reads one source: gathers, extracts and verifies in one go, so that what was said is in memory only and nothing but
 * claims, quotes and counts is left when it returns. A source that cannot be read is a problem in the result.
 *
 * @throws {BriefError} STOPPED when the service stops meanwhile
 */
export async function readSource(source: Source, deal: Deal, options: ReadOptions): Promise<Reading> {
  const { stop, sourceTimeoutMs } = options;
  const timeout = AbortSignal.timeout(sourceTimeoutMs);
  const gathered = await gatherSafely(source, deal, AbortSignal.any([stop, timeout]));
  orStop(stop);
  const late = timeout.aborted ? `It took longer than ${Math.round(sourceTimeoutMs / 1000)} seconds.` : null;
  const { evidence } = gathered;
  const { extraction, problem } = await extractSafely(options, deal, evidence);
  orStop(stop);
  const proposed = extraction?.claims ?? [];
  const { kept, dropped } = options.verify(proposed, evidence);
  const tickets = evidence.flatMap(toTicket);
  const promises = checkPromises(evidence, kept);
  return {
    source: source.name,
    problem: gathered.problem ?? late ?? problem,
    evidence: evidence.length,
    proposed: proposed.length,
    dropped,
    claims: kept,
    refs: refsOf(evidence, [...kept, ...tickets.map((ticket) => ticket.opening)]),
    participants: participantsOf(evidence),
    tickets,
    promises: promises.promises,
    missedPromises: promises.missed,
    extraction: extraction === null ? null : withoutClaims(extraction)
  };
}

function orStop(stop: AbortSignal): void {
  if (stop.aborted)
    throw new BriefError('STOPPED', 'The service is being stopped.', 'Nothing: it goes on after the start.', true);
}

async function gatherSafely(source: Source, deal: Deal, signal: AbortSignal) {
  try {
    return await source.gather(deal, signal);
  } catch (error) {
    // A source must not sink the brief, whatever it throws. The message may quote what was read, so it stays out.
    return { evidence: [], problem: `It could not be read (${error instanceof Error ? error.name : 'error'}).` };
  }
}

async function extractSafely(
  { extractor, stop }: ReadOptions,
  deal: Deal,
  evidence: readonly Evidence[]
): Promise<{ extraction: Extraction | null; problem: string | null }> {
  if (evidence.length === 0) return { extraction: null, problem: null };
  try {
    return { extraction: await extractor.extract(deal, evidence, stop), problem: null };
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'error';
    return { extraction: null, problem: `It was read, but nothing could be extracted (${kind}).` };
  }
}

function withoutClaims({ by, inputTokens, outputTokens, cost, notes }: Extraction): Omit<Extraction, 'claims'> {
  return { by, inputTokens, outputTokens, cost, notes };
}

function refsOf(evidence: readonly Evidence[], citations: readonly Citation[]): SegmentRef[] {
  const byId = new Map(evidence.map((piece) => [piece.id, piece]));
  const refs = new Map<string, SegmentRef>();
  for (const { evidenceId, segment } of citations) {
    const piece = byId.get(evidenceId);
    const spoken = piece?.segments[segment];
    if (!piece || !spoken) continue;
    refs.set(`${evidenceId}#${segment}`, {
      evidenceId,
      segment,
      kind: piece.kind,
      title: piece.title,
      url: piece.url,
      at: spoken.at,
      speaker: spoken.speaker.name ?? spoken.speaker.email,
      side: spoken.speaker.side
    });
  }
  return [...refs.values()];
}

function participantsOf(evidence: readonly Evidence[]): Participant[] {
  const people = new Map<string, Participant>();
  for (const { segments } of evidence) {
    for (const { speaker, at } of segments) {
      const key = (speaker.email ?? speaker.name ?? '').toLowerCase();
      if (key === '') continue;
      const known = people.get(key);
      if (known === undefined) people.set(key, { ...speaker, lastAt: at });
      else if (known.lastAt < at) people.set(key, { ...known, name: known.name ?? speaker.name, lastAt: at });
    }
  }
  return [...people.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, person]) => person);
}

function toTicket(piece: Evidence): Ticket[] {
  const text = piece.segments[0]?.text ?? '';
  if (piece.kind !== 'ticket' || text.trim() === '') return [];
  const start = text.length - text.trimStart().length;
  // Half of a character outside the basic plane is no text.
  const quote = text
    .slice(start, start + LONGEST_OPENING)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
  return [
    {
      evidenceId: piece.id,
      title: piece.title,
      opening: { evidenceId: piece.id, segment: 0, start, end: start + quote.length, quote }
    }
  ];
}
