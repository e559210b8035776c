import type { ClassCoverage } from '../../org/ports.ts';

/** Which lines can run, and which did. */
export class Coverage {
  readonly #executable = new Map<string, Set<number>>();
  readonly #hit = new Map<string, Set<number>>();

  executable(file: string, line: number): void {
    const lines = this.#executable.get(file);
    if (lines) lines.add(line);
    else this.#executable.set(file, new Set([line]));
  }

  hit(file: string, line: number): void {
    const lines = this.#hit.get(file);
    if (lines) lines.add(line);
    else this.#hit.set(file, new Set([line]));
  }

  reset(): void {
    this.#hit.clear();
  }

  /** @param names names of the classes and triggers to report, by file */
  report(names: ReadonlyMap<string, string>): ClassCoverage[] {
    return [...names].map(([file, name]) => {
      const lines = [...(this.#executable.get(file) ?? [])].sort((a, b) => a - b);
      const hit = this.#hit.get(file) ?? new Set();
      return {
        name,
        covered: lines.filter((line) => hit.has(line)),
        uncovered: lines.filter((line) => !hit.has(line))
      };
    });
  }
}
