import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** As much of what a program said as helps to see why it ended. */
const KEPT = 20_000;

/** A program that is ready, and what it said until then. */
export interface Started {
  child: ChildProcess;
  output: string;
}

export interface StartOptions {
  /** TypeScript file, relative to the project. */
  file: string;
  env: Readonly<Record<string, string>>;
  /** What it says when it is ready. */
  ready: string;
  /** Gets it before it is ready, so that it can be ended until then. */
  onSpawn?: (child: ChildProcess) => void;
  /** Gets its standard output as it comes. */
  onOutput?: (text: string) => void;
  /** Gets the lines of its error output that are meant for people; log lines, which are JSON, are not. */
  onError?: (line: string) => void;
}

/** A program ended before it was ready; it has said why. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new StartError('There is no free port');
  return address.port;
}

/**
 * Starts a program of the project, and waits until it says that it is ready.
 *
 * @throws {StartError} with what it said, when it ends before
 */
export function start({ file, env, ready, onSpawn, onOutput, onError }: StartOptions): Promise<Started> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    onSpawn?.(child);
    let output = '';
    const keep = (text: string): void => {
      output = (output + text).slice(-KEPT);
      if (output.includes(ready)) resolve({ child, output });
    };
    child.stdout.on('data', (data: Buffer) => {
      keep(data.toString());
      onOutput?.(data.toString());
    });
    child.stderr.on('data', (data: Buffer) => {
      keep(data.toString());
      for (const line of data.toString().split('\n')) if (line !== '' && !line.startsWith('{')) onError?.(line);
    });
    child.once('exit', () => reject(new StartError(`${file} ended:\n${output}`)));
  });
}

/** Ends a program and waits until it is gone. */
export async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
