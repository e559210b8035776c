import { LimitError, type SaveResult } from '../../org/errors.ts';
import type { Org, SaveOperation, Transaction } from '../../org/ports.ts';
import type { DmlOptions, QueryOutcome, TestContext } from '../native.ts';
import { convertTo } from '../semantics/convert.ts';
import { dmlException, exceptionState, systemException } from '../semantics/exceptions.ts';
import { hashKey, runtimeType, sameValue } from '../semantics/operations.ts';
import { recordOfValues } from '../semantics/records.ts';
import { type ClassInfo, type MethodInfo, versionFor, withBases } from '../types/classes.ts';
import type { Code, Frame, Machine, TriggerState, Unit } from '../types/code.ts';
import { choose } from '../types/overloads.ts';
import type { Registry } from '../types/registry.ts';
import { OBJECT, show, STRING } from '../types/types.ts';
import {
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  ApexThrow,
  type ApexValue,
  ExceptionState,
  type HashKey,
  SObjectValue,
  type TypeRef
} from '../values.ts';
import { dml, query } from './data.ts';
import { abort, attachFinalizer, enqueue, type JobHost, type RunningJob, schedule } from './jobs.ts';
import { callByName, fieldsOf, ownEquals, ownHash, readField, textOf, writeField } from './objects.ts';

/** Statements that count as one millisecond of CPU time. An approximation: the platform measures its own clock. */
const STATEMENTS_PER_MS = 2000;
const MOST_FRAMES = 1000;

/** Apex running in one transaction: statics, the call stack, and everything the system library asks for. */
export class Run implements Machine {
  readonly tx: Transaction;
  readonly org: Org;
  readonly registry: Registry;
  readonly #host: JobHost;
  readonly #statics = new Map<ClassInfo, Map<string, ApexValue>>();
  readonly #frames: Frame[] = [];
  fuel = STATEMENTS_PER_MS;
  trigger: TriggerState | null = null;
  test: TestContext | null = null;
  typeArgs: readonly TypeRef[] = [];
  /** Sharing where no class on the stack declares any: with for pages, without for triggers and jobs. */
  defaultSharing: 'with' | 'without' = 'without';
  /** Set while a cacheable method runs, which may not write. */
  isReadOnly = false;
  /** The job this transaction runs; null for pages, triggers and tests. */
  job: RunningJob | null = null;
  readonly scratch = new Map<string, unknown>();

  constructor(registry: Registry, host: JobHost, tx: Transaction) {
    this.registry = registry;
    this.#host = host;
    this.org = host.org;
    this.tx = tx;
  }

  get requestId(): string {
    return this.tx.id;
  }

  get inTrigger(): boolean {
    return this.trigger !== null;
  }

  get jobKind(): RunningJob['kind'] | null {
    return this.job?.kind ?? null;
  }

  get mayCallOut(): boolean {
    return this.job === null || this.job.mayCallOut;
  }

  get position(): { file: string; line: number } {
    const frame = this.#frames.at(-1);
    return { file: frame?.unit.file ?? '', line: frame?.line ?? 0 };
  }

  /**
   * A class's own declaration or its base's; one that inherits, or declares nothing, shares as its caller does.
   * Triggers run without, whoever caused them; what begins in an inheriting class begins with.
   */
  get sharing(): 'with' | 'without' {
    let outermost: ClassInfo['sharing'] = null;
    for (let index = this.#frames.length - 1; index >= 0; index--) {
      const unit = this.#frames[index]?.unit;
      if (unit?.isTrigger) return 'without';
      outermost = unit?.owner ? sharingOf(unit.owner) : null;
      if (outermost === 'with' || outermost === 'without') return outermost;
    }
    return outermost === 'inherited' ? 'with' : this.defaultSharing;
  }

  refuel(): void {
    this.fuel = STATEMENTS_PER_MS;
    this.tx.limits.add('cpuTime', 1);
  }

