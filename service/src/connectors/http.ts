import type { z } from 'zod';
import { ConnectorError } from '../ports.ts';
import { type Clock, type Rate, systemClock, TokenBucket } from './rate.ts';

export interface JsonClientOptions {
  /** Where the source is; paths are resolved against it, so it ends in a slash when it has a path. */
  baseUrl: string;
  /** Sent with every request. May hold secrets: they are in no message. */
  headers: Readonly<Record<string, string>>;
  rate: Rate;
  /** For one attempt, body included. In milliseconds. */
  timeoutMs?: number;
  /** Of one response, unpacked. In bytes. */
  maxBytes?: number;
  /** Attempts in all, the first included. */
  attempts?: number;
  /** False where doing something twice is not the same as doing it once: then only what was surely refused is repeated. */
  isRepeatable?: boolean;
  /** Longest delay a source may ask for before we give up until later. In milliseconds. */
  longestDelayMs?: number;
  clock?: Clock;
  /** From 0 to 1: spreads retries, so that several workers do not come back at once. */
  random?: () => number;
}

export interface JsonRequest<T> {
  method?: 'GET' | 'POST';
  /** Relative to the base URL. It appears in messages, so it holds nothing personal. */
  path: string;
  query?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON. */
  body?: unknown;
  /** A limit of its own instead of the client's, for sources that count per method. */
  bucket?: TokenBucket;
  schema: z.ZodType<T>;
  signal: AbortSignal;
}

const FIRST_DELAY_MS = 500;

/** A response that is neither a success nor worth a message of its own; callers may know better what it means. */
export class StatusError extends ConnectorError {
  readonly status: number;
  /** What the source said about it, parsed when it is JSON. */
  readonly body: unknown;

  constructor(message: string, status: number, body: unknown) {
    super(message, status === 429 || status === 408 || status >= 500);
    this.status = status;
    this.body = body;
  }
}

/** One attempt's outcome that another attempt may change. */
class Retry extends Error {
  readonly problem: ConnectorError;
  readonly delayMs: number | null;

  constructor(error: ConnectorError, delayMs: number | null = null) {
    super(error.message);
    this.problem = error;
    this.delayMs = delayMs;
  }
}

/** Asks one source for JSON: within its rate limit, with a time and a size limit, again where that can help. */
export class JsonClient {
  readonly #options: Required<JsonClientOptions>;
  readonly #bucket: TokenBucket;
  readonly #headers: Headers;

  /** @throws {TypeError} when a header's value cannot be sent; the value is not in the message */
  constructor(options: JsonClientOptions) {
    this.#options = {
      timeoutMs: 30_000,
      maxBytes: 20_000_000,
      attempts: 4,
      isRepeatable: true,
      longestDelayMs: 60_000,
      clock: systemClock,
      random: Math.random,
      ...options
    };
    this.#bucket = new TokenBucket(options.rate, this.#options.clock);
    this.#headers = new Headers({ accept: 'application/json' });
    for (const [name, value] of Object.entries(options.headers)) {
      try {
        this.#headers.set(name, value);
      } catch {
        // The platform's own message quotes the value, which may be a secret.
        throw new TypeError(`The ${name} header holds characters that cannot be sent: look for a line break in it.`);
      }
    }
  }

  /**
   * @throws {StatusError} for a status that is no success
   * @throws {ConnectorError} when the source cannot be reached, is too slow, or answers what nobody can read
   * @throws {DOMException} `AbortError` when the request's signal is aborted
   */
  async request<T>(request: JsonRequest<T>): Promise<T> {
    const { attempts, clock, isRepeatable, longestDelayMs, random } = this.#options;
    for (let attempt = 1; ; attempt++) {
      request.signal.throwIfAborted();
      await (request.bucket ?? this.#bucket).take(request.signal);
      try {
        return await this.#attempt(request);
      } catch (error) {
        request.signal.throwIfAborted();
        if (!(error instanceof Retry)) throw error;
        const isRefused = error.problem instanceof StatusError && error.problem.status === 429;
        if (attempt >= attempts || !(isRepeatable || isRefused)) throw error.problem;
        const growing = FIRST_DELAY_MS * 2 ** (attempt - 1);
        const delay = error.delayMs ?? growing * (0.5 + random() / 2);
        if (delay > longestDelayMs) {
          const seconds = Math.ceil(delay / 1000);
          throw new ConnectorError(`it asks to wait ${seconds} seconds before the next request`, true, {
            cause: error.problem
          });
        }
        await clock.sleep(delay, request.signal);
      }
    }
  }

  async #attempt<T>({ method = 'GET', path, query = {}, body, schema, signal }: JsonRequest<T>): Promise<T> {
    const url = new URL(path, this.#options.baseUrl);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    const headers = new Headers(this.#headers);
    if (body !== undefined) headers.set('content-type', 'application/json');
    const timeout = AbortSignal.timeout(this.#options.timeoutMs);
    let status: number;
    let retryAfter: string | null;
    let text: string;
    try {
      const response = await fetch(url, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        // A redirect would carry the credentials somewhere nobody configured.
        redirect: 'error',
        signal: AbortSignal.any([signal, timeout])
      });
      ({ status } = response);
      retryAfter = response.headers.get('retry-after');
      text = await this.#read(response, path);
    } catch (error) {
      if (error instanceof ConnectorError) throw error;
      const seconds = this.#options.timeoutMs / 1000;
      const problem = timeout.aborted
        ? `${path} did not answer within ${seconds} seconds`
        : `${path} cannot be reached (${reasonOf(error)})`;
      throw new Retry(new ConnectorError(problem, true));
    }
    if (status < 200 || status > 299) throw this.#failure(path, status, retryAfter, text);
    const data = parse(text);
    // A cut connection is the usual reason, so it is worth another attempt.
    if (data === undefined) throw new Retry(new ConnectorError(`${path} answered something that is not JSON`, true));
    return shaped(data, schema, path);
  }

  #failure(path: string, status: number, retryAfter: string | null, text: string): ConnectorError | Retry {
    const says =
      status === 401
        ? 'does not accept the credentials (401)'
        : status === 403
          ? 'does not allow this with these credentials (403)'
          : status === 429
            ? 'has too many requests (429)'
            : `answered with status ${status}`;
    const error = new StatusError(`${path} ${says}`, status, parse(text));
    return error.retryable ? new Retry(error, delayOf(retryAfter, this.#options.clock.now())) : error;
  }

  /** The whole body, unless it is absurdly large: nobody's memory belongs to a source. */
  async #read(response: Response, path: string): Promise<string> {
    const decoder = new TextDecoder();
    let size = 0;
    let text = '';
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > this.#options.maxBytes)
        throw new ConnectorError(`${path} answered with more than ${this.#options.maxBytes} bytes`, false);
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  }
}

/** @throws {ConnectorError} naming the place that is not as the schema says, never what it holds */
export function shaped<T>(data: unknown, schema: z.ZodType<T>, path: string): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const place = result.error.issues[0]?.path.join('.');
  throw new ConnectorError(`${path} answered in an unexpected shape${place ? ` at ${place}` : ''}`, false);
}

/** `Retry-After` in milliseconds: it holds seconds or a date (RFC 9110). Null when it says nothing. */
export function delayOf(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The system's short code, such as ECONNREFUSED: messages of the platform may quote addresses or headers. */
function reasonOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code;
  return 'the connection broke';
}
