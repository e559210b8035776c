import { spawn } from 'node:child_process';
import { InstallError } from './options.ts';

/** The CLI stays as the lockfile has it, and tells nobody what it does. */
const QUIET = {
  SF_AUTOUPDATE_DISABLE: 'true',
  SF_DISABLE_AUTOUPDATE: 'true',
  SF_DISABLE_TELEMETRY: 'true',
  SF_SKIP_NEW_VERSION_CHECK: 'true'
};

/** Runs Salesforce's CLI, which the person at the terminal sees and answers. @returns its exit code */
export function sf(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('sf', args, { stdio: 'inherit', env: { ...process.env, ...QUIET } });
    child.on('error', (cause) => reject(missing(cause)));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a command of Salesforce's CLI that answers in JSON.
 *
 * @returns its `result`
 * @throws {InstallError} with the CLI's own words when it fails
 */
export function sfJson(args: readonly string[]): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const child = spawn('sf', [...args, '--json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, ...QUIET }
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (cause) => reject(missing(cause)));
    child.on('close', () => {
      const answer = parse(Buffer.concat(chunks).toString());
      const result = answer['result'];
      if (isRecord(result)) return resolve(result);
      const said = typeof answer['message'] === 'string' ? answer['message'] : 'no answer';
      return reject(new InstallError(`sf ${args.join(' ')}: ${said}`, 'Put right what the CLI says.'));
    });
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function missing(cause: Error): InstallError {
  return new InstallError('The Salesforce CLI (sf) was not found.', 'Run npm install in this folder.', { cause });
}
