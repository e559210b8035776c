import type { QueryRow } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues } from '../../org/schema.ts';
import { AGGREGATES, aggregate } from './aggregate.ts';
import { comparable } from './operands.ts';
import { sorted } from './order.ts';
import type { Expression, Select } from './parse.ts';
import { type Read, reader, type ResolvedField } from './resolve.ts';
import { cut, type QueryRun } from './run.ts';
import { compileCondition } from './where.ts';

interface Group {
  rows: readonly RecordValues[];
}

type Evaluated = { read: (group: Group) => FieldValue; field: FieldDescribe };

/** Rows of an aggregate query: one for each group, or one for all rows. */
export function aggregated(
  run: QueryRun,
  object: ObjectDescribe,
  select: Select,
  rows: readonly RecordValues[],
  see: (field: ResolvedField) => void
): QueryRow[] {
  const evaluator = (expression: Expression): Evaluated => evaluated(run, object, expression, see);
  const columns = select.fields.map(({ expression, alias }) => ({ expression, alias, ...evaluator(expression) }));
  const groups = grouped(run, object, select, rows, see);
  const kept = select.having ? groups.filter(having(run, select, evaluator)) : groups;
  const ordered = sorted(
    kept,
    select.orderBy.map(({ expression, descending, nullsLast }) => ({
      ...evaluator(expression),
      descending,
      nullsLast
    }))
  );
  return cut(run, select, ordered).map((group) => {
    const values: RecordValues = {};
    let unnamed = 0;
    for (const { expression, alias, read, field } of columns) {
      values[alias ?? (expression.kind === 'call' ? `expr${unnamed++}` : field.apiName)] = read(group);
    }
    return { type: 'AggregateResult', values, parents: {}, children: {}, aggregate: true };
  });
}

function grouped(
  run: QueryRun,
  object: ObjectDescribe,
  select: Select,
  rows: readonly RecordValues[],
  see: (field: ResolvedField) => void
): Group[] {
  if (select.groupBy.length === 0) return [{ rows }];
  const keys = select.groupBy.map((expression) => reader(run.store, object, expression, see));
  const groups = new Map<string, RecordValues[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map(({ read, field }) => comparable(field, read(row))));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((group) => ({ rows: group }));
}

function evaluated(
  run: QueryRun,
  object: ObjectDescribe,
  expression: Expression,
  see: (field: ResolvedField) => void
): Evaluated {
  if (expression.kind === 'call' && AGGREGATES.has(expression.name)) {
    const { name, argument } = expression;
    const inner = argument ? reader(run.store, object, argument, see) : undefined;
    const typed = inner && (name === 'MIN' || name === 'MAX') ? inner.field : NUMBER;
    return { field: typed, read: ({ rows }) => aggregate(name, rows, inner?.read ?? null) };
  }
  const { read, field } = reader(run.store, object, expression, see);
  return { field, read: ({ rows: [first] }) => (first ? read(first) : null) };
}

function having(
  run: QueryRun,
  select: Select,
  evaluator: (expression: Expression) => Evaluated
): (group: Group) => boolean {
  if (!select.having) return () => true;
  // The conditions of WHERE and HAVING read a row; here the row in hand stands for its group.
  const rowOf = new Map<RecordValues, Group>();
  const test = compileCondition(select.having, {
    binds: run.binds,
    now: run.tx.now,
    timeZone: run.tx.user.timeZone,
    left: (condition) => {
      const { read, field } = evaluator(condition.field);
      return { field, read: ((row) => read(rowOf.get(row) ?? { rows: [] })) satisfies Read };
    },
    subquery: () => new Set()
  });
  return (group) => {
    const row: RecordValues = {};
    rowOf.set(row, group);
    return test(row);
  };
}

/** Stands for the result of an aggregate: compared as it is. */
const NUMBER: FieldDescribe = {
  apiName: 'expr',
  label: '',
  kind: 'number',
  custom: false,
  required: false,
  unique: false,
  externalId: false,
  caseSensitive: false,
  readOnly: true,
  createOnly: false,
  restrictedPicklist: false,
  picklist: [],
  referenceTo: [],
  onParentDelete: 'setNull',
  permissionable: false,
  source: ''
};
