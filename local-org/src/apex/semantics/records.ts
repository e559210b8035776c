import { Decimal } from 'decimal.js';
import type { QueryRow } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, RecordValues, Schema } from '../../org/schema.ts';
import { normalizeId } from '../../org/ids.ts';
import { typeOf } from '../types/types.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexList, type ApexValue, SObjectValue } from '../values.ts';
import { isoDate } from './operations.ts';

const DAY_MS = 86_400_000;

/** A stored value as Apex sees it. */
export function toApex(field: FieldDescribe | undefined, value: FieldValue): ApexValue {
  if (value === null) return field?.kind === 'checkbox' ? false : null;
  switch (field?.kind) {
    case 'number':
    case 'currency':
    case 'percent':
      return new ApexDecimal(new Decimal(value as number), Math.max(new Decimal(value as number).decimalPlaces(), 0)); // The engine stores numbers in number fields.
    case 'date':
      return new ApexDate(Date.parse(String(value)) / DAY_MS);
    case 'datetime':
      return new ApexDatetime(Date.parse(String(value)));
    case 'integer':
      return Number(value);
    default:
      return typeof value === 'number' ? aggregateNumber(value) : value;
  }
}

/** Aggregates carry no field: whole numbers are Integer, others Decimal. */
function aggregateNumber(value: number): ApexValue {
  return Number.isInteger(value) ? value : new ApexDecimal(new Decimal(value), new Decimal(value).decimalPlaces());
}

/** An Apex value as it is stored. */
export function toStored(value: ApexValue | undefined): FieldValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDecimal) return value.value.toNumber();
  if (value instanceof ApexDate) return isoDate(value.days);
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
  throw new Error('This value cannot be stored in a field');
}

/** A record of a query's row. Only what was selected can be read. */
export function recordOfRow(schema: Schema, row: QueryRow): SObjectValue {
  const record = new SObjectValue(row.type);
  for (const [name, value] of Object.entries(row.values)) {
    record.fields.set(name, toApex(row.aggregate ? undefined : schema.field(row.type, name), value));
  }
  for (const [name, parent] of Object.entries(row.parents))
    record.parents.set(name, parent && recordOfRow(schema, parent));
  for (const [name, children] of Object.entries(row.children)) {
    const child = schema.object(row.type)?.childRelationships.find((relationship) => relationship.name === name);
    record.children.set(
      name,
      new ApexList(
        typeOf(child?.childObject ?? 'SObject'),
        children.map((each) => recordOfRow(schema, each))
      )
    );
  }
  record.queried = new Set(Object.keys(row.values));
  record.changed = new Set();
  return record;
}

/** A whole stored record, as triggers see it. */
export function recordOfValues(schema: Schema, object: string, values: RecordValues): SObjectValue {
  const record = new SObjectValue(object);
  for (const [name, value] of Object.entries(values)) {
    const field = schema.field(object, name);
    if (field) record.fields.set(field.apiName, toApex(field, value));
  }
  return record;
}

/** What DML writes of a record: the id, and what was set since it was read. */
export function valuesToSave(record: SObjectValue): RecordValues {
  const values: RecordValues = {};
  for (const [name, value] of record.fields) {
    if (name === 'Id' || record.changed === null || record.changed.has(name)) values[name] = toStored(value);
  }
  if (values['Id'] === null) delete values['Id'];
  return values;
}

/** Sets a field and remembers that it was set. */
export function setField(record: SObjectValue, field: string, value: ApexValue): void {
  record.fields.set(field, value);
  record.changed?.add(field);
}

/** Ids given as 15 characters become 18, as everywhere. */
export function idText(value: string): string {
  return normalizeId(value);
}
