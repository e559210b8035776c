import type { Expr } from '../parse/ast.ts';
import { setField } from '../semantics/records.ts';
import { type ClassInfo, isVisible } from '../types/classes.ts';
import { type NativeInfo, substitute } from '../types/natives.ts';
import { choose } from '../types/overloads.ts';
import { INTEGER, OBJECT, show, typeOf, typeOfField } from '../types/types.ts';
import { ApexList, ApexMap, ApexSet, type ApexValue, SObjectValue, type TypeRef } from '../values.ts';
import { argumentTypes, bind } from './calls.ts';
import type { ExpressionCompiler } from './expressions.ts';
import type { Scope, Value } from './scope.ts';

type New = Expr & { kind: 'new' | 'newList' | 'newMap' | 'newArray' };
type NewObject = New & { kind: 'new' };

/** `new …` in all its forms. */
export function creation(compiler: ExpressionCompiler, expression: New, scope: Scope): Value {
  const type =
    expression.kind === 'newArray'
      ? typeOf('List', compiler.type(expression.type, scope))
      : compiler.type(expression.type, scope);
  switch (expression.kind) {
    case 'newArray': {
      const size = compiler.valueFor(expression.size, INTEGER, scope);
      const element = type.args[0] ?? OBJECT;
      return {
        kind: 'value',
        type,
        get: (frame) => {
          const length = size(frame);
          if (typeof length !== 'number') return frame.run.dereference();
          return new ApexList(element, new Array<ApexValue>(length).fill(null));
        }
      };
    }
    case 'newList':
      return collection(compiler, expression, type, scope);
    case 'newMap':
      return map(compiler, expression, type, scope);
    case 'new':
      return instance(compiler, expression, type, scope);
  }
}

function map(compiler: ExpressionCompiler, expression: New & { kind: 'newMap' }, type: TypeRef, scope: Scope): Value {
  if (type.name !== 'Map') return compiler.fail(expression.at, `${show(type)} cannot be made from pairs`);
  const [keyType, valueType] = [type.args[0] ?? OBJECT, type.args[1] ?? OBJECT];
  const pairs = expression.pairs.map(
    ([key, value]) => [compiler.valueFor(key, keyType, scope), compiler.valueFor(value, valueType, scope)] as const
  );
  return {
    kind: 'value',
    type,
    get: (frame) => {
      const made = new ApexMap(keyType, valueType);
      for (const [key, value] of pairs) {
        const entry = key(frame);
        made.entries.set(frame.run.hash(entry), { key: entry, value: value(frame) });
      }
      return made;
    }
  };
}

function collection(
  compiler: ExpressionCompiler,
  expression: New & { kind: 'newList' },
  type: TypeRef,
  scope: Scope
): Value {
  const element = type.args[0] ?? OBJECT;
  const items = expression.items.map((item) => compiler.valueFor(item, element, scope));
  if (type.name === 'List')
    return {
      kind: 'value',
      type,
      get: (frame) =>
        new ApexList(
          element,
          items.map((item) => item(frame))
        )
    };
  if (type.name !== 'Set') return compiler.fail(expression.at, `${show(type)} cannot be made from a list of values`);
  return {
    kind: 'value',
    type,
    get: (frame) => {
      const made = new ApexSet(element);
      for (const item of items) {
        const value = item(frame);
        const key = frame.run.hash(value);
        if (!made.entries.has(key)) made.entries.set(key, value);
      }
      return made;
    }
  };
}

function instance(compiler: ExpressionCompiler, expression: NewObject, type: TypeRef, scope: Scope): Value {
  const { registry } = compiler;
  const user = registry.userClass(type);
  if (user) return userInstance(compiler, expression, user, scope);
  const native = registry.natives.find(type.name);
  if (native && native.constructors.length > 0) return nativeInstance(compiler, expression, native, type, scope);
  const object = native ? undefined : registry.schema.object(type.name);
  if (!object) return compiler.fail(expression.at, `Type cannot be constructed: ${show(type)}`);
  return record(compiler, expression, object.apiName, type, scope);
}

