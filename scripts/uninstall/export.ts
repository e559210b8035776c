import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InstallError } from '../install/options.ts';
import { type OrgConnection, OrgRefusal } from '../install/org.ts';
import { isRecord } from '../install/sf.ts';
import type { SourceObject } from './source.ts';

/** How many records of an object there are; null when the org lacks the object, or keeps it from the user. */
export async function count(org: OrgConnection, object: string): Promise<number | null> {
  try {
    const { totalSize } = await org.get(`/query?q=${encodeURIComponent(`SELECT COUNT() FROM ${object}`)}`);
    return Number(totalSize);
  } catch (error) {
    if (error instanceof OrgRefusal && error.code === 'INVALID_TYPE') return null;
    throw error;
  }
}

/** What was written of an object. */
export interface Exported {
  readonly object: string;
  readonly records: number;
  /** Fields of the package that the user may not read, and which are therefore not in the file. */
  readonly unread: readonly string[];
}

/**
 * Makes sure that nothing is in the way of an export before anything is written.
 *
 * @throws {InstallError} for a file that is there already
 */
export function checkFolder(folder: string, objects: readonly SourceObject[]): void {
  const taken = objects.map(({ name }) => fileOf(folder, name)).find((path) => existsSync(path));
  if (taken !== undefined)
    throw new InstallError(
      `${taken} is there already, and is not overwritten.`,
      'Give another folder with --export, or none if that export is the one you want.'
    );
}

/**
 * Writes all records of an object, one JSON object a line, page by page: memory holds one page.
 *
 * @throws {InstallError} when not all of them came
 */
export async function exportObject(
  org: OrgConnection,
  { name, fields }: SourceObject,
  folder: string
): Promise<Exported> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const expected = await count(org, name);
  const readable = await fieldsOf(org, name);
  const path = fileOf(folder, name);
  const partial = `${path}.partial`;
  let records = 0;
  const lines = async function* (): AsyncGenerator<string> {
    for await (const rows of org.pages(`SELECT ${readable.join(', ')} FROM ${name}`)) {
      records += rows.length;
      for (const row of rows) yield `${JSON.stringify({ ...row, attributes: undefined })}\n`;
    }
  };
  try {
    // Customers' words: for nobody else on this machine.
    await pipeline(Readable.from(lines()), createWriteStream(partial, { mode: 0o600 }));
    if (records !== expected)
      throw new InstallError(
        `${name} has ${expected} records, and ${records} came.`,
        'Somebody works in the org: export when nobody does.'
      );
    renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
  return { object: name, records, unread: fields.filter((field) => !readable.includes(field)) };
}

async function fieldsOf(org: OrgConnection, object: string): Promise<string[]> {
  const { fields } = await org.get(`/sobjects/${object}/describe`);
  return (Array.isArray(fields) ? fields : []).filter(isRecord).map(({ name }) => String(name));
}

function fileOf(folder: string, object: string): string {
  return join(folder, `${object}.jsonl`);
}
