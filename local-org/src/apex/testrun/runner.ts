import { LimitError } from '../../org/errors.ts';
import type { ClassCoverage, Limits, Org, TestFilter, TestResult, Transaction } from '../../org/ports.ts';
import type { TestContext } from '../native.ts';
import { exceptionState, typeName } from '../semantics/exceptions.ts';
import { Run } from '../run/run.ts';
import type { Interpreter } from '../runtime.ts';
import type { ClassInfo, MethodInfo } from '../types/classes.ts';
import { ApexThrow, type ApexValue } from '../values.ts';

/** Tests run as the org's administrator, as a deployment's do. */
const TEST_USER = 'admin@handoff.example';

type Rehearse = <T>(userId: string, label: string, work: (tx: Transaction) => T) => T;

/** Runs `@IsTest` classes: every method in a transaction of its own, of which nothing is kept. */
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
    const classes = [...program.registry.classes.values()].filter(
      (cls) =>
        cls.isTest &&
        !cls.outer &&
        (filter.className === undefined || cls.name.toLowerCase() === filter.className.toLowerCase())
    );
    const results = classes.flatMap((cls) =>
      testMethods(cls)
        .filter((method) => filter.method === undefined || method.name.toLowerCase() === filter.method.toLowerCase())
        .map((method) => this.#runMethod(cls, method))
    );
    return { results, coverage: program.coverage.report(program.coveredFiles()) };
  }

  #runMethod(cls: ClassInfo, method: MethodInfo): TestResult {
    const started = performance.now();
    const result: TestResult = {
      className: cls.name,
      method: method.name,
      passed: true,
      message: null,
      stack: null,
      milliseconds: 0,
      queries: 0,
      dmlStatements: 0
    };
    try {
      this.#rehearse(this.#org.users.idOf(TEST_USER) ?? '', `${cls.name}.${method.name}`, (tx) => {
        this.#setUp(cls, tx);
        tx.swapLimits(tx.freshLimits(false));
        const run = this.#newRun(tx);
        const context = run.test;
        try {
          run.invoke(method, null, []);
        } finally {
          const measured = context instanceof RunningTest ? context.measured : null;
          result.queries = measured?.used('queries') ?? tx.limits.used('queries');
          result.dmlStatements = measured?.used('dmlStatements') ?? tx.limits.used('dmlStatements');
        }
      });
    } catch (error) {
      result.passed = false;
      Object.assign(result, describe(error));
    }
    result.milliseconds = Math.round(performance.now() - started);
    return result;
  }

  #setUp(cls: ClassInfo, tx: Transaction): void {
    for (const methods of cls.methods.values()) {
      for (const method of methods) {
        if (method.node.modifiers.annotations.some((annotation) => annotation.name === 'testsetup')) {
          this.#newRun(tx).invoke(method, null, []);
          tx.takeJobs();
          tx.takeEvents();
        }
      }
    }
  }

  #newRun(tx: Transaction): Run {
    const run = new Run(this.#interpreter.program, this.#org, tx);
    run.test = new RunningTest(this.#interpreter, this.#org, tx, run);
    this.#interpreter.adopt(tx, run);
    return run;
  }
}

/** What `Test` and `System.runAs` do while a test runs. */
class RunningTest implements TestContext {
  readonly #interpreter: Interpreter;
  readonly #org: Org;
  readonly #tx: Transaction;
  readonly #run: Run;
  readonly #mocks = new Map<string, ApexValue>();
  #outer: Limits | null = null;
  #stopped = false;
  /** Limits used between start and stop. */
  measured: Limits | null = null;

  constructor(interpreter: Interpreter, org: Org, tx: Transaction, run: Run) {
    this.#interpreter = interpreter;
    this.#org = org;
    this.#tx = tx;
    this.#run = run;
  }

  start(): void {
    if (this.#outer || this.#stopped) this.#run.raise('System.FinalException', 'Testing has already started');
    this.#outer = this.#tx.swapLimits(this.#tx.freshLimits(false));
    this.#tx.markCommitted();
  }

  stop(): void {
    if (!this.#outer) return this.#run.raise('System.FinalException', 'Testing has not started');
    this.measured = this.#tx.swapLimits(this.#outer);
    this.#outer = null;
    this.#stopped = true;
    this.deliverEvents();
    this.#runJobs();
    this.deliverEvents();
  }

  setMock(type: string, mock: ApexValue): void {
    this.#mocks.set(type, mock);
  }

  mock(type: string): ApexValue {
    return this.#mocks.get(type) ?? null;
  }

  setCreatedDate(recordId: string, at: string): void {
    this.#tx.setCreatedDate(recordId, at);
  }

  runAs<T>(userId: string, work: () => T): T {
    return this.#tx.runAs(this.#org.users.context(this.#tx, userId), work);
  }

  deliverEvents(): void {
    for (const event of this.#tx.takeEvents()) {
      if (!this.#interpreter.has(event.object, 'insert', 'after')) continue;
      this.#inTransaction(`${event.object} delivery`, this.#org.users.automatedProcess().id, (tx) =>
        this.#interpreter.run(tx, {
          object: event.object,
          operation: 'insert',
          when: 'after',
          records: [{ id: null, values: event.values, old: null, errors: [] }]
        })
      );
    }
  }

  /** Jobs run once each; what they queue themselves is not run in a test, as on the platform. */
  #runJobs(): void {
    for (const { job } of this.#tx.takeJobs()) {
      let failure: Error | null = null;
      try {
        this.#inTransaction(job.label, job.userId, (tx) => job.run(tx));
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
      }
      const { finish } = job;
      if (finish) this.#inTransaction(`${job.label} finalizer`, job.userId, (tx) => finish(tx, failure));
      else if (failure) throw failure;
    }
    this.#tx.takeJobs();
  }

  /** Asynchronous work sees the test's records and its mocks, and has statics of its own. */
  #inTransaction(label: string, userId: string, work: (tx: Transaction) => void): void {
    this.#tx.nested(label, this.#org.users.context(this.#tx, userId), true, (tx) => {
      const run = new Run(this.#interpreter.program, this.#org, tx);
      run.test = this;
      this.#interpreter.adopt(tx, run);
      work(tx);
    });
  }
}

function testMethods(cls: ClassInfo): MethodInfo[] {
  return [...cls.methods.values()]
    .flat()
    .filter(
      ({ node }) =>
        node.modifiers.annotations.some((annotation) => annotation.name === 'istest') ||
        node.modifiers.words.has('testmethod')
    );
}

function describe(error: unknown): { message: string; stack: string } {
  if (error instanceof ApexThrow) {
    const state = exceptionState(error.value);
    return { message: `${typeName(error.value)}: ${state.message ?? ''}`, stack: state.stackTrace };
  }
  if (error instanceof LimitError) return { message: `System.LimitException: ${error.message}`, stack: '' };
  return {
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? (error.stack ?? '') : ''
  };
}
