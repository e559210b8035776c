import { OrgError } from '../org/errors.ts';
import type { QueryRow } from '../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues, Schema } from '../org/schema.ts';

export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws {OrgError} NOT_FOUND, worded as the REST API does for an unknown object */
export function requireObject(schema: Schema, name: string): ObjectDescribe {
  const object = schema.object(name);
  if (!object) throw new OrgError('NOT_FOUND', 'The requested resource does not exist');
  return object;
}

/**
 * A record of a request body as the engine takes it. `attributes` is dropped. A parent given by external id
 * (`"Item__r": {"Key__c": "…"}`) is understood in collection upserts only, and resolved before.
 *
 * @throws {OrgError} INVALID_FIELD for unknown fields, JSON_PARSER_ERROR for values of the wrong JSON type
 */
export function toRecordValues(schema: Schema, object: ObjectDescribe, body: unknown): RecordValues {
  if (!isJsonObject(body)) throw new OrgError('JSON_PARSER_ERROR', 'A record must be a JSON object');
  const values: RecordValues = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === 'attributes') continue;
    const field = schema.field(object.apiName, name);
    if (!field) {
      throw new OrgError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.apiName}`);
    }
    values[field.apiName] = toFieldValue(field, value);
  }
  return values;
}

function toFieldValue(field: FieldDescribe, value: unknown): FieldValue {
  if (value === null || value === undefined || value === '') return field.kind === 'checkbox' ? false : null;
  switch (field.kind) {
    case 'checkbox':
      if (typeof value === 'boolean') return value;
      if (value === 'true' || value === 'false') return value === 'true';
      throw wrongType(field, value, 'boolean');
    case 'integer':
    case 'number':
    case 'currency':
    case 'percent': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) throw wrongType(field, value, 'double');
      return number;
    }
    case 'date': {
      if (typeof value !== 'string') throw wrongType(field, value, 'date');
      const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
      if (day === undefined || Number.isNaN(Date.parse(day))) throw wrongType(field, value, 'date');
      return day;
    }
    case 'datetime': {
      const instant = typeof value === 'string' ? Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : NaN;
      if (Number.isNaN(instant)) throw wrongType(field, value, 'dateTime');
      return new Date(instant).toISOString();
    }
    default:
      if (typeof value === 'string') return value;
      if (typeof value === 'number' || typeof value === 'boolean') return String(value);
      throw wrongType(field, value, 'string');
  }
}

function wrongType(field: FieldDescribe, value: unknown, type: string): OrgError {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return new OrgError(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${type} from value ${shown}: ${field.apiName}`
  );
}

/** A stored value as REST writes it: datetimes end in `+0000`. */
export function toJsonValue(kind: FieldDescribe['kind'] | undefined, value: FieldValue): FieldValue {
  if (kind === 'datetime' && typeof value === 'string') return value.replace(/Z$/, '+0000');
  return value;
}

export interface RecordUrls {
  /** `/services/data/v66.0` */
  base: string;
}

/** A query's row as REST writes it: `attributes`, then fields, parents as objects, children as result sets. */
export function toJsonRow(schema: Schema, row: QueryRow, urls: RecordUrls): JsonObject {
  const id = row.values['Id'];
  const url = typeof id === 'string' && !row.aggregate ? { url: `${urls.base}/sobjects/${row.type}/${id}` } : {};
  const json: JsonObject = { attributes: { type: row.type, ...url } };
  for (const [name, value] of Object.entries(row.values)) {
    json[name] = toJsonValue(row.aggregate ? undefined : schema.field(row.type, name)?.kind, value);
  }
  for (const [name, parent] of Object.entries(row.parents)) {
    json[name] = parent === null ? null : toJsonRow(schema, parent, urls);
  }
  for (const [name, children] of Object.entries(row.children)) {
    const records = children.map((child) => toJsonRow(schema, child, urls));
    json[name] = records.length === 0 ? null : { totalSize: records.length, done: true, records };
  }
  return json;
}
