import { readFileSync } from 'node:fs';
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

/** Requests a minute of each method (docs.slack.dev, reference of methods). */
const PER_MINUTE: Readonly<Record<string, number>> = {
  'auth.test': 100,
  'conversations.list': 20,
  'conversations.history': 50,
  'conversations.replies': 50,
  'users.info': 100
};

/** The methods of Slack's Web API that read a workspace: errors come as 200 with `ok: false`, too many as 429. */
export function slackStandIn(options: SlackStandInOptions): StandIn {
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
        workspace.channels.map(({ id, name, is_member }) => ({ id, name, is_member, is_channel: true })),
        query
      ),
    'conversations.history': (query) => {
      const channel = channelOf(query.channel);
      if (!channel) return { ok: false, error: 'channel_not_found' };
      if (!channel.is_member) return { ok: false, error: 'not_in_channel' };
      const all = channel.messages.flatMap((parent) => [shown(parent), ...repliesTo(parent).filter(isBroadcast)]);
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
    }
  };

  stand.server.get<{ Params: { method: string }; Querystring: Query }>('/api/:method', async (request, reply) => {
    const { method } = request.params;
    const answer = methods[method];
    if (!answer) return { ok: false, error: 'unknown_method' };
    const wait = limits.get(method)?.take() ?? null;
    if (wait !== null) return reply.status(429).header('retry-after', wait).send({ ok: false, error: 'ratelimited' });
    const { authorization } = request.headers;
    if (authorization === undefined) return { ok: false, error: 'not_authed' };
    return authorization === `Bearer ${token}` ? answer(request.query) : { ok: false, error: 'invalid_auth' };
  });
  return stand;
}

type Query = Partial<
  Record<'cursor' | 'limit' | 'channel' | 'ts' | 'user' | 'oldest' | 'latest' | 'inclusive', string>
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
