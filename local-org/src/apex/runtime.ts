import { OrgError } from '../org/errors.ts';
import {
  ApexError,
  type ApexFault,
  type ApexRuntime,
  type ClassCoverage,
  type Org,
  type TestFilter,
  type TestResult,
  type Transaction,
  type TriggerInvocation
} from '../org/ports.ts';
import { exceptionState, typeName } from './semantics/exceptions.ts';
import { auraMethod, fromJson, isCacheable, toJson } from './run/aura.ts';
import { Program, type ProgramSource } from './run/program.ts';
import { Run } from './run/run.ts';
import { runTriggers, triggersFor } from './run/triggers.ts';
import { TestRunner } from './testrun/runner.ts';
import { ApexThrow } from './values.ts';

/** The package's Apex, ready to run in an org. */
export class Interpreter implements ApexRuntime {
  readonly program: Program;
  readonly #org: () => Org;
  readonly #rehearse: <T>(userId: string, label: string, work: (tx: Transaction) => T) => T;
  /** Apex in one transaction shares its statics. */
  readonly #runs = new WeakMap<Transaction, Run>();

  /**
   * @param org given late, since the org is put together after its Apex is compiled
   * @param rehearse runs work in a transaction of which nothing is kept, for tests
   */
  constructor(
    source: ProgramSource,
    org: () => Org,
    rehearse: <T>(userId: string, label: string, work: (tx: Transaction) => T) => T
  ) {
    this.program = new Program(source);
    this.program.jobs = (owner) => ({ org: owner, runOf: (tx) => this.runOf(tx), outward });
    this.#org = org;
    this.#rehearse = rehearse;
  }

  /** The run of a transaction: one for all of its Apex. */
  runOf(tx: Transaction): Run {
    const known = this.#runs.get(tx);
    if (known) return known;
    const run = new Run(this.program, this.#org(), tx);
    this.#runs.set(tx, run);
    return run;
  }

  /** Ties a run to another transaction's work, as tests need for the jobs they start. */
  adopt(tx: Transaction, run: Run): void {
    this.#runs.set(tx, run);
  }

  has(object: string, operation: TriggerInvocation['operation'], when: TriggerInvocation['when']): boolean {
    return triggersFor(this.program, object, operation, when).length > 0;
  }

  run(tx: Transaction, invocation: TriggerInvocation): void {
    outward(() => runTriggers(this.program, this.runOf(tx), this.#org(), tx, invocation));
  }

  invokeAura(tx: Transaction, className: string, method: string, params: Record<string, unknown>): unknown {
    const found = auraMethod(this.program, className, method);
    if (!tx.user.permissions.apexClass(found.owner.name)) {
      throw new OrgError(
        'INSUFFICIENT_ACCESS',
        `You do not have access to the Apex class named '${found.owner.name}'.`
      );
    }
    const run = this.runOf(tx);
    run.defaultSharing = 'with';
    const args = found.parameters.map((type, index) => {
      const name = found.parameterNames[index] ?? '';
      return fromJson(run, params[name], type, name);
    });
    return outward(() => toJson(run, run.invoke(found, null, args)));
  }

  isCacheable(className: string, method: string): boolean {
    return isCacheable(auraMethod(this.program, className, method));
  }

  executeAnonymous(tx: Transaction, source: string): void {
    outward(() => this.program.executeAnonymous(this.runOf(tx), source));
  }

  runTests(filter: TestFilter): { results: TestResult[]; coverage: ClassCoverage[] } {
    return new TestRunner(this, this.#org(), this.#rehearse).run(filter);
  }
}

/** Apex exceptions leave the interpreter as `ApexError`. */
export function outward<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApexThrow) throw new ApexError(faultOf(error));
    throw error;
  }
}

export function faultOf(error: ApexThrow): ApexFault {
  const state = exceptionState(error.value);
  return {
    type: typeName(error.value),
    message: state.message ?? 'Script-thrown exception',
    stack: state.stackTrace,
    errors: state.dml.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }))
  };
}
