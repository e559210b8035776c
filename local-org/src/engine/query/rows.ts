import { normalizeId } from '../../org/ids.ts';
import type { FieldValue, ObjectDescribe, RecordValues } from '../../org/schema.ts';
import { comparable } from './operands.ts';
import type { Condition, Select } from './parse.ts';
import { reader, type ResolvedField, unknownObject } from './resolve.ts';
import { checkField, checkObject, type QueryRun } from './run.ts';
import { compileCondition, type Test, valuesOf } from './where.ts';

type SubqueryValues = (query: Select) => ReadonlySet<FieldValue>;

/** Narrows a child query to the children of one record. */
export interface Only {
  field: string;
  value: string;
}

/** Finds the rows that a query's FROM and WHERE ask for, within the user's reach. */
export function finder(
  run: QueryRun,
  object: ObjectDescribe,
  select: Select
): (only: Only | undefined) => RecordValues[] {
  const see = (resolved: ResolvedField): void => checkField(run, resolved);
  const subquery = memo((query) => semiJoin(run, query));
  const test: Test | undefined =
    select.where &&
    compileCondition(select.where, {
      binds: run.binds,
      now: run.tx.now,
      timeZone: run.tx.user.timeZone,
      left: (condition) => reader(run.store, object, condition.field, see),
      subquery: (literal) => subquery(literal.query)
    });
  const shared = run.share === 'with';
  return (only) => {
    const candidates = only
      ? byIndex(run, object, select, only.field, [only.value])
      : candidatesOf(run, object, select, subquery);
    const rows: RecordValues[] = [];
    for (const row of candidates) {
      if ((!test || test(row)) && (!shared || run.sharing.canRead(run.tx, object, row))) rows.push(row);
    }
    return rows;
  };
}

function memo(compute: SubqueryValues): SubqueryValues {
  const known = new Map<Select, ReadonlySet<FieldValue>>();
  return (query) => {
    const values = known.get(query) ?? compute(query);
    known.set(query, values);
    return values;
  };
}

function semiJoin(run: QueryRun, query: Select): ReadonlySet<FieldValue> {
  const object = run.store.schema.object(query.from);
  const [column] = query.fields;
  if (!object || !column) throw unknownObject(query.from);
  checkObject(run, object);
  const { read, field } = reader(run.store, object, column.expression, (resolved) => checkField(run, resolved));
  const values = new Set<FieldValue>();
  for (const row of finder(run, object, query)(undefined)) {
    const value = comparable(field, read(row));
    // A lookup that is empty matches nothing, nor does it keep NOT IN from matching.
    if (value !== null) values.add(value);
  }
  return values;
}

/** Narrows by an indexed field that the whole WHERE depends on, or reads all rows. */
function candidatesOf(
  run: QueryRun,
  object: ObjectDescribe,
  select: Select,
  subquery: SubqueryValues
): Iterable<RecordValues> {
  const computed = run.computed(object, select);
  if (computed) return computed;
  const table = run.store.table(object.apiName);
  let best: { field: string; values: readonly FieldValue[] } | undefined;
  for (const condition of conjuncts(select.where)) {
    const found = indexable(run, object, condition, subquery);
    if (found && (!best || found.values.length < best.values.length)) best = found;
  }
  if (best) return byIndex(run, object, select, best.field, best.values);
  return select.allRows ? [...table.rows(), ...table.deletedRows()] : table.rows();
}

function indexable(
  run: QueryRun,
  object: ObjectDescribe,
  condition: Condition,
  subquery: SubqueryValues
): { field: string; values: readonly FieldValue[] } | undefined {
  if (condition.kind !== 'compare' || (condition.operator !== '=' && condition.operator !== 'IN')) return undefined;
  const { field: left, value } = condition;
  if (left.kind !== 'field' || left.path.length !== 1 || value.kind === 'date') return undefined;
  const field = run.store.schema.field(object.apiName, left.path[0] ?? '');
  const reference = field?.kind === 'id' || (field?.referenceTo.length ?? 0) > 0;
  if (!field || !(field.kind === 'id' || run.store.table(object.apiName).isIndexed(field.apiName))) return undefined;
  // Where the index keeps capitals apart, a query still does not.
  if (!reference && field.caseSensitive) return undefined;
  const raw = value.kind === 'query' ? [...subquery(value.query)] : valuesOf(value, run.binds);
  const values = raw.map((entry) => (reference && typeof entry === 'string' ? normalizeId(entry) : entry));
  return values.some((entry) => entry === null || entry === '') ? undefined : { field: field.apiName, values };
}

function byIndex(
  run: QueryRun,
  object: ObjectDescribe,
  select: Select,
  field: string,
  values: readonly FieldValue[]
): RecordValues[] {
  const table = run.store.table(object.apiName);
  const wanted = new Set(values);
  const rows: RecordValues[] = [];
  for (const value of wanted) {
    for (const id of field === 'Id' ? [String(value)] : table.find(field, value)) {
      const row = table.get(id);
      if (row) rows.push(row);
    }
  }
  // The recycle bin has no index. The test of the whole WHERE follows.
  if (select.allRows) for (const row of table.deletedRows()) if (wanted.has(row[field] ?? null)) rows.push(row);
  return rows;
}

/** Conditions that all must hold. */
export function* conjuncts(condition: Condition | undefined): Iterable<Condition> {
  if (!condition) return;
  if (condition.kind === 'and') {
    yield* conjuncts(condition.left);
    yield* conjuncts(condition.right);
  } else {
    yield condition;
  }
}
