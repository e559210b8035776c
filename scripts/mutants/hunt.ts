import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { OrgError } from '../../local-org/src/org/errors.ts';
import { MetadataError } from '../../local-org/src/metadata/xml.ts';
import { openOrg } from '../../local-org/src/org/open.ts';
import { breakFile, type Broken, type Mutant, MutantError, SOURCE } from './mutant.ts';

/** What became of one mutant. */
export interface Finding {
  mutant: Mutant;
  /** Line of the file, counted from 1. */
  line: number;
  /** `Class.method` of the first test that failed; undefined when all passed. */
  noticedBy: string | undefined;
  /** How many test classes ran. */
  ran: number;
}

/** One test class, as it runs on the whole package. */
interface TestClass {
  name: string;
  milliseconds: number;
  /** Lines it runs, by class or trigger. */
  covers: ReadonlyMap<string, ReadonlySet<number>>;
}

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Runs the package's Apex tests against broken copies of it. The copy is temporary; the project is never changed.
 * Only the test classes that run the broken file are tried, those that run the broken line first.
 */
export class Hunt {
  readonly #root: string;
  readonly #classes: readonly TestClass[];

  private constructor(root: string, classes: readonly TestClass[]) {
    this.#root = root;
    this.#classes = classes;
  }

  /**
   * @param project the project's folder
   * @throws {MutantError} when a test fails before anything is broken
   */
  static open(project: string): Hunt {
    const root = mkdtempSync(join(tmpdir(), 'handoff-mutants-'));
    try {
      cpSync(join(project, 'force-app'), join(root, 'force-app'), { recursive: true });
      return new Hunt(root, testClasses(root));
    } catch (error) {
      rmSync(root, { recursive: true, force: true });
      throw error;
    }
  }

  /**
   * Breaks the package in one way, runs tests until one fails, and mends it again.
   *
   * @throws {MutantError} when the mutant fits no text, or the broken source does not compile: that proves no test
   */
  try(mutant: Mutant): Finding {
    const broken = breakFile(this.#root, mutant);
    const path = join(this.#root, SOURCE, mutant.file);
    writeFileSync(path, broken.text);
    try {
      return { mutant, line: broken.lines[0], ...this.#run(this.#candidates(mutant, broken)) };
    } catch (error) {
      if (error instanceof OrgError || error instanceof MetadataError)
        throw new MutantError(`${mutant.file}:${broken.lines[0]} does not compile when broken: ${error.message}`, {
          cause: error
        });
      throw error;
    } finally {
      writeFileSync(path, broken.original);
    }
  }

  close(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #run(classes: readonly TestClass[]): { noticedBy: string | undefined; ran: number } {
    const { org, stop } = openOrg({ root: this.#root, log: QUIET });
    try {
      let ran = 0;
      for (const { name } of classes) {
        ran++;
        const failure = org.apex.runTests({ className: name }).results.find((result) => !result.passed);
        if (failure) return { noticedBy: `${failure.className}.${failure.method}`, ran };
      }
      return { noticedBy: undefined, ran };
    } finally {
      stop();
    }
  }

  /** A rule is no Apex and no line of it is counted: every test that saves a deal may notice it. */
  #candidates({ file }: Mutant, { lines }: Broken): TestClass[] {
    const extension = extname(file);
    const name = extension === '.xml' ? 'OpportunityTrigger' : basename(file, extension);
    const hits = (each: TestClass): boolean =>
      [...(each.covers.get(name) ?? [])].some((line) => line >= lines[0] && line <= lines[1]);
    return this.#classes
      .filter(({ covers }) => (covers.get(name)?.size ?? 0) > 0)
      .sort((a, b) => Number(hits(b)) - Number(hits(a)) || a.milliseconds - b.milliseconds);
  }
}

function testClasses(root: string): TestClass[] {
  const { org, project, stop } = openOrg({ root, log: QUIET });
  try {
    return project.classes
      .map((path) => basename(path, '.cls'))
      .filter((name) => name.endsWith('Test'))
      .map((name) => {
        const started = performance.now();
        const { results, coverage } = org.apex.runTests({ className: name });
        const failure = results.find((result) => !result.passed);
        if (failure) throw new MutantError(`${failure.className}.${failure.method} fails on the whole package`);
        const covers = new Map(coverage.map((each) => [each.name, new Set(each.covered)]));
        return { name, milliseconds: performance.now() - started, covers };
      });
  } finally {
    stop();
  }
}
