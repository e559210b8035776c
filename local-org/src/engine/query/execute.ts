import { OrgError } from '../../org/errors.ts';
import { normalizeId } from '../../org/ids.ts';
import type { AccessLevel, QueryRow, Sharing, Transaction } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues } from '../../org/schema.ts';
import type { RecordSharing } from '../sharing.ts';
import type { Store } from '../store.ts';
import { AGGREGATES, aggregate } from './aggregate.ts';
import type { Condition, Count, Expression, Select } from './parse.ts';
import { noSuchColumn, type Read, reader, type ResolvedField, follow } from './resolve.ts';
import { comparable, compileCondition, type Binds, valuesOf } from './where.ts';

export interface Execution {
  tx: Transaction;
  store: Store;
  sharing: RecordSharing;
  binds: Binds;
  access: AccessLevel;
  share: Sharing;
  /** Rows of objects that are computed: `UserRecordAccess`. */
  computed: (object: ObjectDescribe, select: Select) => Iterable<RecordValues> | undefined;
}

/** Runs one SELECT over an object. @returns the rows selected, in order */
export function execute(
  run: Execution,
  object: ObjectDescribe,
  select: Select,
  only?: { field: string; value: string }
): QueryRow[] {
  checkObject(run, object);
  const see = (resolved: ResolvedField): void => checkField(run, resolved);
  const found = matching(run, object, select, only, see);
  const isAggregate = select.groupBy.length > 0 || select.fields.some(({ expression }) => isAggregateCall(expression));
  if (isAggregate) return aggregated(run, object, select, found, see);
  const page = cut(run, select, ordered(run, object, select, found, see));
  const columns = columnsOf(run, object, select, see);
  return page.map((row) => {
    const result = project(run, object, row, columns);
    for (const child of select.children) addChildren(run, object, row, child, result);
    return result;
  });
}

/** How many rows a `SELECT COUNT()` finds. */
export function countRows(run: Execution, object: ObjectDescribe, select: Select): number {
  checkObject(run, object);
  return cut(
    run,
    select,
    matching(run, object, select, undefined, (field) => checkField(run, field))
  ).length;
}

function matching(
  run: Execution,
  object: ObjectDescribe,
  select: Select,
  only: { field: string; value: string } | undefined,
  see: (field: ResolvedField) => void
): RecordValues[] {
  const test = select.where
    ? compileCondition(select.where, {
        binds: run.binds,
        now: run.tx.now,
        left: (condition) => reader(run.store, object, condition.field, see),
        subquery: (literal) => subqueryValues(run, literal.query)
      })
    : () => true;
  const candidates = only ? byIndex(run, object, only.field, [only.value]) : candidatesOf(run, object, select);
  const shared = run.share === 'with';
  const rows: RecordValues[] = [];
  for (const row of candidates) {
    if (test(row) && (!shared || run.sharing.canRead(run.tx, object, row))) rows.push(row);
  }
  return rows;
}

/** Narrows by an indexed field that the whole WHERE depends on, or reads all rows. */
function candidatesOf(run: Execution, object: ObjectDescribe, select: Select): Iterable<RecordValues> {
  const computed = run.computed(object, select);
  if (computed) return computed;
  const table = run.store.table(object.apiName);
  if (select.allRows) return [...table.rows(), ...table.deletedRows()];
  for (const condition of conjuncts(select.where)) {
    if (condition.kind !== 'compare' || (condition.operator !== '=' && condition.operator !== 'IN')) continue;
    if (
      condition.field.kind !== 'field' ||
      condition.field.path.length !== 1 ||
      condition.value.kind === 'query' ||
      condition.value.kind === 'date'
    )
      continue;
    const field = run.store.schema.field(object.apiName, condition.field.path[0] ?? '');
    if (!field || !(field.kind === 'id' || table.isIndexed(field.apiName))) continue;
    const values = valuesOf(condition.value, run.binds);
    if (!values.includes(null)) return byIndex(run, object, field.apiName, values);
  }
  return table.rows();
}

function byIndex(run: Execution, object: ObjectDescribe, field: string, values: readonly FieldValue[]): RecordValues[] {
  const table = run.store.table(object.apiName);
  const ids = new Set<string>();
  for (const value of values) {
    const normal = typeof value === 'string' ? normalizeId(value) : value;
    if (field === 'Id') ids.add(String(normal));
    else for (const id of table.find(field, normal)) ids.add(id);
  }
  const rows: RecordValues[] = [];
  for (const id of ids) {
    const row = table.get(id);
    if (row) rows.push(row);
  }
  return rows;
}

