import { readFileSync } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cursorOf, offsetOf, RequestLimit, type StandIn, standIn } from './faults.ts';

const message = z.object({
  at: z.iso.datetime(),
  text: z.string(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional()
});
/** The workspace's own id. */
const TEAM = 'T01HANDOFF';
const data = z.object({
  workspace: z.url(),
  users: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      real_name: z.string(),
      email: z.string().optional(),
      team_id: z.string().default(TEAM),
      is_restricted: z.boolean().default(false)
    })
  ),
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      is_member: z.boolean().default(true),
      is_ext_shared: z.boolean().default(false),
      messages: z.array(message.extend({ replies: z.array(message).optional() }))
    })
  )
});
export type SlackData = z.input<typeof data>;

export interface SlackStandInOptions {
  token: string;
  data?: SlackData;
  /** Fewer entries a page than asked for, which Slack reserves for itself. */
  pageSize?: number;
  now?: () => number;
}

/** What somebody posted, as the stand-in keeps it. */
export interface StandInPost {
  channel: string;
  /** Name of the channel, or of the colleague a direct message went to. */
  name: string;
  ts: string;
  text: string;
  blocks?: readonly unknown[] | undefined;
  metadata?: unknown;
}

export interface SlackStandIn extends StandIn {
  /** In the order they came. */
  posts: readonly StandInPost[];
}

const posting = z.object({
  channel: z.string(),
  text: z.string().default(''),
  blocks: z.array(z.unknown()).optional(),
  metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional()
});

/** Requests a minute of each method (docs.slack.dev, reference of methods). */
const PER_MINUTE: Readonly<Record<string, number>> = {
  'auth.test': 100,
  'conversations.list': 20,
  'conversations.history': 50,
  'conversations.replies': 50,
  'users.info': 100,
  'users.lookupByEmail': 50,
  'conversations.open': 50,
  // One a second in each channel; here for all together.
  'chat.postMessage': 60
};

