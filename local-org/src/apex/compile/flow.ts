import type { Expr, Place, Stmt } from '../parse/ast.ts';

/**
 * Whether a statement can be run to its end, as Java's rules for reachability say; what stands after one that cannot
 * is unreachable.
 *
 * @param unreachable told where the first statement stands that can never run
 */
export function completes(statement: Stmt, unreachable: (at: Place) => void): boolean {
  switch (statement.kind) {
    case 'block':
      return sequenceCompletes(statement.body, unreachable);
    case 'if': {
      const then = completes(statement.then, unreachable);
      return statement.otherwise ? completes(statement.otherwise, unreachable) || then : true;
    }
    case 'while':
    case 'for': {
      if (statement.body) completes(statement.body, unreachable);
      return !isEndless(statement.test) || (statement.body !== null && breaks(statement.body));
    }
    case 'doWhile':
      completes(statement.body, unreachable);
      return !isEndless(statement.test) || breaks(statement.body);
    case 'forEach':
      if (statement.body) completes(statement.body, unreachable);
      return true;
    case 'switch': {
      const ends = statement.cases.map(({ body }) => completes(body, unreachable));
      return ends.includes(true) || !statement.cases.some(({ when }) => when === null);
    }
    case 'try': {
      const ends = [statement.body, ...statement.catches.map(({ body }) => body)].map((each) =>
        completes(each, unreachable)
      );
      const last = statement.last ? completes(statement.last, unreachable) : true;
      return last && ends.includes(true);
    }
    case 'runAs':
      return completes(statement.body, unreachable);
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return false;
    default:
      return true;
  }
}

function sequenceCompletes(body: readonly Stmt[], unreachable: (at: Place) => void): boolean {
  let reachable = true;
  for (const [index, statement] of body.entries()) {
    reachable = completes(statement, unreachable);
    const next = body[index + 1];
    if (!reachable && next) {
      unreachable(next.at);
      return false;
    }
  }
  return reachable;
}

/** `while (true)`, `for (;;)` */
function isEndless(test: Expr | null): boolean {
  return test === null || (test.kind === 'literal' && test.value === true);
}

/** Whether a loop's body leaves the loop by a break of its own. */
function breaks(statement: Stmt): boolean {
  switch (statement.kind) {
    case 'break':
      return true;
    case 'block':
      return statement.body.some(breaks);
    case 'if':
      return breaks(statement.then) || (statement.otherwise !== null && breaks(statement.otherwise));
    case 'switch':
      return statement.cases.some(({ body }) => breaks(body));
    case 'try':
      return [
        statement.body,
        ...statement.catches.map(({ body }) => body),
        ...(statement.last ? [statement.last] : [])
      ].some(breaks);
    case 'runAs':
      return breaks(statement.body);
    default:
      return false;
  }
}
