import { OrgError } from '../../org/errors.ts';
import { parseSoql } from '../../engine/query/parse.ts';
import { AGGREGATES } from '../../engine/query/aggregate.ts';
import type { Expr, Place, TypeNode } from '../parse/ast.ts';
import { convertTo, needsConversion } from '../semantics/convert.ts';
import { decimalOf, runtimeType } from '../semantics/operations.ts';
import type { Registry } from '../types/registry.ts';
import type { Code } from '../types/classes.ts';
import {
  BOOLEAN,
  DECIMAL,
  DOUBLE,
  INTEGER,
  LONG,
  NULL,
  OBJECT,
  show,
  SOBJECT,
  STRING,
  typeOf
} from '../types/types.ts';
import { ApexDouble, ApexList, ApexMap, type ApexValue, NativeObject, type TypeRef } from '../values.ts';
import { callExpression } from './calls.ts';
import { creation } from './creation.ts';
import { memberOf, nameMeaning } from './names.ts';
import { negate, operation } from './operators.ts';
import { type Meaning, type Problems, Reported, type Scope, type Value } from './scope.ts';

/** Turns expressions into typed closures. One compiler serves the whole package. */
export class ExpressionCompiler {
  readonly registry: Registry;
  readonly problems: Problems;
  /** Checks a query against the schema. @throws {OrgError} */
  readonly checkQuery: (soql: string) => void;

  constructor(registry: Registry, problems: Problems, checkQuery: (soql: string) => void) {
    this.registry = registry;
    this.problems = problems;
    this.checkQuery = checkQuery;
  }

  fail(at: Place, message: string): never {
    this.problems.add(at, message);
    throw new Reported();
  }

  type(node: TypeNode, scope: Scope): TypeRef {
    const type = this.registry.resolve(node, scope.cls);
    return type ?? this.fail(node.at, `Invalid type: ${node.name}`);
  }

  /** An expression that must have a value. */
  value(expression: Expr, scope: Scope): Value {
    const meaning = this.meaning(expression, scope);
    if (meaning.kind !== 'value')
      this.fail(
        expression.at,
        `Variable does not exist: ${meaning.kind === 'type' ? show(meaning.type) : meaning.name}`
      );
    return meaning;
  }

  /** A value as another type takes it. */
  coerce(value: Value, to: TypeRef, at: Place): Code {
    if (value.isQuery && this.registry.isSObject(to)) return single(value.get);
    if (!this.registry.assignable(value.type, to)) {
      this.fail(at, `Illegal assignment from ${show(value.type)} to ${show(to)}`);
    }
    if (!needsConversion(value.type, to)) return value.get;
    const { get } = value;
    return (frame) => convertTo(get(frame), to, (type, message) => frame.run.raise(type, message));
  }

  /** An expression compiled for a place that takes a type. */
  valueFor(expression: Expr, to: TypeRef, scope: Scope): Code {
    return this.coerce(this.value(expression, scope), to, expression.at);
  }

  meaning(expression: Expr, scope: Scope): Meaning {
    switch (expression.kind) {
      case 'literal':
        return literal(expression.type, expression.value);
      case 'name':
        return nameMeaning(this, expression.name, expression.at, scope);
      case 'this': {
        if (!scope.cls || scope.isStatic) return this.fail(expression.at, 'this cannot be used in a static context');
        return { kind: 'value', type: scope.cls.type, get: (frame) => frame.self };
      }
      case 'super':
        return this.fail(expression.at, 'super can only be used to call a method');
      case 'member':
        return memberOf(this, expression, scope);
      case 'call':
        return callExpression(this, expression, scope);
      case 'new':
      case 'newList':
      case 'newMap':
      case 'newArray':
        return creation(this, expression, scope);
      case 'index':
        return this.#index(expression, scope);
      case 'unary':
        return this.#unary(expression, scope);
      case 'step':
        return this.#step(expression, scope);
      case 'binary':
        return this.#binary(expression, scope);
      case 'conditional':
        return this.#conditional(expression, scope);
      case 'assign':
        return this.#assign(expression, scope);
      case 'cast':
        return this.#cast(expression, scope);
      case 'instanceof':
        return this.#instanceof(expression, scope);
      case 'soql':
        return this.#soql(expression, scope);
      case 'classLiteral': {
        const type = this.type(expression.type, scope);
        const token = new NativeObject(typeOf('Type'), { token: show(type), type });
        return { kind: 'value', type: typeOf('Type'), get: () => token };
      }
    }
  }

