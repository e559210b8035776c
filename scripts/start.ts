import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';

/** The local org's id; the service lets nobody else in. */
const ORG_ID = '00D000000000001EAA';

/** A reason not to start, or to stop, in one line for whoever started it. */
class StartError extends Error {
  override readonly name = 'StartError';
}

const children: ChildProcess[] = [];
let isStopping = false;

function stop(): void {
  isStopping = true;
  for (const child of children) child.kill('SIGTERM');
}

/** A port from the environment. @throws {StartError} when it is no port, or somebody has it */
async function portOf(name: string, standard: number): Promise<string> {
  const text = process.env[name] ?? String(standard);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartError(`${name} is ${text}: it takes a number from 1 to 65535.`);
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new StartError(`Port ${port} is taken: set ${name} to another one.`)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
  return text;
}

/** Starts a part, and waits until it says that it is ready. A part that ends takes the others with it. */
function start(name: string, file: string, env: Record<string, string>, ready: string): Promise<void> {
  return new Promise((resolve, reject) => {
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
    child.once('exit', (code) => {
      if (!isStopping) process.exitCode = code === 0 ? 1 : (code ?? 1);
      stop();
      // What it had to say, it has said itself.
      reject(new StartError(''));
    });
  });
}

async function main(): Promise<void> {
  const port = await portOf('PORT', 3000);
  const servicePort = await portOf('SERVICE_PORT', 8080);
  const key = randomBytes(24).toString('hex');
  process.stdout.write('Starting the scoring service and the local org ...\n');
  await Promise.all([
    start(
      'service',
      'service/src/main.ts',
      { PORT: servicePort, HANDOFF_API_KEYS: key, HANDOFF_ALLOWED_ORGS: ORG_ID, LOG_LEVEL: 'info' },
      'Server listening'
    ),
    start(
      'org',
      'local-org/src/main.ts',
      { PORT: port, SERVICE_URL: `http://127.0.0.1:${servicePort}`, HANDOFF_API_KEY: key },
      'Local org ready'
    )
  ]);
  process.stdout.write(`
Open http://localhost:${port} and choose who you are.

  As Amara (AE):   open the deal "Kestrel Freight: damage claims" and try to close it on the path. It says what is
                   missing; answer it in the panel, watch the score, and move the deal to Closed Won.
  As Lena (CSM):   open the account "Kestrel Freight" and read the brief.
  As Priya (manager) or Ines (admin): the lists of handoffs, and who passed a gate without answers.

Salesforce's API answers there too: log in with jsforce or any other client as ae@handoff.example, password "local".
Ctrl-C stops everything.
`);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
try {
  await main();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  if (error.message !== '') process.stderr.write(`${error.message}\n`);
  process.exitCode ??= 1;
}
