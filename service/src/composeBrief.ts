import type { FastifyBaseLogger } from 'fastify';
import { openPostgresStore } from './brief/postgresStore.ts';
import { BriefService } from './brief/service.ts';
import { openSqliteStore } from './brief/sqliteStore.ts';
import type { BriefStore } from './brief/store.ts';
import type { Merge, Source, Verify } from './brief/types.ts';
import { RETRY, type RetryPolicy } from './brief/workflow.ts';
import type { BriefConfig } from './briefConfig.ts';
import type { SourcesConfig } from './connectors/config.ts';
import { PostService } from './posts/service.ts';
import { SlackPoster } from './posts/slack.ts';
import { PostStore } from './posts/store.ts';
import type { Extractor } from './ports.ts';
import type { OrgClient } from './salesforce/client.ts';
import { createDealReader } from './salesforce/deal.ts';
import { createBriefWriter } from './salesforce/writer.ts';

/** What a brief is made with: which sources are read, and how claims are found, checked and put together. */
export interface BriefMakers {
  sources: readonly Source[];
  extractor: Extractor;
  verify: Verify;
  merge: Merge;
  /** Only tests wait shorter. */
  retry?: RetryPolicy;
}

/** @throws {ConfigError} when another process uses the job store */
export async function openStore({ databaseUrl, jobStore }: BriefConfig): Promise<BriefStore> {
  return databaseUrl === null ? openSqliteStore(jobStore) : openPostgresStore(databaseUrl);
}

/** Puts what posts in Slack together; without a token it takes messages and posts none. */
export function composePosts(
  slack: SourcesConfig['slack'],
  store: BriefStore,
  client: OrgClient,
  logger: FastifyBaseLogger
): PostService {
  return new PostService({
    store: new PostStore(store.query),
    slack: slack && new SlackPoster(slack),
    channel: slack?.channel ?? null,
    instanceUrl: () => client.instanceUrl(),
    show: (handoffId, problem) =>
      client.update('Handoff__c', handoffId, { Slack_Error__c: problem?.slice(0, 255) ?? null }),
    logger
  });
}

/** Puts the brief pipeline together: store, org, makers. */
export function composeBrief(
  config: BriefConfig,
  store: BriefStore,
  client: OrgClient,
  { retry = RETRY, ...makers }: BriefMakers,
  logger: FastifyBaseLogger
): BriefService {
  const { competitors, sellerDomains, lookBackDays, sourceTimeoutMs, workers, keepStepsDays } = config;
  return new BriefService({
    store,
    workers,
    keepStepsDays,
    logger,
    parts: {
      ...makers,
      reader: createDealReader({ client, competitors, sellerDomains, lookBackDays }),
      writer: createBriefWriter({ client }),
      sourceTimeoutMs,
      retry
    }
  });
}
