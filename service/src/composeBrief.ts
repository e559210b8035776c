import type { FastifyBaseLogger } from 'fastify';
import { openPostgresStore } from './brief/postgresStore.ts';
import { BriefService } from './brief/service.ts';
import { openSqliteStore } from './brief/sqliteStore.ts';
import type { Merge, Source, Verify } from './brief/types.ts';
import { RETRY, type RetryPolicy } from './brief/workflow.ts';
import type { BriefConfig } from './briefConfig.ts';
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

/**
 * Puts the brief pipeline together: store, org, makers.
 *
 * @throws {ConfigError} when another process uses the job store
 */
export async function composeBrief(
  config: BriefConfig,
  client: OrgClient,
  { retry = RETRY, ...makers }: BriefMakers,
  logger: FastifyBaseLogger
): Promise<BriefService> {
  const store =
    config.databaseUrl === null ? openSqliteStore(config.jobStore) : await openPostgresStore(config.databaseUrl);
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
