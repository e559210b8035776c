import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Credentials } from './callout/credentials.ts';
import type { ProjectMetadata } from './metadata/project.ts';
import { UnsupportedError } from './org/errors.ts';
import type { Org } from './org/ports.ts';
import { restRoutes } from './rest/api.ts';
import { HttpError, sendError } from './rest/errors.ts';
import type { OAuthOptions } from './rest/oauth.ts';
import type { Sessions } from './rest/session.ts';
import type { Bundle } from './web/bundle/build.ts';
import { webRoutes } from './web/routes.ts';

/** Names a browser on this machine uses. Any other would mean another site that points here. */
const HOSTS = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export interface AppOptions {
  org: Org;
  sessions: Sessions;
  oauth: OAuthOptions;
  /** Addresses and secrets for callouts, which an admin may set. */
  credentials: Credentials;
  /** The pages; without them only the API is served. */
  pages?: { project: ProjectMetadata; bundle: Bundle };
  /** What names of the package begin with in the REST API, as where it is installed with a namespace; no pages then. */
  namespace?: string;
}

/** Salesforce's API and the pages on one server, which listens nowhere yet. */
export async function composeApp({
  org,
  sessions,
  oauth,
  credentials,
  pages,
  namespace
}: AppOptions): Promise<FastifyInstance> {
  if (pages && namespace !== undefined) throw new UnsupportedError('Pages of a package with a namespace', 'app.ts');
  // A browser keeps its connections open, and stopping must not wait for it.
  // Salesforce's own CLI asks for `//services/…` where it knows the instance by an address that ends with a slash.
  const app = Fastify({ forceCloseConnections: true, routerOptions: { ignoreDuplicateSlashes: true } });
  app.decorateRequest('userId', '');
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  app.addHook('onRequest', async (request, reply) => {
    if (!HOSTS.test(request.host)) throw new HttpError(403, 'INSUFFICIENT_ACCESS', `Not served to ${request.host}`);
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin');
  });
  await app.register(cookie);
  await app.register(formbody);
  // All routes come after what holds for every one of them: a route does not get the hooks of later plugins.
  restRoutes(app, org, { sessions, oauth, credentials, ...(namespace === undefined ? {} : { namespace }) });
  if (pages) await webRoutes(app, { org, sessions, ...pages });
  return app;
}
