import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { PostService } from '../posts/service.ts';
import { ServiceError } from './errors.ts';
import { postsAccepted, postsRequest } from './postSchemas.ts';
import { sharedErrors } from './schemas.ts';

/** Length of an organization id as authentication leaves it. */
const ORG_LENGTH = 15;

export type Posts = Pick<PostService, 'accept'>;

/**
 * `/v1/posts`, inside the authenticated part of the service.
 *
 * @param posts null when no org is configured: every call is then answered with 503
 */
export function postRoutes(v1: FastifyInstance, posts: Posts | null): void {
  v1.withTypeProvider<ZodTypeProvider>().post(
    '/v1/posts',
    {
      schema: {
        summary: 'Posts messages about handoffs in Slack',
        description:
          'Accepts 1 to 100 messages and answers at once. Of each handoff, version and purpose one message is posted, ' +
          'however often it is asked for. `off` where no channel is configured.',
        security: [{ bearer: [] }],
        body: postsRequest,
        response: { 202: postsAccepted, ...sharedErrors }
      }
    },
    async (request, reply) => {
      if (posts === null)
        throw new ServiceError(
          503,
          'POSTS_NOT_CONFIGURED',
          'This service only scores: it knows no org to post for.',
          'Set SF_LOGIN_URL and the credentials of the integration user, then start it again.'
        );
      const asked = request.body.posts;
      const states = await posts.accept(request.caller.slice(0, ORG_LENGTH), asked);
      return reply.status(202).send({
        posts: asked.map(({ handoffId, purpose }, index) => ({ handoffId, purpose, state: states[index] ?? 'off' }))
      });
    }
  );
}
