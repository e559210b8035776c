import { randomUUID } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from '../config.ts';
import { RUBRIC_VERSION, scoreHandoff } from '../domain/score.ts';
import { Authenticator } from './auth.ts';
import { briefRoutes, type Briefs } from './briefs.ts';
import { notFound, sendError } from './errors.ts';
import { Metrics } from './metrics.ts';
import { postRoutes, type Posts } from './posts.ts';
import { scoresRequest, scoresResponse, sharedErrors } from './schemas.ts';

export interface App {
  server: FastifyInstance;
  /** Says "not ready" from now on, so that balancers send nobody new, then closes when the last answer is out. */
  drain: () => Promise<void>;
}

/**
 * Puts the service together.
 *
 * @param logger receives one JSON line a request; nothing of a handoff is ever in it
 * @param briefs makes briefs; null for a service that only scores
 * @param posts posts messages; null likewise
 */
export async function createApp(
  config: Config,
  logger: FastifyBaseLogger | boolean,
  briefs: Briefs | null = null,
  posts: Posts | null = null
): Promise<App> {
  const authenticator = await Authenticator.create(config);
  const metrics = new Metrics();
  const state = { draining: false };
  const base = Fastify({
    ...(typeof logger === 'boolean' ? { logger } : { loggerInstance: logger }),
    bodyLimit: config.bodyLimitBytes,
    connectionTimeout: config.requestTimeoutMs,
    requestTimeout: config.requestTimeoutMs,
    keepAliveTimeout: config.keepAliveMs,
    // Node looks for requests that take too long only every 30 seconds, and gives headers alone 60.
    http: {
      headersTimeout: config.requestTimeoutMs,
      connectionsCheckingInterval: Math.max(50, Math.floor(config.requestTimeoutMs / 4))
    },
    genReqId: (request) => requestId(request.headers['x-request-id']),
    // Slow or idle keep-alive clients must not hold up a stop.
    forceCloseConnections: 'idle'
  });
  // Only JSON is understood; Fastify would take plain text as well.
  base.removeContentTypeParser('text/plain');
  const server = base.withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  // What we answer is built here, and the compiler and a test hold it to the schema: no request pays for a check again.
  server.setSerializerCompiler(() => JSON.stringify);
  server.setErrorHandler(sendError);
  server.setNotFoundHandler(notFound);
  server.decorateRequest('caller', '');
  // Hooks that wait for nothing call back at once: a promise for each would cost every request a turn.
  server.addHook('onRequest', (request, reply, next) => {
    reply.header('x-request-id', request.id);
    if (state.draining) reply.header('connection', 'close');
    next();
  });
  server.addHook('onResponse', (request, reply, next) => {
    metrics.observe(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000);
    next();
  });
  await server.register(swagger, {
    openapi: {
      openapi: '3.0.3',
      info: {
        title: 'Handoff service',
        version: RUBRIC_VERSION,
        description: 'Scores handoffs and makes briefs for the Handoff package.'
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } }
    },
    transform: jsonSchemaTransform
  });

  await server.register(async (v1) => {
    v1.addHook('onRequest', (request, _reply, next) => {
      const pending = authenticator.check(request);
      if (pending === undefined) next();
      else pending.then(() => next(), next);
    });
    await v1.register(rateLimit, {
      max: config.requestsPerMinute,
      timeWindow: '1 minute',
      hook: 'preParsing',
      keyGenerator: (request) => request.caller
    });
    v1.withTypeProvider<ZodTypeProvider>().post(
      '/v1/scores',
      {
        schema: {
          summary: 'Scores handoffs',
          description:
            'Scores 1 to 200 handoffs. A pure function of its input: the same request always gets the same answer.',
          security: [{ bearer: [] }],
          body: scoresRequest,
          response: { 200: scoresResponse, ...sharedErrors }
        }
      },
      async (request) => {
        const { handoffs, weights, flagBelow, languages } = request.body;
        const options = {
          ...(weights ? { weights } : {}),
          ...(flagBelow === undefined ? {} : { flagBelow }),
          ...(languages ? { languages } : {})
        };
        metrics.scored(handoffs.length);
        return { rubricVersion: RUBRIC_VERSION, results: handoffs.map((handoff) => scoreHandoff(handoff, options)) };
      }
    );
    briefRoutes(v1, briefs);
    postRoutes(v1, posts);
  });

  server.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  server.get('/readyz', { schema: { hide: true } }, async (_request, reply) =>
    reply.status(state.draining ? 503 : 200).send({ status: state.draining ? 'draining' : 'ready' })
  );
  server.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text())
  );
  // Anybody may ask, so it is written once: writing it takes longer than any other answer.
  let document = '';
  server.get('/openapi.json', { schema: { hide: true } }, (_request, reply) =>
    reply.type('application/json; charset=utf-8').serializer(String).send(document)
  );
  await server.ready();
  document = JSON.stringify(server.swagger());
  return {
    server: base,
    drain: async () => {
      state.draining = true;
      await server.close();
    }
  };
}

/** The caller's id where it is one, so that both logs can be searched for it; else a new one. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w:.-]{1,100}$/.test(given) ? given : randomUUID();
}
