import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OrgError } from '../../org/errors.ts';
import { asCode, ClassCompiler, withInner } from '../compile/classes.ts';
import { ExpressionCompiler } from '../compile/expressions.ts';
import { Problems, Scope } from '../compile/scope.ts';
import { StatementCompiler } from '../compile/statements.ts';
import type { NativeClass } from '../native.ts';
import { parseAnonymous, parseClass, parseTrigger } from '../parse/declarations.ts';
import type { TriggerNode } from '../parse/ast.ts';
import {
  type ClassInfo,
  type Code,
  type FieldInfo,
  findField,
  findMethods,
  type MethodInfo,
  sameParameters
} from '../types/classes.ts';
import { Registry } from '../types/registry.ts';
import { show, typeOf, VOID } from '../types/types.ts';
import {
  ApexEnumValue,
  ApexList,
  ApexMap,
  ApexObject,
  type ApexValue,
  ExceptionState,
  type HashKey,
  SObjectValue,
  type TypeRef
} from '../values.ts';
import { Coverage } from './coverage.ts';
import { recordOfValues } from '../semantics/records.ts';
import type { JobHost } from './jobs.ts';
import type { Run } from './run.ts';
import type { Org } from '../../org/ports.ts';
import type { Schema } from '../../org/schema.ts';

export interface TriggerInfo {
  node: TriggerNode;
  file: string;
  code: Code;
  locals: number;
}

export interface ProgramSource {
  root: string;
  schema: Schema;
  classes: readonly string[];
  triggers: readonly string[];
  library: readonly NativeClass[];
  checkQuery: (soql: string) => void;
}

/** The package's Apex, compiled. */
export class Program {
  readonly registry: Registry;
  readonly coverage = new Coverage();
  readonly triggers: TriggerInfo[] = [];
  /** What jobs need of the interpreter around this program; set by it. */
  jobs: (org: Org) => JobHost = () => {
    throw new Error('The program runs in no interpreter');
  };
  readonly #problems = new Problems();
  readonly #expressions: ExpressionCompiler;
  readonly #statements: StatementCompiler;

  /** @throws {OrgError} INVALID_APEX with one `path:line:column message` for every problem */
  constructor(source: ProgramSource) {
    this.registry = new Registry(source.schema, source.library);
    this.#expressions = new ExpressionCompiler(this.registry, this.#problems, source.checkQuery);
    this.#statements = new StatementCompiler(this.#expressions, (file, line) => this.coverage.executable(file, line));
    const text = (path: string): string => readFileSync(join(source.root, path), 'utf8');
    const tops = source.classes.map((path) => this.registry.declare(parseClass(path, text(path)), path, null));
    this.#compileClasses(tops.flatMap((top) => [...withInner(top)]));
    for (const path of source.triggers) this.triggers.push(this.#compileTrigger(parseTrigger(path, text(path)), path));
    this.#throwProblems();
  }

  #compileClasses(classes: readonly ClassInfo[]): void {
    const compiler = new ClassCompiler(this.#expressions, this.#statements);
    for (const cls of classes) compiler.link(cls);
    for (const cls of classes) compiler.inherit(cls);
    for (const cls of classes) compiler.declare(cls);
    for (const cls of classes) compiler.compile(cls);
  }

  #compileTrigger(node: TriggerNode, file: string): TriggerInfo {
    const object = this.registry.schema.object(node.object);
    if (!object) this.#problems.add(node.at, `Invalid type: ${node.object}`);
    const scope = new Scope({ cls: null, isStatic: true, returns: VOID, triggerObject: object?.apiName ?? 'SObject' });
    const code = asCode(this.#statements.compile(node.body, scope));
    return { node, file, code, locals: scope.slots };
  }

  #throwProblems(): void {
    const messages = this.#problems.messages.splice(0);
    if (messages.length > 0) throw new OrgError('INVALID_APEX', messages.join('\n'));
  }

