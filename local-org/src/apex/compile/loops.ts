import type { Stmt } from '../parse/ast.ts';
import type { Code, Frame } from '../types/code.ts';
import { OBJECT, show, typeOf } from '../types/types.ts';
import { ApexList, ApexSet, type ApexValue, NativeObject, type TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { BREAK, NORMAL, RETURN, type Step } from './completion.ts';
import type { Scope, Value } from './scope.ts';
import type { StatementCompiler } from './statements.ts';

/** Records that a query's loop over lists gets at a time. */
const CHUNK = 200;

type Test = (frame: Frame) => boolean;

function repeat(frame: Frame, test: Test, body: Step, update: ((frame: Frame) => void) | null): 0 | 3 {
  while (test(frame)) {
    // An empty body has no statements that count.
    if (--frame.run.fuel <= 0) frame.run.refuel();
    const end = body(frame);
    if (end === BREAK) return NORMAL;
    if (end === RETURN) return RETURN;
    update?.(frame);
  }
  return NORMAL;
}

export function whileLoop(
  compiler: StatementCompiler,
  statement: Stmt & { kind: 'while' | 'doWhile' },
  scope: Scope
): Step {
  const test = compiler.expressions.test(statement.test, scope);
  const body = scope.loop(() => compiler.body(statement.body, scope));
  if (statement.kind === 'while') return compiler.stepped(statement.at, (frame) => repeat(frame, test, body, null));
  return compiler.stepped(statement.at, (frame) => {
    const first = body(frame);
    if (first === BREAK) return NORMAL;
    return first === RETURN ? RETURN : repeat(frame, test, body, null);
  });
}

export function forLoop(compiler: StatementCompiler, statement: Stmt & { kind: 'for' }, scope: Scope): Step {
  return scope.loop(() => {
    const init = statement.init ? initOf(compiler, statement.init, scope) : [];
    const test: Test = statement.test ? compiler.expressions.test(statement.test, scope) : () => true;
    const updates = statement.update.map((expression) => compiler.expressions.effect(expression, scope).get);
    const body = compiler.body(statement.body, scope);
    const update = (frame: Frame): void => {
      for (const step of updates) step(frame);
    };
    return compiler.stepped(statement.at, (frame) => {
      for (const step of init) step(frame);
      return repeat(frame, test, body, update);
    });
  });
}

/** Variables of a for statement live in its own block, not in one of the initializer. */
function initOf(compiler: StatementCompiler, init: Stmt, scope: Scope): Step[] {
  return (init.kind === 'block' ? init.body : [init]).map((each) => compiler.compile(each, scope));
}

export function forEach(compiler: StatementCompiler, statement: Stmt & { kind: 'forEach' }, scope: Scope): Step {
  const { expressions } = compiler;
  const type = expressions.type(statement.type, scope);
  const over = expressions.value(statement.over, scope);
  const element = elementOf(expressions, over, statement);
  const inChunks = over.isQuery === true && type.name === 'List';
  const fits = expressions.registry.assignable(inChunks ? typeOf('List', element) : element, type);
  const isDowncast = expressions.registry.isSObject(element) && expressions.registry.isSObject(type);
  if (!fits && !(isDowncast && expressions.registry.assignable(type, element)))
    expressions.fail(statement.at, `Loop variable must be of type ${show(element)}`);
  return scope.loop(() => {
    const slot = compiler.declare(statement.name, type, statement.at, scope);
    const item: Value = { kind: 'value', type: element, get: (frame) => frame.locals[slot] ?? null };
    const convert: Code | null = inChunks || isDowncast ? null : expressions.coerce(item, type, statement.at);
    const isPlain = convert === item.get;
    const body = compiler.body(statement.body, scope);
    const { get } = over;
    return compiler.stepped(statement.at, (frame) => {
      const collection = get(frame) ?? frame.run.dereference();
      const all = itemsOf(frame, collection);
      const items = inChunks ? chunks(all, element) : all;
      const guarded = collection instanceof ApexList || collection instanceof ApexSet ? collection : null;
      if (guarded) guarded.iterating++;
      try {
        for (const each of items) {
          frame.locals[slot] = each;
          if (convert && !isPlain) frame.locals[slot] = convert(frame);
          if (--frame.run.fuel <= 0) frame.run.refuel();
          const end = body(frame);
          if (end === BREAK) break;
          if (end === RETURN) return RETURN;
        }
      } finally {
        if (guarded) guarded.iterating--;
      }
      return NORMAL;
    });
  });
}

/** What a loop over a value gives: the elements of a List, a Set or anything Iterable. */
function elementOf(expressions: ExpressionCompiler, over: Value, statement: Stmt & { kind: 'forEach' }): TypeRef {
  const pending: TypeRef[] = [over.type];
  for (let type = pending.shift(); type; type = pending.shift()) {
    if (['List', 'Set', 'Iterable'].includes(type.name)) return type.args[0] ?? OBJECT;
    pending.push(...expressions.registry.conversions.supertypes(type));
  }
  return expressions.fail(statement.at, `Loop must iterate over a collection: ${show(over.type)}`);
}

function itemsOf(frame: Frame, collection: ApexValue): Iterable<ApexValue> {
  // A list that grows under the loop throws; one whose elements are replaced shows the new ones.
  if (collection instanceof ApexList) return collection.items;
  if (collection instanceof ApexSet) return collection.entries.values();
  if (collection instanceof NativeObject) return frame.run.raise('System.TypeException', 'This cannot be iterated');
  return iterated(frame, frame.run.call(collection, 'iterator', []));
}

function* iterated(frame: Frame, iterator: ApexValue): Iterable<ApexValue> {
  while (frame.run.call(iterator, 'hasNext', []) === true) yield frame.run.call(iterator, 'next', []);
}

function* chunks(items: Iterable<ApexValue>, element: TypeRef): Iterable<ApexList> {
  const all = [...items];
  for (let first = 0; first < all.length; first += CHUNK) yield new ApexList(element, all.slice(first, first + CHUNK));
}
