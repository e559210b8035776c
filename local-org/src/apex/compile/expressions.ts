import type { Expr, LiteralKind, Place, TypeNode } from '../parse/ast.ts';
import { type Problems, Reported } from '../parse/problems.ts';
import { convertTo, needsConversion } from '../semantics/convert.ts';
import { decimalOf } from '../semantics/operations.ts';
import { isVisible } from '../types/classes.ts';
import type { Code, Frame } from '../types/code.ts';
import type { Registry } from '../types/registry.ts';
import { BOOLEAN, DECIMAL, DOUBLE, INTEGER, LONG, NULL, show, STRING, typeOf, VOID } from '../types/types.ts';
import { ApexDouble, ApexList, type ApexValue, NativeObject, type TypeRef } from '../values.ts';
import { assignment, elementAt, stepping } from './assignment.ts';
import { callExpression } from './calls.ts';
import { binary, casting, conditional, instanceOf, unary } from './computing.ts';
import { creation } from './creation.ts';
import { memberOf, nameMeaning } from './names.ts';
import { queryExpression } from './queries.ts';
import type { Meaning, Scope, Value } from './scope.ts';

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
    if (!type) return this.fail(node.at, `Invalid type: ${written(node)}`);
    const cls = this.registry.userClass(type);
    if (cls && !isVisible({ owner: cls.outer, access: cls.access, testVisible: cls.testVisible }, scope.cls))
      this.fail(node.at, `Type is not visible: ${cls.name}`);
    return type;
  }

  /** An expression that must have a value. */
  value(expression: Expr, scope: Scope): Value {
    const value = this.effect(expression, scope);
    if (value.type === VOID) this.fail(expression.at, 'The method gives no value: its type is void');
    return value;
  }

  /** An expression that stands for itself, such as a call of a void method. */
  effect(expression: Expr, scope: Scope): Value {
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
    if (value.isQuery && this.registry.isSObject(to)) {
      const [record] = value.type.args;
      if (record && this.registry.assignable(record, to)) return single(value.get);
    }
    if (!this.registry.assignable(value.type, to))
      this.fail(at, `Illegal assignment from ${show(value.type)} to ${show(to)}`);
    if (!needsConversion(value.type, to)) return value.get;
    const { get } = value;
    return (frame) => {
      const result = get(frame);
      return result === null ? null : convertTo(result, to, (type, message) => frame.run.raise(type, message));
    };
  }

  /** An expression compiled for a place that takes a type. */
  valueFor(expression: Expr, to: TypeRef, scope: Scope): Code {
    return this.coerce(this.value(expression, scope), to, expression.at);
  }

  /** A condition: a Boolean that must not be null. */
  test(expression: Expr, scope: Scope): (frame: Frame) => boolean {
    const value = this.value(expression, scope);
    if (value.type !== BOOLEAN)
      this.fail(expression.at, `Condition expression must be of type Boolean: ${show(value.type)}`);
    const { get } = value;
    return (frame) => {
      const result = get(frame);
      return result === null ? frame.run.dereference() : result === true;
    };
  }

  meaning(expression: Expr, scope: Scope): Meaning {
    switch (expression.kind) {
      case 'literal':
        return this.#literal(expression.type, expression.value, expression.at);
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
        return elementAt(this, expression, scope);
      case 'unary':
        return unary(this, expression, scope);
      case 'step':
        return stepping(this, expression, scope);
      case 'binary':
        return binary(this, expression, scope);
      case 'conditional':
        return conditional(this, expression, scope);
      case 'assign':
        return assignment(this, expression, scope);
      case 'cast':
        return casting(this, expression, scope);
      case 'instanceof':
        return instanceOf(this, expression, scope);
      case 'soql':
        return queryExpression(this, expression, scope);
      case 'classLiteral': {
        const type = this.type(expression.type, scope);
        const token = new NativeObject(typeOf('Type'), { token: show(type), type });
        return { kind: 'value', type: typeOf('Type'), get: () => token };
      }
    }
  }

  #literal(kind: LiteralKind, value: string | number | boolean | null, at: Place): Value {
    const constant = (type: TypeRef, result: ApexValue): Value => ({ kind: 'value', type, get: () => result });
    switch (kind) {
      case 'Integer': {
        const number = Number(value);
        if (number > 2147483647 || number < -2147483648)
          this.fail(at, `Integer literal is out of range: ${String(value)}`);
        return constant(INTEGER, number);
      }
      case 'Long': {
        const number = BigInt(String(value));
        if (BigInt.asIntN(64, number) !== number) this.fail(at, `Long literal is out of range: ${String(value)}`);
        return constant(LONG, number);
      }
      case 'Double':
        return constant(DOUBLE, new ApexDouble(Number(value)));
      case 'Decimal':
        return constant(DECIMAL, decimalOf(String(value)));
      case 'Boolean':
        return constant(BOOLEAN, value === true);
      case 'String':
        return constant(STRING, String(value));
      case 'null':
        return constant(NULL, null);
    }
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

function written(node: TypeNode): string {
  return node.args.length === 0 ? node.name : `${node.name}<${node.args.map(written).join(',')}>`;
}