  /** Compiles and runs statements. */
  executeAnonymous(run: Run, source: string): void {
    const scope = new Scope({ cls: null, isStatic: true, returns: VOID });
    const code = asCode(this.#statements.compile(parseAnonymous(source), scope));
    this.#throwProblems();
    const locals = new Array<ApexValue>(scope.slots).fill(null);
    run.inFrame(
      { run, self: null, locals, result: null, line: 1, label: 'AnonymousBlock', file: 'anonymous', owner: null },
      code
    );
  }

  /** Names of classes and triggers that count for coverage, by file: tests do not. */
  coveredFiles(): Map<string, string> {
    const names = new Map<string, string>();
    for (const cls of this.registry.classes.values()) if (!cls.outer && !cls.isTest) names.set(cls.file, cls.name);
    for (const trigger of this.triggers) names.set(trigger.file, trigger.node.name);
    return names;
  }

  /** The method that runs for a receiver: the nearest override of the one that was called. */
  override(self: ApexObject, method: MethodInfo): MethodInfo {
    const cls = this.registry.userClass(self.type);
    if (!cls || (cls === method.owner && method.code)) return method;
    for (const candidate of findMethods(cls, method.name)) {
      if (candidate.code && sameParameters(candidate, method)) return candidate;
    }
    return (
      findMethods(cls, method.name).find(
        (candidate) => candidate.code && candidate.parameters.length === method.parameters.length
      ) ?? method
    );
  }

  construct(run: Run, cls: ClassInfo, maker: MethodInfo | null, args: readonly ApexValue[]): ApexObject {
    run.initialize(cls);
    const self = new ApexObject(cls.type);
    if (cls.isException) self.exception = new ExceptionState();
    this.#initializeFields(run, cls, self);
    if (maker) run.invoke(maker, self, args);
    else if (cls.isException) this.initException(run, self, args);
    return self;
  }

  #initializeFields(run: Run, cls: ClassInfo, self: ApexObject): void {
    if (cls.base) {
      this.#initializeFields(run, cls.base, self);
      // Without a call to super(…), the base's constructor without parameters runs.
      const plain = cls.base.constructors.find((maker) => maker.parameters.length === 0);
      if (plain) run.invoke(plain, self, []);
    }
    for (const [name, field] of cls.fields) if (!field.isStatic) self.fields.set(name, null);
    const { initialize } = cls;
    if (!initialize) return;
    const locals = new Array<ApexValue>(cls.locals).fill(null);
    run.inFrame(
      {
        run,
        self,
        locals,
        result: null,
        line: cls.node.at.line,
        label: `Class.${cls.name}.<init>`,
        file: cls.file,
        owner: cls
      },
      initialize
    );
  }

  /** Message and cause of an exception, from its constructor's arguments. */
  initException(_run: Run, self: ApexObject | null, args: readonly ApexValue[]): ApexValue {
    const state = self?.exception;
    if (!state) return null;
    for (const arg of args) {
      if (typeof arg === 'string') state.message = arg;
      else if (arg !== null) state.cause = arg;
    }
    return null;
  }

  instantiate(run: Run, type: TypeRef, args: readonly ApexValue[]): ApexValue {
    const cls = this.registry.userClass(type);
    if (cls) {
      const maker = this.registry.choose(
        cls.constructors,
        args.map((arg) => run.typeOf(arg))
      );
      return this.construct(run, cls, maker ?? null, args);
    }
    if (type.name === 'List') return new ApexList(type.args[0] ?? typeOf('Object'));
    if (type.name === 'Map') return new ApexMap(type.args[0] ?? typeOf('Object'), type.args[1] ?? typeOf('Object'));
    if (this.registry.schema.object(type.name)) return new SObjectValue(type.name);
    const native = this.registry.native(type.name);
    const maker =
      native &&
      this.registry.choose(
        native.constructors,
        args.map((arg) => run.typeOf(arg))
      );
    return maker
      ? maker.implementation(run, args)
      : run.raise('System.TypeException', `Not constructable: ${show(type)}`);
  }

  /** Calls a method by name, choosing by the arguments' own types. */
  callByName(run: Run, target: ApexValue, name: string, args: readonly ApexValue[]): ApexValue {
    const types = args.map((arg) => run.typeOf(arg));
    if (target instanceof ApexObject) {
      const cls = this.registry.userClass(target.type);
      const candidates = cls ? findMethods(cls, name).filter((candidate) => candidate.code && !candidate.isStatic) : [];
      const method =
        this.registry.choose(candidates, types) ??
        candidates.find((candidate) => candidate.parameters.length === args.length);
      if (method) return run.invoke(method, target, args);
    }
    for (const { members } of this.registry.nativeMethods(run.typeOf(target), name)) {
      const member = members.find((candidate) => candidate.parameters.length === args.length);
      if (member) return member.implementation(run, target, args);
    }
    return run.raise('System.TypeException', `There is no method ${name}`);
  }

  readProperty(run: Run, field: FieldInfo, get: Code | null, self: ApexObject | null): ApexValue {
    const key = field.name.toLowerCase();
    if (!get) return (self ? self.fields.get(key) : run.initialize(field.owner).get(key)) ?? null;
    run.initialize(field.owner);
    return this.#accessor(run, field, self, get, []);
  }

