import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PROJECT, type RunningOrg, startOrg, stopOrg } from '../../local-org/test/org.ts';
import { proveService, setApiKey } from '../install/credentials.ts';
import { OrgConnection } from '../install/org.ts';
import { type CommandResult, runCommand } from '../run/layer.ts';
import { end, freePort, start } from '../run/processes.ts';
import { readEnv } from './secrets.ts';

/** Both directions between the local org and the service, with what the script made and nothing else. */
describe('node scripts/connect.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-connect-'));
  const secrets = join(folder, 'service.env');
  const app = join(folder, 'app');
  const connect = (...args: string[]): Promise<CommandResult> =>
    runCommand(process.execPath, ['scripts/connect.ts', ...args], {}, PROJECT);
  const make = (...more: string[]): string[] => [
    ...['new', '--secrets', secrets, '--app', app, '--login-url', 'http://localhost:1'],
    ...['--user', 'integration@handoff.example', '--org', '00D000000000001EAA', '--contact', 'ops@handoff.example'],
    ...more
  ];
  let org: RunningOrg;
  let service: ChildProcess | undefined;
  let url: string;
  let made: CommandResult;

  /** The service with the environment of the file, as a systemd unit or a container would start it. */
  async function startService(): Promise<void> {
    await end(service);
    const env = { ...Object.fromEntries(readEnv(secrets)), PORT: new URL(url).port, SF_LOGIN_URL: '' };
    ({ child: service } = await start({ file: 'service/src/main.ts', env, ready: 'Server listening' }));
  }

  before(async () => {
    made = await connect(...make());
    assert.equal(made.code, 0, made.output);
    const xml = readFileSync(
      join(app, 'app/extlClntAppGlobalOauthSets/Handoff_Service_glbloauth.ecaGlblOauth-meta.xml')
    );
    const certificate = /<certificate>([^<]*)</.exec(xml.toString())?.[1] ?? '';
    org = await startOrg({ certificate });
    url = `http://127.0.0.1:${await freePort()}`;
    // What the person does by hand: the consumer key from Setup, and here the local org's address.
    const text = readFileSync(secrets, 'utf8');
    writeFileSync(
      secrets,
      text.replace('SF_CLIENT_ID=', 'SF_CLIENT_ID=handoff-service').replace('http://localhost:1', org.url)
    );
    await startService();
  });
  after(async () => {
    await end(service);
    await stopOrg(org);
    rmSync(folder, { recursive: true, force: true });
  });

  const prove = (): Promise<CommandResult> => connect('prove', '--secrets', secrets, '--service-url', url);
  const keys = (): string[] => (readEnv(secrets).get('HANDOFF_API_KEYS') ?? '').split(',');
  const asked = async (key: string): Promise<number> => {
    const headers = { authorization: `Bearer ${key}`, 'x-handoff-org': org.org.id, 'content-type': 'application/json' };
    return (await fetch(`${url}/v1/scores`, { method: 'POST', headers, body: '{}' })).status;
  };

  test("secrets are only the owner's to read, and shown nowhere", () => {
    for (const path of [secrets, `${secrets}.key`]) assert.equal(statSync(path).mode & 0o777, 0o600, path);
    const key = readFileSync(`${secrets}.key`, 'utf8');
    assert.match(key, /^-----BEGIN PRIVATE KEY-----/);
    assert.equal(made.output.includes(keys()[0] ?? '?'), false);
    for (const path of readdirSync(app, { recursive: true, encoding: 'utf8' })) {
      const file = join(app, path);
      if (statSync(file).isFile()) assert.doesNotMatch(readFileSync(file, 'utf8'), /PRIVATE KEY|HANDOFF_API/, path);
    }
  });

  test("the app is source that Salesforce's CLI can place", async () => {
    const output = join(folder, 'converted');
    const args = ['project', 'convert', 'source', '--root-dir', 'app', '--output-dir', output];
    const { code, output: said } = await runCommand('sf', args, { SF_SKIP_NEW_VERSION_CHECK: 'true' }, app);
    assert.equal(code, 0, said);
    const manifest = readFileSync(join(output, 'package.xml'), 'utf8');
    for (const type of ['ExternalClientApplication', 'ExtlClntAppGlobalOauthSettings', 'ExtlClntAppOauthSettings'])
      assert.match(manifest, new RegExp(`<name>${type}</name>`));
  });

  test('proves both directions with one call each', async () => {
    const { code, output } = await prove();
    assert.equal(code, 0, output);
    assert.match(output, /Service to org: logged in by JWT bearer to 00D000000000001\./);
    assert.match(output, /Org to service: scored by rubric \d/);
  });

  test('an API key is rotated without a call being refused', async () => {
    const body = new URLSearchParams({ grant_type: 'password', username: 'admin@handoff.example', password: 'local' });
    const login = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body });
    const { access_token } = (await login.json()) as { access_token: string }; // Salesforce's own answer.
    const admin = new OrgConnection(org.url, 'admin@handoff.example', access_token);
    org.credentials.setAddress('Handoff_Service', url);
    const [old = ''] = keys();
    await setApiKey(admin, old);
    await proveService(admin);
    assert.equal((await connect('rotate', '--secrets', secrets)).code, 0);
    const [fresh = '', second] = keys();
    assert.equal(second, old);
    assert.notEqual(fresh, old);
    await startService();
    // The org still sends the old one; then it gets the new one; both are good.
    await proveService(admin);
    await setApiKey(admin, fresh);
    await proveService(admin);
    assert.equal((await connect('retire', '--secrets', secrets)).code, 0);
    assert.deepEqual(keys(), [fresh]);
    await startService();
    await proveService(admin);
    assert.equal(await asked(old), 401);
    assert.equal(await asked(fresh), 400);
    assert.equal(statSync(secrets).mode & 0o777, 0o600);
  });

  test("a new certificate takes the old one's place; the old key then logs nobody in", async () => {
    const [key, next] = [join(folder, 'next.key'), join(folder, 'next')];
    const args = ['--secrets', secrets, '--key', key, '--app', next, '--contact', 'ops@handoff.example'];
    const { code, output } = await connect('certificate', ...args);
    assert.equal(code, 0, output);
    const text = readFileSync(secrets, 'utf8');
    writeFileSync(secrets, text.replace(/^SF_PRIVATE_KEY=.*$/m, `SF_PRIVATE_KEY=${key}`));
    // The org still has the first certificate.
    const refused = await prove();
    assert.equal(refused.code, 1);
    assert.match(refused.output, /refused.*\nHow to go on: .*deployed with this certificate/);
    writeFileSync(secrets, text);
    assert.equal((await prove()).code, 0);
  });

  test('what would lose or leak a secret is refused', async () => {
    const refused = async (args: readonly string[], said: RegExp): Promise<void> => {
      const { code, output } = await connect(...args);
      assert.equal(code, 1, output);
      assert.match(output, said);
    };
    await refused(make(), /is there already/);
    const inside = make().map((each) => (each === secrets ? 'service/.env.new' : each));
    await refused(inside, /is inside the project/);
    await refused(['prove', '--secrets', secrets, '--service-url', 'http://service.example'], /is no https address/);
    await refused(['new'], /--secrets is missing/);
    await refused(['new', '--all'], /--all/);
    await refused(['sing'], /sing is no command/);
    chmodSync(secrets, 0o644);
    await refused(['prove', '--secrets', secrets, '--service-url', url], /Others may read/);
    chmodSync(secrets, 0o600);
  });
});
