import { z } from 'zod';
import type { Deal, Window } from '../domain/deal.ts';
import type { Evidence, Segment } from '../domain/evidence.ts';
import { type Connector, ConnectorError } from '../ports.ts';
import { JsonClient, shaped } from './http.ts';
import { type Named, People } from './people.ts';
import { type Clock, systemClock, TokenBucket } from './rate.ts';
import { connector, isWithin, utc } from './source.ts';
import { slackText } from './text.ts';

export interface SlackOptions {
  /** A bot token with channels:read, channels:history, users:read and users:read.email; groups:* for private ones. */
  token: string;
  /** Ends in a slash. */
  url?: string;
  clock?: Clock;
  timeoutMs?: number;
}

/** Requests a minute, which Slack counts per method (docs.slack.dev/apis/web-api/rate-limits). */
const TIERS = {
  'auth.test': 100,
  'conversations.list': 20,
  'conversations.history': 50,
  'conversations.replies': 50,
  'users.info': 100
};
type Method = keyof typeof TIERS;

const paging = { response_metadata: z.object({ next_cursor: z.string().optional() }).optional() };
const channelList = z.object({
  ...paging,
  channels: z.array(z.object({ id: z.string(), name: z.string(), is_member: z.boolean().optional() }))
});
const messageList = z.object({
  ...paging,
  messages: z.array(
    z.object({
      ts: z.string(),
      text: z.string().optional(),
      user: z.string().optional(),
      bot_id: z.string().optional(),
      subtype: z.string().optional(),
      thread_ts: z.string().optional(),
      reply_count: z.number().optional()
    })
  )
});
const userInfo = z.object({
  user: z.object({
    name: z.string().optional(),
    real_name: z.string().optional(),
    team_id: z.string().optional(),
    is_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    profile: z
      .object({ real_name: z.string().optional(), display_name: z.string().optional(), email: z.string().optional() })
      .optional()
  })
});
const authTest = z.object({ url: z.string(), team_id: z.string() });
const failure = z.object({ ok: z.literal(false), error: z.string().optional() });
type Channel = z.infer<typeof channelList>['channels'][number];
type Message = z.infer<typeof messageList>['messages'][number];

/** Errors that a person has to put right; the others come and go. */
const RETRYABLE = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited']);
const REFUSED = new Set(['not_authed', 'invalid_auth', 'account_inactive', 'token_expired', 'token_revoked']);
/** Messages that people wrote. Others (joins, topics, apps) say nothing, or repeat what Handoff itself posted. */
const WRITTEN = new Set([undefined, 'thread_broadcast', 'file_share', 'me_message']);

/** Conversations of the deal's channels: one evidence for each message that begins one, with its replies. */
export function slackConnector(options: SlackOptions): Connector {
  const slack = new SlackReader(options);
  return connector('Slack', (deal, window, signal) => slack.read(deal, window, signal));
}

interface SlackUser extends Named {
  /** Of our own workspace, and no guest: only their names are worth something without an e-mail address. */
  isColleague: boolean;
}

/** What stays the same while one deal is read. */
interface Reading {
  people: People;
  window: Window;
  workspace: z.infer<typeof authTest>;
  signal: AbortSignal;
}

class SlackReader {
  readonly #client: JsonClient;
  readonly #buckets: ReadonlyMap<Method, TokenBucket>;
  /** People change their names seldom and are asked for often. */
  readonly #users = new Map<string, SlackUser>();