export function* conjuncts(condition: Condition | undefined): Iterable<Condition> {
  if (!condition) return;
  if (condition.kind === 'and') {
    yield* conjuncts(condition.left);
    yield* conjuncts(condition.right);
  } else {
    yield condition;
  }
}

function subqueryValues(run: Execution, query: Select): ReadonlySet<FieldValue> {
  const object = run.store.schema.object(query.from);
  const [column] = query.fields;
  if (!object) throw unknownObject(query.from);
  if (!column || query.fields.length !== 1)
    throw new OrgError('MALFORMED_QUERY', 'a semi-join sub-select must have exactly one field');
  const { read, field } = reader(run.store, object, column.expression, (resolved) => checkField(run, resolved));
  checkObject(run, object);
  return new Set(
    matching(run, object, query, undefined, (resolved) => checkField(run, resolved)).map((row) =>
      comparable(field, read(row))
    )
  );
}

function ordered(
  run: Execution,
  object: ObjectDescribe,
  select: Select,
  rows: RecordValues[],
  see: (field: ResolvedField) => void
): RecordValues[] {
  if (select.orderBy.length === 0) return rows;
  const keys = select.orderBy.map((order) => {
    const { read, field } = reader(run.store, object, order.expression, see);
    if (field.kind === 'longtextarea' || field.kind === 'multipicklist') {
      throw new OrgError('INVALID_FIELD', `field '${field.apiName}' can not be sorted in a query call`);
    }
    // Nulls come first unless said otherwise, ascending or descending.
    return { read, field, descending: order.descending, nullsLast: order.nullsLast ?? false };
  });
  return [...rows].sort((a, b) => {
    for (const { read, field, descending, nullsLast } of keys) {
      const [left, right] = [comparable(field, read(a)), comparable(field, read(b))];
      if (left === right) continue;
      if (left === null) return nullsLast ? 1 : -1;
      if (right === null) return nullsLast ? -1 : 1;
      return (left < right ? -1 : 1) * (descending ? -1 : 1);
    }
    return 0;
  });
}

function cut<T>(run: Execution, select: Select, rows: T[]): T[] {
  const offset = countOf(run, select.offset) ?? 0;
  const limit = countOf(run, select.limit);
  return rows.slice(offset, limit === undefined ? undefined : offset + limit);
}

function countOf(run: Execution, count: Count | undefined): number | undefined {
  if (!count) return undefined;
  if ('value' in count) return count.value;
  const value = run.binds[count.bind];
  if (typeof value !== 'number') throw new OrgError('MALFORMED_QUERY', `:${count.bind} must be a number`);
  return value;
}

interface Column {
  steps: ResolvedField['steps'];
  field: FieldDescribe;
}

function columnsOf(
  run: Execution,
  object: ObjectDescribe,
  select: Select,
  see: (field: ResolvedField) => void
): Column[] {
  const columns: Column[] = [];
  const add = (expression: Expression): void => {
    reader(run.store, object, expression, (resolved) => {
      see(resolved);
      columns.push({ steps: resolved.steps, field: resolved.field });
    });
  };
  for (const { expression, alias } of select.fields) {
    if (expression.kind === 'call')
      throw new OrgError(
        'UNSUPPORTED',
        `${expression.name}() in SELECT is not supported by the local org without GROUP BY`
      );
    if (alias !== undefined) throw new OrgError('MALFORMED_QUERY', 'only aggregate expressions use field aliasing');
    add(expression);
  }
  if (select.allFields) {
    for (const field of object.fields) {
      const wanted = select.allFields === 'ALL' || field.custom === (select.allFields === 'CUSTOM');
      if (wanted && mayRead(run, object, field)) columns.push({ steps: [], field });
    }
  }
  return columns;
}

function project(run: Execution, object: ObjectDescribe, row: RecordValues, columns: readonly Column[]): QueryRow {
  const result: QueryRow = {
    type: object.apiName,
    values: { Id: row['Id'] ?? null },
    parents: {},
    children: {},
    aggregate: false
  };
  for (const { steps, field } of columns) {
    let target: QueryRow | null = result;
    for (const [index, step] of steps.entries()) {
      const known: QueryRow | null | undefined = target.parents[step.relationship];
      if (known === undefined) {
        const parentRow = follow(run.store, row, steps.slice(0, index + 1));
        const type = parentRow
          ? (run.store.schema.objectOfId(String(parentRow['Id']))?.apiName ?? step.object.apiName)
          : step.object.apiName;
        target.parents[step.relationship] = parentRow
          ? { type, values: { Id: parentRow['Id'] ?? null }, parents: {}, children: {}, aggregate: false }
          : null;
      }
      target = target.parents[step.relationship] ?? null;
      if (!target) break;
    }
    if (target)
      target.values[field.apiName] =
        (steps.length === 0 ? row : follow(run.store, row, steps))?.[field.apiName] ?? blank(field);
  }
  return result;
}

