import type { TriggerState } from '../run/run.ts';
import type { Expr, Place } from '../parse/ast.ts';
import { setField } from '../semantics/records.ts';
import { type ClassInfo, type FieldInfo, findField } from '../types/classes.ts';
import { BOOLEAN, INTEGER, OBJECT, SOBJECT, show, STRING, typeOf, typeOfField } from '../types/types.ts';
import { ApexEnumValue, ApexObject, type ApexValue, NativeObject, SObjectValue, type TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { single } from './expressions.ts';
import type { Meaning, Scope, Value } from './scope.ts';

const NAMESPACES = new Set(['system', 'schema', 'database', 'messaging', 'label', 'trigger']);

/** What a simple name means: a local, a field, a type, a namespace. */
export function nameMeaning(compiler: ExpressionCompiler, name: string, at: Place, scope: Scope): Meaning {
  const local = scope.find(name);
  if (local) {
    const { slot, type } = local;
    return {
      kind: 'value',
      type,
      get: (frame) => frame.locals[slot] ?? null,
      set: (frame, value) => (frame.locals[slot] = value)
    };
  }
  for (let cls = scope.cls, own = true; cls; cls = cls.outer, own = false) {
    const field = findField(cls, name);
    if (field?.isStatic) return staticField(field);
    if (field && own && !scope.isStatic) return instanceField(compiler, field, (frame) => frame.self, at, scope);
  }
  const type = compiler.registry.find(name, scope.cls);
  if (NAMESPACES.has(name.toLowerCase()) && !(type && scope.cls && compiler.registry.userClass(type))) {
    return { kind: 'namespace', name: name.toLowerCase() };
  }
  if (type) return { kind: 'type', type };
  return compiler.fail(at, `Variable does not exist: ${name}`);
}

/** `on.name`. */
export function memberOf(compiler: ExpressionCompiler, expression: Expr & { kind: 'member' }, scope: Scope): Meaning {
  const { name, at } = expression;
  const on = compiler.meaning(expression.on, scope);
  if (on.kind === 'namespace') return inNamespace(compiler, on.name, name, at, scope);
  if (on.kind === 'type') return ofType(compiler, on.type, name, at, scope);
  return ofValue(compiler, on, name, expression.safe, at, scope);
}

function inNamespace(compiler: ExpressionCompiler, namespace: string, name: string, at: Place, scope: Scope): Meaning {
  const lower = name.toLowerCase();
  if (namespace === 'trigger') return triggerVariable(compiler, lower, at, scope);
  if (namespace === 'system' && lower === 'label') return { kind: 'namespace', name: 'label' };
  if (namespace === 'schema' && lower === 'sobjecttype') return { kind: 'namespace', name: 'schema.sobjecttype' };
  if (namespace === 'label') {
    const text = compiler.registry.schema.label(name);
    if (text === undefined) return compiler.fail(at, `There is no label ${name}`);
    return { kind: 'value', type: STRING, get: () => text };
  }
  if (namespace === 'schema.sobjecttype') {
    const object = compiler.registry.schema.object(name);
    if (!object) return compiler.fail(at, `Invalid type: ${name}`);
    const token = objectToken(object.apiName);
    return {
      kind: 'value',
      type: typeOf('Schema.DescribeSObjectResult'),
      get: (frame) => frame.run.call(token, 'getDescribe', [])
    };
  }
  const qualified =
    compiler.registry.find(`${namespace}.${name}`, null) ??
    (namespace === 'schema' || namespace === 'system' ? compiler.registry.find(name, null) : null);
  if (qualified) return { kind: 'type', type: qualified };
  // `Database` and `System` are classes with statics as well.
  const native = compiler.registry.native(namespace);
  return native
    ? ofType(compiler, typeOf(native.name), name, at, scope)
    : compiler.fail(at, `Variable does not exist: ${namespace}.${name}`);
}

function triggerVariable(compiler: ExpressionCompiler, name: string, at: Place, scope: Scope): Value {
  const object = typeOf(scope.triggerObject ?? 'SObject');
  const list = typeOf('List', object);
  const map = typeOf('Map', typeOf('Id'), object);
  const value = (type: TypeRef, read: (state: TriggerState) => ApexValue): Value => ({
    kind: 'value',
    type,
    get: (frame) => (frame.run.trigger ? read(frame.run.trigger) : null)
  });
  switch (name) {
    case 'new':
      return value(list, (state) => state.new);
    case 'old':
      return value(list, (state) => state.old);
    case 'newmap':
      return value(map, (state) => state.newMap);
    case 'oldmap':
      return value(map, (state) => state.oldMap);
    case 'isbefore':
      return value(BOOLEAN, (state) => state.isBefore);
    case 'isafter':
      return value(BOOLEAN, (state) => !state.isBefore);
    case 'isinsert':
    case 'isupdate':
    case 'isdelete':
    case 'isundelete':
      return value(BOOLEAN, (state) => `is${state.operation}` === name);
    case 'isexecuting':
      return { kind: 'value', type: BOOLEAN, get: (frame) => frame.run.trigger !== null };
    case 'size':
      return value(INTEGER, (state) => (state.new ?? state.old)?.items.length ?? 0);
    default:
      return compiler.fail(at, `Trigger.${name} is not supported by the local org`);
  }
}

function ofType(compiler: ExpressionCompiler, type: TypeRef, name: string, at: Place, scope: Scope): Meaning {
  const user = compiler.registry.userClass(type);
  if (user) return ofClass(compiler, user, name, at, scope);
  const object = compiler.registry.schema.object(type.name);
  if (object && !compiler.registry.native(type.name)) {
    if (name.toLowerCase() === 'sobjecttype')
      return constant(typeOf('Schema.SObjectType'), objectToken(object.apiName));
    const field = compiler.registry.schema.field(object.apiName, name);
    if (!field) return compiler.fail(at, `Variable does not exist: ${object.apiName}.${name}`);
    return constant(typeOf('Schema.SObjectField'), fieldToken(object.apiName, field.apiName));
  }
  const native = compiler.registry.native(type.name);
  const index = native?.definition.enumValues?.findIndex((value) => value.toLowerCase() === name.toLowerCase()) ?? -1;
  if (native && index >= 0)
    return constant(type, new ApexEnumValue(type, native.definition.enumValues?.[index] ?? name, index));
  for (const [signature, read] of Object.entries(native?.definition.staticProperties ?? {})) {
    const [property = '', result = ''] = signature.split(':');
    if (property.toLowerCase() !== name.toLowerCase()) continue;
    return { kind: 'value', type: compiler.registry.parse(result, null) ?? OBJECT, get: (frame) => read(frame.run) };
  }
  const inner = compiler.registry.find(`${type.name}.${name}`, null);
  return inner ? { kind: 'type', type: inner } : compiler.fail(at, `Variable does not exist: ${show(type)}.${name}`);
}

function ofClass(compiler: ExpressionCompiler, cls: ClassInfo, name: string, at: Place, scope: Scope): Meaning {
  const constantIndex = cls.node.constants.findIndex((value) => value.toLowerCase() === name.toLowerCase());
  if (constantIndex >= 0)
    return constant(cls.type, new ApexEnumValue(cls.type, cls.node.constants[constantIndex] ?? name, constantIndex));
  const field = findField(cls, name);
  if (field?.isStatic) {
    checkAccess(compiler, field, name, at, scope);
    return staticField(field);
  }
  const inner = cls.inner.get(name.toLowerCase());
  if (inner) return { kind: 'type', type: inner.type };
  return compiler.fail(at, `Variable does not exist: ${cls.name}.${name}`);
}

function ofValue(compiler: ExpressionCompiler, on: Value, name: string, safe: boolean, at: Place, scope: Scope): Value {
  const { registry } = compiler;
  const type = on.isQuery ? (on.type.args[0] ?? SOBJECT) : on.type;
  const get = on.isQuery ? single(on.get) : on.get;
  const user = registry.userClass(type);
  if (user) {
    const field = findField(user, name);
    if (!field || field.isStatic) return compiler.fail(at, `Variable does not exist: ${name}`);
    checkAccess(compiler, field, name, at, scope);
    const value = instanceField(compiler, field, get, at, scope);
    return safe ? { ...value, get: (frame) => (get(frame) === null ? null : value.get(frame)) } : value;
  }
  const object = registry.schema.object(type.name);
  if (object) return fieldOfRecord(compiler, { ...on, type, get }, object.apiName, name, safe, at);
  for (const [signature, access] of Object.entries(registry.native(type.name)?.definition.properties ?? {})) {
    const [property = '', result = ''] = signature.split(':');
    if (property.toLowerCase() !== name.toLowerCase()) continue;
    const { get: read, set: write } = access;
    return {
      kind: 'value',
      type: registry.parse(result, null) ?? OBJECT,
      get: (frame) => (read ? read(frame.run, notNull(frame, get(frame))) : null),
      ...(write ? { set: (frame, value) => write(frame.run, notNull(frame, get(frame)), value) } : {})
    };
  }
  return compiler.fail(at, `Variable does not exist: ${name} on ${show(type)}`);
}

function notNull(frame: { run: { raise(type: string, message: string): never } }, value: ApexValue): ApexValue {
  return value ?? frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
}

function fieldOfRecord(
  compiler: ExpressionCompiler,
  on: Value,
  objectName: string,
  name: string,
  safe: boolean,
  at: Place
): Value {
  const { schema } = compiler.registry;
  const { get } = on;
  const record = (frame: Parameters<typeof get>[0]): SObjectValue | null => {
    const value = get(frame);
    if (value instanceof SObjectValue) return value;
    if (safe || on.isParent) return null;
    return frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
  };
  const field = schema.field(objectName, name);
  if (field) {
    const key = field.apiName;
    const empty = field.kind === 'checkbox' ? false : null;
    return {
      kind: 'value',
      type: typeOfField(field),
      get: (frame) => {
        const row = record(frame);
        if (!row) return null;
        const value = row.fields.get(key);
        if (value !== undefined) return value;
        return row.queried ? notQueried(frame, row.type, key) : empty;
      },
      set: (frame, value) => {
        const row = record(frame);
        if (!row) return frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
        if (row.readOnly) return frame.run.raise('System.FinalException', 'Record is read-only');
        setField(row, key, value);
      }
    };
  }
  const object = schema.object(objectName);
  const lookup = object?.fields.find((candidate) => candidate.relationshipName?.toLowerCase() === name.toLowerCase());
  if (lookup) {
    const key = lookup.relationshipName ?? name;
    return {
      kind: 'value',
      type: typeOf(lookup.referenceTo.length === 1 ? (lookup.referenceTo[0] ?? 'SObject') : 'SObject'),
      isParent: true,
      get: (frame) => {
        const row = record(frame);
        if (!row) return null;
        const parent = row.parents.get(key);
        if (parent !== undefined) return parent;
        return row.queried ? notQueried(frame, row.type, key) : null;
      },
      set: (frame, value) => {
        const row = record(frame);
        if (row && (value === null || value instanceof SObjectValue)) row.parents.set(key, value);
      }
    };
  }
  const children = object?.childRelationships.find((child) => child.name.toLowerCase() === name.toLowerCase());
  if (!children) return compiler.fail(at, `Variable does not exist: ${objectName}.${name}`);
  return {
    kind: 'value',
    type: typeOf('List', typeOf(children.childObject)),
    get: (frame) => {
      const row = record(frame);
      if (!row) return null;
      return row.children.get(children.name) ?? (row.queried ? notQueried(frame, row.type, children.name) : null);
    }
  };
}

function notQueried(
  frame: { run: { raise(type: string, message: string): never } },
  type: string,
  field: string
): never {
  return frame.run.raise(
    'System.SObjectException',
    `SObject row was retrieved via SOQL without querying the requested field: ${type}.${field}`
  );
}

function staticField(field: FieldInfo): Value {
  const key = field.name.toLowerCase();
  const { owner, property } = field;
  if (property?.get || property?.set) {
    const { get, set } = property;
    return {
      kind: 'value',
      type: field.type,
      get: (frame) => frame.run.program.readProperty(frame.run, field, get, null),
      ...(set || property.node.set === 'auto'
        ? { set: (frame, value) => frame.run.program.writeProperty(frame.run, field, set, null, value) }
        : {})
    };
  }
  return {
    kind: 'value',
    type: field.type,
    get: (frame) => frame.run.initialize(owner).get(key) ?? null,
    set: (frame, value) => void frame.run.initialize(owner).set(key, value)
  };
}

function instanceField(
  compiler: ExpressionCompiler,
  field: FieldInfo,
  target: Value['get'],
  at: Place,
  scope: Scope
): Value {
  const key = field.name.toLowerCase();
  const object = (frame: Parameters<Value['get']>[0]): ApexObject => {
    const value = target(frame);
    if (value instanceof ApexObject) return value;
    return frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
  };
  const { property } = field;
  if (property && (property.node.get !== 'auto' || property.node.set !== 'auto')) {
    return {
      kind: 'value',
      type: field.type,
      get: (frame) => frame.run.program.readProperty(frame.run, field, property.get, object(frame)),
      ...(property.node.set === null
        ? {}
        : {
            set: (frame, value) => frame.run.program.writeProperty(frame.run, field, property.set, object(frame), value)
          })
    };
  }
  const isConstructor = scope.cls === field.owner && scope.isConstructor;
  if (field.isFinal && !isConstructor)
    return { kind: 'value', type: field.type, get: (frame) => object(frame).fields.get(key) ?? null };
  return {
    kind: 'value',
    type: field.type,
    get: (frame) => object(frame).fields.get(key) ?? null,
    set: (frame, value) => void object(frame).fields.set(key, value)
  };
}

/** Private members are for their own top-level class, and for tests where `@TestVisible` says so. */
export function checkAccess(
  compiler: ExpressionCompiler,
  member: { owner: ClassInfo; access: string; testVisible: boolean },
  name: string,
  at: Place,
  scope: Scope
): void {
  if (member.access !== 'private' || topLevel(member.owner) === (scope.cls && topLevel(scope.cls))) return;
  if (member.testVisible && scope.cls && topLevel(scope.cls).isTest) return;
  compiler.fail(at, `Variable is not visible: ${member.owner.name}.${name}`);
}

function topLevel(cls: ClassInfo): ClassInfo {
  let current = cls;
  while (current.outer) current = current.outer;
  return current;
}

function constant(type: TypeRef, value: ApexValue): Value {
  return { kind: 'value', type, get: () => value };
}

/** `Opportunity.SObjectType` */
export function objectToken(object: string): NativeObject {
  return new NativeObject(typeOf('Schema.SObjectType'), { token: object, object });
}

/** `Opportunity.StageName` */
export function fieldToken(object: string, field: string): NativeObject {
  return new NativeObject(typeOf('Schema.SObjectField'), { token: `${object}.${field}`, object, field });
}
