import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Credentials } from './salesforce/login.ts';
import { NAMESPACE } from './salesforce/namespace.ts';

/** What making briefs needs. */
export interface BriefConfig {
  readonly loginUrl: string;
  readonly credentials: Credentials;
  /** What the package's names begin with in the org, without underscores; empty where it has no namespace. */
  readonly namespace: string;
  readonly orgTimeoutMs: number;
  /** File that holds the jobs; not used when there is a database. */
  readonly jobStore: string;
  readonly databaseUrl: string | null;
  readonly workers: number;
  readonly sourceTimeoutMs: number;
  readonly keepStepsDays: number;
  readonly lookBackDays: number;
  readonly competitors: readonly string[];
  readonly sellerDomains: readonly string[];
}

type Env = Readonly<Record<string, string | undefined>>;
type ReadNumber = (name: string, fallback: number, least: number, most: number) => number;

/**
 * @param problems gets a line for each variable that is missing or wrong
 * @returns null when SF_LOGIN_URL is not set
 */
export function readBriefConfig(env: Env, number: ReadNumber, problems: string[]): BriefConfig | null {
  const loginUrl = env['SF_LOGIN_URL'] ?? '';
  if (loginUrl === '') return null;
  if (!isSafeUrl(loginUrl))
    problems.push('SF_LOGIN_URL must be an https address (http only on this machine) without credentials');
  const databaseUrl = env['DATABASE_URL'] ?? '';
  if (databaseUrl !== '' && !/^postgres(?:ql)?:\/\//.test(databaseUrl))
    problems.push('DATABASE_URL must begin with postgres:// or postgresql://');
  const namespace = env['HANDOFF_NAMESPACE'] ?? '';
  if (namespace !== '' && !NAMESPACE.test(namespace))
    problems.push(
      `HANDOFF_NAMESPACE must be a namespace such as hndf, without underscores at its end, not "${namespace}"`
    );
  return {
    loginUrl,
    namespace,
    credentials: readCredentials(env, problems),
    orgTimeoutMs: number('SF_TIMEOUT_MS', 30_000, 100, 600_000),
    jobStore: env['HANDOFF_JOB_STORE'] ?? './data/handoff.sqlite',
    databaseUrl: databaseUrl === '' ? null : databaseUrl,
    workers: number('HANDOFF_BRIEF_WORKERS', 2, 1, 64),
    sourceTimeoutMs: number('HANDOFF_SOURCE_TIMEOUT_MS', 120_000, 100, 3_600_000),
    keepStepsDays: number('HANDOFF_KEEP_STEPS_DAYS', 7, 1, 3650),
    lookBackDays: number('HANDOFF_LOOK_BACK_DAYS', 90, 0, 3650),
    competitors: list(env['HANDOFF_COMPETITORS']),
    sellerDomains: list(env['HANDOFF_SELLER_DOMAINS']).map((domain) => domain.toLowerCase())
  };
}

function readCredentials(env: Env, problems: string[]): Credentials {
  const clientId = env['SF_CLIENT_ID'] ?? '';
  const clientSecret = env['SF_CLIENT_SECRET'] ?? '';
  const keyFile = env['SF_PRIVATE_KEY'] ?? '';
  const username = env['SF_USERNAME'] ?? '';
  if (clientId === '') problems.push('SF_CLIENT_ID must be the consumer key of the connected app');
  if ((clientSecret === '') === (keyFile === ''))
    problems.push('Set one of SF_CLIENT_SECRET (client credentials) and SF_PRIVATE_KEY (a PEM file, for JWT bearer)');
  if (keyFile === '') return { flow: 'client credentials', clientId, clientSecret };
  if (username === '')
    problems.push('SF_USERNAME must be the user name of the integration user when SF_PRIVATE_KEY is set');
  const audience = env['SF_JWT_AUDIENCE'] ?? 'https://login.salesforce.com';
  return { flow: 'jwt bearer', clientId, username, audience, privateKey: readKey(keyFile, problems) };
}

function readKey(path: string, problems: string[]): string {
  try {
    const pem = readFileSync(path, 'utf8');
    createPrivateKey(pem);
    return pem;
  } catch {
    problems.push(`SF_PRIVATE_KEY must name a file that can be read and holds a private key (PEM); ${shownPath(path)}`);
    return '';
  }
}

/** A key that was pasted in where its file should be named must not be shown. */
export function shownPath(path: string): string {
  return path.length < 256 && !/-----|\s/.test(path) ? `it names ${path}` : 'it holds something else than a path';
}

/** A secret must not travel in the clear, except to this machine itself. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
