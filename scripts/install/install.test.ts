import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { importSampleData } from '../../local-org/src/sampledata/import.ts';
import { PROJECT, type RunningOrg, startOrg, stopOrg } from '../../local-org/test/org.ts';
import { type CommandResult, runCommand } from '../run/layer.ts';
import { end, freePort, start } from '../run/processes.ts';
import { OrgConnection } from './org.ts';
import { type Installation, STEPS } from './steps.ts';

const KEY = 'the key of this test that nobody may see'.replaceAll(' ', '-');
const ALIAS = 'handoff-install-test';

/** Salesforce's own CLI logs in to the local org, and the script installs into it as far as its API goes. */
describe('scripts/install.sh against the local org', () => {
  let org: RunningOrg;
  let service: ChildProcess | undefined;
  let serviceUrl: string;
  let folder: string;

  const run = (program: string, args: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> =>
    runCommand(program, args, { HOME: folder, SF_SKIP_NEW_VERSION_CHECK: 'true', ...env }, PROJECT);
  const install = (...args: string[]): Promise<CommandResult> =>
    run('sh', ['scripts/install.sh', '--target-org', ALIAS, ...args]);
  const token = async (username: string): Promise<string> => {
    const body = new URLSearchParams({ grant_type: 'password', username, password: 'local' });
    const answer = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body });
    const { access_token } = (await answer.json()) as { access_token: string }; // Salesforce's own answer.
    return access_token;
  };
  const secrets = (key: string): string => {
    const path = join(folder, 'secrets.env');
    writeFileSync(path, `HANDOFF_API_KEYS=${key},${'other'.repeat(8)}\n`);
    return path;
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handoff-install-'));
    org = await startOrg();
    importSampleData(org.org, join(PROJECT, 'scripts', 'data'));
    const port = await freePort();
    serviceUrl = `http://127.0.0.1:${port}`;
    const env = { PORT: String(port), HANDOFF_API_KEYS: KEY, HANDOFF_ALLOWED_ORGS: org.org.id };
    ({ child: service } = await start({ file: 'service/src/main.ts', env, ready: 'Server listening' }));
    const login = ['org', 'login', 'access-token', '--instance-url', org.url, '--alias', ALIAS, '--no-prompt'];
    const { code, output } = await run('sf', login, { SF_ACCESS_TOKEN: await token('admin@handoff.example') });
    assert.equal(code, 0, output);
  });
  after(async () => {
    await end(service);
    await stopOrg(org);
    rmSync(folder, { recursive: true, force: true });
  });

  test('a dry run looks and changes nothing', async () => {
    const { code, output } = await install('--dry-run', '--service-url', serviceUrl);
    assert.equal(code, 0, output);
    assert.match(output, /Handoff Local Org, Developer Edition, no production org, as admin@handoff\.example/);
    assert.match(output, /Dry run: nothing was changed/);
    assert.doesNotMatch(output, /Step 3/);
    assert.equal(org.credentials.named('Handoff_Service')?.url, 'https://handoff-service.example.com');
    assert.deepEqual(sweeps(), []);
  });

  test('installs all but what needs the Metadata API, and says so; the key is never shown', async () => {
    const given = ['--sample-data', '--service-url', serviceUrl, '--secrets', secrets(KEY), '--no-open'];
    const first = await install(...given, '--integration-user', 'ae@handoff.example');
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, /HERE A REAL ORG IS NEEDED: the local org has no Metadata API/);
    assert.match(first.output, /Assigned Handoff_Integration\./);
    assert.match(first.output, /The service scored an empty handoff for the org\./);
    assert.match(first.output, /Done, as far as the local org goes\./);
    assert.equal(first.output.includes(KEY), false);
    assert.equal(org.credentials.named('Handoff_Service')?.url, serviceUrl);
    assert.deepEqual(sweeps(), [
      'HandoffBriefSweepSchedulable',
      'HandoffErasureSweepSchedulable',
      'HandoffRetentionSchedulable',
      'HandoffScoreSweepSchedulable'
    ]);

    const again = await install('--sample-data', '--service-url', serviceUrl, '--no-open');
    assert.equal(again.code, 0, again.output);
    for (const line of [/They were assigned already/, /They were there already/, /already\.\n/, /It has one already/])
      assert.match(again.output, line);
    assert.equal(sweeps().length, 2);
  });

  test('a key that the service does not know ends at that step, with how to go on', async () => {
    const said: string[] = [];
    const installation = await opened(said, secrets('k'.repeat(40)));
    await step('Give the org its API key', installation);
    await assert.rejects(step('Let the org ask the service', installation), {
      name: 'InstallError',
      message: /401/,
      action: /none of HANDOFF_API_KEYS/
    });
    const right = await opened(said, secrets(KEY));
    await step('Give the org its API key', right);
    assert.match(await step('Let the org ask the service', right), /scored/);
  });

  test('without a key it says where to enter one', async () => {
    const said: string[] = [];
    org.credentials.removeSecret('Handoff_Service', 'ApiKey');
    assert.match(await step('Give the org its API key', await opened(said, null)), /Left for later/);
    assert.match(said.join('\n'), /External Credentials, Handoff Service, Principals/);
    assert.match(await step('Let the org ask the service', await opened(said, null)), /Not yet/);
  });

  test('an org the CLI does not know, and a wrong option', async () => {
    const unknown = await run('sh', ['scripts/install.sh', '--target-org', 'nobody']);
    assert.equal(unknown.code, 1);
    assert.match(unknown.output, /knows no org "nobody"[\s\S]*sf org login web --alias nobody/);
    const wrong = await install('--everything');
    assert.equal(wrong.code, 2);
    assert.match(wrong.output, /--everything is no option/);
  });

  function sweeps(): string[] {
    const labels = org.org.async.pending().map(({ label }) => label);
    return labels.filter((label) => label.endsWith('Schedulable')).sort();
  }

  async function opened(said: string[], path: string | null): Promise<Installation> {
    const connection = new OrgConnection(org.url, 'admin@handoff.example', await token('admin@handoff.example'));
    const options = { targetOrg: ALIAS, dryRun: false, sampleData: false, integrationUser: null, open: false };
    return {
      root: PROJECT,
      options: { ...options, serviceUrl, secrets: path },
      org: connection,
      facts: null,
      say: (line) => void said.push(line),
      isInteractive: false
    };
  }

  async function step(title: string, installation: Installation): Promise<string> {
    const found = STEPS.find((each) => each.title === title);
    assert.ok(found, title);
    return found.run(installation);
  }
});
