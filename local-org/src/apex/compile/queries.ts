import { OrgError, UnsupportedError } from '../../org/errors.ts';
import type { SoqlExpr } from '../parse/ast.ts';
import { INTEGER, isNumber, SOBJECT, show, STRING, typeOf } from '../types/types.ts';
import { ApexList, type ApexValue, type TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import type { Scope, Value } from './scope.ts';

const BINDABLE = new Set(['String', 'Id', 'Boolean', 'Date', 'Datetime', 'null']);

/** `[SELECT … FROM …]`: a list of records, which also stands for its one record; or a number for `COUNT()`. */
export function queryExpression(compiler: ExpressionCompiler, expression: SoqlExpr, scope: Scope): Value {
  const { text, shape, at } = expression;
  const binds = expression.binds.map(({ name, value }) => {
    const bound = compiler.value(value, scope);
    if (!isBindable(compiler, bound.type))
      compiler.fail(value.at, `Invalid bind expression type of ${show(bound.type)} for column of a query`);
    return { name, get: bound.get };
  });
  try {
    compiler.checkQuery(text);
  } catch (error) {
    if (error instanceof UnsupportedError)
      throw new UnsupportedError(
        error.message.replace(/ is not supported by the local org$/, ''),
        `${at.file}:${at.line}`
      );
    if (error instanceof OrgError) return compiler.fail(at, error.message);
    throw error;
  }
  const object = compiler.registry.schema.object(expression.from)?.apiName ?? SOBJECT.name;
  const record = typeOf(shape === 'aggregate' ? 'AggregateResult' : object);
  const type = shape === 'count' ? INTEGER : typeOf('List', record);
  return {
    kind: 'value',
    type,
    isQuery: shape !== 'count',
    get: (frame) => {
      const values: Record<string, ApexValue> = {};
      for (const { name, get } of binds) values[name] = get(frame);
      frame.line = at.line;
      const { records, result } = frame.run.query(text, values, 'system');
      return shape === 'count' ? (result.count ?? 0) : new ApexList(record, records.items);
    }
  };
}

function isBindable(compiler: ExpressionCompiler, type: TypeRef): boolean {
  const [element] = type.args;
  if (element && ['List', 'Set', 'Iterable'].includes(type.name)) return isBindable(compiler, element);
  return type === STRING || BINDABLE.has(type.name) || isNumber(type) || compiler.registry.isSObject(type);
}
