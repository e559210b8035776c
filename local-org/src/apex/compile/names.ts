import type { Expr, Place } from '../parse/ast.ts';
import { type ClassInfo, findField, findInner } from '../types/classes.ts';
import type { TriggerState } from '../types/code.ts';
import { BOOLEAN, ID, INTEGER, show, STRING, typeOf } from '../types/types.ts';
import { ApexEnumValue, type ApexValue, NativeObject, type TypeRef } from '../values.ts';
import { chained } from './chains.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { checkAccess, instanceField, memberOfValue, staticField } from './members.ts';
import { type Meaning, placeOf, type Scope, type Value } from './scope.ts';

const NAMESPACES = new Set(['system', 'schema', 'database', 'messaging', 'label', 'trigger']);

/** What a simple name means: a local, a field, a type, a namespace. */
export function nameMeaning(compiler: ExpressionCompiler, name: string, at: Place, scope: Scope): Meaning {
  const local = scope.find(name);
  if (local) {
    const { slot, type, isFinal } = local;
    return {
      kind: 'value',
      type,
      get: (frame) => frame.locals[slot] ?? null,
      ...(isFinal
        ? { notWritable: `Final variable cannot be assigned: ${name}` }
        : {
            place: placeOf(
              () => slot,
              (frame, index) => frame.locals[index] ?? null,
              (frame, index, value) => (frame.locals[index] = value)
            )
          })
    };
  }
  for (let cls = scope.cls, own = true; cls; cls = cls.outer, own = false) {
    const field = findField(cls, name);
    if (!field) continue;
    if (field.isStatic) return staticField(compiler, field, at, scope);
    if (own && !scope.isStatic) return instanceField(compiler, field, (frame) => frame.self, at, scope);
  }
  const type = compiler.registry.find(name, scope.cls);
  if (NAMESPACES.has(name.toLowerCase()) && !(type && compiler.registry.userClass(type)))
    return { kind: 'namespace', name: name.toLowerCase() };
  if (type) return { kind: 'type', type };
  return compiler.fail(at, `Variable does not exist: ${name}`);
}

/** `on.name`. */
export function memberOf(compiler: ExpressionCompiler, expression: Expr & { kind: 'member' }, scope: Scope): Meaning {
  const { name, at, safe } = expression;
  const on = compiler.meaning(expression.on, scope);
  if (on.kind === 'namespace') return inNamespace(compiler, on.name, name, at, scope);
  if (on.kind === 'type') return ofType(compiler, on.type, name, at, scope);
  return chained(on, safe, scope, (target) => memberOfValue(compiler, target, name, at, scope));
}

function inNamespace(compiler: ExpressionCompiler, namespace: string, name: string, at: Place, scope: Scope): Meaning {
  const { registry } = compiler;
  const lower = name.toLowerCase();
  if (namespace === 'trigger') return triggerVariable(compiler, lower, at, scope);
  if (namespace === 'system' && (lower === 'label' || lower === 'trigger')) return { kind: 'namespace', name: lower };
  if (namespace === 'schema' && lower === 'sobjecttype') return { kind: 'namespace', name: 'schema.sobjecttype' };
  if (namespace === 'label') {
    const { schema } = registry;
    const text = schema.label(name);
    if (text === undefined) return compiler.fail(at, `External string does not exist: ${name}`);
    // In the language of the user who runs it, which is not known yet.
    return {
      kind: 'value',
      type: STRING,
      get: (frame) => schema.in(frame.run.tx.user.language).label(name) ?? text
    };
  }
  if (namespace === 'schema.sobjecttype') {
    const object = registry.schema.object(name);
    if (!object) return compiler.fail(at, `Invalid type: ${name}`);
    const token = objectToken(object.apiName);
    return {
      kind: 'value',
      type: typeOf('Schema.DescribeSObjectResult'),
      get: (frame) => frame.run.call(token, 'getDescribe', [])
    };
  }
  const qualified =
    registry.find(`${namespace}.${name}`, null) ??
    (namespace === 'schema' || namespace === 'system' ? registry.find(name, null) : null);
  if (qualified) return { kind: 'type', type: qualified };
  // `Database` and `System` are classes with statics as well.
  const native = registry.natives.find(namespace);
  return native
    ? ofType(compiler, typeOf(native.name), name, at, scope)
    : compiler.fail(at, `Variable does not exist: ${namespace}.${name}`);
}

