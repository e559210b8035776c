import type { CatchClause, Stmt } from '../parse/ast.ts';
import { runtimeType } from '../semantics/operations.ts';
import type { Frame } from '../types/code.ts';
import { show, typeOf } from '../types/types.ts';
import { ApexThrow, type ApexValue } from '../values.ts';
import { type Completion, NORMAL, type Step } from './completion.ts';
import type { Scope } from './scope.ts';
import type { StatementCompiler } from './statements.ts';

interface Handler {
  fits: (value: ApexValue) => boolean;
  run: (frame: Frame, value: ApexValue) => Completion;
}

/** `try`, `catch` and `finally`. Limits passed are no exceptions: nothing catches them, and `finally` is left out. */
export function attempt(compiler: StatementCompiler, statement: Stmt & { kind: 'try' }, scope: Scope): Step {
  const body = compiler.body(statement.body, scope);
  const handlers = statement.catches.flatMap((clause) => {
    const handler = compiler.expressions.problems.collect(() => handlerOf(compiler, clause, scope));
    return handler ? [handler] : [];
  });
  const last = statement.last ? compiler.body(statement.last, scope) : null;
  const guarded: Step = (frame) => {
    try {
      return body(frame);
    } catch (error) {
      if (!(error instanceof ApexThrow)) throw error;
      const handler = handlers.find(({ fits }) => fits(error.value));
      if (!handler) throw error;
      return handler.run(frame, error.value);
    }
  };
  return compiler.stepped(statement.at, last ? withFinally(guarded, last) : guarded);
}

function withFinally(guarded: Step, last: Step): Step {
  return (frame) => {
    let end: Completion;
    try {
      end = guarded(frame);
    } catch (error) {
      if (!(error instanceof ApexThrow)) throw error;
      const cut = last(frame);
      if (cut !== NORMAL) return cut;
      throw error;
    }
    const { result } = frame;
    const cut = last(frame);
    if (cut !== NORMAL) return cut;
    frame.result = result;
    return end;
  };
}

function handlerOf(compiler: StatementCompiler, clause: CatchClause, scope: Scope): Handler {
  const { expressions } = compiler;
  const { registry } = expressions;
  const type = expressions.type(clause.type, scope);
  if (!registry.assignable(type, typeOf('Exception')))
    expressions.fail(clause.at, `Catch variable must be an exception: ${show(type)}`);
  return scope.block(() => {
    const slot = compiler.declare(clause.name, type, clause.at, scope);
    const body = compiler.body(clause.body, scope);
    return {
      fits: (value) => registry.assignable(runtimeType(value), type),
      run: (frame, value) => {
        frame.locals[slot] = value;
        return body(frame);
      }
    };
  });
}