  writeProperty(run: Run, field: FieldInfo, set: Code | null, self: ApexObject | null, value: ApexValue): void {
    const key = field.name.toLowerCase();
    if (set && !run.insideAccessor.has(field)) this.#accessor(run, field, self, set, [value]);
    else if (self) self.fields.set(key, value);
    else run.initialize(field.owner).set(key, value);
  }

  #accessor(run: Run, field: FieldInfo, self: ApexObject | null, code: Code, args: ApexValue[]): ApexValue {
    const label = `Class.${field.owner.name}.${field.name}`;
    // Inside its own accessor a property is the field behind it.
    const property = field.property;
    const locals = [...args, ...new Array<ApexValue>(32).fill(null)];
    if (!property || run.insideAccessor.has(field))
      return (
        (self
          ? self.fields.get(field.name.toLowerCase())
          : run.initialize(field.owner).get(field.name.toLowerCase())) ?? null
      );
    run.insideAccessor.add(field);
    try {
      return run.inFrame(
        {
          run,
          self,
          locals,
          result: null,
          line: property.node.at.line,
          label,
          file: field.owner.file,
          owner: field.owner
        },
        code
      );
    } finally {
      run.insideAccessor.delete(field);
    }
  }

  readField(run: Run, object: ApexValue, name: string): ApexValue {
    if (!(object instanceof ApexObject)) return null;
    const cls = this.registry.userClass(object.type);
    const field = cls && findField(cls, name);
    if (!field) return null;
    return this.readProperty(run, field, field.property?.get ?? null, object);
  }

  writeField(run: Run, object: ApexValue, name: string, value: ApexValue): void {
    if (!(object instanceof ApexObject)) return;
    const cls = this.registry.userClass(object.type);
    const field = cls && findField(cls, name);
    if (field) this.writeProperty(run, field, field.property?.set ?? null, object, run.convert(value, field.type));
  }

  textOf(run: Run, object: ApexObject): string {
    const cls = this.registry.userClass(object.type);
    const method =
      cls && findMethods(cls, 'toString').find((candidate) => candidate.parameters.length === 0 && candidate.code);
    if (method) return run.text(run.invoke(method, object, []));
    const fields = run
      .fieldsOf(object.type)
      .map(({ name }) => `${name}=${run.text(object.fields.get(name.toLowerCase()) ?? null)}`);
    return `${object.type.name}:[${fields.join(', ')}]`;
  }

  userEquals(run: Run, object: ApexObject, other: ApexValue): boolean | undefined {
    const cls = this.registry.userClass(object.type);
    const method =
      cls && findMethods(cls, 'equals').find((candidate) => candidate.parameters.length === 1 && candidate.code);
    return method ? run.invoke(method, object, [other]) === true : undefined;
  }

  userHash(run: Run, object: ApexObject): HashKey {
    const cls = this.registry.userClass(object.type);
    const method =
      cls && findMethods(cls, 'hashCode').find((candidate) => candidate.parameters.length === 0 && candidate.code);
    return method ? `o${object.type.name}:${run.text(run.invoke(method, object, []))}` : object;
  }

  enumValues(cls: ClassInfo): ApexList {
    return new ApexList(
      cls.type,
      cls.node.constants.map((name, index) => new ApexEnumValue(cls.type, name, index))
    );
  }

  enumValue(run: Run, cls: ClassInfo, name: ApexValue): ApexValue {
    const index = cls.node.constants.findIndex((constant) => constant.toLowerCase() === String(name).toLowerCase());
    if (index < 0) return run.raise('System.NoSuchElementException', `No enum constant ${cls.name}.${String(name)}`);
    return new ApexEnumValue(cls.type, cls.node.constants[index] ?? '', index);
  }

  customMetadata(run: Run, type: TypeRef): ApexMap {
    const map = new ApexMap(typeOf('String'), type);
    for (const values of this.registry.schema.customMetadata(type.name)) {
      const key = String(values['DeveloperName']);
      map.entries.set(run.hash(key), { key, value: recordOfValues(this.registry.schema, type.name, values) });
    }
    return map;
  }

  customMetadataRecord(run: Run, type: TypeRef, name: ApexValue): ApexValue {
    return this.customMetadata(run, type).entries.get(run.hash(name))?.value ?? null;
  }

  /** `System.runAs`: only in tests, with another user's permissions and sharing. */
  runAs<T>(run: Run, user: ApexValue, work: () => T): T {
    if (!run.test) return run.raise('System.TypeException', 'System.runAs is for tests');
    const id = user instanceof SObjectValue ? user.fields.get('Id') : null;
    if (typeof id !== 'string')
      return run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
    return run.test.runAs(id, work);
  }
}
