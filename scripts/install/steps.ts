import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildLwc } from '../build-lwc.ts';
import { assign } from './access.ts';
import { checkOrg, type OrgFacts } from './check.ts';
import { apiKeyIn, askForKey, hasApiKey, proveService, serviceUrl, setApiKey, setServiceUrl } from './credentials.ts';
import { InstallError, type InstallOptions } from './options.ts';
import type { OrgConnection } from './org.ts';
import { loadSample } from './sample.ts';
import { sf } from './sf.ts';

/** What the steps share. */
export interface Installation {
  readonly root: string;
  readonly options: InstallOptions;
  readonly org: OrgConnection;
  /** Known from the first step on. */
  facts: OrgFacts | null;
  readonly say: (line: string) => void;
  /** Whether somebody sits at the terminal who can be asked. */
  readonly isInteractive: boolean;
}

export interface Step {
  readonly title: string;
  /** Whether it changes nothing, so that a dry run does it too. */
  readonly isDry: boolean;
  /** @returns one line saying what was done, or why there was nothing to do */
  run: (installation: Installation) => Promise<string>;
}

const NEEDS_REAL_ORG = 'HERE A REAL ORG IS NEEDED:';
const NO_SERVICE = 'https://handoff-service.example.com';

/** The steps of an installation, in order. Each looks first what is there already, so all can be repeated. */
export const STEPS: readonly Step[] = [
  { title: 'Check the org', isDry: true, run: check },
  { title: 'Deploy the package', isDry: true, run: deploy },
  { title: 'Assign permission sets', isDry: false, run: assignSets },
  { title: 'Load the sample deals', isDry: false, run: sample },
  { title: "Set the service's address", isDry: false, run: address },
  { title: 'Give the org its API key', isDry: false, run: secret },
  { title: 'Let the org ask the service', isDry: false, run: prove },
  { title: 'Schedule the jobs', isDry: false, run: schedule },
  { title: 'Run the Apex tests', isDry: false, run: tests },
  { title: 'Open the app', isDry: false, run: open }
];

async function check(it: Installation): Promise<string> {
  const facts = await checkOrg(it.org, it.root);
  it.facts = facts;
  for (const note of facts.notes) it.say(`  Note: ${note}`);
  const kind = facts.isProduction ? 'production' : 'no production org';
  return `${facts.name}, ${facts.edition}, ${kind}, as ${it.org.username}.`;
}

async function deploy(it: Installation): Promise<string> {
  if (it.facts?.isLocal)
    return `${NEEDS_REAL_ORG} the local org has no Metadata API, and runs force-app as it is. Nothing was deployed.`;
  await buildLwc(it.root);
  const tested = it.facts?.isProduction
    ? ['--test-level', 'RunLocalTests']
    : ['--test-level', 'RunSpecifiedTests', ...testClasses(it.root).flatMap((name) => ['--tests', name])];
  const dry = it.options.dryRun ? ['--dry-run'] : [];
  const code = await sf([
    ...['project', 'deploy', 'start', '--source-dir', 'force-app', '--target-org', it.options.targetOrg],
    ...['--wait', '60', '--concise', ...tested, ...dry]
  ]);
  if (code !== 0)
    throw new InstallError(
      'The org refused the package; nothing of it was kept.',
      'The CLI lists above what is wrong. A failing test of your own: it fails without this package too, or a validation rule or required field meets its records. Put it right and run the same command again.'
    );
  return it.options.dryRun ? 'Validated with its tests; nothing was changed.' : 'Deployed, its tests passed.';
}

async function assignSets(it: Installation): Promise<string> {
  const added = await assign(it.org, it.org.username, ['Handoff_Admin']);
  const { integrationUser } = it.options;
  if (integrationUser !== null) added.push(...(await assign(it.org, integrationUser, ['Handoff_Integration'])));
  it.say('  Everybody else gets the set of their role: sf org assign permset --name Handoff_AE --on-behalf-of USER');
  return added.length === 0 ? 'They were assigned already.' : `Assigned ${added.join(' and ')}.`;
}

async function sample(it: Installation): Promise<string> {
  if (!it.options.sampleData) return 'Not asked for (--sample-data).';
  return (await loadSample(it.org, it.options.targetOrg)) ? 'Loaded.' : 'They were there already.';
}

async function address(it: Installation): Promise<string> {
  const { serviceUrl: url } = it.options;
  if (url === null) return `Left as it is, ${await serviceUrl(it.org)} (--service-url changes it).`;
  return (await setServiceUrl(it.org, url)) ? `Set to ${url}.` : `It was ${url} already.`;
}

async function secret(it: Installation): Promise<string> {
  const { secrets } = it.options;
  if (secrets !== null) {
    await setApiKey(it.org, apiKeyIn(readSecrets(secrets), secrets));
    return `Written from ${secrets}; nobody can read it back.`;
  }
  if (await hasApiKey(it.org)) return 'It has one already (--secrets FILE replaces it).';
  it.say('  The service lets in whoever has a key of HANDOFF_API_KEYS; node scripts/connect.ts new makes one.');
  const key = it.isInteractive ? await askForKey() : '';
  if (key !== '') {
    await setApiKey(it.org, key);
    return 'Written; nobody can read it back.';
  }
  it.say('  In Setup: Named Credentials, External Credentials, Handoff Service, Principals, Edit, Add:');
  it.say('  Name "ApiKey", Value the key, Save. Or run this command again with --secrets FILE.');
  return 'Left for later; until then handoffs wait for their score.';
}

async function prove(it: Installation): Promise<string> {
  if ((await serviceUrl(it.org)) === NO_SERVICE || !(await hasApiKey(it.org)))
    return 'Not yet: it needs the address and the key.';
  await proveService(it.org);
  return 'The service scored an empty handoff for the org.';
}

async function schedule(it: Installation): Promise<string> {
  await it.org.apex(readFileSync(join(it.root, 'scripts', 'install', 'schedule.apex'), 'utf8'));
  return 'Three every hour, for what was left behind, and one a night, for what was kept long enough.';
}

async function tests(it: Installation): Promise<string> {
  if (it.facts?.isLocal) return `${NEEDS_REAL_ORG} the local org runs them as "npm run test:apex".`;
  const names = testClasses(it.root).flatMap((name) => ['--class-names', name]);
  const code = await sf([
    ...['apex', 'run', 'test', '--target-org', it.options.targetOrg, '--wait', '30', '--concise'],
    ...['--test-level', 'RunSpecifiedTests', ...names]
  ]);
  if (code === 0) return 'All passed.';
  throw new InstallError(
    'Not all Apex tests passed.',
    'The package is deployed and works as far as they passed. Look at what failed above; run the command again when it is put right.'
  );
}

async function open(it: Installation): Promise<string> {
  const path = '/lightning/app/c__Handoffs';
  if (it.facts?.isLocal) return `Open ${it.org.url}.`;
  if (!it.options.open) return `Open ${it.org.url}${path}.`;
  const code = await sf(['org', 'open', '--target-org', it.options.targetOrg, '--path', path]);
  return code === 0 ? 'Opened.' : `Open ${it.org.url}${path}.`;
}

function readSecrets(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new InstallError(`${path} cannot be read.`, 'Give the file that node scripts/connect.ts new wrote.', {
      cause
    });
  }
}

function testClasses(root: string): string[] {
  const folder = join(root, 'force-app', 'main', 'default', 'classes');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('Test.cls'))
    .map((path) => basename(path, '.cls'))
    .sort();
}
