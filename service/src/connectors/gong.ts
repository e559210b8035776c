import { z } from 'zod';
import type { Deal, Window } from '../domain/deal.ts';
import type { Evidence, Segment, Speaker } from '../domain/evidence.ts';
import { type Connector, ConnectorError } from '../ports.ts';
import { JsonClient, StatusError } from './http.ts';
import { People } from './people.ts';
import type { Clock } from './rate.ts';
import { connector, utc } from './source.ts';
import { cleanText } from './text.ts';

export interface GongOptions {
  accessKey: string;
  accessSecret: string;
  /** Gong gives every company its own, e.g. https://us-12345.api.gong.io/ */
  url?: string;
  clock?: Clock;
  timeoutMs?: number;
}

/** Gong allows a company three calls a second and 10,000 a day; evenly spaced, no second has more than three. */
const RATE = { burst: 1, perSecond: 3 };
/** At 100 calls a page. A company with more calls in one sales cycle needs a smaller window. */
const MOST_PAGES = 200;
/** Calls whose transcripts are asked for at once; an hour of talk is about 100 kB. */
const TRANSCRIPTS_AT_ONCE = 20;
const NONE_FOUND = /^No calls found/i;

const records = z.object({ cursor: z.string().optional() });
const text = z.string().nullish();
const callPage = z.object({
  records,
  calls: z.array(
    z.object({
      metaData: z.object({ id: z.string(), url: text, title: text, started: text, scheduled: text }),
      parties: z
        .array(z.object({ speakerId: text, name: text, emailAddress: text, affiliation: text }))
        .nullish()
        .transform((parties) => parties ?? []),
      context: z
        .array(
          z.object({
            system: text,
            objects: z
              .array(z.object({ objectType: text, objectId: text }))
              .nullish()
              .transform((objects) => objects ?? [])
          })
        )
        .nullish()
        .transform((context) => context ?? [])
    })
  )
});
const transcriptPage = z.object({
  records,
  callTranscripts: z.array(
    z.object({
      callId: z.string(),
      transcript: z
        .array(z.object({ speakerId: text, sentences: z.array(z.object({ start: z.number(), text: z.string() })) }))
        .nullish()
        .transform((transcript) => transcript ?? [])
    })
  )
});
type Call = z.infer<typeof callPage>['calls'][number];
type Monologue = z.infer<typeof transcriptPage>['callTranscripts'][number]['transcript'][number];

/** Transcripts of the deal's calls: those linked to its opportunity, or in which the customer takes part. */
export function gongConnector(options: GongOptions): Connector {
  const credentials = Buffer.from(`${options.accessKey}:${options.accessSecret}`).toString('base64');
  const client = new JsonClient({
    baseUrl: options.url ?? 'https://api.gong.io/',
    headers: { authorization: `Basic ${credentials}` },
    rate: RATE,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs })
  });
  return connector('Gong', (deal, window, signal) => read(client, deal, window, signal));
}

async function* read(client: JsonClient, deal: Deal, window: Window, signal: AbortSignal): AsyncGenerator<Evidence> {
  const people = new People(deal);
  const calls: Call[] = [];
  const body = {
    filter: { fromDateTime: window.from, toDateTime: window.to },
    contentSelector: { context: 'Basic', exposedFields: { parties: true } }
  };
  for await (const page of pages(client, 'v2/calls/extensive', body, callPage, signal))
    calls.push(...page.calls.filter((call) => isOfDeal(call, deal, people)));
  for (let at = 0; at < calls.length; at += TRANSCRIPTS_AT_ONCE) {
    const some = new Map(calls.slice(at, at + TRANSCRIPTS_AT_ONCE).map((call) => [call.metaData.id, call]));
    const filter = { callIds: [...some.keys()] };
    for await (const page of pages(client, 'v2/calls/transcript', { filter }, transcriptPage, signal))
      for (const { callId, transcript } of page.callTranscripts) {
        const call = some.get(callId);
        const evidence = call && evidenceOf(call, transcript, people);
        if (evidence) yield evidence;
      }
  }
}

/** The next page is asked for with the same body and the cursor of the last. */
async function* pages<T extends { records: z.infer<typeof records> }>(
  client: JsonClient,
  path: string,
  body: Record<string, unknown>,
  schema: z.ZodType<T>,
  signal: AbortSignal
): AsyncGenerator<T> {
  let cursor: string | undefined;
  for (let count = 0; count < MOST_PAGES; count++) {
    let page: T;
    try {
      page = await client.request({
        method: 'POST',
        path,
        body: cursor === undefined ? body : { ...body, cursor },
        schema,
        signal
      });
    } catch (error) {
      // Gong answers 404 where others answer an empty list.
      if (error instanceof StatusError && error.status === 404 && isEmpty(error.body)) return;
      throw error;
    }
    yield page;
    cursor = page.records.cursor;
    if (cursor === undefined) return;
  }
  throw new ConnectorError(`${path} has more than ${MOST_PAGES} pages in this window, the rest was not read`, false);
}

function isEmpty(body: unknown): boolean {
  const parsed = z.object({ errors: z.array(z.string()) }).safeParse(body);
  return parsed.success && parsed.data.errors.some((error) => NONE_FOUND.test(error));
}

/** A call linked to another opportunity belongs to that one, whoever was on it. */
function isOfDeal(call: Call, deal: Deal, people: People): boolean {
  const linked = call.context.flatMap(({ objects }) => objects);
  const opportunities = linked.filter(({ objectType }) => objectType?.toLowerCase() === 'opportunity');
  const isSame = (id: string | null | undefined, own: string): boolean => id?.slice(0, 15) === own.slice(0, 15);
  if (opportunities.length > 0) return opportunities.some(({ objectId }) => isSame(objectId, deal.opportunityId));
  if (linked.some(({ objectId }) => isSame(objectId, deal.accountId))) return true;
  return call.parties.some(({ name, emailAddress }) => people.isCustomer({ name, email: emailAddress }));
}

function evidenceOf({ metaData, parties }: Call, transcript: readonly Monologue[], people: People): Evidence | null {
  const at = utc(metaData.started ?? metaData.scheduled);
  if (at === null) return null;
  const speakers = new Map(
    parties.flatMap(({ speakerId, name, emailAddress, affiliation }) => {
      const known = people.resolve({ name, email: emailAddress });
      // Who joins a meeting from outside chooses the name himself, and may choose our seller's.
      const isDoubtful = known.side === 'seller' && !emailAddress && affiliation === 'External';
      const speaker: Speaker = isDoubtful ? { name: name ?? null, email: null, side: 'unknown' } : known;
      return speakerId ? [[speakerId, speaker] as const] : [];
    })
  );
  const segments = transcript.flatMap(({ speakerId, sentences }): Segment[] => {
    const words = cleanText(sentences.map((sentence) => sentence.text).join(' '));
    // Sentences count milliseconds from the start of the recording.
    const said = utc(Date.parse(at) + (sentences[0]?.start ?? 0));
    if (words === '' || said === null) return [];
    return [{ speaker: speakers.get(speakerId ?? '') ?? people.resolve({}), text: words, at: said }];
  });
  if (segments.length === 0) return null;
  const title = cleanText(metaData.title ?? '') || 'Call';
  return { id: `gong:${metaData.id}`, kind: 'call', at, title, url: metaData.url ?? null, segments };
}
