import type { Place, Stmt } from '../parse/ast.ts';
import { isException } from '../semantics/exceptions.ts';
import { OBJECT, show, typeOf, VOID } from '../types/types.ts';
import { ApexList, ApexThrow, SObjectValue, type TypeRef } from '../values.ts';
import { BREAK, type Completion, CONTINUE, NORMAL, RETURN, type Step } from './completion.ts';
import type { Coverage, FileLines } from './coverage.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { forEach, forLoop, whileLoop } from './loops.ts';
import type { Scope } from './scope.ts';
import { switchOn } from './switches.ts';
import { attempt } from './tries.ts';

/** Turns statements into closures; each marks its line for coverage and counts for CPU time. */
export class StatementCompiler {
  readonly expressions: ExpressionCompiler;
  readonly #coverage: Coverage;

  constructor(expressions: ExpressionCompiler, coverage: Coverage) {
    this.expressions = expressions;
    this.#coverage = coverage;
  }

  /** A problem in one statement is reported and the rest is compiled all the same. */
  compile(statement: Stmt, scope: Scope): Step {
    return this.expressions.problems.collect(() => this.#statement(statement, scope)) ?? (() => NORMAL);
  }

  /** A body, in a block of its own. */
  body(body: Stmt | null, scope: Scope): Step {
    return body ? scope.block(() => this.compile(body, scope)) : () => NORMAL;
  }

  /** Counts a statement, and marks its line as covered. */
  stepped(at: Place, run: Step): Step {
    const { line } = at;
    const lines: FileLines = this.#coverage.of(at.file);
    lines.executable.add(line);
    const { hit } = lines;
    return (frame) => {
      frame.line = line;
      hit[line] = 1;
      if (--frame.run.fuel <= 0) frame.run.refuel();
      return run(frame);
    };
  }

  #statement(statement: Stmt, scope: Scope): Step {
    const { expressions } = this;
    switch (statement.kind) {
      case 'block':
        return scope.block(() => sequence(statement.body.map((each) => this.compile(each, scope))));
      case 'local':
        return this.#local(statement, scope);
      case 'expression':
        return this.#expression(statement, scope);
      case 'if': {
        const test = expressions.test(statement.test, scope);
        const then = this.body(statement.then, scope);
        const other = this.body(statement.otherwise, scope);
        return this.stepped(statement.at, (frame) => (test(frame) ? then(frame) : other(frame)));
      }
      case 'for':
        return forLoop(this, statement, scope);
      case 'forEach':
        return forEach(this, statement, scope);
      case 'while':
      case 'doWhile':
        return whileLoop(this, statement, scope);
      case 'switch':
        return switchOn(this, statement, scope);
      case 'try':
        return attempt(this, statement, scope);
      case 'return':
        return this.#return(statement, scope);
      case 'throw':
        return this.#throw(statement, scope);
      case 'break':
      case 'continue': {
        if (scope.loops === 0) expressions.fail(statement.at, `${statement.kind} must be in a loop`);
        const end = statement.kind === 'break' ? BREAK : CONTINUE;
        return this.stepped(statement.at, () => end);
      }
      case 'dml':
        return this.#dml(statement, scope);
      case 'runAs': {
        const user = expressions.valueFor(statement.user, typeOf('User'), scope);
        const body = this.compile(statement.body, scope);
        return this.stepped(statement.at, (frame) => frame.run.runAs<Completion>(user(frame), () => body(frame)));
      }
    }
  }

  declare(name: string, type: TypeRef, at: Place, scope: Scope, isFinal = false): number {
    if (scope.find(name)) this.expressions.fail(at, `Duplicate variable: ${name}`);
    return scope.declare(name, type, isFinal);
  }

