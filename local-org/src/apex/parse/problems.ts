import { OrgError, UnsupportedError } from '../../org/errors.ts';
import type { Place } from './ast.ts';

/** The package's Apex is wrong: one `path:line:column message` for each problem. */
export class CompileError extends OrgError {
  override readonly name: string = 'CompileError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super('INVALID_APEX', problems.join('\n'));
    this.problems = problems;
  }
}

/** Thrown to leave what has been reported already. */
export class Reported extends Error {}

/** What is wrong with the package's Apex, and what this org does not know: all of it is reported at once. */
export class Problems {
  #messages: string[] = [];
  #unsupported: UnsupportedError[] = [];

  add(at: Place, message: string): void {
    const line = `${at.file}:${at.line}:${at.column} ${message}`;
    if (!this.#messages.includes(line)) this.#messages.push(line);
  }

  /** Runs work whose problems may be reported; what it found wrong ends it and is remembered. */
  collect<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (error instanceof CompileError) this.#messages.push(...error.problems);
      else if (error instanceof UnsupportedError) this.#unsupported.push(error);
      else if (!(error instanceof Reported)) throw error;
      return undefined;
    }
  }

  /** @throws {CompileError | UnsupportedError} when anything was reported since the last call */
  throwIfAny(): void {
    const [messages, unsupported] = [this.#messages, this.#unsupported];
    this.#messages = [];
    this.#unsupported = [];
    const [only] = unsupported;
    if (messages.length === 0 && unsupported.length === 1 && only) throw only;
    const all = [...messages, ...unsupported.map((error) => error.message)];
    if (all.length > 0) throw new CompileError(all);
  }
}