  #index(expression: Expr & { kind: 'index' }, scope: Scope): Value {
    const list = this.value(expression.on, scope);
    if (list.type.name !== 'List') this.fail(expression.at, `Expression must be a list type: ${show(list.type)}`);
    const element = list.type.args[0] ?? OBJECT;
    const index = this.valueFor(expression.index, INTEGER, scope);
    const at = (frame: Parameters<Code>[0]): { items: ApexValue[]; position: number } => {
      const target = list.get(frame);
      const position = index(frame);
      if (!(target instanceof ApexList) || typeof position !== 'number')
        return frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
      if (position < 0 || position >= target.items.length)
        return frame.run.raise('System.ListException', `List index out of bounds: ${position}`);
      return { items: target.items, position };
    };
    return {
      kind: 'value',
      type: element,
      get: (frame) => {
        const { items, position } = at(frame);
        return items[position] ?? null;
      },
      set: (frame, value) => {
        const { items, position } = at(frame);
        items[position] = value;
      }
    };
  }

  #unary(expression: Expr & { kind: 'unary' }, scope: Scope): Value {
    if (expression.operator === '!') {
      const of = this.valueFor(expression.of, BOOLEAN, scope);
      return { kind: 'value', type: BOOLEAN, get: (frame) => !truth(frame.run, of(frame)) };
    }
    const value = this.value(expression.of, scope);
    const { get } = value;
    if (expression.operator === '-')
      return { kind: 'value', type: value.type, get: (frame) => negate(frame.run, get(frame)) };
    if (expression.operator === '~')
      return { kind: 'value', type: INTEGER, get: (frame) => ~frame.run.number(get(frame)).toNumber() };
    return value;
  }

  #step(expression: Expr & { kind: 'step' }, scope: Scope): Value {
    const target = this.value(expression.of, scope);
    const add = operation('+', target.type, INTEGER);
    const { set, get } = target;
    if (!set || !add) return this.fail(expression.at, 'Expression cannot be assigned');
    return {
      kind: 'value',
      type: target.type,
      get: (frame) => {
        const before = get(frame);
        const after = add.apply(frame.run, before, expression.by);
        set(frame, after);
        return expression.prefix ? after : before;
      }
    };
  }

  #binary(expression: Expr & { kind: 'binary' }, scope: Scope): Value {
    const { operator } = expression;
    if (operator === '&&' || operator === '||') {
      const left = this.valueFor(expression.left, BOOLEAN, scope);
      const right = this.valueFor(expression.right, BOOLEAN, scope);
      const get: Code =
        operator === '&&'
          ? (frame) => truth(frame.run, left(frame)) && truth(frame.run, right(frame))
          : (frame) => truth(frame.run, left(frame)) || truth(frame.run, right(frame));
      return { kind: 'value', type: BOOLEAN, get };
    }
    const left = this.value(expression.left, scope);
    const right = this.value(expression.right, scope);
    if (operator === '??') {
      const type = this.#common(left, right, expression.at);
      const [first, second] = [this.coerce(left, type, expression.at), this.coerce(right, type, expression.at)];
      return { kind: 'value', type, get: (frame) => first(frame) ?? second(frame) };
    }
    const found = operation(operator, left.type, right.type);
    if (!found)
      return this.fail(
        expression.at,
        `Arithmetic expressions must use numeric arguments: ${show(left.type)} ${operator} ${show(right.type)}`
      );
    if (operator === '==' || operator === '!=') this.#checkComparable(left.type, right.type, expression.at);
    const [a, b] = [left.get, right.get];
    return { kind: 'value', type: found.type, get: (frame) => found.apply(frame.run, a(frame), b(frame)) };
  }

  #checkComparable(left: TypeRef, right: TypeRef, at: Place): void {
    if (this.registry.assignable(left, right) || this.registry.assignable(right, left)) return;
    this.fail(at, `Comparison arguments must be compatible types: ${show(left)}, ${show(right)}`);
  }

  #common(left: Value, right: Value, at: Place): TypeRef {
    if (left.type === NULL) return right.type;
    if (this.registry.assignable(right.type, left.type)) return left.type;
    if (this.registry.assignable(left.type, right.type)) return right.type;
    return this.fail(at, `Incompatible types: ${show(left.type)} and ${show(right.type)}`);
  }

  #conditional(expression: Expr & { kind: 'conditional' }, scope: Scope): Value {
    const test = this.valueFor(expression.test, BOOLEAN, scope);
    const [then, otherwise] = [this.value(expression.then, scope), this.value(expression.otherwise, scope)];
    const type = this.#common(then, otherwise, expression.at);
    const [a, b] = [this.coerce(then, type, expression.at), this.coerce(otherwise, type, expression.at)];
    return { kind: 'value', type, get: (frame) => (truth(frame.run, test(frame)) ? a(frame) : b(frame)) };
  }

  #assign(expression: Expr & { kind: 'assign' }, scope: Scope): Value {
    const target = this.value(expression.target, scope);
    const { set, get, type } = target;
    if (!set) return this.fail(expression.at, 'Expression cannot be assigned');
    let value = this.value(expression.value, scope);
    if (expression.operator !== null) {
      const found = operation(expression.operator, type, value.type);
      if (!found)
        return this.fail(
          expression.at,
          `Operator ${expression.operator}= does not go with ${show(type)} and ${show(value.type)}`
        );
      const right = value.get;
      value = { kind: 'value', type: found.type, get: (frame) => found.apply(frame.run, get(frame), right(frame)) };
    }
    const code = this.coerce(value, type, expression.at);
    return {
      kind: 'value',
      type,
      get: (frame) => {
        const result = code(frame);
        set(frame, result);
        return result;
      }
    };
  }

  #cast(expression: Expr & { kind: 'cast' }, scope: Scope): Value {
    const type = this.type(expression.type, scope);
    const value = this.value(expression.of, scope);
    if (value.isQuery && this.registry.isSObject(type)) return { kind: 'value', type, get: single(value.get) };
    const { get } = value;
    const registry = this.registry;
    return {
      kind: 'value',
      type,
      get: (frame) => {
        const result = convertTo(get(frame), type, (name, message) => frame.run.raise(name, message));
        if (result === null) return null;
        const actual = runtimeType(result);
        const fits = registry.assignable(actual, type) || sameContainer(actual, type);
        return fits
          ? result
          : frame.run.raise(
              'System.TypeException',
              `Invalid conversion from runtime type ${show(actual)} to ${show(type)}`
            );
      }
    };
  }

  #instanceof(expression: Expr & { kind: 'instanceof' }, scope: Scope): Value {
    const type = this.type(expression.type, scope);
    const { get } = this.value(expression.of, scope);
    return {
      kind: 'value',
      type: BOOLEAN,
      get: (frame) => isA(frame.run.isInstance.bind(frame.run), get(frame), type)
    };
  }

  #soql(expression: Expr & { kind: 'soql' }, scope: Scope): Value {
    const binds = expression.binds.map(({ name, value }) => ({ name, get: this.value(value, scope).get }));
    const { text } = expression;
    let type: TypeRef;
    try {
      const select = parseSoql(text);
      this.checkQuery(text);
      const isAggregate =
        select.groupBy.length > 0 ||
        select.fields.some(({ expression: field }) => field.kind === 'call' && AGGREGATES.has(field.name));
      const isCount =
        isAggregate &&
        select.fields.length === 1 &&
        select.fields[0]?.expression.kind === 'call' &&
        select.fields[0].expression.argument === null;
      const object = this.registry.schema.object(select.from);
      type = isCount
        ? INTEGER
        : typeOf('List', isAggregate ? typeOf('AggregateResult') : typeOf(object?.apiName ?? 'SObject'));
    } catch (error) {
      if (error instanceof OrgError) return this.fail(expression.at, error.message);
      throw error;
    }
    return {
      kind: 'value',
      type,
      isQuery: type !== INTEGER,
      get: (frame) => {
        const values = Object.fromEntries(binds.map(({ name, get }) => [name, get(frame)]));
        const { records, result } = frame.run.query(text, values, 'system');
        if (result.count !== null) return result.count;
        return new ApexList(type.args[0] ?? SOBJECT, records.items);
      }
    };
  }
}