  #local(statement: Stmt & { kind: 'local' }, scope: Scope): Step {
    const { expressions } = this;
    // The names stay known when the type or a value is wrong, so that one mistake is one message.
    const type = expressions.problems.collect(() => expressions.type(statement.type, scope)) ?? null;
    const steps = statement.declarators.map(({ name, value, at }) => {
      const code =
        value && type ? expressions.problems.collect(() => expressions.valueFor(value, type, scope)) : undefined;
      const slot = this.declare(name, type ?? OBJECT, at, scope, statement.isFinal);
      return { slot, code: code ?? (() => null) };
    });
    const [first] = steps;
    if (steps.length === 1 && first) {
      const { slot, code } = first;
      return this.stepped(statement.at, (frame) => {
        frame.locals[slot] = code(frame);
        return NORMAL;
      });
    }
    return this.stepped(statement.at, (frame) => {
      for (const { slot, code } of steps) frame.locals[slot] = code(frame);
      return NORMAL;
    });
  }

  #expression(statement: Stmt & { kind: 'expression' }, scope: Scope): Step {
    const { expression, at } = statement;
    if (!['call', 'assign', 'step', 'new'].includes(expression.kind))
      this.expressions.fail(at, 'Expression cannot be a statement.');
    const { get } = this.expressions.effect(expression, scope);
    return this.stepped(at, (frame) => {
      get(frame);
      return NORMAL;
    });
  }

  #return(statement: Stmt & { kind: 'return' }, scope: Scope): Step {
    const { value, at } = statement;
    const { returns } = scope;
    if (!value) {
      if (returns && returns !== VOID) this.expressions.fail(at, `Missing return value: ${show(returns)}`);
      return this.stepped(at, (frame) => {
        frame.result = null;
        return RETURN;
      });
    }
    if (!returns || returns === VOID) return this.expressions.fail(at, 'Void method must not return a value');
    const get = this.expressions.valueFor(value, returns, scope);
    return this.stepped(at, (frame) => {
      frame.result = get(frame);
      return RETURN;
    });
  }

  #throw(statement: Stmt & { kind: 'throw' }, scope: Scope): Step {
    const { expressions } = this;
    const { get, type } = expressions.value(statement.value, scope);
    if (!expressions.registry.assignable(type, typeOf('Exception')))
      expressions.fail(statement.at, `Throw expression must be of type exception: ${show(type)}`);
    return this.stepped(statement.at, (frame) => {
      const value = get(frame);
      if (!isException(value)) return frame.run.dereference();
      frame.run.noteThrown(value);
      throw new ApexThrow(value);
    });
  }

  #dml(statement: Stmt & { kind: 'dml' }, scope: Scope): Step {
    const { expressions } = this;
    const { registry } = expressions;
    const { field, operation } = statement;
    const value = expressions.value(statement.value, scope);
    const [element] = value.type.args;
    const record = value.type.name === 'List' && element ? element : value.type;
    if (!registry.isSObject(record) || record.name === 'AggregateResult')
      expressions.fail(statement.at, `DML requires SObject or SObject list type: ${show(value.type)}`);
    if (field !== null && registry.schema.object(record.name) && !registry.schema.field(record.name, field))
      expressions.fail(statement.at, `Field does not exist: ${field} on ${record.name}`);
    const { get } = value;
    const access = statement.access ?? 'system';
    const options = { allOrNone: true, access, ...(field === null ? {} : { externalIdField: field }) };
    return this.stepped(statement.at, (frame) => {
      const target = get(frame);
      const records = target instanceof ApexList ? target.items : [target];
      const rows = records.filter((each) => each instanceof SObjectValue);
      if (rows.length !== records.length) return frame.run.dereference();
      frame.run.dml(operation, rows, options);
      return NORMAL;
    });
  }
}

function sequence(steps: readonly Step[]): Step {
  const [first, second] = steps;
  if (steps.length === 1 && first) return first;
  if (steps.length === 2 && first && second) return (frame) => first(frame) || second(frame);
  return (frame) => {
    for (const step of steps) {
      const end = step(frame);
      if (end !== NORMAL) return end;
    }
    return NORMAL;
  };
}
