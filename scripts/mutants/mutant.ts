import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the package's source is, below the project's folder. */
export const SOURCE = join('force-app', 'main', 'default');

/** One way to break the package. */
export interface Mutant {
  /** Path below `force-app/main/default`. */
  file: string;
  /** Text that stands in the file exactly once. */
  from: string;
  to: string;
  /** What goes wrong for somebody, in a few words. */
  why: string;
  /** Set where tests do not notice it and yet somebody could: says why none does. It counts as a survivor. */
  unnoticed?: string;
  /** Set where nobody can tell the broken source from the right one: says why no test could. */
  equivalent?: string;
}

/** A mutant no longer fits the source it breaks. */
export class MutantError extends Error {
  override readonly name = 'MutantError';
}

/** A file's text, whole and broken, and the lines that differ. */
export interface Broken {
  original: string;
  text: string;
  /** First and last line, counted from 1, of what is replaced. */
  lines: readonly [number, number];
}

/**
 * Breaks a file in memory.
 *
 * @param root the project's folder
 * @throws {MutantError} when the text is not there, is there more than once, or would not change
 */
export function breakFile(root: string, { file, from, to }: Mutant): Broken {
  const path = join(root, SOURCE, file);
  let original: string;
  try {
    original = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new MutantError(`${file} cannot be read; a mutant breaks it`, { cause });
  }
  const start = original.indexOf(from);
  if (start < 0) throw new MutantError(`${file} has no "${from}" any more: change or remove its mutant`);
  if (original.indexOf(from, start + 1) >= 0)
    throw new MutantError(`${file} has "${from}" more than once: its mutant must name one place`);
  if (from === to) throw new MutantError(`${file}: a mutant replaces "${from}" by itself`);
  const first = lineAt(original, start);
  return {
    original,
    text: original.slice(0, start) + to + original.slice(start + from.length),
    lines: [first, lineAt(original, start + from.trimEnd().length - 1)]
  };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
