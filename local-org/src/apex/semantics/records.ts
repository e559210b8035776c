import { Decimal } from 'decimal.js';
import type { QueryRow } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, RecordValues, Schema } from '../../org/schema.ts';
import { typeOf } from '../types/types.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexList, type ApexValue, SObjectValue } from '../values.ts';
import { isoDate } from './operations.ts';

const DAY_MS = 86_400_000;

/** A stored value as Apex sees it; numbers have at least the scale of their field. */
export function toApex(field: FieldDescribe, value: FieldValue): ApexValue {
  if (value === null) return field.kind === 'checkbox' ? false : null;
  switch (field.kind) {
    case 'number':
    case 'currency':
    case 'percent':
      return decimalWithScale(Number(value), field.scale ?? 0);
    case 'integer':
      return Number(value);
    case 'date':
      return new ApexDate(Date.parse(String(value)) / DAY_MS);
    case 'datetime':
      return new ApexDatetime(Date.parse(String(value)));
    default:
      return value;
  }
}

function decimalWithScale(value: number, scale: number): ApexDecimal {
  const decimal = new Decimal(value);
  return new ApexDecimal(decimal, Math.max(decimal.decimalPlaces(), scale));
}

/** Aggregates carry no field: whole numbers are Integer, others Decimal; days and moments show by their form. */
function aggregateValue(value: FieldValue): ApexValue {
  if (typeof value === 'number') return Number.isInteger(value) ? value : decimalWithScale(value, 0);
  if (typeof value !== 'string') return value;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return new ApexDate(Date.parse(value) / DAY_MS);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? new ApexDatetime(Date.parse(value)) : value;
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

/** Records of a query's rows. Only what was selected can be read from them. */
export function recordsOfRows(schema: Schema, rows: readonly QueryRow[]): SObjectValue[] {
  // Rows of one query select the same: they share the set of what was.
  const shared = new Map<string, ReadonlySet<string>>();
  const selected = (names: string[]): ReadonlySet<string> => {
    const key = names.join();
    const known = shared.get(key);
    if (known) return known;
    const made = new Set(names);
    shared.set(key, made);
    return made;
  };
  return rows.map((row) => recordOfRow(schema, row, selected));
}

function recordOfRow(schema: Schema, row: QueryRow, selected: (names: string[]) => ReadonlySet<string>): SObjectValue {
  const record = new SObjectValue(row.type);
  for (const [name, value] of Object.entries(row.values)) {
    const field = row.aggregate ? undefined : schema.field(row.type, name);
    record.fields.set(name, field ? toApex(field, value) : aggregateValue(value));
  }
  for (const [name, parent] of Object.entries(row.parents))
    record.parents.set(name, parent && recordOfRow(schema, parent, selected));
  for (const [name, children] of Object.entries(row.children)) {
    const child = schema.object(row.type)?.childRelationships.find((relationship) => relationship.name === name);
    record.children.set(
      name,
      new ApexList(
        typeOf(child?.childObject ?? 'SObject'),
        children.map((each) => recordOfRow(schema, each, selected))
      )
    );
  }
  record.queried = selected([...record.fields.keys(), ...record.parents.keys(), ...record.children.keys()]);
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
