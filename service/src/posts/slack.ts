import { z } from 'zod';
import { JsonClient, shaped, StatusError } from '../connectors/http.ts';
import { type Clock, systemClock, TokenBucket } from '../connectors/rate.ts';
import { ConnectorError } from '../ports.ts';
import type { SlackMessage } from './message.ts';

export interface SlackPosterOptions {
  /** A bot token with chat:write, im:write, im:history and users:read.email, beside what reading needs. */
  token: string;
  /** Ends in a slash. */
  url: string;
  clock?: Clock;
  timeoutMs?: number;
}

/** Something that could not be done, and whether Slack may have done it all the same. */
export class PostError extends ConnectorError {
  readonly isUncertain: boolean;

  constructor(message: string, retryable: boolean, isUncertain: boolean) {
    super(message, retryable);
    this.isUncertain = isUncertain;
  }
}

const paging = { response_metadata: z.object({ next_cursor: z.string().optional() }).optional() };
const channel = z.object({ id: z.string(), name: z.string(), is_ext_shared: z.boolean().optional() });
const channelList = z.object({ ...paging, channels: z.array(channel) });
const found = z.object({ user: z.object({ id: z.string() }) });
const opened = z.object({ channel: z.object({ id: z.string() }) });
const posted = z.object({ channel: z.string(), ts: z.string() });
const history = z.object({
  ...paging,
  messages: z.array(
    z.object({ metadata: z.object({ event_payload: z.object({ id: z.string().optional() }) }).optional() })
  )
});
const failure = z.object({ ok: z.literal(false), error: z.string().optional() });

/** Errors that come and go; the others a person has to put right. */
const RETRYABLE = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited']);
const SAYS: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not accept the token.',
  not_authed: 'Slack does not accept the token.',
  token_revoked: 'Slack does not accept the token any more.',
  account_inactive: 'Slack does not accept the token any more.',
  missing_scope: 'The Slack app needs the scopes chat:write, im:write, im:history and users:read.email.',
  not_in_channel: 'Invite the Handoff app to the Slack channel.',
  is_archived: 'The Slack channel is archived.',
  channel_not_found: 'There is no such Slack channel, or the app is not in it.',
  users_not_found: 'Slack knows nobody with this e-mail address.'
};
/** Slack takes about one message a second in each channel (docs.slack.dev, chat.postMessage). */
const ONE_A_SECOND = { burst: 1, perSecond: 0.9 };
const EVENT = 'handoff_posted';
/** Clocks differ: what was handed over now may carry a slightly earlier time. */
const SKEW_SECONDS = 120;

/** Posts to a workspace, and looks whether something was posted. */
export class SlackPoster {
  readonly #client: JsonClient;
  readonly #once: JsonClient;
  readonly #posting: TokenBucket;

  constructor({ token, url, clock = systemClock, timeoutMs = 20_000 }: SlackPosterOptions) {
    const base = { baseUrl: url, headers: { authorization: `Bearer ${token}` }, clock, timeoutMs };
    const rate = { burst: 5, perSecond: 0.3 };
    this.#client = new JsonClient({ ...base, rate });
    // What is posted may not be repeated before somebody has looked.
    this.#once = new JsonClient({ ...base, rate, isRepeatable: false });
    this.#posting = new TokenBucket(ONE_A_SECOND, clock);
  }

  /** The conversation of the app with a colleague. @throws {PostError} */
  async personal(email: string, signal: AbortSignal): Promise<string> {
    const { user } = await this.#call('users.lookupByEmail', { query: { email } }, found, signal);
    const body = { users: user.id };
    return (await this.#call('conversations.open', { body }, opened, signal)).channel.id;
  }

  /**
   * A channel by its name or id.
   *
   * @throws {PostError} also for one that is shared with another company: what is posted is for colleagues
   */
  async channel(nameOrId: string, signal: AbortSignal): Promise<string> {
    const wanted = nameOrId.replace(/^#/, '');
    const query = { types: 'public_channel,private_channel', exclude_archived: 'true', limit: '200' };
    for await (const { channels } of this.#pages('conversations.list', query, channelList, signal)) {
      const match = channels.find(({ id, name }) => id === wanted || name === wanted);
      if (match?.is_ext_shared)
        throw new PostError('The Slack channel is shared with another company: choose another one.', false, false);
      if (match) return match.id;
    }
    throw refusal('channel_not_found', false);
  }

  /** Whether a message with this id is in a channel since a moment. @throws {PostError} */
  async isPosted(channelId: string, id: string, since: Date, signal: AbortSignal): Promise<boolean> {
    const oldest = String(since.getTime() / 1000 - SKEW_SECONDS);
    const query = { channel: channelId, oldest, include_all_metadata: 'true', limit: '200' };
    for await (const { messages } of this.#pages('conversations.history', query, history, signal))
      if (messages.some(({ metadata }) => metadata?.event_payload.id === id)) return true;
    return false;
  }

  /** @throws {PostError} uncertain when Slack may have posted it */
  async post(channelId: string, id: string, message: SlackMessage, signal: AbortSignal): Promise<void> {
    const body = {
      channel: channelId,
      ...message,
      metadata: { event_type: EVENT, event_payload: { id } },
      unfurl_links: false,
      unfurl_media: false
    };
    await this.#call('chat.postMessage', { body, bucket: this.#posting }, posted, signal, this.#once);
  }

  async *#pages<T extends z.infer<z.ZodObject<typeof paging>>>(
    path: string,
    query: Record<string, string>,
    schema: z.ZodType<T>,
    signal: AbortSignal
  ): AsyncGenerator<T> {
    let cursor: string | undefined;
    do {
      const page = await this.#call(path, { query: { ...query, cursor } }, schema, signal);
      yield page;
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor !== undefined);
  }

  async #call<T>(
    path: string,
    request: { query?: Record<string, string | undefined>; body?: object; bucket?: TokenBucket },
    schema: z.ZodType<T>,
    signal: AbortSignal,
    client = this.#client
  ): Promise<T> {
    const method = request.body === undefined ? 'GET' : 'POST';
    try {
      const answer = await client.request({ method, path, ...request, schema: z.unknown(), signal });
      const failed = failure.safeParse(answer);
      if (failed.success) throw refusal(failed.data.error ?? '', false);
      return shaped(answer, schema, path);
    } catch (error) {
      if (error instanceof PostError || !(error instanceof ConnectorError)) throw error;
      const isRefused = error instanceof StatusError && error.status < 500 && error.status !== 408;
      throw new PostError(`Slack: ${error.message}.`, error.retryable, !isRefused);
    }
  }
}

function refusal(error: string, isUncertain: boolean): PostError {
  const code = /^[a-z_]{1,60}$/.test(error) ? error : 'unknown_error';
  return new PostError(SAYS[code] ?? `Slack says ${code}.`, RETRYABLE.has(code), isUncertain);
}
