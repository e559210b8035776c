import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { importSPKI, importX509, jwtVerify } from 'jose';
import type { Org, UserContext } from '../org/ports.ts';
import { isJsonObject } from './json.ts';
import { bearerSession, type Session, type Sessions } from './session.ts';

/** An external client app that may log in. */
export interface ClientApp {
  clientId: string;
  clientSecret: string;
  /** User that the client-credentials flow runs as. */
  runAs: string;
  /** PEM of a certificate or public key for the JWT bearer flow; without it that flow is refused. */
  certificate?: string;
}

export interface OAuthOptions {
  /** User name to password. The sample users only: a real org would never hold passwords in the clear. */
  passwords: ReadonlyMap<string, string>;
  clients: readonly ClientApp[];
  /** What a JWT's `aud` may be. */
  audiences: readonly string[];
}

class OAuthError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** `/services/oauth2/*` and the identity address, as Salesforce answers them. */
export function oauthRoutes(app: FastifyInstance, org: Org, sessions: Sessions, options: OAuthOptions): void {
  app.post('/services/oauth2/token', async (request, reply) => {
    try {
      const form = toForm(request.body);
      const username = await usernameOf(form, options);
      const userId = org.users.idOf(username);
      if (userId === undefined) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
      return tokenAnswer(org, sessions.open(userId), baseUrl(request));
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const status = error.code === 'invalid_client' ? 401 : 400;
      return reply.status(status).send({ error: error.code, error_description: error.message });
    }
  });

  app.get('/services/oauth2/userinfo', async (request) => {
    const session = bearerSession(sessions, request);
    return identity(org, org.users.context(null, session.userId), baseUrl(request));
  });

  app.get('/id/:orgId/:userId', async (request) => {
    const session = bearerSession(sessions, request);
    return identity(org, org.users.context(null, session.userId), baseUrl(request));
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/services/oauth2/revoke',
    handler: async (request, reply) => {
      const form = request.method === 'POST' ? toForm(request.body) : toForm(request.query);
      sessions.close(form['token'] ?? '');
      return reply.status(200).send();
    }
  });
}

function toForm(body: unknown): Record<string, string> {
  const form: Record<string, string> = {};
  if (!isJsonObject(body)) return form;
  for (const [name, value] of Object.entries(body)) if (typeof value === 'string') form[name] = value;
  return form;
}

async function usernameOf(form: Record<string, string>, options: OAuthOptions): Promise<string> {
  switch (form['grant_type']) {
    case 'password': {
      const username = form['username'] ?? '';
      const expected = options.passwords.get(username);
      if (expected === undefined || !same(expected, form['password'] ?? '')) {
        throw new OAuthError('invalid_grant', 'authentication failure');
      }
      return username;
    }
    case 'client_credentials': {
      const client = clientOf(form['client_id'], options);
      if (!same(client.clientSecret, form['client_secret'] ?? '')) {
        throw new OAuthError('invalid_client', 'invalid client credentials');
      }
      return client.runAs;
    }
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return jwtSubject(form['assertion'] ?? '', options);
    default:
      throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  }
}

function clientOf(clientId: string | undefined, options: OAuthOptions): ClientApp {
  const client = options.clients.find((candidate) => candidate.clientId === clientId);
  if (!client) throw new OAuthError('invalid_client', 'client identifier invalid');
  return client;
}

async function jwtSubject(assertion: string, options: OAuthOptions): Promise<string> {
  let issuer: unknown;
  try {
    issuer = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString()).iss;
  } catch {
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
  const client = clientOf(typeof issuer === 'string' ? issuer : undefined, options);
  if (client.certificate === undefined) throw new OAuthError('invalid_grant', 'no certificate for this app');
  try {
    const key = client.certificate.includes('CERTIFICATE')
      ? await importX509(client.certificate, 'RS256')
      : await importSPKI(client.certificate, 'RS256');
    // Salesforce wants `exp` and takes at most a few minutes of it.
    const { payload } = await jwtVerify(assertion, key, {
      algorithms: ['RS256'],
      audience: [...options.audiences],
      requiredClaims: ['iss', 'sub', 'aud', 'exp'],
      clockTolerance: 30
    });
    if (!payload.sub) throw new Error('no subject');
    return payload.sub;
  } catch (cause) {
    if (cause instanceof OAuthError) throw cause;
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
}

/** Compares secrets without telling by its time where they differ. */
function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function baseUrl(request: { protocol: string; host: string }): string {
  return `${request.protocol}://${request.host}`;
}

function tokenAnswer(org: Org, session: Session, base: string): Record<string, string> {
  return {
    access_token: session.token,
    instance_url: base,
    id: `${base}/id/${org.id}/${session.userId}`,
    token_type: 'Bearer',
    scope: 'api id refresh_token',
    issued_at: String(session.issuedAt)
  };
}

function identity(org: Org, user: UserContext, base: string): Record<string, unknown> {
  return {
    sub: `${base}/id/${org.id}/${user.id}`,
    id: `${base}/id/${org.id}/${user.id}`,
    asserted_user: true,
    user_id: user.id,
    organization_id: org.id,
    preferred_username: user.username,
    username: user.username,
    name: user.name,
    display_name: user.name,
    email: user.username,
    active: true,
    user_type: 'STANDARD',
    zoneinfo: user.timeZone,
    locale: user.locale,
    urls: {
      rest: `${base}/services/data/v{version}/`,
      sobjects: `${base}/services/data/v{version}/sobjects/`,
      query: `${base}/services/data/v{version}/query/`
    }
  };
}
