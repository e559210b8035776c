import Anthropic from '@anthropic-ai/sdk';
import type { FastifyBaseLogger } from 'fastify';
import type { Ledger, Spending } from './ledger.ts';
import { type Price, type TokenUse, costOf, mostCost } from './prices.ts';
import type { MessageRequest } from './prompt.ts';
import { type ReadAnswer, readAnswer } from './schema.ts';
import { estimateTokens } from './sources.ts';

/** Time, so that tests need not wait. */
export interface Clock {
  now(): Date;
  /** @throws what the signal was aborted with */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export type ModelClient = Pick<Anthropic, 'messages' | 'models'>;
export type ModelLogger = Pick<FastifyBaseLogger, 'info' | 'warn'>;

/** How one request ended. `failed` says why, and whether it makes sense to ask again for other sources. */
export type Outcome =
  | { kind: 'answered'; answer: ReadAnswer }
  | { kind: 'refused' }
  | { kind: 'too long' }
  | { kind: 'malformed' }
  | { kind: 'budget' }
  | { kind: 'failed'; why: string };

export interface CallerSettings {
  client: ModelClient;
  model: string;
  price: Price;
  ledger: Ledger;
  /** US dollars a month; null for none. */
  monthlyBudget: number | null;
  clock: Clock;
  logger: ModelLogger;
  /** Longest wait for one answer, in ms. */
  timeoutMs: number;
  /** How often a request is sent again after an error that may pass. */
  retries: number;
  /** Longest time to wait between tries, all waits of a request together, in ms. */
  patienceMs: number;
}

/** Asks the model, patiently but not for ever, and enters every call into the ledger. */
export class ModelCaller {
  readonly #settings: CallerSettings;
  inputTokens = 0;
  outputTokens = 0;
  cost = 0;

  constructor(settings: CallerSettings) {
    this.#settings = settings;
  }

  /** @throws what the signal was aborted with */
  async ask(
    request: MessageRequest,
    brief: Pick<Spending, 'handoffId' | 'version'>,
    signal: AbortSignal
  ): Promise<Outcome> {
    const { client, clock, ledger, model, monthlyBudget, timeoutMs, price } = this.#settings;
    const most = mostCost(price, estimateTokens(JSON.stringify(request)), request.max_tokens);
    let waited = 0;
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      const entry = ledger.reserve({ at: clock.now().toISOString(), model, ...brief }, most, monthlyBudget);
      if (entry === null) return { kind: 'budget' };
      try {
        const message = await client.messages.create(request, { signal, timeout: timeoutMs, maxRetries: 0 });
        this.#settle(entry, message.usage);
        return read(message);
      } catch (error) {
        // An error answer is not charged. After silence nobody knows: what was set aside stays spent.
        if (isUncharged(error)) ledger.settle(entry, NOTHING, 0);
        signal.throwIfAborted();
        if (isTooLong(error)) return { kind: 'too long' };
        const wait = this.#waitBefore(error, attempt, waited);
        if (wait === null) return { kind: 'failed', why: explain(error) };
        this.#settings.logger.info(
          { attempt, wait, status: statusOf(error) },
          'the model did not answer, trying again'
        );
        await clock.sleep(wait, signal);
        waited += wait;
      }
    }
  }

  #settle(entry: number, usage: Anthropic.Usage): void {
    const written = usage.cache_creation_input_tokens ?? 0;
    const hour = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
    const use: TokenUse = {
      input: usage.input_tokens,
      output: usage.output_tokens,
      cacheRead: usage.cache_read_input_tokens ?? 0,
      cacheWrite5m: Math.max(0, written - hour),
      cacheWrite1h: hour
    };
    const cost = costOf(this.#settings.price, use);
    this.#settings.ledger.settle(entry, use, cost);
    this.inputTokens += use.input + use.cacheRead + written;
    this.outputTokens += use.output;
    this.cost += cost;
  }

  /** How long to wait before the next try, in ms; null when there is none. */
  #waitBefore(error: unknown, attempt: number, waited: number): number | null {
    const { clock, patienceMs, retries } = this.#settings;
    if (!mayPass(error)) return null;
    // A second full timeout would be minutes on end for nothing.
    if (attempt > (error instanceof Anthropic.APIConnectionTimeoutError ? Math.min(1, retries) : retries)) return null;
    const wait = toldToWait(error, clock.now()) ?? 1_000 * 2 ** (attempt - 1);
    return waited + wait <= patienceMs ? wait : null;
  }
}

const NOTHING: TokenUse = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };

function read(message: Anthropic.Message): Outcome {
  if (message.stop_reason === 'refusal') return { kind: 'refused' };
  if (message.stop_reason === 'max_tokens' || message.stop_reason === 'model_context_window_exceeded')
    return { kind: 'too long' };
  if (message.stop_reason !== 'end_turn') return { kind: 'malformed' };
  const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const answer = readAnswer(text);
  return answer ? { kind: 'answered', answer } : { kind: 'malformed' };
}

export function statusOf(error: unknown): number | null {
  return error instanceof Anthropic.APIError && typeof error.status === 'number' ? error.status : null;
}

function isTooLong(error: unknown): boolean {
  const status = statusOf(error);
  return (
    status === 413 ||
    (status === 400 && error instanceof Error && /too long|context (?:window|limit)/i.test(error.message))
  );
}

function isUncharged(error: unknown): boolean {
  if (statusOf(error) !== null) return true;
  if (!(error instanceof Anthropic.APIConnectionError)) return false;
  const cause = error.cause instanceof Error ? (error.cause.cause ?? error.cause) : undefined;
  return cause instanceof Error && 'code' in cause && /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(String(cause.code));
}

function mayPass(error: unknown): boolean {
  if (error instanceof Anthropic.APIUserAbortError) return false;
  if (error instanceof Anthropic.APIConnectionError) return true;
  const status = statusOf(error);
  if (status === null || !(error instanceof Anthropic.APIError)) return false;
  const told = error.headers?.get('x-should-retry');
  if (told === 'true') return true;
  if (told === 'false') return false;
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

/** What `retry-after` says, in seconds or as a date; in ms. */
function toldToWait(error: unknown, now: Date): number | null {
  const header = error instanceof Anthropic.APIError ? error.headers?.get('retry-after') : null;
  if (!header) return null;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now.getTime() : seconds * 1_000;
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}

/** For the reader of a brief: never with the API's own words, which may repeat what was sent. */
export function explain(error: unknown): string {
  if (error instanceof Anthropic.APIConnectionTimeoutError) return 'The model took too long to answer';
  if (error instanceof Anthropic.APIConnectionError) return 'The model could not be reached';
  const status = statusOf(error);
  if (status === 401 || status === 403)
    return 'The model does not accept the key in ANTHROPIC_API_KEY (an admin can renew it)';
  if (status === 402) return 'The account of the key in ANTHROPIC_API_KEY has no credit';
  if (status === 404) return 'There is no such model as the one in HANDOFF_MODEL (an admin can choose another)';
  if (status === 429) return 'The model takes no more requests for now';
  if (status === 529) return 'The model is overloaded';
  if (status !== null && status >= 500) return 'The model has a fault';
  return `The model refused the request${status === null ? '' : ` with status ${status}`}`;
}
