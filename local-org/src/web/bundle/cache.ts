import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A compiled module as the browser gets it. */
export interface CompiledFile {
  name: string;
  fileName: string;
  code: string;
}

const PREFIX = 'pages-';

/** A name for everything in these folders: it changes when a file in them does, or one of the names given. */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    hash.update(path).update('\0').update(readFileSync(path));
  };
  for (const path of paths) {
    // A file's name alone counts where the file stands for more than it holds.
    hash.update(path);
    if (!existsSync(path) || !statSync(path).isDirectory()) continue;
    const entries = readdirSync(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) add(file);
  }
  return hash.digest('hex').slice(0, 12);
}

/** What was compiled from the same sources before, or else what `compile` makes of them now. */
export async function cached(
  folder: string,
  key: string,
  compile: () => Promise<CompiledFile[]>
): Promise<CompiledFile[]> {
  const path = join(folder, `${PREFIX}${key}.json`);
  const known = read(path);
  if (known) return known;
  const files = await compile();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.startsWith(PREFIX)) rmSync(join(folder, name), { force: true });
  // Written aside first: what is there is always whole.
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(files));
  renameSync(`${path}.${process.pid}`, path);
  return files;
}

/** A file that cannot be read is as good as none. */
function read(path: string): CompiledFile[] | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as CompiledFile[]; // Written above, by us.
  } catch {
    return undefined;
  }
}
