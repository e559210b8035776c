import { isId } from '../../org/ids.ts';
import { UnsupportedError } from '../../org/errors.ts';
import type { Expr, Place } from '../parse/ast.ts';
import { negated } from '../semantics/arithmetic.ts';
import { convertTo } from '../semantics/convert.ts';
import { runtimeType } from '../semantics/operations.ts';
import type { Code, Frame } from '../types/code.ts';
import { BOOLEAN, ID, INTEGER, isNumber, LONG, NULL, OBJECT, show, STRING } from '../types/types.ts';
import type { ApexValue, TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { single } from './expressions.ts';
import { operation } from './operators.ts';
import type { Scope, Value } from './scope.ts';

export function unary(compiler: ExpressionCompiler, expression: Expr & { kind: 'unary' }, scope: Scope): Value {
  const { operator, at } = expression;
  if (operator === '!') {
    const of = compiler.test(expression.of, scope);
    return { kind: 'value', type: BOOLEAN, get: (frame) => !of(frame) };
  }
  const { type, get } = compiler.value(expression.of, scope);
  const fits = operator === '~' ? type === INTEGER || type === LONG : isNumber(type);
  if (!fits) compiler.fail(at, `${operator} needs a number: ${show(type)}`);
  if (operator === '~') {
    return {
      kind: 'value',
      type,
      get: (frame) => {
        const value = get(frame);
        return typeof value === 'bigint' ? ~value : typeof value === 'number' ? ~value : frame.run.dereference();
      }
    };
  }
  return {
    kind: 'value',
    type,
    get: (frame) => {
      const value = get(frame) ?? frame.run.dereference();
      return operator === '-' ? negated(value) : value;
    }
  };
}

export function binary(compiler: ExpressionCompiler, expression: Expr & { kind: 'binary' }, scope: Scope): Value {
  const { operator, at } = expression;
  if (operator === '&&' || operator === '||') {
    const [left, right] = [compiler.test(expression.left, scope), compiler.test(expression.right, scope)];
    const get: Code =
      operator === '&&' ? (frame) => left(frame) && right(frame) : (frame) => left(frame) || right(frame);
    return { kind: 'value', type: BOOLEAN, get };
  }
  const [left, right] = [compiler.value(expression.left, scope), compiler.value(expression.right, scope)];
  if (operator === '??') {
    const type = common(compiler, left, right, at);
    const [first, second] = [compiler.coerce(left, type, at), compiler.coerce(right, type, at)];
    return { kind: 'value', type, get: (frame) => first(frame) ?? second(frame) };
  }
  if (operator === '==' || operator === '!=' || operator === '===' || operator === '!==')
    checkComparable(compiler, left.type, right.type, operator, at);
  const found = operation(operator, left.type, right.type);
  if (!found)
    return compiler.fail(at, `Operator ${operator} does not go with ${show(left.type)} and ${show(right.type)}`);
  const [a, b] = [left.get, right.get];
  const { apply } = found;
  return { kind: 'value', type: found.type, get: (frame) => apply(frame.run, a(frame), b(frame)) };
}

function checkComparable(
  compiler: ExpressionCompiler,
  left: TypeRef,
  right: TypeRef,
  operator: string,
  at: Place
): void {
  const { conversions } = compiler.registry;
  // Texts have no identity that the interpreter could tell as the platform does.
  if (operator.length === 3 && [left, right].some((type) => type === STRING || type === ID))
    throw new UnsupportedError(`${operator} on texts`, `${at.file}:${at.line}`);
  if (conversions.castable(left, right) || conversions.castable(right, left)) return;
  compiler.fail(at, `Comparison arguments must be compatible types: ${show(left)}, ${show(right)}`);
}

/** The type that both sides convert to. */
function common(compiler: ExpressionCompiler, left: Value, right: Value, at: Place): TypeRef {
  const { conversions } = compiler.registry;
  if (left.type === NULL) return right.type;
  if (right.type === NULL) return left.type;
  if (left.isQuery && compiler.registry.isSObject(right.type)) return right.type;
  if (right.isQuery && compiler.registry.isSObject(left.type)) return left.type;
  const [there, back] = [conversions.distance(right.type, left.type), conversions.distance(left.type, right.type)];
  if (there !== undefined && (back === undefined || there <= back)) return left.type;
  if (back !== undefined) return right.type;
  for (const base of conversions.supertypes(left.type)) if (conversions.assignable(right.type, base)) return base;
  return compiler.fail(at, `Incompatible types in ternary operator: ${show(left.type)}, ${show(right.type)}`);
}

export function conditional(
  compiler: ExpressionCompiler,
  expression: Expr & { kind: 'conditional' },
  scope: Scope
): Value {
  const { at } = expression;
  const test = compiler.test(expression.test, scope);
  const [then, otherwise] = [compiler.value(expression.then, scope), compiler.value(expression.otherwise, scope)];
  const type = common(compiler, then, otherwise, at);
  const [a, b] = [compiler.coerce(then, type, at), compiler.coerce(otherwise, type, at)];
  return { kind: 'value', type, get: (frame) => (test(frame) ? a(frame) : b(frame)) };
}

export function casting(compiler: ExpressionCompiler, expression: Expr & { kind: 'cast' }, scope: Scope): Value {
  const type = compiler.type(expression.type, scope);
  const value = compiler.value(expression.of, scope);
  const { registry } = compiler;
  if (value.isQuery && registry.isSObject(type))
    return { kind: 'value', type, get: checked(compiler, single(value.get), type) };
  if (!registry.conversions.castable(value.type, type)) {
    compiler.fail(
      expression.at,
      `Incompatible types since an instance of ${show(value.type)} is never an instance of ${show(type)}`
    );
  }
  return { kind: 'value', type, get: checked(compiler, value.get, type) };
}

function checked(compiler: ExpressionCompiler, get: Code, type: TypeRef): Code {
  const { conversions } = compiler.registry;
  return (frame) => {
    const result = convertTo(get(frame), type, (name, message) => frame.run.raise(name, message));
    if (result === null) return null;
    const actual = runtimeType(result);
    if (conversions.assignable(actual, type)) return result;
    return frame.run.raise(
      'System.TypeException',
      `Invalid conversion from runtime type ${show(actual)} to ${show(type)}`
    );
  };
}

export function instanceOf(
  compiler: ExpressionCompiler,
  expression: Expr & { kind: 'instanceof' },
  scope: Scope
): Value {
  const type = compiler.type(expression.type, scope);
  const of = compiler.value(expression.of, scope);
  const { conversions } = compiler.registry;
  const words = (answer: string): string =>
    `Operation instanceof is always ${answer} since an instance of ${show(of.type)} is ${answer === 'true' ? 'always' : 'never'} an instance of ${show(type)}`;
  if (type !== OBJECT && !isNumber(type) && type !== ID && conversions.assignable(of.type, type) && of.type !== NULL)
    compiler.fail(expression.at, words('true'));
  if (!conversions.castable(of.type, type)) compiler.fail(expression.at, words('false'));
  const { get } = of;
  return { kind: 'value', type: BOOLEAN, get: (frame) => isA(compiler, frame, get(frame), type) };
}

/** Ids are texts here, so that `instanceof Id` asks what the text looks like; numbers are what they are. */
function isA(compiler: ExpressionCompiler, _frame: Frame, value: ApexValue, type: TypeRef): boolean {
  if (value === null) return false;
  if (type === ID) return typeof value === 'string' && isId(value);
  const actual = runtimeType(value);
  if (isNumber(type) || type.name === 'Datetime') return actual === type;
  return compiler.registry.assignable(actual, type);
}
