import { DmlFailure, LimitError, OrgError, type SaveResult, UnsupportedError } from '../../org/errors.ts';
import type { SaveOperation } from '../../org/ports.ts';
import type { FieldValue } from '../../org/schema.ts';
import type { DmlOptions, QueryOutcome } from '../native.ts';
import { dmlException } from '../semantics/exceptions.ts';
import { recordsOfRows, toStored, valuesToSave } from '../semantics/records.ts';
import { typeOf } from '../types/types.ts';
import { ApexEnumValue, ApexList, ApexSet, type ApexValue, SObjectValue } from '../values.ts';
import type { Run } from './run.ts';

/** Runs a query and counts it against the limits. */
export function query(
  run: Run,
  soql: string,
  binds: Readonly<Record<string, ApexValue>>,
  access: 'user' | 'system'
): QueryOutcome {
  const { tx, org } = run;
  tx.limits.add('queries', 1);
  const stored: Record<string, FieldValue | readonly FieldValue[]> = {};
  for (const [name, value] of Object.entries(binds)) stored[name] = toBind(value);
  try {
    const result = org.query.query(tx, { soql, binds: stored, access, sharing: run.sharing });
    tx.limits.add('queryRows', result.rowCount);
    const records = recordsOfRows(org.schema, result.rows);
    return { records: new ApexList(typeOf(records[0]?.type ?? 'SObject'), records), result };
  } catch (error) {
    if (isRefusal(error)) return run.raise('System.QueryException', error.message);
    throw error;
  }
}

/** What Apex can catch: not limits, and not what this org lacks. */
function isRefusal(error: unknown): error is OrgError {
  return error instanceof OrgError && !(error instanceof LimitError) && !(error instanceof UnsupportedError);
}

function toBind(value: ApexValue): FieldValue | FieldValue[] {
  if (value instanceof ApexList) return value.items.map(toBindItem);
  if (value instanceof ApexSet) return [...value.entries.values()].map(toBindItem);
  return toBindItem(value);
}

function toBindItem(value: ApexValue): FieldValue {
  if (value instanceof SObjectValue) return toStored(value.fields.get('Id'));
  return value instanceof ApexEnumValue ? value.name : toStored(value);
}

/** Runs DML and counts it. Nothing of a call with `allOrNone` stays when one record of any type fails. */
export function dml(
  run: Run,
  operation: SaveOperation,
  records: readonly SObjectValue[],
  options: DmlOptions
): SaveResult[] {
  // DML on an empty list does nothing and counts nothing.
  if (records.length === 0) return [];
  if (run.isReadOnly) throw new LimitError('Too many DML statements: 1');
  if (records.some((record) => record.errors !== null))
    return run.raise('System.SObjectException', 'DML statement cannot operate on trigger.new or trigger.old');
  checkDuplicates(run, operation, records);
  run.tx.limits.add('dmlStatements', 1);
  run.tx.limits.add('dmlRows', records.length);
  const start = run.tx.savepoint();
  const results: SaveResult[] = [];
  for (const group of byType(records)) {
    try {
      results.push(...save(run, operation, group, options));
    } catch (error) {
      if (error instanceof DmlFailure) {
        run.tx.rollback(start);
        // Rows are counted over the whole call, not within the records of one type.
        throw dmlException(operation, [...results.map((result) => ({ ...result, errors: [] })), ...error.results]);
      }
      if (isRefusal(error)) {
        run.tx.rollback(start);
        const failed = { id: null, success: false, created: false };
        throw dmlException(operation, [
          { ...failed, errors: [{ statusCode: error.code, message: error.message, fields: error.fields }] }
        ]);
      }
      throw error;
    }
  }
  return results;
}

function save(run: Run, operation: SaveOperation, group: readonly SObjectValue[], options: DmlOptions): SaveResult[] {
  const saved = run.org.save.save(run.tx, {
    operation,
    object: group[0]?.type ?? '',
    records: group.map(valuesToSave),
    allOrNone: options.allOrNone,
    access: options.access,
    sharing: run.sharing,
    ...(options.externalIdField === undefined ? {} : { externalIdField: options.externalIdField })
  });
  saved.forEach((result, index) => {
    const record = group[index];
    if (!result.success || !record) return;
    if (result.id !== null && operation !== 'delete') record.fields.set('Id', result.id);
    // What was written is no longer a change waiting to be.
    record.changed?.clear();
  });
  return saved;
}

function checkDuplicates(run: Run, operation: SaveOperation, records: readonly SObjectValue[]): void {
  if (operation === 'insert' || operation === 'upsert') {
    if (new Set(records).size < records.length)
      run.raise('System.ListException', 'Before Insert or Upsert list must not have two identically equal elements');
    return;
  }
  const seen = new Set<ApexValue>();
  for (const record of records) {
    const id = record.fields.get('Id') ?? null;
    if (id !== null && seen.has(id) && operation === 'update')
      run.raise('System.ListException', `Duplicate id in list: ${String(id)}`);
    seen.add(id);
  }
}

/** Neighbouring records of one type are saved together, as the platform chunks them. */
function byType(records: readonly SObjectValue[]): SObjectValue[][] {
  const groups: SObjectValue[][] = [];
  for (const record of records) {
    const last = groups.at(-1);
    if (last && last[0]?.type === record.type) last.push(record);
    else groups.push([record]);
  }
  return groups;
}
