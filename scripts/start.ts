import { createServer } from 'node:net';
import { Demo } from './run/demo.ts';
import { StartError } from './run/processes.ts';

/** A port from the environment. @throws {StartError} when it is no port, or somebody has it */
async function portOf(name: string, standard: number): Promise<number> {
  const text = process.env[name] ?? String(standard);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartError(`${name} is ${text}: it takes a number from 1 to 65535.`);
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new StartError(`Port ${port} is taken: set ${name} to another one.`)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
  return port;
}

/** Aborted by Ctrl-C, by SIGTERM, and when a part ended by itself. */
const ending = new AbortController();

async function main(): Promise<void> {
  const port = await portOf('PORT', 3000);
  const servicePort = await portOf('SERVICE_PORT', 8080);
  process.stdout.write('Starting the service, the local org, and stand-ins for Slack, Gong and Zendesk ...\n');
  const demo = await Demo.start({
    port,
    servicePort,
    onOutput: (text) => void process.stdout.write(text),
    onError: (line) => void process.stderr.write(`${line}\n`),
    onEnd: () => {
      process.exitCode = 1;
      ending.abort();
    },
    signal: ending.signal
  });
  process.stdout.write(`
Open ${demo.url} and choose who you are.

  As Amara (AE):   open the deal "Kestrel Freight: damage claims" and try to close it on the path. It says what is
                   missing; answer it in the panel and watch the score. Gather the evidence, review what was really
                   said, move the deal to Closed Won and approve.
  As Lena (CSM):   open the account "Kestrel Freight", read the brief and acknowledge it.
  As Priya (manager) or Ines (admin): the lists of handoffs, and who passed a gate without answers.

Salesforce's API answers there too: log in with jsforce or any other client as ae@handoff.example, password "local".
Ctrl-C stops everything.
`);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => ending.abort());
try {
  await main();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  // A part that was told to end has nothing to say; one that ended has said why, above.
  if (ending.signal.aborted) process.exit();
  if (!error.message.includes(' ended:')) process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
