import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { InstallError } from '../install/options.ts';

/** Only its owner may read a file with secrets. */
const MODE = 0o600;

/** A new key for the way into the service: 48 characters of URL-safe Base64, 288 bits. */
export function newApiKey(): string {
  return randomBytes(36).toString('base64url');
}

/**
 * Writes a new file that only its owner may read.
 *
 * @throws {InstallError} when it is there already: what a secret replaces would be lost
 */
export function writeNew(path: string, text: string): void {
  let file: number;
  try {
    file = openSync(path, 'wx', MODE);
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    if (isThere) throw new InstallError(`${path} is there already.`, 'Give another name, or move the file away.');
    throw new InstallError(`${path} cannot be written.`, 'See that its folder is there and yours.', { cause });
  }
  fchmodSync(file, MODE);
  writeSync(file, text);
  closeSync(file);
}

/** Replaces a file in one step, so that a crash leaves the old one or the new one. */
export function replace(path: string, text: string): void {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  writeNew(draft, text);
  renameSync(draft, path);
}

/** @throws {InstallError} for a place inside the project, from which secrets find their way into a commit */
export function requireOutside(root: string, path: string): void {
  const inside = relative(root, resolve(path));
  if (!inside.startsWith('..'))
    throw new InstallError(`${path} is inside the project.`, 'Give a place outside of it: secrets never go here.');
}

/** The variables of a file that the service's environment is read from. @throws {InstallError} */
export function readEnv(path: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
    if ((statSync(path).mode & 0o077) !== 0)
      throw new InstallError(`Others may read ${path}.`, `chmod 600 ${path}, and rotate what is in it.`);
  } catch (cause) {
    if (cause instanceof InstallError) throw cause;
    throw new InstallError(`${path} cannot be read.`, 'Make it with node scripts/connect.ts new.', { cause });
  }
  const lines = text.split('\n').map((line) => /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line));
  return new Map(lines.flatMap((match) => (match ? [[match[1] ?? '', (match[2] ?? '').trim()]] : [])));
}

/**
 * Changes the API keys in a file of the environment and leaves every other line as it is.
 *
 * @param change gets the keys, the one in use first
 */
export function changeKeys(path: string, change: (keys: readonly string[]) => readonly string[]): void {
  const keys = (readEnv(path).get('HANDOFF_API_KEYS') ?? '').split(',').filter((key) => key !== '');
  const line = `HANDOFF_API_KEYS=${change(keys).join(',')}`;
  // A function, since a key could hold what a replacement text gives a meaning to.
  replace(
    path,
    readFileSync(path, 'utf8').replace(/^HANDOFF_API_KEYS=.*$/m, () => line)
  );
}