/** The one record of a query that stands where a record is wanted. */
export function single(get: Code): Code {
  return (frame) => {
    const list = get(frame);
    if (!(list instanceof ApexList)) return list;
    if (list.items.length === 0)
      return frame.run.raise('System.QueryException', 'List has no rows for assignment to SObject');
    if (list.items.length > 1)
      return frame.run.raise('System.QueryException', 'List has more than 1 row for assignment to SObject');
    return list.items[0] ?? null;
  };
}

/** A Boolean that must be there. */
export function truth(run: { raise(type: string, message: string): never }, value: ApexValue): boolean {
  return value === null
    ? run.raise('System.NullPointerException', 'Attempt to de-reference a null object')
    : value === true;
}

/** Strings hold ids and the other way round, so `instanceof` of either asks what the text looks like. */
function isA(check: (value: ApexValue, type: TypeRef) => boolean, value: ApexValue, type: TypeRef): boolean {
  if (value === null) return false;
  if (type.name === 'Id') return typeof value === 'string' && /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(value);
  if (['Long', 'Double', 'Decimal', 'Integer'].includes(type.name)) return runtimeType(value) === type;
  if (type.name === 'Datetime') return runtimeType(value) === type;
  return check(value, type);
}

/** Containers of Object, as untyped JSON gives them, may be cast to what they hold. */
function sameContainer(actual: TypeRef, to: TypeRef): boolean {
  return actual.name === to.name && actual.args.length > 0;
}

function literal(type: string, value: string | number | bigint | boolean | null): Value {
  const constant = (ref: TypeRef, result: ApexValue): Value => ({ kind: 'value', type: ref, get: () => result });
  switch (type) {
    case 'Integer':
      return constant(INTEGER, Number(value));
    case 'Long':
      return constant(LONG, BigInt(String(value)));
    case 'Double':
      return constant(DOUBLE, new ApexDouble(Number(value)));
    case 'Decimal':
      return constant(DECIMAL, decimalOf(String(value)));
    case 'Boolean':
      return constant(BOOLEAN, value === true);
    case 'String':
      return constant(STRING, String(value));
    default:
      return constant(NULL, null);
  }
}

/** An empty map of a type, for callers that fill it. */
export function emptyMap(type: TypeRef): ApexMap {
  return new ApexMap(type.args[0] ?? OBJECT, type.args[1] ?? OBJECT);
}
