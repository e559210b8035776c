import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { cursorOf, offsetOf, RequestLimit, type StandIn, standIn } from './faults.ts';

const data = z.object({
  people: z.record(
    z.string(),
    z.object({
      name: z.string(),
      emailAddress: z.string().optional(),
      title: z.string().optional(),
      affiliation: z.enum(['Internal', 'External', 'Unknown']),
      userId: z.string().optional()
    })
  ),
  calls: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      url: z.url(),
      started: z.iso.datetime(),
      duration: z.number(),
      speakers: z.array(z.string()),
      /** Minutes and seconds from the start, who, and what. */
      talk: z.array(z.tuple([z.string(), z.string(), z.string()])),
      opportunityId: z.string().optional()
    })
  )
});
export type GongData = z.input<typeof data>;
type Call = z.output<typeof data>['calls'][number];

export interface GongStandInOptions {
  accessKey: string;
  accessSecret: string;
  data?: GongData;
  pageSize?: number;
  now?: () => number;
}

const requestBody = z.object({
  cursor: z.string().optional(),
  filter: z.object({
    fromDateTime: z.iso.datetime({ offset: true }).optional(),
    toDateTime: z.iso.datetime({ offset: true }).optional(),
    callIds: z.array(z.string()).optional()
  }),
  contentSelector: z
    .object({
      context: z.enum(['None', 'Basic', 'Extended']).optional(),
      exposedFields: z.object({ parties: z.boolean().optional() }).optional()
    })
    .optional()
});
type Body = z.output<typeof requestBody>;

/** The two endpoints of Gong's API that give calls and transcripts: three requests a second, 404 where none is found. */
export function gongStandIn(options: GongStandInOptions): StandIn {
  const { accessKey, accessSecret, pageSize = 100, now = Date.now } = options;
  const company = data.parse(options.data ?? readDemo());
  const error = (status: number, text: string) => ({ status, body: { requestId: 'stand-in', errors: [text] } });
  const stand = standIn({
    'rate limited': error(429, 'Too many requests'),
    unauthorized: error(401, 'Invalid access key or secret'),
    forbidden: error(403, 'Missing scope api:calls:read:extensive'),
    broken: error(500, 'Internal error')
  });
  const limit = new RequestLimit(3, 1000, now);
  const expected = `Basic ${Buffer.from(`${accessKey}:${accessSecret}`).toString('base64')}`;

  const found = ({ filter }: Body): Call[] =>
    company.calls
      .filter(({ id }) => filter.callIds?.includes(id) ?? true)
      .filter(({ started }) => Date.parse(started) >= Date.parse(filter.fromDateTime ?? '1970-01-01T00:00:00Z'))
      .filter(({ started }) => Date.parse(started) < Date.parse(filter.toDateTime ?? '9999-01-01T00:00:00Z'));
  const detailed = ({ contentSelector }: Body, call: Call): object => ({
    metaData: {
      id: call.id,
      url: call.url,
      title: call.title,
      started: call.started,
      scheduled: call.started,
      duration: call.duration,
      direction: 'Conference'
    },
    ...(contentSelector?.context && contentSelector.context !== 'None' ? { context: contextOf(call) } : {}),
    ...(contentSelector?.exposedFields?.parties
      ? { parties: call.speakers.map((key) => ({ id: key, speakerId: speakerId(key), ...company.people[key] })) }
      : {})
  });
  const transcript = (_body: Body, { id, talk }: Call): object => ({
    callId: id,
    transcript: talk.map(([at, who, says]) => ({
      speakerId: speakerId(who),
      topic: null,
      sentences: sentences(at, says)
    }))
  });

  const route = (path: string, key: string, entry: (body: Body, call: Call) => object): void => {
    stand.server.post(path, async (request, reply) => {
      const wait = limit.take();
      if (wait !== null)
        return reply.status(429).header('retry-after', wait).send(error(429, 'Too many requests').body);
      if (request.headers.authorization !== expected)
        return reply.status(401).send(error(401, 'Invalid access key or secret').body);
      const parsed = requestBody.safeParse(request.body);
      const offset = parsed.data?.cursor === undefined ? 0 : offsetOf(parsed.data.cursor);
      if (!parsed.success || offset === null) return reply.status(400).send(error(400, 'Malformed request').body);
      const all = found(parsed.data);
      if (all.length === 0)
        return reply.status(404).send(error(404, 'No calls found corresponding to the provided filters').body);
      const some = all.slice(offset, offset + pageSize);
      const hasMore = offset + pageSize < all.length;
      return {
        requestId: 'stand-in',
        records: {
          totalRecords: all.length,
          currentPageSize: some.length,
          currentPageNumber: Math.floor(offset / pageSize),
          ...(hasMore ? { cursor: cursorOf(offset + pageSize) } : {})
        },
        [key]: some.map((call) => entry(parsed.data, call))
      };
    });
  };
  route('/v2/calls/extensive', 'calls', detailed);
  route('/v2/calls/transcript', 'callTranscripts', transcript);
  return stand;
}

function contextOf({ opportunityId }: Call): object[] {
  if (opportunityId === undefined) return [];
  return [{ system: 'Salesforce', objects: [{ objectType: 'Opportunity', objectId: opportunityId, fields: [] }] }];
}

function speakerId(key: string): string {
  return `speaker-${key}`;
}

/** Gong cuts talk into sentences with their times, in milliseconds from the start. */
function sentences(at: string, says: string): object[] {
  const [minutes = 0, seconds = 0] = at.split(':').map(Number);
  const start = (minutes * 60 + seconds) * 1000;
  return says
    .split(/(?<=[.?!])\s+/)
    .map((text, index) => ({ start: start + index * 3000, end: start + index * 3000 + 2900, text }));
}

function readDemo(): GongData {
  return data.parse(JSON.parse(readFileSync(new URL('data/gong.json', import.meta.url), 'utf8')));
}