  invoke(method: MethodInfo, self: ApexObject | null, args: readonly ApexValue[]): ApexValue {
    const { code } = method;
    if (!code) throw new Error(`${method.label} has no body`);
    if (!this.#statics.has(method.owner)) this.statics(method.owner);
    const locals = new Array<ApexValue>(method.locals).fill(null);
    for (let index = 0; index < args.length; index++) locals[index] = args[index] ?? null;
    return this.within(method, self, locals, code);
  }

  dispatch(method: MethodInfo, self: ApexObject, args: readonly ApexValue[]): ApexValue {
    const cls = this.registry.userClass(self.type);
    return this.invoke(cls && cls !== method.owner ? versionFor(cls, method) : method, self, args);
  }

  /** Runs code in a frame of its own. */
  within(unit: Unit, self: ApexObject | null, locals: ApexValue[], code: Code): ApexValue {
    if (this.#frames.length >= MOST_FRAMES) throw stackTooDeep();
    const frame: Frame = { run: this, unit, self, locals, result: null, line: unit.line };
    this.#frames.push(frame);
    try {
      return code(frame);
    } catch (error) {
      if (error instanceof ApexThrow) this.noteThrown(error.value);
      // The interpreter's own stack may end before a thousand frames of Apex are reached; it means the same.
      else if (error instanceof RangeError && /call stack/i.test(error.message)) throw stackTooDeep();
      throw error;
    } finally {
      this.#frames.pop();
    }
  }

  noteThrown(value: ApexValue): void {
    const state = exceptionState(value);
    if (state.stackTrace !== '') return;
    state.lineNumber = this.#frames.at(-1)?.line ?? 0;
    state.stackTrace = this.#frames
      .map(({ unit, line }) => `${unit.label}: line ${line}, column 1`)
      .reverse()
      .join('\n');
  }

  construct(cls: ClassInfo, maker: MethodInfo | null, args: readonly ApexValue[]): ApexObject {
    const self = new ApexObject(cls.type);
    if (cls.isException) self.exception = new ExceptionState();
    for (const each of [...withBases(cls)].reverse())
      for (const field of each.fields.values()) if (!field.isStatic) self.fields.set(field.key, null);
    if (maker) this.invoke(maker, self, args);
    return self;
  }

  statics(cls: ClassInfo): Map<string, ApexValue> {
    const known = this.#statics.get(cls);
    if (known) return known;
    const values = new Map<string, ApexValue>();
    this.#statics.set(cls, values);
    if (cls.base) this.statics(cls.base);
    for (const field of cls.fields.values()) if (field.isStatic) values.set(field.key, null);
    const { initializeStatics } = cls;
    if (initializeStatics) {
      const locals = new Array<ApexValue>(initializeStatics.locals).fill(null);
      this.within(initializeStatics, null, locals, (frame) => {
        initializeStatics.run(frame);
        return null;
      });
    }
    return values;
  }

  raise(type: string, message: string): never {
    throw new ApexThrow(systemException(type, message));
  }

  dereference(): never {
    return this.raise('System.NullPointerException', 'Attempt to de-reference a null object');
  }

  raiseDml(operation: SaveOperation, results: readonly SaveResult[]): never {
    throw dmlException(operation, results);
  }

  call(target: ApexValue, method: string, args: readonly ApexValue[]): ApexValue {
    return target === null ? this.dereference() : callByName(this.registry, this, target, method, args);
  }

  instantiate(type: TypeRef, args: readonly ApexValue[]): ApexValue {
    const types = args.map((arg) => this.typeOf(arg));
    const cls = this.registry.userClass(type);
    if (cls) {
      const choice = choose(this.registry.conversions, cls.constructors, types);
      if (choice.kind === 'one' && !cls.isAbstract) return this.construct(cls, choice.member, args);
      return this.raise('System.TypeException', `Not constructable: ${show(type)}`);
    }
    const [first = OBJECT, second = OBJECT] = type.args;
    if (type.name === 'List') return new ApexList(first);
    if (type.name === 'Set') return new ApexSet(first);
    if (type.name === 'Map') return new ApexMap(first, second);
    const native = this.registry.natives.find(type.name);
    if (!native && this.registry.schema.object(type.name)) return this.newRecord(type.name);
    const choice = choose(this.registry.conversions, native?.constructors ?? [], types);
    if (choice.kind === 'none') return this.raise('System.TypeException', `Not constructable: ${show(type)}`);
    this.typeArgs = type.args;
    return (choice.kind === 'one' ? choice.member : choice.nearest).implementation(this, args);
  }

  typeOf(value: ApexValue): TypeRef {
    return runtimeType(value);
  }

  isInstance(value: ApexValue, type: TypeRef): boolean {
    return value !== null && this.registry.assignable(runtimeType(value), type);
  }

  resolveType(name: string): TypeRef | null {
    return this.registry.parse(name);
  }

  fieldsOf(type: TypeRef): readonly { name: string; type: TypeRef }[] {
    return fieldsOf(this.registry, type).filter((field) => !field.isTransient);
  }

  getField(object: ApexValue, field: string): ApexValue {
    return readField(this.registry, this, object, field);
  }

  setField(object: ApexValue, field: string, value: ApexValue): void {
    writeField(this.registry, this, object, field, value);
  }

  text(value: ApexValue): string {
    return typeof value === 'string' ? value : textOf(this.registry, this, value);
  }

  equals(a: ApexValue, b: ApexValue): boolean {
    return sameValue(a, b, (object, other) => ownEquals(this.registry, this, object, other));
  }

  hash(value: ApexValue): HashKey {
    return hashKey(value, (object) => ownHash(this.registry, this, object));
  }

  convert(value: ApexValue, to: TypeRef): ApexValue {
    return convertTo(value, to, (type, message) => this.raise(type, message));
  }

  newRecord(object: string): SObjectValue {
    return new SObjectValue(this.org.schema.object(object)?.apiName ?? object);
  }

  customMetadata(type: TypeRef): ApexMap {
    const map = new ApexMap(STRING, type);
    for (const values of this.registry.schema.customMetadata(type.name)) {
      const key = String(values['DeveloperName']);
      map.entries.set(this.hash(key), { key, value: recordOfValues(this.registry.schema, type.name, values) });
    }
    return map;
  }

  query(soql: string, binds: Readonly<Record<string, ApexValue>>, access: 'user' | 'system'): QueryOutcome {
    return query(this, soql, binds, access);
  }

  dml(operation: SaveOperation, records: readonly SObjectValue[], options: DmlOptions): SaveResult[] {
    return dml(this, operation, records, options);
  }

  enqueue(job: ApexValue, delayMinutes: number): string {
    return enqueue(this.#host, this, job, delayMinutes);
  }

  attachFinalizer(finalizer: ApexValue): void {
    attachFinalizer(this, finalizer);
  }

  schedule(name: string, cron: string, job: ApexValue): string {
    return schedule(this.#host, this, name, cron, job);
  }

  abort(id: string): void {
    abort(this.#host, this, id);
  }

  /** `System.runAs`: only in tests, with another user's permissions and sharing. */
  runAs<T>(user: ApexValue, work: () => T): T {
    if (!this.test) return this.raise('System.TypeException', 'Method runAs is only for tests');
    const id = user instanceof SObjectValue ? user.fields.get('Id') : null;
    return typeof id === 'string' ? this.test.runAs(id, work) : this.dereference();
  }
}

function stackTooDeep(): LimitError {
  return new LimitError(`Maximum stack depth reached: ${MOST_FRAMES + 1}`);
}

/** "Classes inherit this setting from a parent class"; inner classes do not from their outer one. */
function sharingOf(cls: ClassInfo): ClassInfo['sharing'] {
  for (const each of withBases(cls)) if (each.sharing !== null) return each.sharing;
  return null;
}
