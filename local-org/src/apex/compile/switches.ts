import type { Expr, Stmt, SwitchCase } from '../parse/ast.ts';
import type { Frame } from '../types/code.ts';
import { INTEGER, LONG, show, SOBJECT, STRING } from '../types/types.ts';
import { ApexEnumValue, type ApexValue, SObjectValue, type TypeRef } from '../values.ts';
import { type Completion, NORMAL, type Step } from './completion.ts';
import type { Scope } from './scope.ts';
import type { StatementCompiler } from './statements.ts';

interface Branch {
  matches: (value: ApexValue) => boolean;
  run: (frame: Frame, value: ApexValue) => Completion;
}

/** `switch on` an Integer, a Long, a String, an enum or a record. Texts are compared with their case. */
export function switchOn(compiler: StatementCompiler, statement: Stmt & { kind: 'switch' }, scope: Scope): Step {
  const { expressions } = compiler;
  const { registry } = expressions;
  const on = expressions.value(statement.on, scope);
  const fits = [INTEGER, LONG, STRING].includes(on.type) || registry.isEnum(on.type) || registry.isSObject(on.type);
  if (!fits) expressions.fail(statement.at, `switch on does not take ${show(on.type)}`);
  const given = new Set<ApexValue | string>();
  const branches = statement.cases.flatMap((each, index) => {
    if (each.when === null && index < statement.cases.length - 1)
      expressions.problems.add(each.at, 'when else must be the last case');
    const branch = expressions.problems.collect(() => branchOf(compiler, each, on.type, given, scope));
    return branch ? [branch] : [];
  });
  const { get } = on;
  return compiler.stepped(statement.at, (frame) => {
    const value = get(frame);
    for (const branch of branches) if (branch.matches(value)) return branch.run(frame, value);
    return NORMAL;
  });
}

function branchOf(
  compiler: StatementCompiler,
  { when, body, at }: SwitchCase,
  on: TypeRef,
  given: Set<ApexValue | string>,
  scope: Scope
): Branch {
  const { expressions } = compiler;
  if (when === null) return { matches: () => true, run: compiler.body(body, scope) };
  if (!Array.isArray(when)) {
    const type = expressions.type(when.type, scope);
    if (on !== SOBJECT || !expressions.registry.isSObject(type))
      expressions.fail(at, `${show(on)} is never an instance of ${show(type)}`);
    return scope.block(() => {
      const slot = compiler.declare(when.name, type, at, scope);
      const code = compiler.body(body, scope);
      return {
        matches: (value) => value instanceof SObjectValue && value.type === type.name,
        run: (frame, value) => {
          frame.locals[slot] = value;
          return code(frame);
        }
      };
    });
  }
  const values = when.map((literal) => {
    const value = caseValue(compiler, literal, on);
    const key = value instanceof ApexEnumValue ? value.name : value;
    if (given.has(key)) expressions.fail(literal.at, `Duplicate when value: ${String(key)}`);
    given.add(key);
    return value;
  });
  return { matches: (value) => values.some((each) => sameCase(each, value)), run: compiler.body(body, scope) };
}

function sameCase(wanted: ApexValue, value: ApexValue): boolean {
  if (wanted instanceof ApexEnumValue) return value instanceof ApexEnumValue && value.name === wanted.name;
  return wanted === value;
}

/** A literal, or the name of an enum's value. */
function caseValue(compiler: StatementCompiler, literal: Expr, on: TypeRef): ApexValue {
  const { registry } = compiler.expressions;
  if (literal.kind === 'literal' && literal.type === 'null') return null;
  if (literal.kind === 'name' && registry.isEnum(on)) {
    const name = literal.name.toLowerCase();
    const own = registry.userClass(on)?.enumValues.find((value) => value.name.toLowerCase() === name);
    if (own) return own;
    const values = registry.natives.find(on.name)?.definition.enumValues ?? [];
    const index = values.findIndex((value) => value.toLowerCase() === name);
    if (index >= 0) return new ApexEnumValue(on, values[index] ?? '', index);
    return compiler.expressions.fail(literal.at, `${literal.name} is no value of ${show(on)}`);
  }
  if (literal.kind !== 'literal' || literal.type !== on.name) {
    // Integers are Longs where these are switched on.
    if (literal.kind === 'literal' && literal.type === 'Integer' && on === LONG) return BigInt(Number(literal.value));
    return compiler.expressions.fail(literal.at, `A when value must be a literal of type ${show(on)}`);
  }
  return on === LONG ? BigInt(String(literal.value)) : literal.value;
}
