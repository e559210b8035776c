import type { CatchClause, Stmt, SwitchCase } from '../parse/ast.ts';
import { isException } from '../semantics/exceptions.ts';
import { BREAK, type Completion, CONTINUE, type Frame, NORMAL, RETURN } from '../run/frame.ts';
import { runtimeType } from '../semantics/operations.ts';
import type { Code } from '../types/classes.ts';
import { BOOLEAN, OBJECT, show, SOBJECT, typeOf, VOID } from '../types/types.ts';
import {
  ApexEnumValue,
  ApexList,
  ApexSet,
  ApexThrow,
  type ApexValue,
  NativeObject,
  SObjectValue,
  type TypeRef
} from '../values.ts';
import { type ExpressionCompiler, truth } from './expressions.ts';
import { Reported, type Scope } from './scope.ts';

export type Run1 = (frame: Frame) => Completion;

/** Turns statements into closures; each counts its line for coverage and CPU time. */
export class StatementCompiler {
  readonly #expressions: ExpressionCompiler;
  /** Told of every line that can run, for coverage. */
  readonly #onLine: (file: string, line: number) => void;

  constructor(expressions: ExpressionCompiler, onLine: (file: string, line: number) => void) {
    this.#expressions = expressions;
    this.#onLine = onLine;
  }

  /** A problem in one statement is reported and the rest is compiled all the same. */
  compile(statement: Stmt, scope: Scope): Run1 {
    try {
      return this.#statement(statement, scope);
    } catch (error) {
      if (error instanceof Reported) return () => NORMAL;
      throw error;
    }
  }

