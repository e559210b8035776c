import type { ClassCoverage } from '../../org/apex-port.ts';

/** Which lines of a file can run, and which did. */
export interface FileLines {
  executable: Set<number>;
  /** Set to 1 at the index of each line that ran. */
  hit: number[];
}

/** Line coverage of the whole package: a line counts when a statement or an initial value begins on it. */
export class Coverage {
  readonly #files = new Map<string, FileLines>();

  of(file: string): FileLines {
    const known = this.#files.get(file);
    if (known) return known;
    const lines = { executable: new Set<number>(), hit: [] };
    this.#files.set(file, lines);
    return lines;
  }

  reset(): void {
    for (const lines of this.#files.values()) lines.hit.length = 0;
  }

  /** @param names names of the classes and triggers to report, by file */
  report(names: ReadonlyMap<string, string>): ClassCoverage[] {
    return [...names].map(([file, name]) => {
      const { executable, hit } = this.of(file);
      const lines = [...executable].sort((a, b) => a - b);
      return {
        name,
        covered: lines.filter((line) => hit[line] === 1),
        uncovered: lines.filter((line) => hit[line] !== 1)
      };
    });
  }
}
