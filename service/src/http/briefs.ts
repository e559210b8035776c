import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { BriefError } from '../brief/errors.ts';
import type { BriefService } from '../brief/service.ts';
import {
  briefAccepted,
  briefId,
  briefRequest,
  briefResponse,
  erasureRequest,
  erasureResponse
} from './briefSchemas.ts';
import { ServiceError } from './errors.ts';
import { errorResponse, sharedErrors } from './schemas.ts';

/** Length of an organization id as authentication leaves it. */
const ORG_LENGTH = 15;

export type Briefs = Pick<BriefService, 'request' | 'find' | 'retry' | 'forget'>;

/**
 * `/v1/briefs` and `/v1/erasures`, inside the authenticated part of the service.
 *
 * @param briefs null when no org is configured: every call is then answered with 503
 */
export function briefRoutes(v1: FastifyInstance, briefs: Briefs | null): void {
  const routes = v1.withTypeProvider<ZodTypeProvider>();
  const security = [{ bearer: [] }];

  routes.post(
    '/v1/briefs',
    {
      schema: {
        summary: 'Asks for a brief',
        description:
          'Accepts a durable job and answers at once. The same idempotency key never makes two: it answers with the ' +
          'brief that exists, also when that is long finished.',
        security,
        body: briefRequest,
        response: { 202: briefAccepted, ...sharedErrors, 409: errorResponse }
      }
    },
    async (request, reply) => {
      const { handoffId, trigger, idempotencyKey } = request.body;
      const status = await answered(() =>
        service(briefs).request({ org: orgOf(request), handoffId, trigger, idempotencyKey })
      );
      const { id, status: state, step, progress } = status;
      return reply.status(202).send({ id, status: state, step, progress });
    }
  );

  routes.get(
    '/v1/briefs/:id',
    {
      schema: {
        summary: 'Tells where a brief stands',
        security,
        params: briefId,
        response: { 200: briefResponse, ...sharedErrors, 404: errorResponse }
      }
    },
    async (request) => (await service(briefs).find(orgOf(request), request.params.id)) ?? notFound()
  );

  routes.post(
    '/v1/briefs/:id/retry',
    {
      schema: {
        summary: 'Makes a failed brief again',
        description: 'Sources that could be read are not read again. 409 for a brief that did not fail.',
        security,
        params: briefId,
        response: { 202: briefResponse, ...sharedErrors, 404: errorResponse, 409: errorResponse }
      }
    },
    async (request, reply) => {
      const status = await answered(() => service(briefs).retry(orgOf(request), request.params.id));
      return reply.status(202).send(status ?? notFound());
    }
  );

  routes.post(
    '/v1/erasures',
    {
      schema: {
        summary: 'Forgets what was read for handoffs',
        description:
          'For when a person is erased: names no person, and deletes claims, quotes and people of all finished briefs ' +
          'of these handoffs. May be repeated; it has to be while `unfinished` is not 0.',
        security,
        body: erasureRequest,
        response: { 200: erasureResponse, ...sharedErrors }
      }
    },
    async (request) => service(briefs).forget(orgOf(request), request.body.handoffIds)
  );
}

function orgOf(request: FastifyRequest): string {
  return request.caller.slice(0, ORG_LENGTH);
}

function service(briefs: Briefs | null): Briefs {
  if (briefs !== null) return briefs;
  throw new ServiceError(
    503,
    'BRIEFS_NOT_CONFIGURED',
    'This service only scores: it knows no org to write briefs to.',
    'Set SF_LOGIN_URL and the credentials of the integration user, then start it again.'
  );
}

/** What the pipeline refuses, as HTTP tells it. */
async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BriefError)
      throw new ServiceError(409, error.code, error.message, error.action, { cause: error });
    throw error;
  }
}

function notFound(): never {
  throw new ServiceError(
    404,
    'BRIEF_NOT_FOUND',
    'There is no such brief for this org.',
    'Use the id that POST /v1/briefs answered with.'
  );
}
