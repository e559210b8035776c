import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { cursorOf, offsetOf, RequestLimit, type StandIn, standIn } from './faults.ts';

const data = z.object({
  organizations: z.array(z.object({ id: z.number(), name: z.string() })),
  users: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      email: z.string(),
      role: z.enum(['end-user', 'agent', 'admin']),
      organization_id: z.number().optional()
    })
  ),
  tickets: z.array(
    z.object({
      id: z.number(),
      subject: z.string(),
      requester_id: z.number(),
      created_at: z.iso.datetime(),
      comments: z.array(
        z.object({
          author_id: z.number(),
          public: z.boolean().default(true),
          created_at: z.iso.datetime(),
          html_body: z.string().optional(),
          plain_body: z.string().optional()
        })
      )
    })
  )
});
export type ZendeskData = z.input<typeof data>;
type Ticket = z.output<typeof data>['tickets'][number];

export interface ZendeskStandInOptions {
  email: string;
  token: string;
  data?: ZendeskData;
  pageSize?: number;
  now?: () => number;
}

interface Paging {
  'page[size]'?: string;
  'page[after]'?: string;
}

/** Export of search results (100 a minute) and comments of a ticket, both paged by cursor. */
export function zendeskStandIn(options: ZendeskStandInOptions): StandIn {
  const { email, token, pageSize = 100, now = Date.now } = options;
  const account = data.parse(options.data ?? readDemo());
  const stand = standIn({
    'rate limited': { status: 429, body: { error: 'APIRateLimitExceeded' } },
    unauthorized: { status: 401, body: { error: "Couldn't authenticate you" } },
    forbidden: { status: 403, body: { error: 'Forbidden' } },
    broken: { status: 500, body: { error: 'Internal Server Error' } }
  });
  const searches = new RequestLimit(100, 60_000, now);
  const expected = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;
  const invalid = (message: string) => ({ error: { title: 'Invalid attribute', message } });

  stand.server.addHook('preHandler', async (request, reply) => {
    if (request.url.startsWith('/api/') && request.headers.authorization !== expected)
      await reply.status(401).send({ error: "Couldn't authenticate you" });
  });

  const page = <T>(all: readonly T[], query: Paging): { some: readonly T[]; meta: object } | null => {
    const offset = query['page[after]'] === undefined ? 0 : offsetOf(query['page[after]']);
    if (offset === null) return null;
    const end = offset + Math.min(pageSize, Number(query['page[size]'] ?? 100));
    const hasMore = end < all.length;
    return {
      some: all.slice(offset, end),
      meta: { has_more: hasMore, after_cursor: hasMore ? cursorOf(end) : null, before_cursor: null }
    };
  };
  const requesterOf = (ticket: Ticket) => account.users.find(({ id }) => id === ticket.requester_id);

  stand.server.get<{ Querystring: Paging & { query?: string; 'filter[type]'?: string } }>(
    '/api/v2/search/export',
    async ({ query }, reply) => {
      const wait = searches.take();
      if (wait !== null) return reply.status(429).header('retry-after', wait).send({ error: 'APIRateLimitExceeded' });
      if (query['filter[type]'] !== 'ticket') return reply.status(400).send(invalid('filter[type] is required'));
      const asked = parseQuery(query.query ?? '');
      if (typeof asked === 'string') return reply.status(422).send(invalid(asked));
      const found = account.tickets.filter((ticket) => {
        const requester = requesterOf(ticket);
        const organization = account.organizations.find(({ id }) => id === requester?.organization_id);
        return asked.every((values) => values.some((test) => test(ticket, requester?.email, organization?.name)));
      });
      const result = page(found, query);
      if (!result) return reply.status(422).send(invalid('Invalid cursor'));
      const results = result.some.map(({ id, subject, requester_id, created_at }) => ({
        id,
        subject,
        requester_id,
        created_at,
        result_type: 'ticket'
      }));
      return { results, facets: null, meta: result.meta, links: { next: 'https://elsewhere.example/', prev: null } };
    }
  );

  stand.server.get<{ Params: { id: string }; Querystring: Paging & { include?: string } }>(
    '/api/v2/tickets/:id/comments',
    async ({ params, query }, reply) => {
      const ticket = account.tickets.find(({ id }) => String(id) === params.id);
      if (!ticket) return reply.status(404).send({ error: 'RecordNotFound', description: 'Not found' });
      const result = page(ticket.comments, query);
      if (!result) return reply.status(422).send(invalid('Invalid cursor'));
      const comments = result.some.map((comment, index) => ({
        id: ticket.id * 1000 + index,
        type: 'Comment',
        ...comment
      }));
      const authors = new Set(comments.map(({ author_id }) => author_id));
      const users = query.include === 'users' ? { users: account.users.filter(({ id }) => authors.has(id)) } : {};
      return { comments, ...users, meta: result.meta };
    }
  );
  return stand;
}

type Test = (ticket: Ticket, email: string | undefined, organization: string | undefined) => boolean;

/** Different properties must all be met; one property several times, any. @returns a message for what is not known */
function parseQuery(query: string): Test[][] | string {
  const groups = new Map<string, Test[]>();
  for (const [term, property = '', operator = '', quoted, bare] of query.matchAll(
    /([a-z_]+)(:|>=|<=)(?:"([^"]*)"|(\S+))|\S+/g
  )) {
    const value = (quoted ?? bare ?? '').toLowerCase();
    const test = testOf(property + operator, value);
    if (!test) return `Invalid search: ${term}`;
    groups.set(property + operator, [...(groups.get(property + operator) ?? []), test]);
  }
  return [...groups.values()];
}

function testOf(property: string, value: string): Test | null {
  // A day is meant as a whole.
  if (property === 'created>=') return ({ created_at }) => created_at.slice(0, 10) >= value;
  if (property === 'created<=') return ({ created_at }) => created_at.slice(0, 10) <= value;
  if (property === 'organization:') return (_ticket, _email, organization) => organization?.toLowerCase() === value;
  if (property !== 'requester:') return null;
  return (_ticket, email = '') => (value.startsWith('*') ? email.endsWith(value.slice(1)) : email === value);
}

function readDemo(): ZendeskData {
  return data.parse(JSON.parse(readFileSync(new URL('data/zendesk.json', import.meta.url), 'utf8')));
}
