import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeApp } from './connect/app.ts';
import { newLoginKey } from './connect/keys.ts';
import { proveKey, proveLogin } from './connect/prove.ts';
import { changeKeys, newApiKey, readEnv, requireOutside, writeNew } from './connect/secrets.ts';
import { InstallError, isSafeUrl } from './install/options.ts';

const USAGE = `Connects the service with an org, both ways. Secrets go into one file and its key file, and nowhere else.

  node scripts/connect.ts new --secrets FILE --app FOLDER --login-url URL --user NAME --org ID --contact MAIL
      makes a key pair, a certificate and an API key. FILE gets the service's environment, FILE.key the private key
      (both only yours to read), FOLDER the external client app to deploy. URL is the org's My Domain address.
      --sandbox: the org logs in at test.salesforce.com
  node scripts/connect.ts prove --secrets FILE --service-url URL
      logs in to the org as the service does, and asks the service for a score as the org does
  node scripts/connect.ts rotate --secrets FILE
      puts a new API key before the one in use; the service takes both
  node scripts/connect.ts retire --secrets FILE
      drops the older of two API keys
  node scripts/connect.ts certificate --secrets FILE --app FOLDER --contact MAIL --key NEWFILE
      makes a new key pair and app; FILE then names NEWFILE
`;

type Values = Readonly<Record<string, string | boolean | undefined>>;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** @throws {InstallError} */
function need(values: Values, name: string): string {
  const value = values[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new InstallError(`--${name} is missing.`, 'node scripts/connect.ts --help shows what belongs where.');
}

function makeNew(values: Values): void {
  const [secrets, app] = [need(values, 'secrets'), need(values, 'app')];
  const [url, user, org, contact] = ['login-url', 'user', 'org', 'contact'].map((name) => need(values, name));
  const root = process.cwd();
  for (const path of [secrets, app]) requireOutside(root, path);
  if (!isSafeUrl(url ?? ''))
    throw new InstallError(`${url} is no https address.`, 'Give the My Domain address of the org.');
  if (!/^00D\w{12}(?:\w{3})?$/.test(org ?? ''))
    throw new InstallError(`${org} is no organization id.`, 'sf org display --target-org ALIAS shows it.');
  if (existsSync(app)) throw new InstallError(`${app} is there already.`, 'Give a folder that is not there yet.');
  if (existsSync(secrets)) throw new InstallError(`${secrets} is there already.`, 'Give another name.');
  const keyFile = `${secrets}.key`;
  const certificate = newLoginKey(keyFile);
  const audience = values['sandbox'] === true ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
  const lines = [
    `HANDOFF_API_KEYS=${newApiKey()}`,
    `HANDOFF_ALLOWED_ORGS=${org}`,
    `SF_LOGIN_URL=${url}`,
    'SF_CLIENT_ID=',
    `SF_PRIVATE_KEY=${keyFile}`,
    `SF_USERNAME=${user}`,
    `SF_JWT_AUDIENCE=${audience}`
  ];
  writeNew(secrets, `${lines.join('\n')}\n`);
  writeApp(app, certificate, contact ?? '');
  say(`Written: ${secrets} and ${keyFile} (secret, only yours to read), ${app} (no secret).`);
  sayDeploy(app);
  say('2. In Setup, External Client App Manager, Handoff Service: under Policies, OAuth, add the permission set');
  say(`   Handoff Integration; under Settings, OAuth, copy the consumer key to SF_CLIENT_ID in ${secrets}.`);
  say(`3. Start the service with that file, and give the org its key: scripts/install.sh --secrets ${secrets}`);
  say(`4. node scripts/connect.ts prove --secrets ${secrets} --service-url URL`);
}

function renewCertificate(values: Values): void {
  const [secrets, app, keyFile] = [need(values, 'secrets'), need(values, 'app'), need(values, 'key')];
  for (const path of [app, keyFile]) requireOutside(process.cwd(), path);
  if (existsSync(app)) throw new InstallError(`${app} is there already.`, 'Give a folder that is not there yet.');
  const env = readEnv(secrets);
  const certificate = newLoginKey(keyFile);
  writeApp(app, certificate, need(values, 'contact'));
  sayDeploy(app);
  say(`2. Right after it, set SF_PRIVATE_KEY=${keyFile} in ${secrets} and start the service again.`);
  say(`3. node scripts/connect.ts prove, then delete ${env.get('SF_PRIVATE_KEY') ?? 'the old key'}.`);
}

function sayDeploy(app: string): void {
  say(`1. (cd ${app} && sf project deploy start --source-dir app --target-org ALIAS)`);
  say(
    '   Salesforce takes it once Setup, External Client App Settings allows access to consumer secrets via Metadata API.'
  );
}

async function main(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  const names = ['secrets', 'app', 'login-url', 'user', 'org', 'contact', 'service-url', 'key'];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  let values: Values;
  try {
    ({ values } = parseArgs({ args: rest, options: { ...options, sandbox: { type: 'boolean' } } }));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new InstallError(said, 'node scripts/connect.ts --help shows the options.', { cause });
  }
  switch (command) {
    case 'new':
      return makeNew(values);
    case 'certificate':
      return renewCertificate(values);
    case 'prove': {
      const [secrets, url] = [need(values, 'secrets'), need(values, 'service-url')];
      if (!isSafeUrl(url)) throw new InstallError(`${url} is no https address.`, 'Keys never travel in the clear.');
      const org = await proveLogin(secrets);
      say(`Service to org: logged in by JWT bearer to ${org}.`);
      say(`Org to service: scored by rubric ${await proveKey(secrets, url, org)}.`);
      return;
    }
    case 'rotate':
      changeKeys(need(values, 'secrets'), ([inUse = '']) => [newApiKey(), inUse]);
      say('The file holds a new key and the old one. 1. Start the service again: it takes both.');
      say('2. scripts/install.sh --target-org ALIAS --secrets FILE gives the org the new one.');
      say('3. node scripts/connect.ts retire --secrets FILE drops the old one; start the service again.');
      return;
    case 'retire':
      changeKeys(need(values, 'secrets'), ([newest = '']) => [newest]);
      say('The file holds the newer key only. Start the service again.');
      return;
    case undefined:
    case '--help':
      say(USAGE.trimEnd());
      return;
    default:
      throw new InstallError(`${command} is no command.`, 'node scripts/connect.ts --help shows the commands.');
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InstallError)) throw error;
  process.stderr.write(`${error.message}\nHow to go on: ${error.action}\n`);
  process.exitCode = 1;
}