function noConstructor(
  compiler: ExpressionCompiler,
  expression: NewObject,
  args: readonly Value[],
  type: TypeRef
): never {
  const given = args.map((arg) => show(arg.type)).join(', ');
  return compiler.fail(expression.at, `Constructor not defined: [${show(type)}].<Constructor>(${given})`);
}

function userInstance(compiler: ExpressionCompiler, expression: NewObject, cls: ClassInfo, scope: Scope): Value {
  if (cls.isAbstract || cls.node.kind !== 'class')
    compiler.fail(expression.at, `Abstract classes, interfaces and enums cannot be constructed: ${cls.name}`);
  const args = expression.args.map((arg) => compiler.value(arg, scope));
  const choice = choose(
    compiler.registry.conversions,
    cls.constructors,
    argumentTypes(compiler, args, cls.constructors)
  );
  if (choice.kind === 'none') return noConstructor(compiler, expression, args, cls.type);
  if (choice.kind === 'ambiguous') return compiler.fail(expression.at, `Constructor is ambiguous: ${cls.name}`);
  const { member: maker } = choice;
  if (!isVisible(maker, scope.cls)) compiler.fail(expression.at, `Constructor is not visible: ${cls.name}`);
  const codes = bind(compiler, args, maker.parameters, expression.at);
  const { line } = expression.at;
  return {
    kind: 'value',
    type: cls.type,
    get: (frame) => {
      const values = codes.map((code) => code(frame));
      frame.line = line;
      return frame.run.construct(cls, maker, values);
    }
  };
}

function nativeInstance(
  compiler: ExpressionCompiler,
  expression: NewObject,
  native: NativeInfo,
  type: TypeRef,
  scope: Scope
): Value {
  const args = expression.args.map((arg) => compiler.value(arg, scope));
  const replace = substitute(native, type);
  const candidates = native.constructors.map((maker) => ({ maker, parameters: maker.parameters.map(replace) }));
  const choice = choose(compiler.registry.conversions, candidates, argumentTypes(compiler, args, candidates));
  if (choice.kind === 'none') return noConstructor(compiler, expression, args, type);
  const { maker, parameters } = choice.kind === 'one' ? choice.member : choice.nearest;
  const codes = bind(compiler, args, parameters, expression.at);
  const { implementation } = maker;
  const { line } = expression.at;
  return {
    kind: 'value',
    type,
    get: (frame) => {
      const values = codes.map((code) => code(frame));
      frame.line = line;
      const { run } = frame;
      const before = run.typeArgs;
      run.typeArgs = type.args;
      const made = implementation(run, values);
      run.typeArgs = before;
      return made;
    }
  };
}

/** `new Account(Name = 'x')` */
function record(
  compiler: ExpressionCompiler,
  expression: NewObject,
  objectName: string,
  type: TypeRef,
  scope: Scope
): Value {
  const object = compiler.registry.schema.object(objectName);
  const fields = expression.args.map((arg) => {
    if (arg.kind !== 'assign' || arg.operator !== null || arg.target.kind !== 'name')
      return compiler.fail(arg.at, 'Fields of a record are given by name');
    const { name } = arg.target;
    const field = compiler.registry.schema.field(objectName, name);
    if (field) {
      if ((field.readOnly && field.kind !== 'id') || field.formula !== undefined)
        compiler.fail(arg.at, `Field is not writeable: ${objectName}.${field.apiName}`);
      return { name: field.apiName, parent: false, get: compiler.valueFor(arg.value, typeOfField(field), scope) };
    }
    const lookup = object?.fields.find((each) => each.relationshipName?.toLowerCase() === name.toLowerCase());
    if (!lookup?.relationshipName) return compiler.fail(arg.at, `Field does not exist: ${name} on ${objectName}`);
    const parent = typeOf(lookup.referenceTo.length === 1 ? (lookup.referenceTo[0] ?? 'SObject') : 'SObject');
    return { name: lookup.relationshipName, parent: true, get: compiler.valueFor(arg.value, parent, scope) };
  });
  return {
    kind: 'value',
    type,
    get: (frame) => {
      const made = new SObjectValue(objectName);
      for (const { name, parent, get } of fields) {
        const value = get(frame);
        if (!parent) setField(made, name, value);
        else if (value === null || value instanceof SObjectValue) made.parents.set(name, value);
      }
      return made;
    }
  };
}
