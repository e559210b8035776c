import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { z } from 'zod';

export const FAULT_KINDS = [
  'rate limited',
  'unauthorized',
  'forbidden',
  'broken',
  'slow',
  'truncated',
  'cut',
  'lost'
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const fault = z.object({
  kind: z.enum(FAULT_KINDS),
  /** Requests whose path begins so; all without it. */
  path: z.string().default('/'),
  /** How many requests it meets. */
  times: z.number().int().min(1).default(1),
  /** `Retry-After` of "rate limited", seconds or a date. */
  retryAfter: z.string().default('1')
});
export type Fault = z.input<typeof fault>;

export interface Answer {
  status: number;
  body: unknown;
}

/** How a vendor says no. */
export type Refusals = Readonly<Record<'rate limited' | 'unauthorized' | 'forbidden' | 'broken', Answer>>;

/** A vendor's server for demos and tests, which can be told to misbehave and remembers what it was asked. */
export interface StandIn {
  server: FastifyInstance;
  /** The next request that fits meets it. */
  fail(fault: Fault): void;
  /** `GET /path` of every request, in order, queries left out. */
  requests: readonly string[];
}

/** Paths of the stand-in itself, for whoever runs it as a process of its own. */
const OWN = '/stand-in/';

export function standIn(refusals: Refusals): StandIn {
  // Hanging requests must not keep a stop waiting.
  const server = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });
  const faults: z.output<typeof fault>[] = [];
  const requests: string[] = [];
  const fail = (given: Fault): void => void faults.push(fault.parse(given));

  server.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    if (path.startsWith(OWN)) return;
    requests.push(`${request.method} ${path}`);
    const met = faults.find((one) => path.startsWith(one.path));
    if (!met) return;
    if (--met.times === 0) faults.splice(faults.indexOf(met), 1);
    await misbehave(met, refusals, reply);
  });
  server.addHook('onSend', async (_request, reply, payload) => {
    const met = reply.getHeader('x-stand-in');
    // The work is done, and nobody is told.
    if (met === 'lost') reply.raw.destroy();
    return met === 'truncated' && typeof payload === 'string'
      ? payload.slice(0, Math.floor(payload.length / 2))
      : payload;
  });
  server.post(`${OWN}faults`, async (request, reply) => {
    fail(fault.parse(request.body));
    return reply.status(204).send();
  });
  server.get(`${OWN}requests`, async () => ({ requests }));
  return { server, fail, requests };
}

async function misbehave(
  { kind, retryAfter }: z.output<typeof fault>,
  refusals: Refusals,
  reply: FastifyReply
): Promise<void> {
  if (kind === 'slow') {
    // Never answers: the other side's patience is what is tried.
    reply.hijack();
  } else if (kind === 'cut') {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    reply.raw.write('{"ok":true,', () => reply.raw.destroy());
  } else if (kind === 'truncated' || kind === 'lost') {
    reply.header('x-stand-in', kind);
  } else {
    const { status, body } = refusals[kind];
    if (kind === 'rate limited') reply.header('retry-after', retryAfter);
    await reply.status(status).send(body);
  }
}

/** Counts requests in a sliding window, as vendors do. */
export class RequestLimit {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #taken: number[] = [];

  constructor(most: number, windowMs: number, now: () => number) {
    this.#most = most;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Seconds to wait, or null when the request may pass. */
  take(): number | null {
    const now = this.#now();
    while (this.#taken[0] !== undefined && this.#taken[0] <= now - this.#windowMs) this.#taken.shift();
    const [oldest] = this.#taken;
    if (oldest !== undefined && this.#taken.length >= this.#most)
      return Math.ceil((oldest + this.#windowMs - now) / 1000);
    this.#taken.push(now);
    return null;
  }
}

/** A cursor that gives nothing away, for offsets. */
export function cursorOf(offset: number): string {
  return Buffer.from(`next:${offset}`).toString('base64url');
}

/** The offset, or null for a cursor that was never given out. */
export function offsetOf(cursor: string): number | null {
  const [, offset] = /^next:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return offset === undefined ? null : Number(offset);
}
