import { UnsupportedError } from '../../org/errors.ts';
import type { Expr } from '../parse/ast.ts';
import { convertTo, needsConversion } from '../semantics/convert.ts';
import type { Frame } from '../types/code.ts';
import { INTEGER, OBJECT, show } from '../types/types.ts';
import { ApexList, type ApexValue, type TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { operation } from './operators.ts';
import { type AssignablePlace, placeOf, type Scope, type Value } from './scope.ts';

function placeFor(compiler: ExpressionCompiler, value: Value, at: Expr['at']): AssignablePlace {
  return value.place ?? compiler.fail(at, value.notWritable ?? 'Expression cannot be assigned');
}

/** `target = value`, `target += value` and the like. */
export function assignment(compiler: ExpressionCompiler, expression: Expr & { kind: 'assign' }, scope: Scope): Value {
  const target = compiler.value(expression.target, scope);
  const { type } = target;
  const place = placeFor(compiler, target, expression.at);
  const value = compiler.value(expression.value, scope);
  const { operator } = expression;
  if (operator === null) {
    const code = compiler.coerce(value, type, expression.at);
    return { kind: 'value', type, get: (frame) => place.assign(frame, code) };
  }
  if (operator === '??') throw new UnsupportedError('??=', `${expression.at.file}:${expression.at.line}`);
  const found = operation(operator, type, value.type);
  if (!found || !compiler.registry.assignable(found.type, type))
    return compiler.fail(expression.at, `Operator ${operator}= does not go with ${show(type)} and ${show(value.type)}`);
  const { get: right } = value;
  const { apply } = found;
  const back = converter(found.type, type);
  return {
    kind: 'value',
    type,
    get: (frame) => place.modify(frame, (before) => back(frame, apply(frame.run, before, right(frame))), 'after')
  };
}

function converter(from: TypeRef, to: TypeRef): (frame: Frame, value: ApexValue) => ApexValue {
  if (!needsConversion(from, to)) return (_frame, value) => value;
  return (frame, value) => convertTo(value, to, (type, message) => frame.run.raise(type, message));
}

/** `x++`, `--x` */
export function stepping(compiler: ExpressionCompiler, expression: Expr & { kind: 'step' }, scope: Scope): Value {
  const target = compiler.value(expression.of, scope);
  const place = placeFor(compiler, target, expression.at);
  const add = operation('+', target.type, INTEGER);
  if (!add || add.type !== target.type)
    return compiler.fail(expression.at, `${expression.by > 0 ? '++' : '--'} needs a number: ${show(target.type)}`);
  const { by, prefix } = expression;
  return {
    kind: 'value',
    type: target.type,
    get: (frame) => place.modify(frame, (before) => add.apply(frame.run, before, by), prefix ? 'after' : 'before')
  };
}

/** `list[index]` */
export function elementAt(compiler: ExpressionCompiler, expression: Expr & { kind: 'index' }, scope: Scope): Value {
  const list = compiler.value(expression.on, scope);
  if (list.type.name !== 'List') compiler.fail(expression.at, `Expression must be a list type: ${show(list.type)}`);
  const index = compiler.valueFor(expression.index, INTEGER, scope);
  const find = (frame: Frame): { list: ApexList; position: number } => {
    const target = list.get(frame);
    const position = index(frame);
    if (!(target instanceof ApexList) || typeof position !== 'number') return frame.run.dereference();
    if (position < 0 || position >= target.items.length)
      return frame.run.raise('System.ListException', `List index out of bounds: ${position}`);
    return { list: target, position };
  };
  return {
    kind: 'value',
    type: list.type.args[0] ?? OBJECT,
    get: (frame) => {
      const found = find(frame);
      return found.list.items[found.position] ?? null;
    },
    place: placeOf(
      find,
      (_frame, found) => found.list.items[found.position] ?? null,
      (frame, found, value) => {
        if (found.list.frozen) frame.run.raise('System.FinalException', 'Collection is read-only');
        found.list.items[found.position] = value;
      }
    )
  };
}
