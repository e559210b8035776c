/**
 * How the system library tells the interpreter what exists. A class is declared with its members' signatures as
 * Apex would write them, so that a call to anything undeclared, or with the wrong types, fails when the package is
 * loaded and not when the line happens to run.
 *
 *     nativeClass('String', {
 *       statics: { 'valueOf(Object):String': (ctx, [value]) => ctx.text(value) },
 *       methods: { 'contains(String):Boolean': (ctx, self, [part]) => … }
 *     })
 */
import type { Org, QueryResult, SaveOperation, Transaction } from '../org/ports.ts';
import type { SaveResult } from '../org/errors.ts';
import type { ApexList, ApexValue, HashKey, SObjectValue, TypeRef } from './values.ts';

export interface NativeContext {
  readonly tx: Transaction;
  readonly org: Org;
  /** State of the running test, or null outside tests. */
  readonly test: TestContext | null;
  /** Type arguments of the receiver or of the generic static: `[Id, Handoff__c]` for a `Map<Id, Handoff__c>`. */
  readonly typeArgs: readonly TypeRef[];
  /** Whether the calling class is `with sharing` (its own declaration or, inherited, its caller's). */
  readonly sharing: 'with' | 'without';

  /** Throws an Apex exception: `ctx.raise('System.NullPointerException', 'Attempt to de-reference a null object')`. */
  raise(type: string, message: string): never;
  /** Throws `System.DmlException` from failed results, indices and messages as Salesforce composes them. */
  raiseDml(operation: SaveOperation, results: readonly SaveResult[]): never;

  /** Calls an instance method by name with values of suitable types (interfaces such as Comparable, HttpCalloutMock). */
  call(target: ApexValue, method: string, args: readonly ApexValue[]): ApexValue;
  /** Makes an instance with the constructor that fits. */
  instantiate(type: TypeRef, args: readonly ApexValue[]): ApexValue;
  typeOf(value: ApexValue): TypeRef;
  isInstance(value: ApexValue, type: TypeRef): boolean;
  /** Resolves a name as written in Apex (`Map<Id, Handoff__c>`, `HandoffService.Result`); null when there is none. */
  resolveType(name: string): TypeRef | null;
  /** Instance fields and properties of a class of the package, base classes' first; empty for others. */
  fieldsOf(type: TypeRef): readonly { name: string; type: TypeRef }[];
  getField(object: ApexValue, field: string): ApexValue;
  setField(object: ApexValue, field: string, value: ApexValue): void;

  /** `String.valueOf`. */
  text(value: ApexValue): string;
  /** `==` for collections and maps: user-defined `equals` included, strings case-sensitive. */
  equals(a: ApexValue, b: ApexValue): boolean;
  hash(value: ApexValue): HashKey;
  /** Implicit conversion on assignment (Integer to Decimal, String to Id …). Throws System.TypeException when impossible. */
  convert(value: ApexValue, to: TypeRef): ApexValue;

  /** A new record, as `new Opportunity()` makes it. */
  newRecord(object: string): SObjectValue;
  /**
   * Runs a query and counts it against the limits.
   *
   * @param access `user` also applies sharing, whatever the class says
   */
  query(soql: string, binds: Readonly<Record<string, ApexValue>>, access: 'user' | 'system'): QueryOutcome;
  /**
   * Runs DML and counts it. Inserted records get their ids. With `allOrNone` a failure throws System.DmlException.
   */
  dml(operation: SaveOperation, records: readonly SObjectValue[], options: DmlOptions): SaveResult[];

  /** Queues a job for after the commit. @returns its id */
  enqueue(job: ApexValue, delayMinutes: number): string;
  attachFinalizer(finalizer: ApexValue): void;
  /** Schedules a job from the commit on. A cron expression that is wrong throws System.StringException. @returns its id */
  schedule(name: string, cron: string, job: ApexValue): string;
  /** Takes a job away once the transaction commits. One that is not there throws System.AsyncException. */
  abort(id: string): void;
  /** Whether a trigger is running: callouts are then refused. */
  readonly inTrigger: boolean;
  /** What kind of job this transaction runs; null for pages, triggers and tests. */
  readonly jobKind: 'queueable' | 'finalizer' | 'scheduled' | null;
  /** State the library keeps for this transaction. */
  readonly scratch: Map<string, unknown>;
  /** Whether the running job's class allows callouts; true outside jobs. */
  readonly mayCallOut: boolean;
  /** The id of the running request. */
  readonly requestId: string;
  /** The package's file and line of the call, for stack traces and refusals. */
  readonly position: { file: string; line: number };
}

export interface QueryOutcome {
  /** Typed `List<Object>`; for aggregates, `List<AggregateResult>`. */
  records: ApexList;
  result: QueryResult;
}

export interface DmlOptions {
  allOrNone: boolean;
  access: 'user' | 'system';
  externalIdField?: string;
}

/** What `Test` and the callout classes need of the test runner. */
export interface TestContext {
  start(): void;
  stop(): void;
  setMock(type: string, mock: ApexValue): void;
  mock(type: string): ApexValue;
  /** `Test.getEventBus().deliver()`. */
  deliverEvents(): void;
  setCreatedDate(recordId: string, at: string): void;
  /** Runs work with another user's permissions. */
  runAs<T>(userId: string, work: () => T): T;
}

export type NativeFunction = (ctx: NativeContext, args: readonly ApexValue[]) => ApexValue;
export type NativeMethod = (ctx: NativeContext, self: ApexValue, args: readonly ApexValue[]) => ApexValue;

export interface NativeClassDefinition {
  /** `['K', 'V']` for Map. Signatures may use these names. */
  typeParameters?: readonly string[];
  /** Canonical name of the base: `Exception` for system exceptions. */
  extends?: string;
  implements?: readonly string[];
  /** An interface: `methods` are then abstract and their implementations are never called. */
  isInterface?: boolean;
  /** Names of an enum's values, in order. */
  enumValues?: readonly string[];
  /** Keyed `(Integer,String)`; `()` for none. `ctx.typeArgs` are those of the constructed type. */
  constructors?: Readonly<Record<string, NativeFunction>>;
  /** Keyed `name(Type,Type):Type`; return type `void` where there is none. */
  statics?: Readonly<Record<string, NativeFunction>>;
  methods?: Readonly<Record<string, NativeMethod>>;
  /** Keyed `name:Type`. */
  staticProperties?: Readonly<Record<string, (ctx: NativeContext) => ApexValue>>;
  properties?: Readonly<
    Record<
      string,
      {
        get?: (ctx: NativeContext, self: ApexValue) => ApexValue;
        set?: (ctx: NativeContext, self: ApexValue, value: ApexValue) => void;
      }
    >
  >;
}

export interface NativeClass extends NativeClassDefinition {
  /** Canonical, without the System namespace: `String`, `HttpRequest`, `Schema.SObjectType`, `Messaging.CustomNotification`. */
  readonly name: string;
}

/**
 * Declares a system class. The interpreter accepts it with and without the `System.` prefix, in any case.
 */
export function nativeClass(name: string, definition: NativeClassDefinition): NativeClass {
  return { name, ...definition };
}