function blank(field: FieldDescribe): FieldValue {
  return field.kind === 'checkbox' ? false : null;
}

function addChildren(
  run: Execution,
  object: ObjectDescribe,
  row: RecordValues,
  select: Select,
  result: QueryRow
): void {
  const relationship = object.childRelationships.find(
    (child) => child.name.toLowerCase() === select.from.toLowerCase()
  );
  const child = relationship && run.store.schema.object(relationship.childObject);
  if (!relationship || !child) {
    throw new OrgError(
      'INVALID_FIELD',
      `Didn't understand relationship '${select.from}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`
    );
  }
  result.children[relationship.name] = execute(run, child, select, {
    field: relationship.field,
    value: String(row['Id'])
  });
}

function isAggregateCall(expression: Expression): boolean {
  return expression.kind === 'call' && AGGREGATES.has(expression.name);
}

function aggregated(
  run: Execution,
  object: ObjectDescribe,
  select: Select,
  rows: readonly RecordValues[],
  see: (field: ResolvedField) => void
): QueryRow[] {
  const keys = select.groupBy.map((expression) => reader(run.store, object, expression, see));
  const groups = new Map<string, RecordValues[]>();
  if (keys.length === 0) groups.set('', [...rows]);
  for (const row of keys.length === 0 ? [] : rows) {
    const key = JSON.stringify(keys.map(({ read, field }) => comparable(field, read(row))));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const evaluate = (expression: Expression, group: readonly RecordValues[]): FieldValue => {
    if (expression.kind === 'call' && AGGREGATES.has(expression.name)) {
      return aggregate(
        expression.name,
        group,
        expression.argument ? reader(run.store, object, expression.argument, see).read : null
      );
    }
    const [first] = group;
    return first ? reader(run.store, object, expression, see).read(first) : null;
  };
  let results = [...groups.values()].map((group) => {
    const values: RecordValues = {};
    let unnamed = 0;
    for (const { expression, alias } of select.fields) {
      const name = alias ?? (expression.kind === 'call' ? `expr${unnamed++}` : (expression.path.at(-1) ?? ''));
      values[name] = evaluate(expression, group);
    }
    return {
      group,
      row: { type: 'AggregateResult', values, parents: {}, children: {}, aggregate: true } satisfies QueryRow
    };
  });
  if (select.having) {
    const groupsByRow = new Map(results.map(({ group, row }) => [row.values, group]));
    const test = compileCondition(select.having, {
      binds: run.binds,
      now: run.tx.now,
      left: (condition) => ({
        read: ((values) => evaluate(condition.field, groupsByRow.get(values) ?? [])) satisfies Read,
        field: NUMBER_FIELD
      }),
      subquery: () => new Set()
    });
    results = results.filter(({ row }) => test(row.values));
  }
  const orders = select.orderBy;
  results.sort((a, b) => {
    for (const order of orders) {
      const [left, right] = [evaluate(order.expression, a.group), evaluate(order.expression, b.group)];
      if (left !== right && left !== null && right !== null)
        return (left < right ? -1 : 1) * (order.descending ? -1 : 1);
      if (left !== right) return (left === null) === (order.nullsLast ?? false) ? 1 : -1;
    }
    return 0;
  });
  return cut(
    run,
    select,
    results.map(({ row }) => row)
  );
}

/** Stands for the result of an aggregate in HAVING: compared as it is. */
const NUMBER_FIELD: FieldDescribe = {
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

function mayRead(run: Execution, object: ObjectDescribe, field: FieldDescribe): boolean {
  return run.access === 'system' || run.tx.user.permissions.field(object.apiName, field.apiName).read;
}

function checkField(run: Execution, { steps, owner, field }: ResolvedField): void {
  if (run.access === 'system') return;
  for (const [index, step] of steps.entries()) {
    const from = steps[index - 1]?.object;
    if (from && !mayRead(run, from, step.lookup)) throw noSuchColumn(step.relationship, from.apiName);
    checkObject(run, step.object);
  }
  if (!mayRead(run, owner, field)) throw noSuchColumn(field.apiName, owner.apiName);
}

function checkObject(run: Execution, object: ObjectDescribe): void {
  if (run.access === 'user' && !run.tx.user.permissions.object(object.apiName).read)
    throw unknownObject(object.apiName);
}

export function unknownObject(name: string): OrgError {
  return new OrgError(
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`
  );
}
