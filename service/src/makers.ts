import type { FastifyBaseLogger } from 'fastify';
import { toMerge, toSource, toVerify } from './brief/adapt.ts';
import type { Source } from './brief/types.ts';
import { extractorFrom } from './claude/compose.ts';
import type { BriefMakers } from './composeBrief.ts';
import type { Config } from './config.ts';
import { connectorsFrom, gatherOne } from './connectors/index.ts';
import { salesforceConnector } from './connectors/salesforce.ts';
import type { Deal } from './domain/deal.ts';
import { isoDay } from './extract/dates/calendar.ts';
import { findDatesAt } from './extract/dates/find.ts';
import { deterministicExtractor } from './extract/deterministic.ts';
import { linesOfBrief } from './extract/select.ts';
import { verify } from './extract/verify.ts';
import type { OrgClient } from './salesforce/client.ts';

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
  const sources = [
    salesforce(client),
    ...connectorsFrom(config.sources, null).map((connector) => toSource(connector, gatherOne))
  ];
  return {
    makers: {
      sources,
      extractor,
      verify: toVerify(verify),
      merge: toMerge((claims, deal) => linesOfBrief(claims, deal.window.to))
    },
    close
  };
}

/** The org's own records; links to them need its address, which is known once somebody has signed in. */
function salesforce(client: OrgClient): Source {
  const query = (soql: string): Promise<readonly unknown[]> => client.query(soql);
  const at = (instanceUrl: string): Source => toSource(salesforceConnector({ query, instanceUrl }), gatherOne);
  return { ...at(''), gather: async (deal, signal) => at(await client.instanceUrl()).gather(deal, signal) };
}

/** The days a text names, for checking a model's dates. */
function datesOf({ dateOrder }: Deal): (text: string, at: string) => string[] {
  return (text, at) =>
    findDatesAt(text, at, dateOrder).flatMap(({ due, from }) => {
      const day = due ?? from;
      return day === null ? [] : [isoDay(day)];
    });
}
