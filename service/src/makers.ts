import type { FastifyBaseLogger } from 'fastify';
import type { MergedClaim, Source } from './brief/types.ts';
import { extractorFrom } from './claude/compose.ts';
import type { BriefMakers } from './composeBrief.ts';
import type { Config } from './config.ts';
import { connectorsFrom, gatherOne } from './connectors/index.ts';
import { salesforceConnector } from './connectors/salesforce.ts';
import type { Claim } from './domain/claim.ts';
import type { Deal } from './domain/deal.ts';
import { EVIDENCE_KINDS, type EvidenceKind } from './domain/evidence.ts';
import { isoDay } from './extract/dates/calendar.ts';
import { findDatesAt } from './extract/dates/find.ts';
import { deterministicExtractor } from './extract/deterministic.ts';
import { consequence, contextToDeliver, merge, tiles } from './extract/merge.ts';
import { verify } from './extract/verify.ts';
import type { Connector } from './ports.ts';
import type { OrgClient } from './salesforce/client.ts';

/** What is missing from a brief when a source cannot be read; a file can hold anything. */
const GIVES: Readonly<Record<string, readonly EvidenceKind[]>> = {
  Salesforce: ['email', 'meeting', 'ticket', 'document'],
  Slack: ['slack'],
  Gong: ['call'],
  Zendesk: ['ticket']
};

/**
 * The makers of briefs that the configuration asks for: Salesforce and every source with credentials; rules, or
 * Claude with the rules behind it.
 *
 * @returns the makers, and how to let go of what they hold when the service stops
 */
export function makersOf(
  config: Config,
  client: OrgClient,
  logger: FastifyBaseLogger
): { makers: BriefMakers; close: () => void } {
  const { extractor, close } = extractorFrom(config.model, {
    rules: deterministicExtractor(),
    logger,
    readDates: datesOf
  });
  const sources = [salesforce(client), ...connectorsFrom(config.sources, null).map(toSource)];
  return {
    makers: {
      sources,
      extractor,
      verify: (claims, evidence) => {
        const { kept, counts } = verify(claims, evidence);
        return { kept, dropped: { ...counts.reasons } };
      },
      merge: linesOf
    },
    close
  };
}

/** The org's own records; links to them need its address, which is known once somebody has signed in. */
function salesforce(client: OrgClient): Source {
  return {
    name: 'Salesforce',
    gives: GIVES['Salesforce'] ?? EVIDENCE_KINDS,
    gather: async (deal, signal) => {
      const instanceUrl = await client.instanceUrl();
      const query = (soql: string): Promise<readonly unknown[]> => client.query(soql);
      return toSource(salesforceConnector({ query, instanceUrl })).gather(deal, signal);
    }
  };
}

function toSource(connector: Connector): Source {
  return {
    name: connector.name,
    gives: GIVES[connector.name] ?? EVIDENCE_KINDS,
    gather: async (deal, signal) => {
      const { evidence, problem } = await gatherOne(connector, deal, signal);
      return { evidence, problem };
    }
  };
}

/** The days a text names, for checking a model's dates. */
function datesOf({ dateOrder }: Deal): (text: string, at: string) => string[] {
  return (text, at) =>
    findDatesAt(text, at, dateOrder).flatMap(({ due, from }) => {
      const day = due ?? from;
      return day === null ? [] : [isoDay(day)];
    });
}

/** One line for each thing that was said, at most five of a kind, the most consequential first. */
function linesOf(claims: readonly Claim[]): MergedClaim[] {
  const lines = [...tiles(merge(claims)).values()].flat();
  return lines
    .sort((left, right) => consequence(right) - consequence(left))
    .map((line) => ({
      ...line.claim,
      citations: line.citations,
      text: line.claim.kind === 'stretch' ? contextToDeliver(line) : line.claim.text
    }));
}
