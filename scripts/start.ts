import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';

const PORT = process.env['PORT'] ?? '3000';
const SERVICE_PORT = process.env['SERVICE_PORT'] ?? '8080';
/** The local org's id; the service lets nobody else in. */
const ORG_ID = '00D000000000001EAA';

const children: ChildProcess[] = [];
let stopping = false;

function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
  process.exitCode = code;
}

/** Starts a part, and waits until it says that it is ready. A part that ends takes the others with it. */
function start(name: string, file: string, env: Record<string, string>, ready: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    children.push(child);
    child.stdout.on('data', (data: Buffer) => {
      const text = data.toString();
      if (text.includes(ready)) resolve();
      if (name === 'org') process.stdout.write(text);
    });
    child.stderr.on('data', (data: Buffer) => {
      // Log lines are JSON; only what is meant for a person is shown.
      for (const line of data.toString().split('\n'))
        if (line !== '' && !line.startsWith('{')) process.stderr.write(`${line}\n`);
    });
    child.on('exit', (code) => stop(code ?? 1));
  });
}

process.on('SIGTERM', () => stop(0));
process.on('SIGINT', () => stop(0));

const key = randomBytes(24).toString('hex');
process.stdout.write('Starting the scoring service and the local org ...\n');
await start(
  'service',
  'service/src/main.ts',
  { PORT: SERVICE_PORT, HANDOFF_API_KEYS: key, HANDOFF_ALLOWED_ORGS: ORG_ID, LOG_LEVEL: 'info' },
  'Server listening'
);
await start(
  'org',
  'local-org/src/main.ts',
  { PORT, SERVICE_URL: `http://127.0.0.1:${SERVICE_PORT}`, HANDOFF_API_KEY: key },
  'Local org ready'
);
process.stdout.write(
  `\nTry, as ae@handoff.example with the password "local":\n` +
    `  curl -s ${`http://localhost:${PORT}`}/services/oauth2/token -d grant_type=password -d username=ae@handoff.example -d password=local\n` +
    `and then query, save and close deals with jsforce or any other client of Salesforce's API.\n`
);
