import type { QueryRow } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues } from '../../org/schema.ts';
import { childOf, isAggregate, relationshipOf } from './check.ts';
import { aggregated } from './groups.ts';
import { sorted } from './order.ts';
import type { Select } from './parse.ts';
import { follow, fieldReader, type Read, reader, type ResolvedField, resolvePath } from './resolve.ts';
import { finder, type Only } from './rows.ts';
import { checkField, checkObject, checkSecured, cut, mayRead, type QueryRun } from './run.ts';

/** A query made ready to run; child queries run once for each parent. */
export type Executable = (only?: Only) => { rows: QueryRow[]; matched: number };

/** Makes one SELECT over an object ready: checks rights, compiles filters, orders and columns once. */
export function prepare(run: QueryRun, object: ObjectDescribe, select: Select): Executable {
  checkObject(run, object);
  const see = (resolved: ResolvedField): void => checkField(run, resolved);
  const find = finder(run, object, select);
  if (isAggregate(select)) {
    return (only) => {
      const found = find(only);
      return { rows: aggregated(run, object, select, found, see), matched: found.length };
    };
  }
  const orders = select.orderBy.map(({ expression, descending, nullsLast }) => ({
    ...reader(run.store, object, expression, see),
    descending,
    nullsLast
  }));
  const project = projector(run, object, columnsOf(run, object, select));
  const children = select.children.map((child) => {
    const { name, field } = relationshipOf(object, child);
    return { name, field, execute: prepare(run, childOf(run.store.schema, object, child), child) };
  });
  return (only) => {
    const page = cut(run, select, sorted(find(only), orders));
    let matched = page.length;
    const rows = page.map((row) => {
      const result = project(row);
      for (const { name, field, execute } of children) {
        const inner = execute({ field, value: String(row['Id']) });
        result.children[name] = inner.rows;
        matched += inner.matched;
      }
      return result;
    });
    return { rows, matched };
  };
}

/** How many rows a `SELECT COUNT()` finds. */
export function countRows(run: QueryRun, object: ObjectDescribe, select: Select): number {
  checkObject(run, object);
  return cut(run, select, finder(run, object, select)(undefined)).length;
}

function columnsOf(run: QueryRun, object: ObjectDescribe, select: Select): ResolvedField[] {
  const columns: ResolvedField[] = [];
  for (const { expression } of select.fields) {
    if (expression.kind !== 'field') continue;
    const resolved = resolvePath(run.store.schema, object, expression.path);
    checkField(run, resolved);
    if (select.secured) checkSecured(run, resolved);
    columns.push(resolved);
  }
  if (select.allFields) {
    for (const field of object.fields) {
      const wanted = select.allFields === 'ALL' || field.custom === (select.allFields === 'CUSTOM');
      if (wanted && mayRead(run, object, field)) columns.push({ steps: [], owner: object, field });
    }
  }
  return columns;
}

/** A function that makes the selected row of a stored one, parents nested by relationship. */
function projector(
  run: QueryRun,
  object: ObjectDescribe,
  columns: readonly ResolvedField[]
): (row: RecordValues) => QueryRow {
  const readers = columns.map((resolved) => ({ ...resolved, read: fieldReader(run.store, resolved) }));
  return (row) => {
    const result = newRow(object.apiName, row);
    for (const { steps, field, read } of readers) {
      const target = steps.length === 0 ? result : parentRow(run, row, result, steps);
      if (target) target.values[field.apiName] = valueOf(field, read, row);
    }
    return result;
  };
}

function parentRow(run: QueryRun, row: RecordValues, result: QueryRow, steps: ResolvedField['steps']): QueryRow | null {
  let target: QueryRow = result;
  for (const [index, { relationship, object }] of steps.entries()) {
    let next: QueryRow | null | undefined = target.parents[relationship];
    if (next === undefined) {
      const stored = follow(run.store, row, steps.slice(0, index + 1));
      const type = stored && run.store.schema.objectOfId(String(stored['Id']));
      next = stored ? newRow(type?.apiName ?? object.apiName, stored) : null;
      target.parents[relationship] = next;
    }
    if (!next) return null;
    target = next;
  }
  return target;
}

function newRow(type: string, row: RecordValues): QueryRow {
  return { type, values: { Id: row['Id'] ?? null }, parents: {}, children: {}, aggregate: false };
}

function valueOf(field: FieldDescribe, read: Read, row: RecordValues): FieldValue {
  return read(row) ?? (field.kind === 'checkbox' ? false : null);
}