  constructor({ token, url = 'https://slack.com/api/', clock = systemClock, timeoutMs = 30_000 }: SlackOptions) {
    const headers = { authorization: `Bearer ${token}` };
    this.#client = new JsonClient({ baseUrl: url, headers, rate: rateOf(100), clock, timeoutMs });
    this.#buckets = new Map(
      (Object.keys(TIERS) as Method[]) // its keys are the methods, by its type
        .map((method) => [method, new TokenBucket(rateOf(TIERS[method]), clock)])
    );
  }

  async *read(deal: Deal, window: Window, signal: AbortSignal): AsyncGenerator<Evidence> {
    const workspace = await this.#call('auth.test', {}, authTest, signal);
    const reading: Reading = { people: new People(deal), window, workspace, signal };
    const closed: string[] = [];
    for (const channel of await this.#channelsOf(deal, signal)) {
      if (channel.is_member === false) closed.push(`#${channel.name}`);
      else yield* this.#conversations(channel, reading);
    }
    if (closed.length > 0)
      throw new ConnectorError(`invite the Handoff app to ${closed.join(', ')}, it is not a member`, false);
  }

  async #channelsOf(deal: Deal, signal: AbortSignal): Promise<Channel[]> {
    const found: Channel[] = [];
    const query = { types: 'public_channel,private_channel', limit: '200' };
    for await (const { channels } of this.#pages('conversations.list', query, channelList, signal))
      found.push(...channels.filter(({ name }) => isDealChannel(name, deal)));
    return found;
  }

  async *#conversations(channel: Channel, reading: Reading): AsyncGenerator<Evidence> {
    const { window, workspace, signal } = reading;
    const query = {
      channel: channel.id,
      oldest: String(Date.parse(window.from) / 1000),
      latest: String(Date.parse(window.to) / 1000),
      inclusive: 'true',
      limit: '200'
    };
    for await (const { messages } of this.#pages('conversations.history', query, messageList, signal))
      for (const message of messages) {
        const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
        // A reply that was also sent to the channel comes with its thread.
        if (isReply) continue;
        const thread = message.reply_count ? await this.#thread(channel, message, signal) : [message];
        const segments: Segment[] = [];
        for (const one of thread) {
          const segment = await this.#segment(one, reading);
          if (segment && isWithin(segment.at, window)) segments.push(segment);
        }
        const [first] = segments;
        if (!first) continue;
        yield {
          id: `slack:${channel.id}/${message.ts}`,
          kind: 'slack',
          at: first.at,
          title: `#${channel.name}`,
          url: new URL(`archives/${channel.id}/p${message.ts.replace('.', '')}`, workspace.url).href,
          segments
        };
      }
  }

  async #thread(channel: Channel, { ts }: Message, signal: AbortSignal): Promise<Message[]> {
    const byTime = new Map<string, Message>();
    const query = { channel: channel.id, ts, limit: '200' };
    // Every page may begin with the thread's first message again.
    for await (const { messages } of this.#pages('conversations.replies', query, messageList, signal))
      for (const message of messages) byTime.set(message.ts, message);
    return [...byTime.values()].sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  async #segment(message: Message, reading: Reading): Promise<Segment | null> {
    const { user, text = '', subtype } = message;
    const at = utc(Number(message.ts) * 1000);
    if (user === undefined || message.bot_id !== undefined || !WRITTEN.has(subtype) || at === null) return null;
    const names = new Map<string, string>();
    for (const [, id] of text.matchAll(/<@([A-Z0-9]{1,20})(?:\|[^>]{0,200})?>/g)) {
      const name = id === undefined ? null : (await this.#user(id, reading)).name;
      if (id !== undefined && name) names.set(id, name);
    }
    const words = slackText(text, names);
    if (words === '') return null;
    const author = await this.#user(user, reading);
    const { people } = reading;
    return { speaker: author.isColleague ? people.resolve(author) : people.byAddress(author), text: words, at };
  }

  async #user(id: string, { workspace, signal }: Reading): Promise<SlackUser> {
    const known = this.#users.get(id);
    if (known) return known;
    let found: SlackUser = { isColleague: false };
    try {
      const { user } = await this.#call('users.info', { user: id }, userInfo, signal);
      const { profile } = user;
      found = {
        isColleague: user.team_id === workspace.team_id && !user.is_restricted && !user.is_stranger,
        name: profile?.real_name || user.real_name || profile?.display_name || user.name || null,
        email: profile?.email ?? null
      };
    } catch (error) {
      // Somebody deleted or from elsewhere stays unknown; what they wrote still counts.
      if (!(error instanceof SlackError && /^users?_not_(?:found|visible)$/.test(error.code))) throw error;
    }
    this.#users.set(id, found);
    return found;
  }

  async *#pages<T extends z.infer<z.ZodObject<typeof paging>>>(
    method: Method,
    query: Record<string, string>,
    schema: z.ZodType<T>,
    signal: AbortSignal
  ): AsyncGenerator<T> {
    let cursor: string | undefined;
    const seen = new Set<string>();
    do {
      const page = await this.#call(method, { ...query, ...(cursor ? { cursor } : {}) }, schema, signal);
      yield page;
      cursor = page.response_metadata?.next_cursor;
      if (cursor && seen.has(cursor)) throw new ConnectorError(`${method} gives the same page again and again`, true);
      if (cursor) seen.add(cursor);
    } while (cursor);
  }

  /** Slack answers 200 with `ok: false` for most errors. */
  async #call<T>(method: Method, query: Record<string, string>, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const bucket = this.#buckets.get(method);
    const body = await this.#client.request({
      path: method,
      query,
      ...(bucket ? { bucket } : {}),
      schema: z.unknown(),
      signal
    });
    const failed = failure.safeParse(body);
    if (failed.success) throw new SlackError(method, failed.data.error ?? '');
    return shaped(body, schema, method);
  }
}

class SlackError extends ConnectorError {
  readonly code: string;

  constructor(method: Method, error: string) {
    const code = /^[a-z_]{1,60}$/.test(error) ? error : 'unknown_error';
    const says = REFUSED.has(code) ? `does not accept the token (${code})` : `says ${code}`;
    super(`${method} ${says}`, RETRYABLE.has(code));
    this.code = code;
  }
}

function rateOf(perMinute: number): { burst: number; perSecond: number } {
  // Slack bears short bursts; a fifth of the minute at once stays well inside.
  return { burst: Math.ceil(perMinute / 5), perSecond: (perMinute * 0.8) / 60 };
}

/**
 * Whether a channel is the deal's: its name holds all words of one of the deal's names, in order, or is the customer's
 * domain beside usual words for channels. Less would show one customer's talk to another's team.
 */
export function isDealChannel(channel: string, deal: Pick<Deal, 'searchNames' | 'customerDomains'>): boolean {
  const name = slug(channel);
  const names = deal.searchNames.map(slug).filter((words) => words.length >= 4);
  if (names.some((words) => `-${name}-`.includes(`-${words}-`))) return true;
  const core = name
    .split('-')
    .filter((word) => !USUAL_WORDS.has(word))
    .join('');
  return deal.customerDomains.some((domain) => {
    const label = (domain.split('.').at(-2) ?? '').replaceAll('-', '');
    return label.length >= 4 && label === core;
  });
}

const USUAL_WORDS = new Set(
  'deal deals opp opportunity account acct customer client ext external int internal shared proj project sales presales cs csm se poc pilot team handoff'.split(
    ' '
  )
);

function slug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
}
