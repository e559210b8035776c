import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SAMPLE_USERS } from './access/seed.ts';
import { composeApp } from './app.ts';
import { jsonLog } from './log.ts';
import { OrgError } from './org/errors.ts';
import { openOrg } from './org/open.ts';
import type { Org } from './org/ports.ts';
import { Sessions } from './rest/session.ts';
import { importSampleData } from './sampledata/import.ts';
import { buildBundle } from './web/bundle/build.ts';

/** The environment, read once. */
interface Settings {
  port: number;
  serviceUrl: string;
  apiKey: string;
  clientSecret: string;
  minuteMs: number;
}

function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    port: Number(env['PORT'] ?? 3000),
    serviceUrl: env['SERVICE_URL'] ?? 'http://127.0.0.1:8080',
    apiKey: env['HANDOFF_API_KEY'] ?? '',
    clientSecret: env['LOCAL_ORG_CLIENT_SECRET'] ?? '',
    minuteMs: Number(env['LOCAL_ORG_MINUTE_MS'] ?? 60_000)
  };
}

/** Opens the org of the project in this folder, imports the sample deals, and serves Salesforce's API and pages. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const root = process.cwd();
  const url = `http://localhost:${settings.port}`;
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const { org, project, credentials, stop } = openOrg({
    root,
    log: jsonLog((line) => void process.stderr.write(line)),
    domainUrl: url,
    minuteMs: settings.minuteMs,
    addresses: new Map([['Handoff_Service', settings.serviceUrl]]),
    secrets: new Map([['Handoff_Service.ApiKey', settings.apiKey]])
  });
  const bundle = await buildBundle({
    root,
    project,
    isCacheable: (className, method) => org.apex.isCacheable(className, method),
    progress: say
  });
  const app = await composeApp({
    org,
    sessions: new Sessions(org.id),
    credentials,
    pages: { project, bundle },
    oauth: {
      passwords: new Map(SAMPLE_USERS.map(({ username }) => [username, 'local'])),
      clients:
        settings.clientSecret === ''
          ? []
          : [
              { clientId: 'handoff-service', clientSecret: settings.clientSecret, runAs: 'integration@handoff.example' }
            ],
      audiences: ['https://login.salesforce.com', url]
    }
  });
  importSampleData(org, join(root, 'scripts', 'data'));
  scheduleSweeps(org, readFileSync(join(root, 'scripts', 'install', 'schedule.apex'), 'utf8'));
  // Loopback only: the sample users' password is known to everybody.
  await app.listen({ port: settings.port, host: '127.0.0.1' });
  say(`Local org ready at ${url}`);
  const end = (): void => {
    stop();
    void app.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/** Runs what an installation runs as its administrator: what scores and briefs leave behind is picked up here too. */
function scheduleSweeps(org: Org, source: string): void {
  const admin = org.users.idOf('admin@handoff.example') ?? '';
  org.transact(admin, 'schedule the sweeps', (tx) => org.apex.executeAnonymous(tx, source));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}

/** One line for what somebody can put right; everything there is to know for what nobody expected. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException; // Node's own errors say what they were about.
  if (code === 'EADDRINUSE') return `Port ${process.env['PORT'] ?? '3000'} is taken: set PORT to another one.`;
  if (code === 'ENOENT' && path !== undefined) return `${relative(process.cwd(), path)} is missing.`;
  return error instanceof OrgError ? error.message : (error.stack ?? error.message);
}
