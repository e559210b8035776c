import { OrgError } from '../../org/errors.ts';
import type { FieldDescribe, FieldValue, RecordValues } from '../../org/schema.ts';
import { type DaySpan, spanOf } from './dates.ts';
import { comparable, operand } from './operands.ts';
import type { Condition, Literal } from './parse.ts';
import type { Read } from './resolve.ts';

export type Binds = Record<string, FieldValue | readonly FieldValue[]>;
export type Test = (row: RecordValues) => boolean;

export interface WhereContext {
  binds: Binds;
  now: Date;
  /** In which date literals are meant. */
  timeZone: string;
  /** Reads the left side of a comparison. */
  left: (condition: Condition & { kind: 'compare' }) => { read: Read; field: FieldDescribe };
  /** Values a sub-query selects. */
  subquery: (literal: Literal & { kind: 'query' }) => ReadonlySet<FieldValue>;
}

/** Turns a condition into a test of rows. @throws {OrgError} for operators and values that do not fit */
export function compileCondition(condition: Condition, context: WhereContext): Test {
  switch (condition.kind) {
    case 'and': {
      const [left, right] = [compileCondition(condition.left, context), compileCondition(condition.right, context)];
      return (row) => left(row) && right(row);
    }
    case 'or': {
      const [left, right] = [compileCondition(condition.left, context), compileCondition(condition.right, context)];
      return (row) => left(row) || right(row);
    }
    case 'not': {
      const inner = compileCondition(condition.of, context);
      return (row) => !inner(row);
    }
    case 'compare':
      return compileComparison(condition, context);
  }
}

function compileComparison(condition: Condition & { kind: 'compare' }, context: WhereContext): Test {
  const { read, field } = context.left(condition);
  const { value, operator } = condition;
  if (value.kind === 'date') {
    return dateTest(read, field, operator, spanOf(value.literal, context.now, context.timeZone));
  }
  if (operator === 'IN' || operator === 'NOT IN') {
    const values =
      value.kind === 'query'
        ? context.subquery(value)
        : new Set(valuesOf(value, context.binds).map((entry) => operand(field, entry)));
    const wanted = operator === 'IN';
    return (row) => values.has(comparable(field, read(row))) === wanted;
  }
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') {
    const groups = valuesOf(value, context.binds).map((entry) => String(entry).toLowerCase().split(';'));
    const wanted = operator === 'INCLUDES';
    return (row) => {
      const chosen = new Set(
        String(read(row) ?? '')
          .toLowerCase()
          .split(';')
      );
      return groups.some((group) => group.every((entry) => chosen.has(entry))) === wanted;
    };
  }
  const [raw = null] = valuesOf(value, context.binds);
  if (operator === 'LIKE') {
    const pattern = likePattern(String(raw ?? ''), field.caseSensitive === true);
    return (row) => {
      const text = read(row);
      return text !== null && pattern.test(String(text));
    };
  }
  const right = operand(field, raw);
  return (row) => compare(comparable(field, read(row)), right, operator);
}

function compare(left: FieldValue, right: FieldValue, operator: string): boolean {
  if (operator === '=') return left === right;
  if (operator === '!=') return left !== right;
  // Nothing is more or less than null.
  if (left === null || right === null) return false;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      throw new OrgError('MALFORMED_QUERY', `unknown operator ${operator}`);
  }
}

function dateTest(read: Read, field: FieldDescribe, operator: string, span: DaySpan): Test {
  const [from, to] = field.kind === 'datetime' ? [span.fromInstant, span.toInstant] : [span.from, span.to];
  const tests: Readonly<Record<string, (value: string) => boolean>> = {
    '=': (value) => value >= from && value < to,
    '!=': (value) => value < from || value >= to,
    '<': (value) => value < from,
    '<=': (value) => value < to,
    '>': (value) => value >= to,
    '>=': (value) => value >= from
  };
  const test = tests[operator];
  if (!test) throw new OrgError('MALFORMED_QUERY', `operator ${operator} does not go with a date literal`);
  return (row) => {
    const value = read(row);
    return typeof value === 'string' ? test(value) : operator === '!=';
  };
}

export function valuesOf(literal: Literal, binds: Binds): readonly FieldValue[] {
  switch (literal.kind) {
    case 'value':
      return [literal.value];
    case 'list':
      return literal.items.flatMap((item) => valuesOf(item, binds));
    case 'bind': {
      if (!(literal.name in binds))
        throw new OrgError('MALFORMED_QUERY', `Key '${literal.name}' does not exist in the bindMap`);
      const value = binds[literal.name] ?? null;
      return Array.isArray(value) ? value : [value as FieldValue]; // `isArray` does not narrow readonly arrays.
    }
    default:
      throw new OrgError('MALFORMED_QUERY', 'unexpected value in a list');
  }
}

/** `%` is any text and `_` any character, unless a backslash takes their meaning away. */
function likePattern(pattern: string, caseSensitive: boolean): RegExp {
  const source = pattern.replace(
    /\\(.)|([%_])|([.*+?^${}()|[\]\\])/gs,
    (_whole, escaped?: string, wildcard?: string, special?: string) => {
      if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      if (wildcard !== undefined) return wildcard === '%' ? '.*' : '.';
      return `\\${special}`;
    }
  );
  return new RegExp(`^${source}$`, caseSensitive ? 's' : 'is');
}