  #stepped(statement: Stmt, run: Run1): Run1 {
    const { line, file } = statement.at;
    this.#onLine(file, line);
    return (frame) => {
      frame.run.step(frame, line);
      return run(frame);
    };
  }

  #statement(statement: Stmt, scope: Scope): Run1 {
    const expressions = this.#expressions;
    switch (statement.kind) {
      case 'block':
        return scope.block(() => sequence(statement.body.map((each) => this.compile(each, scope))));
      case 'local':
        return this.#local(statement, scope);
      case 'expression': {
        const { get } = expressions.value(statement.expression, scope);
        return this.#stepped(statement, (frame) => {
          get(frame);
          return NORMAL;
        });
      }
      case 'if': {
        const test = expressions.valueFor(statement.test, BOOLEAN, scope);
        const then = scope.block(() => this.compile(statement.then, scope));
        const { otherwise } = statement;
        const other: Run1 = otherwise ? scope.block(() => this.compile(otherwise, scope)) : () => NORMAL;
        return this.#stepped(statement, (frame) => (truth(frame.run, test(frame)) ? then(frame) : other(frame)));
      }
      case 'for':
        return scope.block(() => this.#for(statement, scope));
      case 'forEach':
        return scope.block(() => this.#forEach(statement, scope));
      case 'while': {
        const test = expressions.valueFor(statement.test, BOOLEAN, scope);
        const body = this.#body(statement.body, scope);
        return this.#stepped(statement, (frame) => loop(frame, test, body, null));
      }
      case 'doWhile': {
        const test = expressions.valueFor(statement.test, BOOLEAN, scope);
        const body = this.#body(statement.body, scope);
        return this.#stepped(statement, (frame) => {
          const first = body(frame);
          if (first === BREAK) return NORMAL;
          return first === RETURN ? first : loop(frame, test, body, null);
        });
      }
      case 'switch':
        return this.#switch(statement, scope);
      case 'try':
        return this.#try(statement, scope);
      case 'return': {
        const { value } = statement;
        if (scope.returns === VOID && value) expressions.fail(statement.at, 'void method must not return a value');
        const get = value ? expressions.valueFor(value, scope.returns ?? OBJECT, scope) : null;
        return this.#stepped(statement, (frame) => {
          frame.result = get ? get(frame) : null;
          return RETURN;
        });
      }
      case 'throw': {
        const { get, type } = expressions.value(statement.value, scope);
        if (!expressions.registry.assignable(type, typeOf('Exception')))
          expressions.fail(statement.at, `Throw expression must be of type exception: ${show(type)}`);
        return this.#stepped(statement, (frame) => {
          const value = get(frame);
          if (!isException(value))
            return frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
          throw new ApexThrow(value);
        });
      }
      case 'break':
        return this.#stepped(statement, () => BREAK);
      case 'continue':
        return this.#stepped(statement, () => CONTINUE);
      case 'dml':
        return this.#dml(statement, scope);
      case 'runAs': {
        const user = expressions.valueFor(statement.user, typeOf('User'), scope);
        const body = this.compile(statement.body, scope);
        return this.#stepped(statement, (frame) =>
          frame.run.program.runAs<Completion>(frame.run, user(frame), () => body(frame))
        );
      }
    }
  }

  #body(body: Stmt | null, scope: Scope): Run1 {
    return body ? scope.block(() => this.compile(body, scope)) : () => NORMAL;
  }

  #local(statement: Stmt & { kind: 'local' }, scope: Scope): Run1 {
    const expressions = this.#expressions;
    const type = expressions.type(statement.type, scope);
    const steps = statement.declarators.map(({ name, value, at }) => {
      if (scope.isDeclared(name)) expressions.fail(at, `Duplicate variable: ${name}`);
      const get: Code = value ? expressions.valueFor(value, type, scope) : () => null;
      return { get, slot: scope.declare(name, type) };
    });
    return this.#stepped(statement, (frame) => {
      for (const { get, slot } of steps) frame.locals[slot] = get(frame);
      return NORMAL;
    });
  }

  #for(statement: Stmt & { kind: 'for' }, scope: Scope): Run1 {
    const init = statement.init ? this.#initOf(statement.init, scope) : () => NORMAL;
    const test: Code = statement.test ? this.#expressions.valueFor(statement.test, BOOLEAN, scope) : () => true;
    const updates = statement.update.map((expression) => this.#expressions.value(expression, scope).get);
    const body = this.#body(statement.body, scope);
    return this.#stepped(statement, (frame) => {
      init(frame);
      return loop(frame, test, body, (inner) => {
        for (const update of updates) update(inner);
      });
    });
  }

  /** Variables of a for statement live in its own block, not in one of the initializer. */
  #initOf(init: Stmt, scope: Scope): Run1 {
    return init.kind === 'block'
      ? sequence(init.body.map((each) => this.compile(each, scope)))
      : this.compile(init, scope);
  }

  #forEach(statement: Stmt & { kind: 'forEach' }, scope: Scope): Run1 {
    const expressions = this.#expressions;
    const type = expressions.type(statement.type, scope);
    const over = expressions.value(statement.over, scope);
    const element = over.type.args[0] ?? OBJECT;
    const inChunks = over.isQuery === true && type.name === 'List';
    if (!['List', 'Set', 'Iterable'].includes(over.type.name))
      expressions.fail(statement.at, `Loop must iterate over a collection: ${show(over.type)}`);
    const fits =
      inChunks ||
      expressions.registry.assignable(element, type) ||
      (element === SOBJECT && expressions.registry.isSObject(type));
    if (!fits) expressions.fail(statement.at, `Loop variable must be of type ${show(element)}`);
    const slot = scope.declare(statement.name, type);
    const body = this.#body(statement.body, scope);
    const { get } = over;
    return this.#stepped(statement, (frame) => {
      const collection = get(frame);
      if (collection === null)
        return frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
      const all = itemsOf(frame, collection);
      const items = inChunks ? chunks(all, element) : all;
      const guarded = collection instanceof ApexList || collection instanceof ApexSet ? collection : null;
      if (guarded) guarded.iterating++;
      try {
        for (const item of items) {
          frame.locals[slot] = item;
          const end = body(frame);
          if (end === BREAK) break;
          if (end === RETURN) return RETURN;
        }
      } finally {
        if (guarded) guarded.iterating--;
      }
      return NORMAL;
    });
  }

  #switch(statement: Stmt & { kind: 'switch' }, scope: Scope): Run1 {
    const on = this.#expressions.value(statement.on, scope);
    const cases = statement.cases.map((each) => this.#case(each, on.type, scope));
    return this.#stepped(statement, (frame) => {
      const value = on.get(frame);
      for (const { matches, run } of cases) if (matches(frame, value)) return run(frame, value);
      return NORMAL;
    });
  }

  #case(
    { when, body }: SwitchCase,
    on: TypeRef,
    scope: Scope
  ): { matches: (frame: Frame, value: ApexValue) => boolean; run: (frame: Frame, value: ApexValue) => Completion } {
    const expressions = this.#expressions;
    if (when === null) {
      const code = this.#body(body, scope);
      return { matches: () => true, run: code };
    }
    if (!Array.isArray(when)) {
      const type = expressions.type(when.type, scope);
      return scope.block(() => {
        const slot = scope.declare(when.name, type);
        const code = this.#body(body, scope);
        return {
          matches: (_frame, value) => value instanceof SObjectValue && runtimeType(value) === type,
          run: (frame, value) => {
            frame.locals[slot] = value;
            return code(frame);
          }
        };
      });
    }
    const isEnum =
      expressions.registry.userClass(on)?.node.kind === 'enum' ||
      expressions.registry.native(on.name)?.definition.enumValues !== undefined;
    const values = when.map((literal): ((frame: Frame, value: ApexValue) => boolean) => {
      if (literal.kind === 'name' && isEnum) {
        const name = literal.name.split('.').at(-1)?.toLowerCase();
        return (_frame, value) => value instanceof ApexEnumValue && value.name.toLowerCase() === name;
      }
      const get = expressions.valueFor(literal, on, scope);
      return (frame, value) => frame.run.equals(value, get(frame));
    });
    const code = this.#body(body, scope);
    return { matches: (frame, value) => values.some((test) => test(frame, value)), run: code };
  }

  #try(statement: Stmt & { kind: 'try' }, scope: Scope): Run1 {
    const body = this.#body(statement.body, scope);
    const catches = statement.catches.map((clause) => scope.block(() => this.#catch(clause, scope)));
    const last = statement.last ? this.#body(statement.last, scope) : null;
    const guarded: Run1 = (frame) => {
      try {
        return body(frame);
      } catch (error) {
        if (!(error instanceof ApexThrow)) throw error;
        const clause = catches.find(({ fits }) => fits(error.value));
        if (!clause) throw error;
        frame.run.noteThrown(error);
        return clause.run(frame, error.value);
      }
    };
    return this.#stepped(statement, (frame) => {
      if (!last) return guarded(frame);
      let end: Completion;
      try {
        end = guarded(frame);
      } catch (error) {
        const cut = last(frame);
        if (cut !== NORMAL) return cut;
        throw error;
      }
      const { result } = frame;
      const cut = last(frame);
      if (cut !== NORMAL) return cut;
      frame.result = result;
      return end;
    });
  }

  #catch(
    clause: CatchClause,
    scope: Scope
  ): { fits: (value: ApexValue) => boolean; run: (frame: Frame, value: ApexValue) => Completion } {
    const { registry } = this.#expressions;
    const type =
      registry.find(clause.type, scope.cls) ?? this.#expressions.fail(clause.at, `Invalid type: ${clause.type}`);
    const slot = scope.declare(clause.name, type);
    const body = this.#body(clause.body, scope);
    return {
      fits: (value) => registry.assignable(runtimeType(value), type),
      run: (frame, value) => {
        frame.locals[slot] = value;
        return body(frame);
      }
    };
  }

  #dml(statement: Stmt & { kind: 'dml' }, scope: Scope): Run1 {
    const expressions = this.#expressions;
    const value = expressions.value(statement.value, scope);
    const isList = value.type.name === 'List' && expressions.registry.isSObject(value.type.args[0] ?? OBJECT);
    if (!isList && !expressions.registry.isSObject(value.type))
      expressions.fail(statement.at, `DML requires SObject or SObject list type: ${show(value.type)}`);
    const { get } = value;
    const access = statement.access ?? 'system';
    const { field, operation } = statement;
    return this.#stepped(statement, (frame) => {
      const target = get(frame);
      const records = target instanceof ApexList ? target.items : [target];
      const rows = records.filter((record) => record instanceof SObjectValue);
      if (rows.length !== records.length)
        return frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
      frame.run.dml(operation, rows, {
        allOrNone: true,
        access,
        ...(field === null ? {} : { externalIdField: field })
      });
      return NORMAL;
    });
  }
}

