import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { BriefError } from '../brief/errors.ts';

/** How the integration user logs in: one of the two flows that need no person. */
export type Credentials =
  | { flow: 'client credentials'; clientId: string; clientSecret: string }
  | { flow: 'jwt bearer'; clientId: string; privateKey: string; username: string; audience: string };

export interface Session {
  accessToken: string;
  instanceUrl: string;
  /** 15 characters. */
  orgId: string;
}

const LOGIN_TIMEOUT_MS = 20_000;

/**
 * Logs in at Salesforce's token endpoint.
 *
 * @throws {BriefError} LOGIN_REFUSED (not retryable) or ORG_UNREACHABLE; neither tells a secret
 */
export async function login(loginUrl: string, credentials: Credentials): Promise<Session> {
  const form = await formOf(credentials);
  let answer: Response;
  let body: unknown;
  try {
    answer = await fetch(new URL('/services/oauth2/token', loginUrl), {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'error',
      signal: AbortSignal.timeout(LOGIN_TIMEOUT_MS)
    });
    body = await answer.json();
  } catch (cause) {
    throw unreachable(cause);
  }
  if (answer.status >= 500 || answer.status === 429) throw unreachable(undefined);
  const [accessToken, instanceUrl, id] = ['access_token', 'instance_url', 'id'].map((name) => textIn(body, name));
  const orgId = /\/id\/(\w{15})/.exec(id ?? '')?.[1];
  if (!answer.ok || !accessToken || !instanceUrl || !orgId)
    throw new BriefError(
      'LOGIN_REFUSED',
      `Salesforce refused the integration user's login (${codeIn(body) ?? answer.status}).`,
      'Check SF_LOGIN_URL, SF_CLIENT_ID and the secret or key of the service, and the connected app in the org.',
      false
    );
  return { accessToken, instanceUrl, orgId };
}

async function formOf(credentials: Credentials): Promise<Record<string, string>> {
  if (credentials.flow === 'client credentials')
    return {
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret
    };
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(credentials.clientId)
    .setSubject(credentials.username)
    .setAudience(credentials.audience)
    // Salesforce takes at most three minutes.
    .setExpirationTime('2m')
    .sign(createPrivateKey(credentials.privateKey));
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
}

export function unreachable(cause: unknown): BriefError {
  return new BriefError(
    'ORG_UNREACHABLE',
    'Salesforce could not be reached.',
    'See that the org is up and SF_LOGIN_URL is right, then run the brief again.',
    true,
    { cause }
  );
}

/** OAuth's own code; what has another form may repeat what was sent. */
function codeIn(body: unknown): string | undefined {
  const code = textIn(body, 'error');
  return code !== undefined && /^[a-z_]{1,60}$/.test(code) ? code : undefined;
}

function textIn(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : undefined;
}
