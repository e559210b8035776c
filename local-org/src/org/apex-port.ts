/** What the engine, REST and the pages ask of the Apex runtime. */
import type { SaveError } from './errors.ts';
import type { RecordValues } from './schema.ts';
import type { Transaction } from './ports.ts';

export interface TriggerRecord {
  id: string | null;
  /** The new version; before-triggers change it in place. For deletes, the deleted version. */
  values: RecordValues;
  old: RecordValues | null;
  /** `addError` adds here. */
  errors: SaveError[];
}

export interface TriggerInvocation {
  object: string;
  operation: 'insert' | 'update' | 'delete' | 'undelete';
  when: 'before' | 'after';
  records: TriggerRecord[];
}

export interface TriggerPort {
  has(object: string, operation: TriggerInvocation['operation'], when: TriggerInvocation['when']): boolean;
  run(tx: Transaction, invocation: TriggerInvocation): void;
}

export interface ApexFault {
  /** `HandoffException`, `System.NullPointerException`. */
  type: string;
  message: string;
  /** `Class.HandoffService.start: line 12, column 1` lines. */
  stack: string;
  /** For DML failures that reach a page: the save errors. */
  errors: readonly SaveError[];
}

export interface TestFilter {
  className?: string;
  method?: string;
}

export interface TestResult {
  className: string;
  method: string;
  passed: boolean;
  message: string | null;
  stack: string | null;
  milliseconds: number;
  /** Governor limits used between start and stop. */
  queries: number;
  dmlStatements: number;
}

export interface ClassCoverage {
  name: string;
  covered: readonly number[];
  uncovered: readonly number[];
}

export interface ApexRuntime extends TriggerPort {
  /**
   * Calls an `@AuraEnabled` method as Lightning does.
   *
   * @param params by parameter name, as JSON
   * @returns the result as JSON would carry it
   * @throws {ApexError} with an `ApexFault`
   */
  invokeAura(tx: Transaction, className: string, method: string, params: Record<string, unknown>): unknown;
  isCacheable(className: string, method: string): boolean;
  executeAnonymous(tx: Transaction, source: string): void;
  runTests(filter: TestFilter): { results: TestResult[]; coverage: ClassCoverage[] };
}

/** An Apex exception that nobody caught. */
export class ApexError extends Error {
  override readonly name = 'ApexError';
  readonly fault: ApexFault;

  constructor(fault: ApexFault) {
    super(`${fault.type}: ${fault.message}`);
    this.fault = fault;
  }
}
