import type { Expr } from '../parse/ast.ts';
import { setField } from '../semantics/records.ts';
import type { Code } from '../types/classes.ts';
import { substitution } from '../types/registry.ts';
import { INTEGER, OBJECT, show, typeOf, typeOfField } from '../types/types.ts';
import { ApexList, ApexMap, ApexSet, type ApexValue, SObjectValue, type TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import type { Scope, Value } from './scope.ts';

type New = Expr & { kind: 'new' | 'newList' | 'newMap' | 'newArray' };

/** `new …` in all its forms. */
export function creation(compiler: ExpressionCompiler, expression: New, scope: Scope): Value {
  const type =
    expression.kind === 'newArray'
      ? typeOf('List', compiler.type(expression.type, scope))
      : compiler.type(expression.type, scope);
  switch (expression.kind) {
    case 'newArray': {
      const size = compiler.valueFor(expression.size, INTEGER, scope);
      return {
        kind: 'value',
        type,
        get: (frame) =>
          new ApexList(
            type.args[0] ?? OBJECT,
            new Array<ApexValue>(frame.run.number(size(frame)).toNumber()).fill(null)
          )
      };
    }
    case 'newList':
      return collection(compiler, expression, type, scope);
    case 'newMap': {
      const [keyType, valueType] = [type.args[0] ?? OBJECT, type.args[1] ?? OBJECT];
      const pairs = expression.pairs.map(
        ([key, value]) => [compiler.valueFor(key, keyType, scope), compiler.valueFor(value, valueType, scope)] as const
      );
      return {
        kind: 'value',
        type,
        get: (frame) => {
          const map = new ApexMap(keyType, valueType);
          for (const [key, value] of pairs) {
            const made = key(frame);
            map.entries.set(frame.run.hash(made), { key: made, value: value(frame) });
          }
          return map;
        }
      };
    }
    case 'new':
      return instance(compiler, expression, type, scope);
  }
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
      const set = new ApexSet(element);
      for (const item of items) {
        const value = item(frame);
        set.entries.set(frame.run.hash(value), value);
      }
      return set;
    }
  };
}

function instance(compiler: ExpressionCompiler, expression: New & { kind: 'new' }, type: TypeRef, scope: Scope): Value {
  const { registry } = compiler;
  const user = registry.userClass(type);
  if (user) {
    if (user.node.modifiers.words.has('abstract') || user.node.kind !== 'class')
      compiler.fail(expression.at, `Type cannot be constructed: ${show(type)}`);
    const args = expression.args.map((arg) => compiler.value(arg, scope));
    const inherited = user.constructors.length === 0 && user.isException;
    const maker = registry.choose(
      user.constructors,
      args.map((arg) => arg.type)
    );
    if (!maker && !inherited && (args.length > 0 || user.constructors.length > 0)) {
      compiler.fail(
        expression.at,
        `Constructor not defined: ${show(type)}(${args.map((arg) => show(arg.type)).join(', ')})`
      );
    }
    const codes: Code[] = maker
      ? args.map((arg, index) => compiler.coerce(arg, maker.parameters[index] ?? OBJECT, expression.at))
      : args.map((arg) => arg.get);
    return {
      kind: 'value',
      type,
      get: (frame) => {
        const values = codes.map((code) => code(frame));
        frame.line = expression.at.line;
        return frame.run.program.construct(frame.run, user, maker ?? null, values);
      }
    };
  }
  const native = registry.native(type.name);
  if (native && native.constructors.length > 0) {
    const args = expression.args.map((arg) => compiler.value(arg, scope));
    const replace = substitution(native, type);
    const maker = registry.choose(
      native.constructors,
      args.map((arg) => arg.type),
      replace
    );
    if (!maker)
      return compiler.fail(
        expression.at,
        `Constructor not defined: ${show(type)}(${args.map((arg) => show(arg.type)).join(', ')})`
      );
    const codes = args.map((arg, index) =>
      compiler.coerce(arg, replace(maker.parameters[index] ?? OBJECT), expression.at)
    );
    return {
      kind: 'value',
      type,
      get: (frame) => {
        const values = codes.map((code) => code(frame));
        frame.run.typeArgs = type.args;
        return maker.implementation(frame.run, values);
      }
    };
  }
  const object = registry.schema.object(type.name);
  if (!object) return compiler.fail(expression.at, `Type cannot be constructed: ${show(type)}`);
  return record(compiler, expression, object.apiName, type, scope);
}

/** `new Account(Name = 'x')` */
function record(
  compiler: ExpressionCompiler,
  expression: New & { kind: 'new' },
  object: string,
  type: TypeRef,
  scope: Scope
): Value {
  const { schema } = compiler.registry;
  const fields = expression.args.map((arg) => {
    if (arg.kind !== 'assign' || arg.target.kind !== 'name')
      return compiler.fail(arg.at, 'Fields of a record are given by name');
    const { name } = arg.target;
    const field = schema.field(object, name);
    if (field)
      return { name: field.apiName, parent: false, get: compiler.valueFor(arg.value, typeOfField(field), scope) };
    const lookup = schema
      .object(object)
      ?.fields.find((candidate) => candidate.relationshipName?.toLowerCase() === name.toLowerCase());
    if (!lookup?.relationshipName) return compiler.fail(arg.at, `Field does not exist: ${name} on ${object}`);
    return { name: lookup.relationshipName, parent: true, get: compiler.value(arg.value, scope).get };
  });
  return {
    kind: 'value',
    type,
    get: (frame) => {
      const made = new SObjectValue(object);
      for (const { name, parent, get } of fields) {
        const value = get(frame);
        if (!parent) setField(made, name, value);
        else if (value === null || value instanceof SObjectValue) made.parents.set(name, value);
      }
      return made;
    }
  };
}
