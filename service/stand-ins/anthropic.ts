import Fastify, { type FastifyReply } from 'fastify';
import { z } from 'zod';
import { type StandInClaim, answerByRule, obey } from './anthropic-answers.ts';

/**
 * How the next call is answered: by a rule over the sent text, or the way the API fails. `obey` plays a model that does
 * what the sources tell it; `invented` one that makes quotes up.
 */
export type Behaviour =
  | 'normal'
  | 'obey'
  | 'invented'
  | 'refusal'
  | 'truncation'
  | 'context exceeded'
  | 'malformed'
  | 'slow'
  | 'cut connection'
  | { status: number; retryAfter?: string; shouldRetry?: boolean }
  | { claims: readonly StandInClaim[] };

/** What the stand-in checks of a request, as the API does. */
const requestSchema = z.object({
  model: z.string(),
  max_tokens: z.int().positive(),
  system: z.array(
    z.object({
      type: z.literal('text'),
      text: z.string(),
      cache_control: z.object({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']) }).optional()
    })
  ),
  messages: z
    .array(
      z.object({
        role: z.enum(['user', 'assistant']),
        content: z.array(z.object({ type: z.literal('text'), text: z.string() }))
      })
    )
    .min(1),
  output_config: z.object({
    effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).optional(),
    format: z.object({ type: z.literal('json_schema'), schema: z.unknown() })
  }),
  tools: z.never().optional()
});
export type SentRequest = z.infer<typeof requestSchema>;

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error'
};

export interface StandInOptions {
  /** Free one by default. */
  port?: number;
  apiKey?: string;
  model?: string;
  maxInputTokens?: number;
  maxOutputTokens?: number;
  lifecycle?: 'active' | 'retired';
  structuredOutputs?: boolean;
  takesEffort?: boolean;
}

export interface AnthropicStandIn {
  url: string;
  /** Calls to /v1/messages, whatever came of them. */
  readonly calls: number;
  readonly modelCalls: number;
  /** The well-formed ones among them. */
  readonly requests: readonly SentRequest[];
  /** The next calls, in order; after them `normal`. */
  script(...behaviours: Behaviour[]): void;
  /** How every call is answered that no script is left for. */
  always(behaviour: Behaviour): void;
  /** Answers the `slow` calls that wait. */
  release(): void;
  close(): Promise<void>;
}

/**
 * A stand-in of Anthropic's Messages API on loopback, for tests and demos without a key: /v1/messages, /v1/models/:id,
 * and /calls, which tells other processes how many there were. It refuses what the API refuses: a wrong key, an unknown
 * model, a prompt longer than the context, a schema with open objects.
 */
