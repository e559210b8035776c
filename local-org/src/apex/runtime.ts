import type { ApexRuntime, ClassCoverage, TestFilter, TestResult, TriggerInvocation } from '../org/apex-port.ts';
import type { Org, Transaction } from '../org/ports.ts';
import { auraMethod, callAura, isCacheable } from './run/aura.ts';
import { outward } from './run/faults.ts';
import type { JobHost } from './run/jobs.ts';
import { Program, type ProgramSource } from './run/program.ts';
import { Run } from './run/run.ts';
import { runTriggers } from './run/triggers.ts';
import { type Rehearse, TestRunner } from './testrun/runner.ts';

/** The package's Apex, ready to run in an org. */
export class Interpreter implements ApexRuntime {
  readonly program: Program;
  readonly #org: () => Org;
  readonly #rehearse: Rehearse;
  /** Apex in one transaction shares its statics. */
  readonly #runs = new WeakMap<Transaction, Run>();

  /**
   * @param org given late, since the org is put together after its Apex is compiled
   * @param rehearse runs work in a transaction of which nothing is kept, for tests
   * @throws {CompileError | UnsupportedError} with one `path:line:column message` for every problem
   */
  constructor(source: ProgramSource, org: () => Org, rehearse: Rehearse) {
    this.program = new Program(source);
    this.#org = org;
    this.#rehearse = rehearse;
  }

  /** The run of a transaction: one for all of its Apex. */
  runOf(tx: Transaction): Run {
    const known = this.#runs.get(tx);
    if (known) return known;
    const host: JobHost = { org: this.#org(), runOf: (other) => this.runOf(other) };
    const run = new Run(this.program.registry, host, tx);
    this.#runs.set(tx, run);
    return run;
  }

  has(object: string, operation: TriggerInvocation['operation'], when: TriggerInvocation['when']): boolean {
    return this.program.triggersFor(object, operation, when).length > 0;
  }

  run(tx: Transaction, invocation: TriggerInvocation): void {
    const { object, operation, when } = invocation;
    outward(() => runTriggers(this.program.triggersFor(object, operation, when), this.runOf(tx), invocation));
  }

  invokeAura(tx: Transaction, className: string, method: string, params: Record<string, unknown>): unknown {
    return callAura(this.runOf(tx), auraMethod(this.program.registry, className, method), params);
  }

  isCacheable(className: string, method: string): boolean {
    return isCacheable(auraMethod(this.program.registry, className, method));
  }

  executeAnonymous(tx: Transaction, source: string): void {
    const block = this.program.anonymous(source);
    outward(() => this.runOf(tx).within(block, null, new Array(block.locals).fill(null), block.code));
  }

  runTests(filter: TestFilter): { results: TestResult[]; coverage: ClassCoverage[] } {
    return new TestRunner(this, this.#org(), this.#rehearse).run(filter);
  }
}
