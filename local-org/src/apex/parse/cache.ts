import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import type { ClassNode, Place, TriggerNode } from './ast.ts';
import { parseTrigger } from './blocks.ts';
import { parseClass } from './declarations.ts';

/**
 * Trees of files parsed before, by what the files say. The parser takes seconds to warm up; a second start reads its
 * trees back in a tenth of that.
 *
 * The file is a line with the version and the checksum of the rest, then the trees. One that another version wrote,
 * or that is cut off or changed, counts as none.
 */
export class TreeCache {
  readonly #path: string | null;
  readonly #known: Map<string, string>;
  readonly #used = new Map<string, string>();
  #grew = false;

  /** @param path the file the trees are kept in; it and its folders are made when missing. Null keeps none. */
  constructor(path: string | null) {
    this.#path = path;
    this.#known = path === null ? new Map() : readTrees(path);
  }

  class(file: string, source: string): ClassNode {
    return this.#tree(file, source, () => parseClass(file, source));
  }

  trigger(file: string, source: string): TriggerNode {
    return this.#tree(file, source, () => parseTrigger(file, source));
  }

  #tree<T>(file: string, source: string, parse: () => T): T {
    if (this.#path === null) return parse();
    const key = sha256(`${file}\n${source}`);
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#used.set(key, known);
      return withPlaces(JSON.parse(known), file) as T; // Written below by this version, from the same kind of file.
    }
    const tree = parse();
    this.#used.set(key, JSON.stringify(tree, shortPlaces));
    this.#grew = true;
    return tree;
  }

  /** Keeps what this start used and forgets the rest. A folder that cannot be written only costs time. */
  save(): void {
    if (this.#path === null || (!this.#grew && this.#used.size === this.#known.size)) return;
    const trees = JSON.stringify(Object.fromEntries(this.#used));
    const whole = `${heading(trees)}\n${trees}`;
    // Another process never sees half a file: it is written aside, then takes the other's place at once.
    const aside = `${this.#path}.${process.pid}`;
    const path = this.#path;
    const isKept = attempt(() => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(aside, whole);
      renameSync(aside, path);
      return true;
    });
    if (!isKept) attempt(() => rmSync(aside, { force: true }));
  }
}

/** Work with files that may fail. @returns undefined when it did */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What trees look like is decided by the parser and by the files beside this one. */
function version(): string {
  const hash = createHash('sha256');
  const own = import.meta.dirname;
  const sources = readdirSync(own).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const parser = findPackageJSON('@apexdevtools/apex-parser', import.meta.url);
  if (parser === undefined) throw new Error('The Apex parser is not installed: run npm install');
  for (const path of [...sources.sort().map((name) => join(own, name)), parser]) hash.update(readFileSync(path));
  return hash.digest('hex');
}

function heading(trees: string): string {
  return `${version()} ${sha256(trees)}`;
}

function readTrees(path: string): Map<string, string> {
  // Missing, or not a file: everything is parsed again.
  const text = attempt(() => readFileSync(path, 'utf8')) ?? '';
  const [first = '', trees = ''] = text.split('\n');
  if (first !== heading(trees) || text !== `${first}\n${trees}`) return new Map();
  return new Map(Object.entries(JSON.parse(trees) as Record<string, string>)); // The checksum says that `save` wrote it.
}

/** Places are most of a tree; their file is the same throughout. */
function shortPlaces(key: string, value: unknown): unknown {
  if (key !== 'at' || typeof value !== 'object' || value === null) return value;
  const { line, column } = value as Place; // The tree has nothing else under `at`.
  return [line, column];
}

/** Puts whole places back, in the tree itself: a reviver of `JSON.parse` takes eight times as long. */
function withPlaces(tree: unknown, file: string): unknown {
  if (typeof tree !== 'object' || tree === null) return tree;
  const node = tree as Record<string, unknown>; // Arrays too: their keys are indexes.
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (key === 'at' && Array.isArray(value)) node[key] = { file, line: value[0], column: value[1] };
    else withPlaces(value, file);
  }
  return tree;
}
