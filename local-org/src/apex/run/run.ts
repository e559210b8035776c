import { DmlFailure, LimitError, OrgError, type SaveResult } from '../../org/errors.ts';
import type { Org, SaveOperation, Transaction } from '../../org/ports.ts';
import type { FieldValue } from '../../org/schema.ts';
import type { DmlOptions, NativeContext, QueryOutcome, TestContext } from '../native.ts';
import type { ClassInfo, FieldInfo, MethodInfo } from '../types/classes.ts';
import { typeOf } from '../types/types.ts';
import type { ExceptionState } from '../values.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnumValue,
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  ApexThrow,
  type ApexValue,
  type HashKey,
  NativeObject,
  SObjectValue,
  type TypeRef
} from '../values.ts';
import { convertTo } from '../semantics/convert.ts';
import { dmlException, exceptionState, isException, systemException, typeName } from '../semantics/exceptions.ts';
import type { Frame } from './frame.ts';
import { attachFinalizer, enqueue } from './jobs.ts';
import {
  hashKey,
  isoDate,
  runtimeType,
  sameValue,
  textOfDatetime,
  textOfDouble,
  toDecimal,
  tokenText
} from '../semantics/operations.ts';
import type { Program } from './program.ts';
import { recordOfRow, toStored, valuesToSave } from '../semantics/records.ts';

/** Statements that count as one millisecond of CPU time. An approximation: the platform measures its own clock. */
const STATEMENTS_PER_MS = 2000;
const MOST_FRAMES = 1000;

/** The records a trigger works on. */
export interface TriggerState {
  isBefore: boolean;
  operation: 'insert' | 'update' | 'delete' | 'undelete';
  new: ApexList | null;
  old: ApexList | null;
  newMap: ApexMap | null;
  oldMap: ApexMap | null;
}

/** Apex running in one transaction: statics, the call stack, and everything the system library asks for. */
export class Run implements NativeContext {
  readonly tx: Transaction;
  readonly org: Org;
  readonly program: Program;
  readonly statics = new Map<ClassInfo, Map<string, ApexValue>>();
  readonly #frames: Frame[] = [];
  #statements = 0;
  trigger: TriggerState | null = null;
  test: TestContext | null = null;
  typeArgs: readonly TypeRef[] = [];
  /** Sharing where no class on the stack declares any: with for pages, without for triggers and jobs. */
  defaultSharing: 'with' | 'without' = 'without';
  /** The class of the running job, which must allow callouts to make any. */
  asyncClass: ClassInfo | null = null;
  /** Where the running job keeps its finalizer; null outside jobs. */
  attached: { finalizer: ApexValue } | null = null;
  /** Properties whose accessor is running: inside it the name means the field behind the property. */
  readonly insideAccessor = new Set<FieldInfo>();
  /** State the system library keeps for this transaction: queued finalizers and the like. */
  readonly scratch = new Map<string, unknown>();

  constructor(program: Program, org: Org, tx: Transaction) {
    this.program = program;
    this.org = org;
    this.tx = tx;
  }

  get requestId(): string {
    return this.tx.id;
  }

