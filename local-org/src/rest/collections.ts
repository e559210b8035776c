import { DmlFailure, OrgError, type SaveResult } from '../org/errors.ts';
import type { Org, SaveOperation, Transaction } from '../org/ports.ts';
import type { ObjectDescribe, RecordValues } from '../org/schema.ts';
import { isJsonObject, type JsonObject, requireObject, toRecordValues } from './json.ts';
import { withParentIds } from './parents.ts';

/** Most records of one request, as sObject Collections document it. */
const MAX_RECORDS = 200;

interface Group {
  object: string;
  records: RecordValues[];
}

/** sObject Collections: up to 200 records in one request and one transaction. */
export class CollectionApi {
  readonly #org: Org;

  constructor(org: Org) {
    this.#org = org;
  }

  /** `POST` and `PATCH /composite/sobjects`. @returns one result a record, in the order asked */
  save(tx: Transaction, operation: 'insert' | 'update', body: unknown): JsonObject[] {
    const { allOrNone, records } = this.#read(body);
    return this.#saveGroups(tx, operation, this.#group(records), allOrNone);
  }

  /** `PATCH /composite/sobjects/{object}/{external id field}` */
  upsert(tx: Transaction, objectName: string, externalIdField: string, body: unknown): JsonObject[] {
    const { allOrNone, records } = this.#read(body);
    const object = requireObject(this.#org.schema, objectName);
    const read = records.map((record) => this.#readOne(tx, object, record));
    const orphan = read.find((one) => one instanceof OrgError);
    if (orphan instanceof OrgError && allOrNone) throw orphan;
    const values = read.flatMap((one) => (one instanceof OrgError ? [] : [one]));
    const saved =
      values.length === 0
        ? []
        : this.#saveGroups(tx, 'upsert', [{ object: object.apiName, records: values }], allOrNone, externalIdField);
    return read.map((one) => {
      if (!(one instanceof OrgError)) return saved.shift() ?? {};
      const errors = [{ statusCode: one.code, message: one.message, fields: [...one.fields] }];
      return toJson({ id: null, success: false, created: false, errors }, 'upsert');
    });
  }

  /** A record whose parent does not exist fails alone. */
  #readOne(tx: Transaction, object: ObjectDescribe, record: unknown): RecordValues | OrgError {
    let withIds: unknown;
    try {
      withIds = withParentIds(this.#org, tx, object, record);
    } catch (error) {
      if (error instanceof OrgError && error.code === 'INVALID_FIELD') return error;
      throw error;
    }
    return toRecordValues(this.#org.schema, object, withIds);
  }

  /** `DELETE /composite/sobjects?ids=…&allOrNone=…` */
  remove(tx: Transaction, ids: string | undefined, allOrNone: boolean): JsonObject[] {
    const groups: Group[] = [];
    for (const id of this.#ids(ids)) {
      const object = this.#org.schema.objectOfId(id);
      if (!object) throw new OrgError('MALFORMED_ID', `malformed id ${id}`);
      append(groups, object.apiName, { Id: id });
    }
    return this.#saveGroups(tx, 'delete', groups, allOrNone);
  }

  #ids(ids: string | undefined): string[] {
    const list = (ids ?? '').split(',').filter((id) => id !== '');
    this.#checkCount(list.length);
    return list;
  }

  #read(body: unknown): { allOrNone: boolean; records: unknown[] } {
    if (!isJsonObject(body) || !Array.isArray(body['records'])) {
      throw new OrgError('JSON_PARSER_ERROR', 'The request body must be {"allOrNone": …, "records": […]}');
    }
    this.#checkCount(body['records'].length);
    return { allOrNone: body['allOrNone'] === true, records: body['records'] };
  }

  #checkCount(count: number): void {
    if (count === 0) throw new OrgError('INVALID_INPUT', 'At least one record must be specified');
    if (count > MAX_RECORDS)
      throw new OrgError(
        'EXCEEDED_ID_LIMIT',
        `record limit reached. cannot submit more than ${MAX_RECORDS} records in this request.`
      );
  }

  /** Runs of the same object make one save each, in order, as the platform chunks them. */
  #group(records: readonly unknown[]): Group[] {
    const groups: Group[] = [];
    for (const record of records) {
      const attributes = isJsonObject(record) ? record['attributes'] : undefined;
      const type = isJsonObject(attributes) ? attributes['type'] : undefined;
      if (typeof type !== 'string') throw new OrgError('INVALID_INPUT', 'Each record needs attributes with its type');
      const object = requireObject(this.#org.schema, type);
      const withId =
        isJsonObject(record) && typeof record['id'] === 'string' ? { ...record, Id: record['id'] } : record;
      if (isJsonObject(withId) && 'id' in withId) delete withId['id'];
      append(groups, object.apiName, toRecordValues(this.#org.schema, object, withId));
    }
    return groups;
  }

  #saveGroups(
    tx: Transaction,
    operation: SaveOperation,
    groups: readonly Group[],
    allOrNone: boolean,
    externalIdField?: string
  ): JsonObject[] {
    const start = tx.savepoint();
    const results: SaveResult[] = [];
    try {
      for (const { object, records } of groups) {
        const external = externalIdField === undefined ? {} : { externalIdField };
        results.push(
          ...this.#org.save.save(tx, {
            operation,
            object,
            records,
            allOrNone,
            access: 'user',
            sharing: 'with',
            ...external
          })
        );
      }
    } catch (error) {
      if (!(error instanceof DmlFailure)) throw error;
      tx.rollback(start);
      const all = groups.reduce((sum, group) => sum + group.records.length, 0);
      return rolledBack(results.length, error.results, all).map((result) => toJson(result, operation));
    }
    return results.map((result) => toJson(result, operation));
  }
}

function append(groups: Group[], object: string, record: RecordValues): void {
  const last = groups.at(-1);
  if (last?.object === object) last.records.push(record);
  else groups.push({ object, records: [record] });
}

/** With `allOrNone`, the records that did not fail themselves say that others did. */
function rolledBack(before: number, failed: readonly SaveResult[], total: number): SaveResult[] {
  const undone: SaveResult = {
    id: null,
    success: false,
    created: false,
    errors: [
      {
        statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
        message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
        fields: []
      }
    ]
  };
  return Array.from({ length: total }, (_, index) => {
    const own = failed[index - before];
    return own && !own.success && own.errors.length > 0 ? own : undone;
  });
}

function toJson(result: SaveResult, operation: SaveOperation): JsonObject {
  const errors = result.errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }));
  const id = result.id === null ? {} : { id: result.id };
  return { ...id, success: result.success, errors, ...(operation === 'upsert' ? { created: result.created } : {}) };
}
