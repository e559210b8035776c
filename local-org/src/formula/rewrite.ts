/** One call in a formula: where it stands and what its arguments say. */
export interface Call {
  name: string;
  start: number;
  end: number;
  args: string[];
}

/** Takes comments out, which sformula does not know; text in quotes stays. */
export function withoutComments(formula: string): string {
  return formula.replace(
    /("(?:[^"\\]|\\.)*")|\/\*[\s\S]*?\*\//g,
    (_whole, quoted: string | undefined) => quoted ?? ' '
  );
}

/** Calls in a formula, outermost first; functions in quoted text are not calls. */
export function* calls(formula: string): Iterable<Call> {
  const opening = /"(?:[^"\\]|\\.)*"|\b([A-Za-z_]+)\s*\(/g;
  for (let match = opening.exec(formula); match; match = opening.exec(formula)) {
    const name = match[1];
    if (name === undefined) continue;
    const start = match.index;
    const { end, args } = argumentsFrom(formula, opening.lastIndex);
    yield { name, start, end, args };
  }
}

/** Replaces every call of a function, innermost ones included, by what `write` makes of its arguments. */
export function rewriteCalls(formula: string, name: string, write: (args: string[]) => string): string {
  for (const call of calls(formula)) {
    if (call.name.toUpperCase() !== name) continue;
    const args = call.args.map((argument) => rewriteCalls(argument, name, write));
    const rest = rewriteCalls(formula.slice(call.end), name, write);
    return formula.slice(0, call.start) + write(args) + rest;
  }
  return formula;
}

function argumentsFrom(formula: string, from: number): { end: number; args: string[] } {
  const args: string[] = [];
  let depth = 0;
  let start = from;
  for (let index = from; index < formula.length; index++) {
    const character = formula[index];
    if (character === '"') {
      index = endOfText(formula, index);
    } else if (character === '(') {
      depth++;
    } else if (character === ')' && depth-- === 0) {
      const last = formula.slice(start, index).trim();
      if (last !== '' || args.length > 0) args.push(last);
      return { end: index + 1, args };
    } else if (character === ',' && depth === 0) {
      args.push(formula.slice(start, index).trim());
      start = index + 1;
    }
  }
  return { end: formula.length, args };
}

function endOfText(formula: string, from: number): number {
  for (let index = from + 1; index < formula.length; index++) {
    if (formula[index] === '\\') index++;
    else if (formula[index] === '"') return index;
  }
  return formula.length;
}