  get sharing(): 'with' | 'without' {
    for (let index = this.#frames.length - 1; index >= 0; index--) {
      const sharing = sharingOf(this.#frames[index]?.owner ?? null);
      if (sharing === 'with' || sharing === 'without') return sharing;
    }
    return this.defaultSharing;
  }

  get position(): { file: string; line: number } {
    const frame = this.#frames.at(-1);
    return { file: frame?.file ?? '', line: frame?.line ?? 0 };
  }

  get mayCallOut(): boolean {
    return !this.asyncClass || this.asyncClass.interfaces.some((face) => face.name === 'Database.AllowsCallouts');
  }

  get depth(): number {
    return this.#frames.length;
  }

  /** Counts a statement, and marks its line as covered. */
  step(frame: Frame, line: number): void {
    frame.line = line;
    this.program.coverage.hit(frame.file, line);
    if (++this.#statements % STATEMENTS_PER_MS === 0) this.tx.limits.add('cpuTime', 1);
  }

  /** Runs a method's code in a frame of its own. */
  invoke(method: MethodInfo, self: ApexObject | null, args: readonly ApexValue[]): ApexValue {
    this.initialize(method.owner);
    const { code } = method;
    if (!code) throw new Error(`${method.owner.name}.${method.name} has no body`);
    const locals: ApexValue[] = new Array<ApexValue>(method.locals).fill(null);
    args.forEach((arg, index) => (locals[index] = arg));
    const label = `Class.${method.owner.name}.${method.name}`;
    return this.inFrame(
      {
        run: this,
        self,
        locals,
        result: null,
        line: method.node.at.line,
        label,
        file: method.owner.file,
        owner: method.owner
      },
      code
    );
  }

  inFrame<T>(frame: Frame, work: (frame: Frame) => T): T {
    if (this.#frames.length >= MOST_FRAMES) throw new LimitError(`Maximum stack depth reached: ${MOST_FRAMES + 1}`);
    this.#frames.push(frame);
    try {
      return work(frame);
    } catch (error) {
      if (error instanceof ApexThrow) this.noteThrown(error);
      throw error;
    } finally {
      this.#frames.pop();
    }
  }

  /** An exception remembers where it was thrown: the first frame that sees it knows. */
  noteThrown(error: ApexThrow): void {
    const state = exceptionState(error.value);
    if (state.stackTrace !== '') return;
    state.lineNumber = this.#frames.at(-1)?.line ?? 0;
    state.stackTrace = this.#frames
      .map((frame) => `${frame.label}: line ${frame.line}, column 1`)
      .reverse()
      .join('\n');
  }

  /** Runs a class's static initializers, once a transaction, before anything else of it. */
  initialize(cls: ClassInfo): Map<string, ApexValue> {
    const known = this.statics.get(cls);
    if (known) return known;
    const values = new Map<string, ApexValue>();
    this.statics.set(cls, values);
    if (cls.base) this.initialize(cls.base);
    for (const [name, field] of cls.fields) if (field.isStatic) values.set(name, null);
    const { initializeStatics } = cls;
    if (initializeStatics) {
      const frame: Frame = {
        run: this,
        self: null,
        locals: new Array<ApexValue>(cls.locals).fill(null),
        result: null,
        line: cls.node.at.line,
        label: `Class.${cls.name}`,
        file: cls.file,
        owner: cls
      };
      this.inFrame(frame, initializeStatics);
    }
    return values;
  }

  raise(type: string, message: string): never {
    throw new ApexThrow(systemException(type, message));
  }

  raiseDml(operation: SaveOperation, results: readonly SaveResult[]): never {
    throw dmlException(operation, results);
  }

  call(target: ApexValue, method: string, args: readonly ApexValue[]): ApexValue {
    if (target === null) return this.raise('System.NullPointerException', 'Attempt to de-reference a null object');
    return this.program.callByName(this, target, method, args);
  }

  instantiate(type: TypeRef, args: readonly ApexValue[]): ApexValue {
    return this.program.instantiate(this, type, args);
  }

  typeOf(value: ApexValue): TypeRef {
    return runtimeType(value);
  }

  isInstance(value: ApexValue, type: TypeRef): boolean {
    return value !== null && this.program.registry.assignable(runtimeType(value), type);
  }

  resolveType(name: string): TypeRef | null {
    return this.program.registry.parse(name, null);
  }

  fieldsOf(type: TypeRef): readonly { name: string; type: TypeRef }[] {
    const found: { name: string; type: TypeRef }[] = [];
    for (let cls = this.program.registry.userClass(type) ?? null; cls; cls = cls.base) {
      const own = [...cls.fields.values()].filter((field) => !field.isStatic);
      found.unshift(...own.map(({ name, type: fieldType }) => ({ name, type: fieldType })));
    }
    return found;
  }

  getField(object: ApexValue, field: string): ApexValue {
    return this.program.readField(this, object, field);
  }

  setField(object: ApexValue, field: string, value: ApexValue): void {
    this.program.writeField(this, object, field, value);
  }

  text(value: ApexValue): string {
    if (value === null) return 'null';
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
    if (value instanceof ApexDouble) return textOfDouble(value.value);
    if (value instanceof ApexDecimal) return value.value.toFixed(value.scale);
    if (value instanceof ApexDate) return `${isoDate(value.days)} 00:00:00`;
    if (value instanceof ApexDatetime) return textOfDatetime(value.ms);
    if (value instanceof ApexEnumValue) return value.name;
    if (value instanceof ApexList) return `(${value.items.map((item) => this.text(item)).join(', ')})`;
    if (value instanceof ApexSet) return `{${[...value.entries.values()].map((item) => this.text(item)).join(', ')}}`;
    if (value instanceof ApexMap)
      return `{${[...value.entries.values()].map(({ key, value: entry }) => `${this.text(key)}=${this.text(entry)}`).join(', ')}}`;
    if (value instanceof SObjectValue)
      return `${value.type}:{${[...value.fields].map(([name, field]) => `${name}=${this.text(field)}`).join(', ')}}`;
    if (isException(value)) return `${typeName(value)}: ${exceptionState(value).message ?? ''}`;
    if (value instanceof NativeObject) return tokenText(value)?.split('.').at(-1) ?? value.type.name;
    if (value instanceof ApexObject) return this.program.textOf(this, value);
    return String(value);
  }

  equals(a: ApexValue, b: ApexValue): boolean {
    return sameValue(a, b, (object, other) => this.program.userEquals(this, object, other));
  }

  hash(value: ApexValue): HashKey {
    return hashKey(value, (object) => this.program.userHash(this, object));
  }

  convert(value: ApexValue, to: TypeRef): ApexValue {
    return convertTo(value, to, (type, message) => this.raise(type, message));
  }

  newRecord(object: string): SObjectValue {
    return new SObjectValue(this.org.schema.object(object)?.apiName ?? object);
  }

  query(soql: string, binds: Readonly<Record<string, ApexValue>>, access: 'user' | 'system'): QueryOutcome {
    this.tx.limits.add('queries', 1);
    try {
      const stored = Object.fromEntries(Object.entries(binds).map(([name, value]) => [name, toBind(value)]));
      const result = this.org.query.query(this.tx, { soql, binds: stored, access, sharing: this.sharing });
      this.tx.limits.add('queryRows', result.rowCount);
      const records = result.rows.map((row) => recordOfRow(this.org.schema, row));
      return { records: new ApexList(typeOf(records[0]?.type ?? 'SObject'), records), result };
    } catch (error) {
      if (error instanceof OrgError && !(error instanceof LimitError))
        return this.raise('System.QueryException', error.message);
      throw error;
    }
  }

  dml(operation: SaveOperation, records: readonly SObjectValue[], options: DmlOptions): SaveResult[] {
    this.tx.limits.add('dmlStatements', 1);
    this.tx.limits.add('dmlRows', records.length);
    if (records.length === 0) return [];
    const results: SaveResult[] = [];
    for (const group of byType(records)) {
      try {
        const saved = this.org.save.save(this.tx, {
          operation,
          object: group[0]?.type ?? '',
          records: group.map(valuesToSave),
          allOrNone: options.allOrNone,
          access: options.access,
          sharing: this.sharing,
          ...(options.externalIdField === undefined ? {} : { externalIdField: options.externalIdField })
        });
        results.push(...saved);
        saved.forEach((result, index) => {
          const record = group[index];
          if (result.success && record && result.id !== null && operation !== 'delete')
            record.fields.set('Id', result.id);
          // What was written is no longer a change waiting to be.
          if (result.success && record?.changed) record.changed.clear();
        });
      } catch (error) {
        if (error instanceof DmlFailure) throw dmlException(operation, error.results);
        if (error instanceof OrgError && !(error instanceof LimitError))
          return this.raise('System.DmlException', `${error.code}, ${error.message}`);
        throw error;
      }
    }
    return results;
  }

  enqueue(job: ApexValue, delayMinutes: number): string {
    return enqueue(this.program.jobs(this.org), this, job, delayMinutes);
  }

  attachFinalizer(finalizer: ApexValue): void {
    attachFinalizer(this, finalizer);
  }

  /** A number as the operators see it. @throws the Apex exception for null */
  number(value: ApexValue): ReturnType<typeof toDecimal> {
    if (value === null) return this.raise('System.NullPointerException', 'Attempt to de-reference a null object');
    return toDecimal(value);
  }

  exceptionOf(value: ApexValue): ExceptionState {
    return exceptionState(value);
  }
}

/** An inner class shares as its outer one does, unless it says otherwise. */
function sharingOf(cls: ClassInfo | null): ClassInfo['sharing'] {
  for (let current = cls; current; current = current.outer) if (current.sharing !== null) return current.sharing;
  return null;
}

function toBind(value: ApexValue): FieldValue | FieldValue[] {
  if (value instanceof ApexList) return value.items.map(toBindItem);
  if (value instanceof ApexSet) return [...value.entries.values()].map(toBindItem);
  return toBindItem(value);
}

function toBindItem(value: ApexValue): FieldValue {
  if (value instanceof SObjectValue) return toStored(value.fields.get('Id'));
  return toStored(value);
}

/** Neighbouring records of one type are saved together, as the platform chunks them. */
function byType(records: readonly SObjectValue[]): SObjectValue[][] {
  const groups: SObjectValue[][] = [];
  for (const record of records) {
    const last = groups.at(-1);
    if (last && last[0]?.type === record.type) last.push(record);
    else groups.push([record]);
  }
  return groups;
}
