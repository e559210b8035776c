import Anthropic from '@anthropic-ai/sdk';
import type { Deal } from '../domain/deal.ts';
import type { Evidence, EvidenceKind } from '../domain/evidence.ts';
import type { Extraction, Extractor } from '../ports.ts';
import { type Clock, type ModelClient, type ModelLogger, ModelCaller } from './call.ts';
import { systemClock } from './clock.ts';
import type { Ledger } from './ledger.ts';
import { type ModelLimits, readLimits } from './limits.ts';
import { PRICES, type Price, priceOf } from './prices.ts';
import { type CacheTtl, type Effort, SYSTEM_PROMPT, describeDeal } from './prompt.ts';
import { Redactor } from './redact.ts';
import { ExtractionRun, type RunResult } from './run.ts';
import { estimateTokens, packParts, prepareSource } from './sources.ts';
import { type DateReader } from './wording.ts';

/** Which sources may be sent to the model; `crm` for what people typed into the CRM. What is not named may not. */
export type Consent = Partial<Record<EvidenceKind | 'crm', boolean>>;

export interface ClaudeOptions {
  /** A client of one's own; otherwise one is made from `apiKey` and `baseURL`. */
  client?: ModelClient;
  apiKey?: string;
  /** Where the Messages API is; Anthropic's own by default. */
  baseURL?: string | null;
  model: string;
  /** The model's own default when null. */
  effort: Effort | null;
  /** US dollars a calendar month in UTC; null for none. */
  monthlyBudget: number | null;
  ledger: Ledger;
  /** Reads what the model did not or may not. */
  fallback: Extractor;
  consent: Consent;
  logger: ModelLogger;
  clock?: Clock;
  /** Reads dates out of text by code, to check the model's; see {@link DateReader}. */
  readDates?: (deal: Deal) => DateReader;
  /** Prices that come before the built-in ones. */
  prices?: Readonly<Record<string, Price>>;
  cacheTtl?: CacheTtl;
  /** Most tokens of sources in one request. Below the price step of models that charge long prompts more. */
  maxInputTokens?: number;
  maxOutputTokens?: number;
  /** Longest wait for one answer, in ms. */
  timeoutMs?: number;
  retries?: number;
  /** Longest time to wait between tries of one request, in ms. */
  patienceMs?: number;
}

/** What the schema and the frame of a request take besides the texts, in tokens. Generous. */
const FRAME_TOKENS = 3_000;

/**
 * Finds claims with Claude. Whatever the model did not, may not or could not read, the fallback reads, and the notes
 * say so; so that an extraction fails only when it is aborted or the fallback fails.
 *
 * @throws what the signal was aborted with: half an extraction must not pass for a whole one
 */
export function claudeExtractor(options: ClaudeOptions): Extractor {
  const client = options.client ?? clientFrom(options);
  const prices = { ...PRICES, ...options.prices };
  const { price, known } = priceOf(options.model, prices);
  if (!known)
    options.logger.warn({ model: options.model }, 'no price is known for this model: it is charged like the dearest');
  let limits: ModelLimits | null = null;

  return {
    async extract(deal, evidence, signal): Promise<Extraction> {
      signal.throwIfAborted();
      const mayBeSent = ({ kind }: Evidence): boolean => options.consent[kind] === true;
      const allowed = evidence.filter(mayBeSent);
      const redactor = new Redactor();
      const sources = allowed.map((piece, index) => prepareSource(piece, `s${index + 1}`, redactor));
      const caller = new ModelCaller({
        ...{ client, price, model: options.model, ledger: options.ledger, logger: options.logger },
        monthlyBudget: options.monthlyBudget,
        clock: options.clock ?? systemClock,
        timeoutMs: options.timeoutMs ?? 300_000,
        retries: options.retries ?? 3,
        patienceMs: options.patienceMs ?? 60_000
      });
      const withCrm = options.consent.crm === true;
      const run = new ExtractionRun(deal, caller, options.readDates?.(deal) ?? null, withCrm);
      for (const piece of evidence)
        if (!mayBeSent(piece)) run.leave(piece, 'There is no consent to send it to the model');

      if (sources.some(({ slices }) => slices.length > 0)) {
        const asked = limits ?? (await readLimits(client, options.model, signal));
        if ('unusable' in asked) for (const { evidence: piece } of sources) run.leave(piece, asked.unusable);
        else {
          const now = 'limits' in asked ? asked.limits : asked;
          if ('limits' in asked && asked.certain) limits = asked.limits;
          const dealBlock = describeDeal(deal, redactor, withCrm);
          const maxOutputTokens = Math.min(now.output, options.maxOutputTokens ?? 20_000);
          const fixed = estimateTokens(SYSTEM_PROMPT) + estimateTokens(dealBlock) + FRAME_TOKENS;
          const room = Math.min(now.input - maxOutputTokens - fixed, (options.maxInputTokens ?? 80_000) - fixed);
          await run.ask(
            packParts(sources, Math.max(1_000, room)),
            {
              ...{ model: options.model, maxOutputTokens, cacheTtl: options.cacheTtl ?? '5m' },
              effort: now.takesEffort ? options.effort : null
            },
            dealBlock,
            signal
          );
        }
      }
      const rest = run.leftOver(evidence);
      const byRules = rest.length > 0 ? await options.fallback.extract(deal, rest, signal) : null;
      signal.throwIfAborted();
      return report(run.result(evidence, byRules), caller, options, redactor);
    }
  };
}

function report(result: RunResult, caller: ModelCaller, options: ClaudeOptions, redactor: Redactor): Extraction {
  const { inputTokens, outputTokens, cost } = caller;
  options.logger.info(
    { model: options.model, inputTokens, outputTokens, cost, redacted: redactor.counts, claims: result.claims.length },
    'extraction by the model is done'
  );
  const by = result.answered ? options.model : (result.fallbackBy ?? options.model);
  return { claims: result.claims, by, inputTokens, outputTokens, cost, notes: result.notes };
}

function clientFrom({ apiKey, baseURL }: ClaudeOptions): Anthropic {
  if (!apiKey) throw new TypeError('claudeExtractor needs a client or an apiKey');
  return new Anthropic({
    apiKey,
    baseURL: baseURL ?? 'https://api.anthropic.com',
    // Its log and its traces could hold what customers said.
    logLevel: 'off',
    openTelemetry: false,
    maxRetries: 0
  });
}
