import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { SAMPLE_USERS } from '../src/access/seed.ts';
import { composeApp } from '../src/app.ts';
import { openOrg, type OpenOrg } from '../src/org/open.ts';
import type { OrgLog } from '../src/org/ports.ts';
import type { OrgFeatures } from '../src/org/schema.ts';
import { Sessions } from '../src/rest/session.ts';
import { buildBundle } from '../src/web/bundle/build.ts';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** @returns a new folder with the package, to be changed, and with the trees that its Apex was parsed into before */
export function copyPackage(): string {
  const root = mkdtempSync(join(tmpdir(), 'handoff-'));
  for (const folder of ['force-app', join('.cache', 'apex')])
    if (existsSync(join(PROJECT, folder))) cpSync(join(PROJECT, folder), join(root, folder), { recursive: true });
  return root;
}

/** One line of the org's log for each transaction. */
export interface TransactionLine {
  label: string;
  user: string;
  outcome: string;
  queries: number;
  dml: number;
  callouts: number;
}

export interface RunningOrg extends OpenOrg {
  app: FastifyInstance;
  url: string;
  transactions: TransactionLine[];
}

/** The package's own org behind HTTP, on a port of its own. */
export async function startOrg(
  options: {
    serviceUrl?: string;
    apiKey?: string;
    certificate?: string;
    minuteMs?: number;
    /** With the pages, and what they ask for. */
    pages?: boolean;
    /** User names beside the sample users that may log in, with the same password. */
    logins?: readonly string[];
    features?: OrgFeatures;
    namespace?: string;
  } = {}
): Promise<RunningOrg> {
  const transactions: TransactionLine[] = [];
  const log: OrgLog = {
    info: (fields, message) => {
      if (message === 'transaction') transactions.push(fields as unknown as TransactionLine); // What the engine logs for each.
    },
    warn: () => undefined,
    error: () => undefined
  };
  const opened = openOrg({
    root: PROJECT,
    log,
    minuteMs: options.minuteMs ?? 1,
    features: options.features ?? {},
    addresses: new Map(options.serviceUrl === undefined ? [] : [['Handoff_Service', options.serviceUrl]]),
    secrets: new Map(options.apiKey === undefined ? [] : [['Handoff_Service.ApiKey', options.apiKey]])
  });
  const { org, project } = opened;
  const bundle =
    options.pages === true
      ? await buildBundle({
          root: PROJECT,
          project,
          isCacheable: (className, method) => org.apex.isCacheable(className, method),
          progress: () => undefined
        })
      : undefined;
  const app = await composeApp({
    org,
    ...(bundle === undefined ? {} : { pages: { project, bundle } }),
    ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    sessions: new Sessions(org.id),
    credentials: opened.credentials,
    oauth: {
      passwords: new Map(
        [...SAMPLE_USERS.map(({ username }) => username), ...(options.logins ?? [])].map((name) => [name, 'local'])
      ),
      clients: [
        {
          clientId: 'handoff-service',
          clientSecret: 'a secret of this test',
          runAs: 'integration@handoff.example',
          ...(options.certificate === undefined ? {} : { certificate: options.certificate })
        }
      ],
      audiences: ['https://login.salesforce.com']
    }
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { ...opened, app, url, transactions };
}

export async function stopOrg(org: RunningOrg): Promise<void> {
  org.stop();
  await org.app.close();
}