function sequence(steps: readonly Run1[]): Run1 {
  return (frame) => {
    for (const step of steps) {
      const end = step(frame);
      if (end !== NORMAL) return end;
    }
    return NORMAL;
  };
}

function loop(frame: Frame, test: Code, body: Run1, update: ((frame: Frame) => void) | null): Completion {
  while (truth(frame.run, test(frame))) {
    const end = body(frame);
    if (end === BREAK) return NORMAL;
    if (end === RETURN) return RETURN;
    update?.(frame);
  }
  return NORMAL;
}

function itemsOf(frame: Frame, collection: ApexValue): ApexValue[] {
  if (collection instanceof ApexList) return [...collection.items];
  if (collection instanceof ApexSet) return [...collection.entries.values()];
  if (collection instanceof NativeObject) return frame.run.raise('System.TypeException', 'This cannot be iterated');
  const iterator = frame.run.call(collection, 'iterator', []);
  const items: ApexValue[] = [];
  while (frame.run.call(iterator, 'hasNext', []) === true) items.push(frame.run.call(iterator, 'next', []));
  return items;
}

/** A SOQL for loop over lists gets them 200 at a time. */
function chunks(items: readonly ApexValue[], element: TypeRef): ApexList[] {
  const lists: ApexList[] = [];
  for (let first = 0; first < items.length; first += 200)
    lists.push(new ApexList(element, items.slice(first, first + 200)));
  return lists;
}