const OPERATIONS: readonly string[] = [
  'BEFORE_INSERT',
  'BEFORE_UPDATE',
  'BEFORE_DELETE',
  'AFTER_INSERT',
  'AFTER_UPDATE',
  'AFTER_DELETE',
  'AFTER_UNDELETE'
];

function triggerVariable(compiler: ExpressionCompiler, name: string, at: Place, scope: Scope): Value {
  const object = typeOf(scope.triggerObject ?? 'SObject');
  const list = typeOf('List', object);
  const map = typeOf('Map', ID, object);
  const value = (type: TypeRef, read: (state: TriggerState) => ApexValue, outside: ApexValue = null): Value => ({
    kind: 'value',
    type,
    get: (frame) => (frame.run.trigger ? read(frame.run.trigger) : outside)
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
      return value(BOOLEAN, (state) => state.isBefore, false);
    case 'isafter':
      return value(BOOLEAN, (state) => !state.isBefore, false);
    case 'isinsert':
    case 'isupdate':
    case 'isdelete':
    case 'isundelete':
      return value(BOOLEAN, (state) => `is${state.operation}` === name, false);
    case 'isexecuting':
      return value(BOOLEAN, () => true, false);
    case 'size':
      return value(INTEGER, (state) => (state.new ?? state.old)?.items.length ?? 0, 0);
    case 'operationtype': {
      const type = typeOf('TriggerOperation');
      return value(type, ({ isBefore, operation }) => {
        const operationName = `${isBefore ? 'BEFORE' : 'AFTER'}_${operation.toUpperCase()}`;
        return new ApexEnumValue(type, operationName, OPERATIONS.indexOf(operationName));
      });
    }
    default:
      return compiler.fail(at, `Variable does not exist: Trigger.${name}`);
  }
}

function ofType(compiler: ExpressionCompiler, type: TypeRef, name: string, at: Place, scope: Scope): Meaning {
  const { registry } = compiler;
  const user = registry.userClass(type);
  if (user) return ofClass(compiler, user, name, at, scope);
  const lower = name.toLowerCase();
  const native = registry.natives.find(type.name);
  const object = registry.schema.object(type.name);
  if (object && !native) {
    if (lower === 'sobjecttype') return constant(typeOf('Schema.SObjectType'), objectToken(object.apiName));
    const field = registry.schema.field(object.apiName, name);
    if (!field) return compiler.fail(at, `Field does not exist: ${name} on ${object.apiName}`);
    return constant(typeOf('Schema.SObjectField'), fieldToken(object.apiName, field.apiName));
  }
  const values = native?.definition.enumValues ?? [];
  const index = values.findIndex((value) => value.toLowerCase() === lower);
  if (index >= 0) return constant(type, new ApexEnumValue(type, values[index] ?? name, index));
  const property = native?.staticProperties.get(lower);
  if (property) {
    const { implementation } = property;
    return { kind: 'value', type: property.returns, get: (frame) => implementation(frame.run) };
  }
  const inner = registry.find(`${type.name}.${name}`, null);
  return inner ? { kind: 'type', type: inner } : compiler.fail(at, `Variable does not exist: ${show(type)}.${name}`);
}

function ofClass(compiler: ExpressionCompiler, cls: ClassInfo, name: string, at: Place, scope: Scope): Meaning {
  const value = cls.enumValues.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (value) return constant(cls.type, value);
  const field = findField(cls, name);
  if (field?.isStatic) return staticField(compiler, field, at, scope);
  const inner = findInner(cls, name);
  if (inner) {
    checkAccess(compiler, { owner: cls, access: inner.access, testVisible: inner.testVisible }, inner.name, at, scope);
    return { kind: 'type', type: inner.type };
  }
  return compiler.fail(at, `Variable does not exist: ${cls.name}.${name}`);
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
