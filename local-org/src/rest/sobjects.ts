import { DmlFailure, OrgError, type SaveResult } from '../org/errors.ts';
import type { Org, SaveOperation, Transaction } from '../org/ports.ts';
import type { ObjectDescribe, RecordValues } from '../org/schema.ts';
import { HttpError } from './errors.ts';
import { type JsonObject, type RecordUrls, requireObject, toJsonRow, toRecordValues } from './json.ts';

/**
 * One record at a time, inside a transaction that the caller opened. Everything runs in user mode: object, field
 * and record access are those of `tx.user`.
 */
export class RecordApi {
  readonly #org: Org;

  constructor(org: Org) {
    this.#org = org;
  }

  create(tx: Transaction, objectName: string, body: unknown): SaveResult {
    const object = requireObject(this.#org.schema, objectName);
    const values = toRecordValues(this.#org.schema, object, body);
    return this.saveOne(tx, 'insert', object, values);
  }

  update(tx: Transaction, objectName: string, id: string, body: unknown): SaveResult {
    const object = requireObject(this.#org.schema, objectName);
    const values = toRecordValues(this.#org.schema, object, body);
    if ('Id' in values)
      throw new OrgError('INVALID_FIELD', 'The Id field should not be specified in the sobject data.', ['Id']);
    return this.saveOne(tx, 'update', object, { ...values, Id: id });
  }

  remove(tx: Transaction, objectName: string, id: string): SaveResult {
    return this.saveOne(tx, 'delete', requireObject(this.#org.schema, objectName), { Id: id });
  }

  upsert(tx: Transaction, objectName: string, field: string, key: string, body: unknown): SaveResult {
    const object = requireObject(this.#org.schema, objectName);
    const external = this.requireExternalId(object, field);
    const values = toRecordValues(this.#org.schema, object, body);
    if (external in values) {
      throw new OrgError('INVALID_FIELD', `The ${external} field should not be specified in the sobject data.`, [
        external
      ]);
    }
    return this.saveOne(tx, 'upsert', object, { ...values, [external]: key }, external);
  }

  requireExternalId(object: ObjectDescribe, field: string): string {
    const describe = this.#org.schema.field(object.apiName, field);
    if (!describe || !(describe.externalId || describe.kind === 'id')) {
      throw new HttpError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${field}`);
    }
    return describe.apiName;
  }

  /** @param fields comma-separated, as in `?fields=Name,Amount`; every field the user may read when absent */
  retrieve(
    tx: Transaction,
    objectName: string,
    key: { field: string; value: string },
    fields: string | undefined,
    urls: RecordUrls
  ): JsonObject {
    const object = requireObject(this.#org.schema, objectName);
    const names = fields === undefined ? this.readableFields(tx, object) : fieldList(object, fields);
    const { rows } = this.#org.query.query(tx, {
      soql: `SELECT ${names.join(', ')} FROM ${object.apiName} WHERE ${key.field} = :key`,
      binds: { key: key.value },
      access: 'user',
      sharing: 'with'
    });
    const row = rows[0];
    if (!row) throw new OrgError('NOT_FOUND', 'The requested resource does not exist');
    return toJsonRow(this.#org.schema, row, urls);
  }

  readableFields(tx: Transaction, object: ObjectDescribe): string[] {
    return object.fields
      .filter((field) => tx.user.permissions.field(object.apiName, field.apiName).read)
      .map((field) => field.apiName);
  }

  saveOne(
    tx: Transaction,
    operation: SaveOperation,
    object: ObjectDescribe,
    values: RecordValues,
    externalIdField?: string
  ): SaveResult {
    const results = this.#org.save.save(tx, {
      operation,
      object: object.apiName,
      records: [values],
      allOrNone: true,
      access: 'user',
      sharing: 'with',
      ...(externalIdField === undefined ? {} : { externalIdField })
    });
    const result = results[0];
    if (!result) throw new OrgError('UNKNOWN_EXCEPTION', 'The save returned no result');
    if (!result.success) throw new DmlFailure(results);
    return result;
  }
}

/** @throws {OrgError} MALFORMED_QUERY for anything that is not a field name: it becomes part of a query */
export function fieldList(object: ObjectDescribe, fields: string): string[] {
  const names = fields.split(',').map((name) => name.trim());
  for (const name of names) {
    if (!/^\w+(\.\w+)*$/.test(name)) {
      throw new OrgError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.apiName}`);
    }
  }
  return names;
}

/** The body of a successful create: `{id, success, errors}`. */
export function toCreated(result: SaveResult): JsonObject {
  return { id: result.id, success: true, errors: [] };
}