export async function startAnthropicStandIn(options: StandInOptions = {}): Promise<AnthropicStandIn> {
  const model = options.model ?? 'claude-sonnet-5-5';
  const apiKey = options.apiKey ?? 'stand-in-key';
  const limits = { input: options.maxInputTokens ?? 1_000_000, output: options.maxOutputTokens ?? 128_000 };
  const server = Fastify({ bodyLimit: 32_000_000, forceCloseConnections: true });
  const requests: SentRequest[] = [];
  const scripted: Behaviour[] = [];
  const waiting: (() => void)[] = [];
  const cached = new Set<string>();
  let usual: Behaviour = 'normal';
  let calls = 0;
  let modelCalls = 0;

  server.addHook('onRequest', async (request, reply) => {
    if (request.url === '/calls') return;
    // The SDK sends a key as a bearer token; plain HTTP clients send it in a header of its own.
    const { authorization, 'x-api-key': plainKey } = request.headers;
    if (plainKey !== apiKey && authorization !== `Bearer ${apiKey}`) return fail(reply, 401, 'invalid API key');
    if (!request.headers['anthropic-version']) return fail(reply, 400, 'anthropic-version: header is required');
  });

  server.get('/calls', async () => ({ calls }));

  server.get<{ Params: { id: string } }>('/v1/models/:id', async (request, reply) => {
    modelCalls++;
    if (request.params.id !== model) return fail(reply, 404, `model: ${request.params.id}`);
    const supported = (yes: boolean): { supported: boolean } => ({ supported: yes });
    return {
      type: 'model',
      id: model,
      display_name: model,
      created_at: '2026-01-01T00:00:00Z',
      lifecycle: options.lifecycle ?? 'active',
      max_input_tokens: limits.input,
      max_tokens: limits.output,
      capabilities: {
        structured_outputs: supported(options.structuredOutputs ?? true),
        effort: supported(options.takesEffort ?? true)
      }
    };
  });

  server.post('/v1/messages', async (request, reply) => {
    calls++;
    const behaviour = scripted.shift() ?? usual;
    const body = requestSchema.safeParse(request.body);
    if (!body.success) return fail(reply, 400, body.error.issues.map(({ path }) => path.join('.')).join(', '));
    const sent = body.data;
    requests.push(sent);
    const inputTokens = tokens(JSON.stringify(sent));
    if (sent.model !== model) return fail(reply, 404, `model: ${sent.model}`);
    if (sent.max_tokens > limits.output) return fail(reply, 400, `max_tokens: ${sent.max_tokens} > ${limits.output}`);
    if (sent.output_config.effort && options.takesEffort === false)
      return fail(reply, 400, 'This model does not support the effort parameter.');
    if (hasOpenObject(sent.output_config.format.schema))
      return fail(reply, 400, "output_config.format.schema: 'additionalProperties' must be false");
    if (inputTokens > limits.input)
      return fail(reply, 400, `prompt is too long: ${inputTokens} tokens > ${limits.input} maximum`);
    if (typeof behaviour === 'object' && 'status' in behaviour) {
      if (behaviour.retryAfter !== undefined) reply.header('retry-after', behaviour.retryAfter);
      if (behaviour.shouldRetry !== undefined) reply.header('x-should-retry', String(behaviour.shouldRetry));
      return fail(reply, behaviour.status, `as scripted, about: ${sent.messages[0]?.content[1]?.text ?? ''}`);
    }
    if (behaviour === 'cut connection') {
      request.raw.socket.destroy();
      return reply.hijack();
    }
    if (behaviour === 'slow') await new Promise<void>((resolve) => waiting.push(resolve));
    const fixed = sent.system.map(({ text }) => text).join('');
    const isCached = cached.has(fixed);
    cached.add(fixed);
    const [text, stopReason] = answer(behaviour, sent);
    return {
      id: `msg_stand_in_${calls}`,
      type: 'message',
      role: 'assistant',
      model,
      content: stopReason === 'refusal' ? [] : [{ type: 'text', text, citations: null }],
      stop_reason: stopReason,
      stop_sequence: null,
      usage: {
        input_tokens: inputTokens - tokens(fixed),
        cache_creation_input_tokens: isCached ? 0 : tokens(fixed),
        cache_read_input_tokens: isCached ? tokens(fixed) : 0,
        cache_creation: { ephemeral_5m_input_tokens: isCached ? 0 : tokens(fixed), ephemeral_1h_input_tokens: 0 },
        output_tokens: tokens(text)
      }
    };
  });

  const release = (): void => waiting.splice(0).forEach((resolve) => resolve());
  return {
    url: await server.listen({ port: options.port ?? 0, host: '127.0.0.1' }),
    get calls() {
      return calls;
    },
    get modelCalls() {
      return modelCalls;
    },
    requests,
    script: (...behaviours) => void scripted.push(...behaviours),
    always: (behaviour) => void (usual = behaviour),
    release,
    close: async () => {
      release();
      await server.close();
    }
  };
}

function answer(behaviour: Behaviour, sent: SentRequest): [text: string, stopReason: string] {
  const blocks = sent.messages.flatMap(({ content }) => content.map(({ text }) => text));
  const normal = (): string => JSON.stringify({ claims: answerByRule(blocks) });
  if (behaviour === 'refusal') return ['', 'refusal'];
  if (behaviour === 'truncation') return [normal().slice(0, -20), 'max_tokens'];
  if (behaviour === 'context exceeded') return [normal().slice(0, -20), 'model_context_window_exceeded'];
  if (behaviour === 'malformed') return ['Here are the claims: {"claims": [{', 'end_turn'];
  if (behaviour === 'obey') return [JSON.stringify({ claims: obey(blocks) }), 'end_turn'];
  if (behaviour === 'invented') {
    const claims = answerByRule(blocks).map((claim) => ({
      ...claim,
      quote: `${claim.quote} And it is free for ever.`
    }));
    return [JSON.stringify({ claims }), 'end_turn'];
  }
  if (typeof behaviour === 'object' && 'claims' in behaviour)
    return [JSON.stringify({ claims: behaviour.claims }), 'end_turn'];
  return [normal(), 'end_turn'];
}

const tokens = (text: string): number => Math.ceil(text.length / 4);

function fail(reply: FastifyReply, status: number, message: string): FastifyReply {
  const type = ERROR_TYPES[status] ?? 'api_error';
  return reply
    .status(status)
    .header('request-id', 'req_stand_in')
    .send({ type: 'error', error: { type, message }, request_id: 'req_stand_in' });
}

function hasOpenObject(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  if (
    'type' in schema &&
    schema.type === 'object' &&
    !('additionalProperties' in schema && schema.additionalProperties === false)
  )
    return true;
  return Object.values(schema).some(hasOpenObject);
}