/** The methods of Slack's Web API that read a workspace and post to it: errors come as 200 with `ok: false`, too many as 429. */
export function slackStandIn(options: SlackStandInOptions): SlackStandIn {
  const { token, pageSize = 200, now = Date.now } = options;
  const workspace = data.parse(options.data ?? readDemo());
  const error = (code: string, status = 200) => ({ status, body: { ok: false, error: code } });
  const stand = standIn({
    'rate limited': error('ratelimited', 429),
    unauthorized: error('invalid_auth'),
    forbidden: error('missing_scope'),
    broken: { status: 500, body: 'Internal Server Error' }
  });
  const limits = new Map(
    Object.entries(PER_MINUTE).map(([method, most]) => [method, new RequestLimit(most, 60_000, now)])
  );

  const page = (key: string, all: readonly unknown[], query: Query): object => {
    const offset = query.cursor ? offsetOf(query.cursor) : 0;
    if (offset === null) return { ok: false, error: 'invalid_cursor' };
    const end = offset + Math.min(pageSize, Number(query.limit ?? 100));
    const hasMore = end < all.length;
    return {
      ok: true,
      [key]: all.slice(offset, end),
      has_more: hasMore,
      response_metadata: { next_cursor: hasMore ? cursorOf(end) : '' }
    };
  };
  const posts: StandInPost[] = [];
  /** Conversations of the app with one colleague each. */
  const personal = new Map(workspace.users.map(({ id, name }) => [`D${id.slice(1)}`, { id, name }]));
  const channelOf = (id: string | undefined) => workspace.channels.find((channel) => channel.id === id);
  const methods: Readonly<Record<string, (query: Query) => object>> = {
    'auth.test': () => ({ ok: true, url: workspace.workspace, team_id: TEAM, team: 'Handoff demo', user: 'handoff' }),
    'users.info': ({ user }) => {
      const found = workspace.users.find(({ id }) => id === user);
      if (!found) return { ok: false, error: 'user_not_found' };
      const { email, ...rest } = found;
      const profile = { real_name: rest.real_name, display_name: rest.name, email };
      return { ok: true, user: { ...rest, profile } };
    },
    'conversations.list': (query) =>
      page(
        'channels',
        workspace.channels.map(({ id, name, is_member, is_ext_shared }) => ({
          id,
          name,
          is_member,
          is_ext_shared,
          is_channel: true
        })),
        query
      ),
    'conversations.history': (query) => {
      const channel = channelOf(query.channel);
      if (!channel && !personal.has(query.channel ?? '')) return { ok: false, error: 'channel_not_found' };
      if (channel?.is_member === false) return { ok: false, error: 'not_in_channel' };
      const written = channel?.messages ?? [];
      const all = [
        ...written.flatMap((parent) => [shown(parent), ...repliesTo(parent).filter(isBroadcast)]),
        ...posts
          .filter((post) => post.channel === query.channel)
          .map(({ ts, text, metadata }) => ({
            ...{ type: 'message', ts, text, bot_id: 'B01HANDOFF' },
            ...(query.include_all_metadata === 'true' ? { metadata } : {})
          }))
      ];
      const oldest = Number(query.oldest ?? 0);
      const latest = Number(query.latest ?? Infinity);
      const isInclusive = query.inclusive === 'true' || query.inclusive === '1';
      const within = all
        .filter(({ ts }) => Number(ts) >= oldest && Number(ts) <= latest)
        .filter(({ ts }) => isInclusive || (Number(ts) !== oldest && Number(ts) !== latest))
        .sort((a, b) => Number(a.ts) - Number(b.ts));
      // Newest first.
      return page('messages', within.reverse(), query);
    },
    'conversations.replies': (query) => {
      const parent = channelOf(query.channel)?.messages.find((one) => timestamp(one.at) === query.ts);
      if (!parent) return { ok: false, error: 'thread_not_found' };
      // Oldest first, the parent before its replies.
      return page('messages', [shown(parent), ...repliesTo(parent)], query);
    },
    'users.lookupByEmail': ({ email }) => {
      const found = workspace.users.find((user) => user.email === email);
      return found ? { ok: true, user: { id: found.id } } : { ok: false, error: 'users_not_found' };
    }
  };
  const writing: Readonly<Record<string, (body: unknown) => object>> = {
    'conversations.open': (body) => {
      const users = z.object({ users: z.string() }).safeParse(body).data?.users;
      const [id] = [...personal].find(([, user]) => user.id === users) ?? [];
      return id === undefined ? { ok: false, error: 'user_not_found' } : { ok: true, channel: { id } };
    },
    'chat.postMessage': (body) => {
      const asked = posting.safeParse(body);
      if (!asked.success) return { ok: false, error: 'invalid_arguments' };
      const channel = channelOf(asked.data.channel);
      const name = channel?.name ?? personal.get(asked.data.channel)?.name;
      if (name === undefined) return { ok: false, error: 'channel_not_found' };
      if (channel?.is_member === false) return { ok: false, error: 'not_in_channel' };
      if (asked.data.text === '' && !asked.data.blocks?.length) return { ok: false, error: 'no_text' };
      const ts = (now() / 1000 + posts.length / 1_000_000).toFixed(6);
      posts.push({ ...asked.data, name, ts });
      return { ok: true, channel: asked.data.channel, ts };
    }
  };

  const answered = async (method: string, request: FastifyRequest, reply: FastifyReply, work: () => object) => {
    const wait = limits.get(method)?.take() ?? null;
    if (wait !== null) return reply.status(429).header('retry-after', wait).send({ ok: false, error: 'ratelimited' });
    const { authorization } = request.headers;
    if (authorization === undefined) return { ok: false, error: 'not_authed' };
    return authorization === `Bearer ${token}` ? work() : { ok: false, error: 'invalid_auth' };
  };
  const unknown = (): object => ({ ok: false, error: 'unknown_method' });
  stand.server.get<{ Params: { method: string }; Querystring: Query }>('/api/:method', (request, reply) => {
    const { method } = request.params;
    return answered(method, request, reply, () => (methods[method] ?? unknown)(request.query));
  });
  stand.server.post<{ Params: { method: string } }>('/api/:method', (request, reply) => {
    const { method } = request.params;
    return answered(method, request, reply, () => (writing[method] ?? unknown)(request.body));
  });
  stand.server.get('/stand-in/posts', async () => ({ posts }));
  return { ...stand, posts };
}

type Query = Partial<
  Record<
    | 'cursor'
    | 'limit'
    | 'channel'
    | 'ts'
    | 'user'
    | 'email'
    | 'oldest'
    | 'latest'
    | 'inclusive'
    | 'include_all_metadata',
    string
  >
>;
type Message = z.output<typeof data>['channels'][number]['messages'][number];

function shown({ at, replies, ...rest }: Omit<Message, 'replies'> & Partial<Pick<Message, 'replies'>>) {
  const ts = timestamp(at);
  const thread = replies?.length ? { thread_ts: ts, reply_count: replies.length } : {};
  return { type: 'message', ts, ...rest, ...thread };
}

function repliesTo(parent: Message) {
  return (parent.replies ?? []).map((reply) => ({ ...shown(reply), thread_ts: timestamp(parent.at) }));
}

/** A reply that was sent to the channel as well is in both. */
function isBroadcast({ subtype }: { subtype?: string | undefined }): boolean {
  return subtype === 'thread_broadcast';
}

function timestamp(at: string): string {
  return (Date.parse(at) / 1000).toFixed(6);
}

function readDemo(): SlackData {
  return data.parse(JSON.parse(readFileSync(new URL('data/slack.json', import.meta.url), 'utf8')));
}
