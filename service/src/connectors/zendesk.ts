import { z } from 'zod';
import type { Deal, Window } from '../domain/deal.ts';
import type { Evidence, Segment } from '../domain/evidence.ts';
import type { Connector } from '../ports.ts';
import { JsonClient } from './http.ts';
import { type Named, People } from './people.ts';
import { type Clock, systemClock, TokenBucket } from './rate.ts';
import { mailText } from './reply.ts';
import { connector, isWithin, utc } from './source.ts';
import { cleanText } from './text.ts';

export interface ZendeskOptions {
  /** e.g. https://acme.zendesk.com/ */
  url: string;
  /** Of the agent whose token it is. */
  email: string;
  token: string;
  clock?: Clock;
  timeoutMs?: number;
}

/** The smallest plan allows an account 200 requests a minute, exporting search results 100. */
const RATE = { burst: 20, perSecond: 3 };
const SEARCH_RATE = { burst: 10, perSecond: 1.5 };
const DAY_MS = 86_400_000;
/** A query has its limits; contacts beyond these are found by their domain. */
const MOST_REQUESTERS = 20;

const meta = z.object({ has_more: z.boolean().optional(), after_cursor: z.string().nullish() }).optional();
const ticketPage = z.object({
  meta,
  results: z.array(
    z.object({
      id: z.number(),
      subject: z.string().nullish(),
      created_at: z.string(),
      requester_id: z.number().nullish()
    })
  )
});
const commentPage = z.object({
  meta,
  comments: z.array(
    z.object({
      author_id: z.number().nullish(),
      html_body: z.string().nullish(),
      plain_body: z.string().nullish(),
      body: z.string().nullish(),
      created_at: z.string()
    })
  ),
  users: z
    .array(z.object({ id: z.number(), name: z.string().nullish(), email: z.string().nullish() }))
    .nullish()
    .transform((users) => users ?? [])
});
type Ticket = z.infer<typeof ticketPage>['results'][number];

/** Tickets that the customer opened in the window, with all comments, internal ones too. */
export function zendeskConnector({ url, email, token, clock = systemClock, timeoutMs }: ZendeskOptions): Connector {
  const client = new JsonClient({
    baseUrl: url,
    headers: { authorization: `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}` },
    rate: RATE,
    clock,
    ...(timeoutMs === undefined ? {} : { timeoutMs })
  });
  const searches = new TokenBucket(SEARCH_RATE, clock);
  return connector('Zendesk', (deal, window, signal) => read({ client, searches, url, signal }, deal, window));
}

/** What stays the same while one deal is read. */
interface Reading {
  client: JsonClient;
  searches: TokenBucket;
  url: string;
  signal: AbortSignal;
}

async function* read(reading: Reading, deal: Deal, window: Window): AsyncGenerator<Evidence> {
  const people = new People(deal);
  const seen = new Set<number>();
  for (const query of queriesOf(deal, window)) {
    const search = { query, 'filter[type]': 'ticket' };
    for await (const { results } of pages(reading, 'api/v2/search/export', search, ticketPage, reading.searches))
      for (const ticket of results) {
        if (seen.has(ticket.id) || !isWithin(ticket.created_at, window)) continue;
        seen.add(ticket.id);
        const evidence = await readTicket(reading, ticket, people, window);
        if (evidence) yield evidence;
      }
  }
}

/** Search by organisation and by requester are two queries: different properties in one must all be met. */
function queriesOf(deal: Deal, window: Window): string[] {
  // Days are the account's, wherever that is; the moments are compared afterwards.
  const dates = `created>=${dayOf(window.from, -DAY_MS)} created<=${dayOf(window.to, DAY_MS)}`;
  const quoted = deal.accountName.replaceAll('"', ' ').trim();
  const contacts = deal.people.flatMap(({ side, email }) => (side === 'customer' && email ? [email] : []));
  const requesters = [
    ...deal.customerDomains.flatMap((domain) => [`*@${domain}`, `*.${domain}`]),
    ...contacts.slice(0, MOST_REQUESTERS)
  ];
  return [
    ...(quoted === '' ? [] : [`organization:"${quoted}"`]),
    // The same property several times finds any of them.
    ...(requesters.length === 0 ? [] : [requesters.map((requester) => `requester:${requester}`).join(' ')])
  ].map((who) => `${dates} ${who}`);
}

function dayOf(at: string, shiftMs: number): string {
  return new Date(Date.parse(at) + shiftMs).toISOString().slice(0, 10);
}

async function readTicket(reading: Reading, ticket: Ticket, people: People, window: Window): Promise<Evidence | null> {
  const authors = new Map<number, Named>();
  const said: { author: number | null; text: string; at: string }[] = [];
  const path = `api/v2/tickets/${ticket.id}/comments`;
  for await (const { comments, users } of pages(reading, path, { include: 'users' }, commentPage)) {
    for (const { id, name, email } of users) authors.set(id, { name, email });
    for (const { author_id, html_body, plain_body, body, created_at } of comments) {
      const at = utc(created_at);
      const text = mailText({ html: html_body ?? null, text: plain_body ?? body ?? null });
      if (at !== null && text !== '') said.push({ author: author_id ?? null, text, at });
    }
  }
  // The search is full-text in parts: what it finds counts only when the customer is really in it.
  const everybody = [...authors.values()];
  if (!everybody.some((author) => people.byAddress(author).side === 'customer')) return null;
  const segments = said
    .filter(({ at }) => isWithin(at, window))
    .map(({ author, text, at }): Segment => ({ speaker: people.byAddress(authors.get(author ?? -1) ?? {}), text, at }));
  const at = utc(ticket.created_at);
  if (segments.length === 0 || at === null) return null;
  return {
    id: `zendesk:${ticket.id}`,
    kind: 'ticket',
    at,
    title: cleanText(ticket.subject ?? '') || `Ticket ${ticket.id}`,
    url: new URL(`agent/tickets/${ticket.id}`, reading.url).href,
    segments
  };
}

/** Pages by cursor. Links in answers are not followed: the cursor is enough, and the address stays the configured one. */
async function* pages<T extends { meta?: z.infer<typeof meta> }>(
  { client, signal }: Reading,
  path: string,
  query: Record<string, string>,
  schema: z.ZodType<T>,
  bucket?: TokenBucket
): AsyncGenerator<T> {
  let cursor: string | undefined;
  for (;;) {
    const page = await client.request({
      path,
      query: { ...query, 'page[size]': '100', 'page[after]': cursor },
      schema,
      ...(bucket ? { bucket } : {}),
      signal
    });
    yield page;
    const next = page.meta?.has_more ? (page.meta.after_cursor ?? undefined) : undefined;
    if (next === undefined || next === cursor) return;
    cursor = next;
  }
}
