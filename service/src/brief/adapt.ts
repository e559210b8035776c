import type { Citation, Claim } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { Evidence, EvidenceKind } from '../domain/evidence.ts';
import type { Connector } from '../ports.ts';
import type { Gathered, Merge, Source, Verify } from './types.ts';

/** Evidence that is missing when a source cannot be read; a source that is not named here may give any kind. */
const GIVES: Readonly<Record<string, readonly EvidenceKind[]>> = {
  Salesforce: ['email', 'meeting', 'ticket'],
  Slack: ['slack'],
  Gong: ['call'],
  Zendesk: ['ticket']
};

/** Reads a connector to its end. */
type GatherOne = (connector: Connector, deal: Deal, signal: AbortSignal) => Promise<Gathered>;

/** A connector as the pipeline reads it. */
export function toSource(connector: Connector, gatherOne: GatherOne): Source {
  const { name } = connector;
  return {
    name,
    gives: GIVES[name] ?? [],
    gather: async (deal, signal) => {
      const { evidence, problem } = await gatherOne(connector, deal, signal);
      // The pipeline names the source itself.
      return { evidence, problem: problem?.replace(`${name}: `, '') ?? null };
    }
  };
}

/** A verifier that lists what it dropped, as the pipeline counts it. */
export function toVerify(
  verify: (
    claims: readonly Claim[],
    evidence: readonly Evidence[]
  ) => { kept: readonly Claim[]; counts: { reasons: Readonly<Record<string, number | undefined>> } }
): Verify {
  return (claims, evidence) => {
    const { kept, counts } = verify(claims, evidence);
    const dropped: Record<string, number> = {};
    for (const [reason, count] of Object.entries(counts.reasons)) if (count !== undefined) dropped[reason] = count;
    return { kept, dropped };
  };
}

/** A merger that keeps a claim and its citations apart, as the pipeline takes it. */
export function toMerge(
  merge: (claims: readonly Claim[], deal: Deal) => readonly { claim: Claim; citations: readonly Citation[] }[]
): Merge {
  return (claims, deal) =>
    merge(claims, deal).map(({ claim, citations }) => {
      const [own] = citations.filter(({ evidenceId, segment, start }) => isAt(claim, evidenceId, segment, start));
      return {
        ...claim,
        citations: own === undefined ? citations : [own, ...citations.filter((each) => each !== own)]
      };
    });
}

function isAt(claim: Claim, evidenceId: string, segment: number, start: number): boolean {
  return claim.evidenceId === evidenceId && claim.segment === segment && claim.start === start;
}
