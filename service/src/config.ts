import { readFileSync } from 'node:fs';
import { readSources, type SourcesConfig } from './connectors/config.ts';
import { type BriefConfig, readBriefConfig, shownPath } from './briefConfig.ts';
import { type ModelConfig, readModelConfig } from './claude/config.ts';

/** What the service needs to know of its surroundings, read once and never changed. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly apiKeys: readonly string[];
  /** 18-character ids of the orgs that may call. */
  readonly allowedOrgs: ReadonlySet<string>;
  /** PEM certificates or public keys of orgs that sign JWTs. */
  readonly jwtKeys: readonly string[];
  readonly jwtAudience: string;
  readonly bodyLimitBytes: number;
  readonly requestsPerMinute: number;
  readonly requestTimeoutMs: number;
  /** How long a connection may be idle between two requests. */
  readonly keepAliveMs: number;
  readonly logLevel: string;
  readonly sources: SourcesConfig;
  /** Null when the service only scores: no org to write briefs to is configured. */
  readonly briefs: BriefConfig | null;
  /** Null without a key: then claims are found by rules alone. */
  readonly model: ModelConfig | null;
}

const LOG_LEVELS: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const LEAST_KEY_LENGTH = 32;
/** What is longer is no API key; it may be a JWT. */
export const LONGEST_KEY = 512;

/**
 * Every variable that is missing or wrong, with what it should look like. Never with what it holds: it may be a secret
 * that was put into the wrong one.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** @throws {ConfigError} naming every problem at once */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const number = (name: string, fallback: number, least: number, most: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    problems.push(`${name} must be a whole number from ${least} to ${most}`);
    return fallback;
  };
  const apiKeys = list(env['HANDOFF_API_KEYS']);
  const allowed = list(env['HANDOFF_ALLOWED_ORGS']);
  const keyFiles = list(env['HANDOFF_JWT_CERTIFICATES']);
  if (apiKeys.length === 0 && keyFiles.length === 0)
    problems.push(
      'HANDOFF_API_KEYS must hold one or two keys, separated by a comma (or HANDOFF_JWT_CERTIFICATES one or more files)'
    );
  if (apiKeys.length > 2) problems.push('HANDOFF_API_KEYS holds more than two keys; two are enough for rotation');
  if (apiKeys.some((key) => key.length < LEAST_KEY_LENGTH))
    problems.push(`HANDOFF_API_KEYS holds a key shorter than ${LEAST_KEY_LENGTH} characters`);
  if (apiKeys.some((key) => key.length > LONGEST_KEY || !/^[\x21-\x7e]*$/.test(key)))
    problems.push(
      `HANDOFF_API_KEYS holds a key of more than ${LONGEST_KEY} characters, or with others than ASCII letters, digits and signs`
    );
  if (allowed.length === 0)
    problems.push(
      'HANDOFF_ALLOWED_ORGS must hold the ids of the orgs that may call, separated by commas, e.g. 00D000000000001EAA'
    );
  for (const [index, id] of allowed.entries())
    if (!/^00D[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?$/.test(id))
      problems.push(
        `HANDOFF_ALLOWED_ORGS must hold ids of organizations; entry ${index + 1} is none (15 or 18 characters, beginning with 00D)`
      );
  const jwtKeys = keyFiles.flatMap((path) => {
    try {
      return [readFileSync(path, 'utf8')];
    } catch {
      problems.push(`HANDOFF_JWT_CERTIFICATES must name files that can be read; ${shownPath(path)}`);
      return [];
    }
  });
  const config: Config = {
    port: number('PORT', 8080, 0, 65_535),
    host: env['HOST'] ?? '127.0.0.1',
    apiKeys,
    allowedOrgs: new Set(allowed.map(to15)),
    jwtKeys,
    jwtAudience: env['HANDOFF_JWT_AUDIENCE'] ?? 'handoff-service',
    bodyLimitBytes: number('HANDOFF_BODY_LIMIT_BYTES', 4_000_000, 1_000, 50_000_000),
    requestsPerMinute: number('HANDOFF_REQUESTS_PER_MINUTE', 600, 1, 1_000_000),
    requestTimeoutMs: number('HANDOFF_REQUEST_TIMEOUT_MS', 15_000, 100, 120_000),
    keepAliveMs: number('HANDOFF_KEEP_ALIVE_MS', 72_000, 100, 3_600_000),
    logLevel: readLogLevel(env['LOG_LEVEL'] ?? '', problems),
    sources: readSources(env, problems),
    briefs: readBriefConfig(env, number, problems),
    model: readModelConfig(env, problems)
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

function readLogLevel(text: string, problems: string[]): string {
  if (text === '' || LOG_LEVELS.includes(text)) return text || 'info';
  problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  return 'info';
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Ids compare by their first 15 characters, case and all: the last three only repeat them. */
export function to15(id: string): string {
  return id.slice(0, 15);
}
