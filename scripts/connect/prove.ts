import { readFileSync } from 'node:fs';
import { BriefError } from '../../service/src/brief/errors.ts';
import { login } from '../../service/src/salesforce/login.ts';
import { InstallError } from '../install/options.ts';
import { PROBE } from '../install/probe.ts';
import { readEnv } from './secrets.ts';

const TIMEOUT_MS = 20_000;

/**
 * Logs in to the org as the service does, by JWT bearer.
 *
 * @returns id of the org, 15 characters
 * @throws {InstallError} saying what in the org to look at
 */
export async function proveLogin(secrets: string): Promise<string> {
  const env = readEnv(secrets);
  const value = (name: string): string => {
    const found = env.get(name) ?? '';
    if (found !== '') return found;
    throw new InstallError(`${name} is empty in ${secrets}.`, 'docs/install.md says where its value comes from.');
  };
  try {
    const { orgId } = await login(value('SF_LOGIN_URL'), {
      flow: 'jwt bearer',
      clientId: value('SF_CLIENT_ID'),
      username: value('SF_USERNAME'),
      audience: value('SF_JWT_AUDIENCE'),
      privateKey: readFileSync(value('SF_PRIVATE_KEY'), 'utf8')
    });
    return orgId;
  } catch (error) {
    if (!(error instanceof BriefError)) throw error;
    throw new InstallError(
      error.message,
      'Unreachable: check SF_LOGIN_URL. Refused: the app is deployed with this certificate, SF_CLIENT_ID is its consumer key, its policies allow Handoff Integration, and the user SF_USERNAME is active and has it. A new app takes up to ten minutes.',
      { cause: error }
    );
  }
}

/**
 * Asks the service for a score with the first of its keys, as the org does.
 *
 * @returns version of the rubric that scored
 * @throws {InstallError} saying what of the service to look at
 */
export async function proveKey(secrets: string, serviceUrl: string, orgId: string): Promise<string> {
  const [key = ''] = (readEnv(secrets).get('HANDOFF_API_KEYS') ?? '').split(',');
  let answer: Response;
  let body: unknown;
  try {
    answer = await fetch(new URL('/v1/scores', serviceUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'x-handoff-org': orgId, 'content-type': 'application/json' },
      body: PROBE,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS)
    });
    body = await answer.json();
  } catch (cause) {
    throw new InstallError(`${serviceUrl} does not answer.`, 'See that the service is up and its address is right.', {
      cause
    });
  }
  const version: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'rubricVersion') : undefined;
  if (answer.ok && typeof version === 'string') return version;
  const actions: Record<number, string> = {
    401: 'The service runs with other keys: start it again with this file.',
    403: `Add ${orgId} to HANDOFF_ALLOWED_ORGS and start the service again.`
  };
  throw new InstallError(
    `The service answered ${answer.status}.`,
    actions[answer.status] ?? 'Look into the log of the service.'
  );
}
