import type { Deal } from '../domain/deal.ts';
import type { Extractor } from '../ports.ts';
import type { ModelLogger } from './call.ts';
import type { ModelConfig } from './config.ts';
import { claudeExtractor } from './extractor.ts';
import { SqliteLedger } from './ledger.ts';
import type { DateReader } from './wording.ts';

export interface ModelSurroundings {
  /** Reads everything without a key, and what the model did not read with one. */
  rules: Extractor;
  logger: ModelLogger;
  /** Code's reading of dates, which the model's has to agree with. */
  readDates?: (deal: Deal) => DateReader;
}

/**
 * The extractor that the configuration asks for: the rules alone, or Claude with the rules behind it.
 *
 * @returns the extractor, and how to let go of the ledger's file when the service stops
 * @throws when the ledger's file cannot be opened
 */
export function extractorFrom(
  config: ModelConfig | null,
  { rules, logger, readDates }: ModelSurroundings
): { extractor: Extractor; close: () => void } {
  if (!config) return { extractor: rules, close: () => undefined };
  const ledger = new SqliteLedger(config.ledgerPath);
  const { apiKey, baseUrl, consent, effort, model, monthlyBudget, prices } = config;
  const extractor = claudeExtractor({
    ...{ apiKey, baseURL: baseUrl, model, effort, monthlyBudget, consent, prices },
    ...{ ledger, logger, fallback: rules },
    ...(readDates ? { readDates } : {})
  });
  return { extractor, close: () => ledger.close() };
}
