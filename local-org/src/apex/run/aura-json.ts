import { Decimal } from 'decimal.js';
import { isId } from '../../org/ids.ts';
import { OrgError, UnsupportedError } from '../../org/errors.ts';
import { decimalOf, isoDate } from '../semantics/operations.ts';
import { setField, toApex } from '../semantics/records.ts';
import { type ClassInfo, findField, withBases } from '../types/classes.ts';
import { OBJECT, show, typeOf } from '../types/types.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnumValue,
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  type ApexValue,
  SObjectValue,
  type TypeRef
} from '../values.ts';
import type { Run } from './run.ts';

/** A parameter of a page's call, as its declared type. @throws {OrgError} INVALID_PARAMETER naming the parameter */
export function fromJson(run: Run, value: unknown, type: TypeRef, name: string): ApexValue {
  const wrong = (): never => {
    const shown = JSON.stringify(value).slice(0, 80);
    throw new OrgError('INVALID_PARAMETER', `The parameter ${name} takes ${show(type)}, not ${shown}`);
  };
  if (value === null || value === undefined) return null;
  const element = type.args[0] ?? OBJECT;
  if (type.name === 'List' || type.name === 'Set') {
    if (!Array.isArray(value)) return wrong();
    const items = value.map((item, index) => fromJson(run, item, element, `${name}[${index}]`));
    if (type.name === 'List') return new ApexList(element, items);
    const set = new ApexSet(element);
    for (const item of items) set.entries.set(run.hash(item), item);
    return set;
  }
  if (Array.isArray(value) || typeof value !== 'object') return scalar(run, value, type, wrong);
  const entries = Object.entries(value);
  const cls = run.registry.userClass(type);
  if (cls) return objectOf(run, entries, cls, name, wrong);
  if (type.name === 'Map') {
    const map = new ApexMap(element, type.args[1] ?? OBJECT);
    for (const [text, entry] of entries) {
      const key = fromJson(run, text, element, name);
      map.entries.set(run.hash(key), { key, value: fromJson(run, entry, map.valueType, `${name}.${text}`) });
    }
    return map;
  }
  return recordOf(run, entries, type, name, wrong);
}

function scalar(run: Run, value: unknown, type: TypeRef, wrong: () => never): ApexValue {
  const number =
    typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) ? value : null;
  const whole = number !== null && Number.isInteger(Number(number)) ? Number(number) : null;
  switch (type.name) {
    case 'Boolean':
      return typeof value === 'boolean' ? value : wrong();
    case 'Integer':
      return whole !== null && Math.abs(whole) <= 2147483647 ? whole : wrong();
    case 'Long':
      return whole !== null ? BigInt(whole) : wrong();
    case 'Double':
      return number !== null ? new ApexDouble(Number(number)) : wrong();
    case 'Decimal':
      return number !== null ? decimalOf(new Decimal(number)) : wrong();
    case 'Date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
        ? new ApexDate(Date.parse(value) / 86_400_000)
        : wrong();
    case 'Datetime':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))
        ? new ApexDatetime(Date.parse(value))
        : wrong();
    case 'Id':
      return typeof value === 'string' && isId(value) ? run.convert(value, type) : wrong();
    case 'String':
      return typeof value === 'string' ? value : wrong();
    case 'Object':
      return untyped(value, wrong);
    default: {
      const constants = run.registry.userClass(type)?.enumValues ?? [];
      return constants.find((constant) => constant.name === value) ?? wrong();
    }
  }
}

function untyped(value: unknown, wrong: () => never): ApexValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'number') return wrong();
  return Number.isInteger(value) && Math.abs(value) <= 2147483647 ? value : decimalOf(value);
}

/** An instance of a class of the package: only what is open to pages can be set by them. */
function objectOf(
  run: Run,
  entries: readonly [string, unknown][],
  cls: ClassInfo,
  name: string,
  wrong: () => never
): ApexValue {
  const maker = cls.constructors.find(({ parameters }) => parameters.length === 0);
  if (!maker || cls.isAbstract) return wrong();
  const object = run.construct(cls, maker, []);
  for (const [key, entry] of entries) {
    const field = findField(cls, key);
    if (field?.auraEnabled && !field.isStatic)
      run.setField(object, key, fromJson(run, entry, field.type, `${name}.${key}`));
  }
  return object;
}

function recordOf(
  run: Run,
  entries: readonly [string, unknown][],
  type: TypeRef,
  name: string,
  wrong: () => never
): ApexValue {
  const { schema } = run.registry;
  const object = schema.object(type.name);
  if (!object) return wrong();
  const record = new SObjectValue(object.apiName);
  for (const [key, entry] of entries) {
    const field = schema.field(object.apiName, key);
    if (!field) continue;
    const isScalar = entry === null || ['string', 'number', 'boolean'].includes(typeof entry);
    if (!isScalar) throw new OrgError('INVALID_PARAMETER', `The parameter ${name}.${key} takes one value`);
    setField(record, field.apiName, toApex(field, entry as string | number | boolean | null)); // Checked above.
  }
  return record;
}

/**
 * A result as a page gets it: only `@AuraEnabled` members, dates as ISO 8601, and no members without a value, as the
 * Aura framework's JsonEncoder leaves null map entries out (open-source Aura, `JsonSerializationContext`).
 */
export function toJson(run: Run, value: ApexValue): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDecimal) return value.value.toNumber();
  if (value instanceof ApexDate) return isoDate(value.days);
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
  if (value instanceof ApexEnumValue) return value.name;
  if (value instanceof ApexList) return value.items.map((item) => toJson(run, item));
  if (value instanceof ApexSet) return [...value.entries.values()].map((item) => toJson(run, item));
  if (value instanceof ApexMap)
    return withoutNulls(
      [...value.entries.values()].map(({ key, value: entry }) => [run.text(key), entry]),
      run
    );
  if (value instanceof SObjectValue) return withoutNulls([...value.fields, ...value.parents, ...value.children], run);
  if (value instanceof ApexObject) {
    const cls = run.registry.userClass(value.type);
    const fields = cls ? [...withBases(cls)].flatMap((each) => [...each.fields.values()]) : [];
    const open = fields.filter((field) => field.auraEnabled && !field.isStatic);
    return withoutNulls(
      open.map((field) => [field.name, run.getField(value, field.name)]),
      run
    );
  }
  throw new UnsupportedError(`${show('type' in value ? value.type : typeOf('Blob'))} as a result for pages`);
}

function withoutNulls(entries: readonly (readonly [string, ApexValue])[], run: Run): Record<string, unknown> {
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === null ? [] : [[name, toJson(run, value)]])));
}
