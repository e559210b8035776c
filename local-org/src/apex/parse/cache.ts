import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ClassNode, Place, TriggerNode } from './ast.ts';
import { parseClass, parseTrigger } from './declarations.ts';

/** Raised whenever the shape of the tree changes. */
const FORMAT = 1;

/**
 * Trees of files parsed before, by what the files say. The parser takes seconds to warm up; a second start reads its
 * trees back in a tenth of that.
 */
export class TreeCache {
  readonly #path: string;
  readonly #known: Map<string, string>;
  readonly #used = new Map<string, string>();
  #grew = false;

  /** @param path the file the trees are kept in; it and its folders are made when missing */
  constructor(path: string) {
    this.#path = path;
    this.#known = readTrees(path);
  }

  class(file: string, source: string): ClassNode {
    return this.#tree(file, source, () => parseClass(file, source));
  }

  trigger(file: string, source: string): TriggerNode {
    return this.#tree(file, source, () => parseTrigger(file, source));
  }

  #tree<T>(file: string, source: string, parse: () => T): T {
    const key = createHash('sha256').update(`${FORMAT}\n${file}\n${source}`).digest('hex');
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#used.set(key, known);
      return JSON.parse(known, withPlaces(file)) as T; // Written below from a tree of this type and format.
    }
    const tree = parse();
    this.#used.set(key, JSON.stringify(tree, shortPlaces));
    this.#grew = true;
    return tree;
  }

  /** Keeps what this start used and forgets the rest. A folder that cannot be written only costs time. */
  save(): void {
    if (!this.#grew && this.#used.size === this.#known.size) return;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      const temporary = `${this.#path}.${process.pid}`;
      writeFileSync(temporary, JSON.stringify({ format: FORMAT, trees: Object.fromEntries(this.#used) }));
      renameSync(temporary, this.#path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
}

function readTrees(path: string): Map<string, string> {
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof stored !== 'object' || stored === null || !('trees' in stored) || !('format' in stored))
      return new Map();
    if (stored.format !== FORMAT || typeof stored.trees !== 'object' || stored.trees === null) return new Map();
    return new Map(
      Object.entries(stored.trees).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    );
  } catch {
    // Missing or cut off: everything is parsed again.
    return new Map();
  }
}

/** Places are most of a tree; their file is the same throughout. */
function shortPlaces(key: string, value: unknown): unknown {
  if (key !== 'at' || typeof value !== 'object' || value === null) return value;
  const { line, column } = value as Place; // The tree has nothing else under `at`.
  return [line, column];
}

function withPlaces(file: string): (key: string, value: unknown) => unknown {
  return (key, value) => (key === 'at' && Array.isArray(value) ? { file, line: value[0], column: value[1] } : value);
}
