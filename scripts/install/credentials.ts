import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { InstallError } from './options.ts';
import { type OrgConnection, OrgRefusal, quoted } from './org.ts';
import { PROBE } from './probe.ts';
import { isRecord } from './sf.ts';

const NAMED = '/named-credentials/named-credential-setup/Handoff_Service';
const CREDENTIAL = '/named-credentials/credential';
const PRINCIPAL = {
  externalCredential: 'Handoff_Service',
  principalName: 'Handoff_Service',
  principalType: 'NamedPrincipal'
};
/** Values of the named credential that go back as they came when its address changes. */
const KEPT = [
  'developerName',
  'masterLabel',
  'type',
  'calloutStatus',
  'calloutOptions',
  'externalCredentials',
  'customHeaders',
  'parameters'
];

/** Sets the named credential's address. @returns whether it had another one before */
export async function setServiceUrl(org: OrgConnection, url: string): Promise<boolean> {
  const named = await org.get(NAMED);
  if (named['calloutUrl'] === url) return false;
  const kept = Object.fromEntries(Object.entries(named).filter(([name]) => KEPT.includes(name)));
  await org.send('PUT', NAMED, { ...kept, calloutUrl: url });
  return true;
}

export async function serviceUrl(org: OrgConnection): Promise<string> {
  return String((await org.get(NAMED))['calloutUrl'] ?? '');
}

/** Whether the external credential has an API key. Its value cannot be read by anybody. */
export async function hasApiKey(org: OrgConnection): Promise<boolean> {
  try {
    const { credentials } = await org.get(`${CREDENTIAL}?${new URLSearchParams(PRINCIPAL)}`);
    return isRecord(credentials) && 'ApiKey' in credentials;
  } catch (error) {
    // A principal that never had a secret may be answered as one that is not there.
    if (error instanceof OrgRefusal && (error.status === 400 || error.status === 404)) return false;
    throw error;
  }
}

/** Writes the API key into the external credential; an earlier one is replaced. */
export async function setApiKey(org: OrgConnection, key: string): Promise<void> {
  await org.send((await hasApiKey(org)) ? 'PUT' : 'POST', CREDENTIAL, {
    ...PRINCIPAL,
    authenticationProtocol: 'Custom',
    credentials: { ApiKey: { value: key, encrypted: true } }
  });
}

/** Lets the org itself ask the service for a score, through the named credential. @throws {InstallError} */
export async function proveService(org: OrgConnection): Promise<void> {
  try {
    await org.apex(`HandoffServiceClient.post('/v1/scores', ${quoted(PROBE)});`);
  } catch (error) {
    if (!(error instanceof OrgRefusal)) throw error;
    throw new InstallError(
      `The org does not reach the service: ${error.message}`,
      'Unreachable: check --service-url and that the service is up. 401: the key in the org is none of HANDOFF_API_KEYS. 403: add the org to HANDOFF_ALLOWED_ORGS.',
      { cause: error }
    );
  }
}

/** The first of the API keys in a file that `scripts/connect.ts` wrote. @throws {InstallError} */
export function apiKeyIn(text: string, path: string): string {
  const key = /^HANDOFF_API_KEYS=([\x21-\x2b\x2d-\x7e]{32,512})(?:,|\s*$)/m.exec(text)?.[1];
  if (key === undefined)
    throw new InstallError(`${path} holds no HANDOFF_API_KEYS.`, 'Make it with node scripts/connect.ts new.');
  return key;
}

/** Asks for a key at the terminal without showing it. @returns '' when the person leaves it out */
export function askForKey(): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve) => {
    process.stdout.write('  API key (not shown; Enter to do it later in Setup): ');
    lines.once('close', () => resolve(''));
    lines.question('', (answer) => {
      process.stdout.write('\n');
      resolve(answer.trim());
      lines.close();
    });
  });
}
