import type { Connector } from '../ports.ts';
import type { SourcesConfig } from './config.ts';
import { fileConnector } from './file.ts';
import { gongConnector } from './gong.ts';
import { salesforceConnector, type SalesforceOptions } from './salesforce.ts';
import { slackConnector } from './slack.ts';
import { zendeskConnector } from './zendesk.ts';

export { type Gathered, type GatherLimits, gather, gatherOne } from './gather.ts';

/**
 * All sources that are configured, Salesforce first. One set serves all briefs of a process: the rate limits are in
 * it.
 *
 * @param salesforce how to query the org; null leaves it out
 */
export function connectorsFrom(config: SourcesConfig, salesforce: SalesforceOptions | null): Connector[] {
  return [
    salesforce && salesforceConnector(salesforce),
    config.slack && slackConnector(config.slack),
    config.gong && gongConnector(config.gong),
    config.zendesk && zendeskConnector(config.zendesk),
    config.evidenceFile === null ? null : fileConnector(config.evidenceFile)
  ].filter((connector) => connector !== null);
}
