import { LimitError, OrgError } from '../../org/errors.ts';
import { ApexError, type ClassCoverage, type TestFilter, type TestResult } from '../../org/apex-port.ts';
import { type Org, type Transaction } from '../../org/ports.ts';
import { annotation, hasWord } from '../parse/ast.ts';
import { outward } from '../run/faults.ts';
import type { Interpreter } from '../runtime.ts';
import type { ClassInfo, MethodInfo } from '../types/classes.ts';
import { RunningTest } from './running-test.ts';

/** Tests run as the org's administrator, as a deployment's do. */
const TEST_USER = 'admin@handoff.example';

/** Runs work in a transaction of which nothing is kept. */
export type Rehearse = <T>(userId: string, label: string, work: (tx: Transaction) => T) => T;

/** Runs `@IsTest` classes: every method in a transaction of its own, over what the class's set-up made. */
export class TestRunner {
  readonly #interpreter: Interpreter;
  readonly #org: Org;
  readonly #rehearse: Rehearse;

  constructor(interpreter: Interpreter, org: Org, rehearse: Rehearse) {
    this.#interpreter = interpreter;
    this.#org = org;
    this.#rehearse = rehearse;
  }

  run(filter: TestFilter): { results: TestResult[]; coverage: ClassCoverage[] } {
    const { program } = this.#interpreter;
    program.coverage.reset();
    const isWanted = (name: string, wanted: string | undefined): boolean =>
      wanted === undefined || name.toLowerCase() === wanted.toLowerCase();
    const results: TestResult[] = [];
    for (const cls of program.registry.classes.values()) {
      if (!cls.isTest || cls.outer || !isWanted(cls.name, filter.className)) continue;
      const methods = methodsWith(cls, 'istest').filter(({ name }) => isWanted(name, filter.method));
      if (methods.length > 0) results.push(...this.#runClass(cls, methods));
    }
    return { results, coverage: program.coverage.report(program.coveredFiles()) };
  }

  #runClass(cls: ClassInfo, methods: readonly MethodInfo[]): TestResult[] {
    const userId = this.#org.users.idOf(TEST_USER) ?? '';
    return this.#rehearse(userId, cls.name, (outer) => {
      try {
        for (const setUp of methodsWith(cls, 'testsetup')) {
          this.#inTransaction(outer, setUp, (_test, work) => work());
          // What a set-up queues or publishes is not run: its transaction is never committed.
          discard(outer);
        }
      } catch (error) {
        return methods.map((method) => failed(method, 0, describe(error)));
      }
      const start = outer.savepoint();
      return methods.map((method) => {
        const result = this.#runMethod(outer, method);
        outer.rollback(start);
        discard(outer);
        return result;
      });
    });
  }

  #runMethod(outer: Transaction, method: MethodInfo): TestResult {
    const started = performance.now();
    const used = { queries: 0, dmlStatements: 0 };
    try {
      this.#inTransaction(outer, method, (test, work) => {
        try {
          work();
        } finally {
          used.queries = test.used('queries');
          used.dmlStatements = test.used('dmlStatements');
        }
      });
    } catch (error) {
      return { ...failed(method, performance.now() - started, describe(error)), ...used };
    }
    const milliseconds = Math.round(performance.now() - started);
    return {
      className: method.owner.name,
      method: method.name,
      passed: true,
      message: null,
      stack: null,
      milliseconds,
      ...used
    };
  }

  #inTransaction(
    outer: Transaction,
    method: MethodInfo,
    around: (limits: { used(name: 'queries' | 'dmlStatements'): number }, work: () => void) => void
  ): void {
    outer.nested(`${method.owner.name}.${method.name}`, outer.user, false, (tx) => {
      const run = this.#interpreter.runOf(tx);
      const test = new RunningTest(this.#interpreter, run);
      run.test = test;
      const limits = { used: (name: 'queries' | 'dmlStatements') => (test.measured ?? tx.limits).used(name) };
      around(limits, () => void outward(() => run.invoke(method, null, [])));
    });
  }
}

function discard(tx: Transaction): void {
  tx.takeJobs();
  tx.takeSchedules();
  tx.takeEvents();
}

function methodsWith(cls: ClassInfo, name: 'istest' | 'testsetup'): MethodInfo[] {
  return [...cls.methods.values()]
    .flat()
    .filter(
      ({ node }) =>
        node && (annotation(node.modifiers, name) || (name === 'istest' && hasWord(node.modifiers, 'testmethod')))
    );
}

function failed({ owner, name }: MethodInfo, ms: number, why: { message: string; stack: string }): TestResult {
  return {
    className: owner.name,
    method: name,
    passed: false,
    milliseconds: Math.round(ms),
    queries: 0,
    dmlStatements: 0,
    ...why
  };
}

function describe(error: unknown): { message: string; stack: string } {
  if (error instanceof ApexError)
    return { message: `${error.fault.type}: ${error.fault.message}`, stack: error.fault.stack };
  if (error instanceof LimitError) return { message: `System.LimitException: ${error.message}`, stack: '' };
  if (error instanceof OrgError) return { message: `${error.code}: ${error.message}`, stack: '' };
  return {
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? (error.stack ?? '') : ''
  };
}
