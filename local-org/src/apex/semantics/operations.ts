import { Decimal } from 'decimal.js';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnumValue,
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  ApexTime,
  type ApexValue,
  type HashKey,
  NativeObject,
  SObjectValue,
  type TypeRef
} from '../values.ts';
import { BOOLEAN, DATE, DATETIME, DECIMAL, DOUBLE, INTEGER, LONG, NULL, STRING, TIME, typeOf } from '../types/types.ts';

Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

export function decimalOf(value: string | number | bigint | Decimal): ApexDecimal {
  const decimal = new Decimal(typeof value === 'bigint' ? value.toString() : value);
  return new ApexDecimal(
    decimal,
    Math.max(decimal.decimalPlaces(), typeof value === 'string' ? writtenScale(value) : 0)
  );
}

/** `1.10` has a scale of two though its number needs one digit. */
function writtenScale(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
}

/** The type a value has at run time. */
export function runtimeType(value: ApexValue): TypeRef {
  if (value === null) return NULL;
  switch (typeof value) {
    case 'boolean':
      return BOOLEAN;
    case 'number':
      return INTEGER;
    case 'bigint':
      return LONG;
    case 'string':
      return STRING;
    default:
  }
  if (value instanceof ApexDouble) return DOUBLE;
  if (value instanceof ApexDecimal) return DECIMAL;
  if (value instanceof ApexDate) return DATE;
  if (value instanceof ApexDatetime) return DATETIME;
  if (value instanceof ApexTime) return TIME;
  if (value instanceof ApexBlob) return typeOf('Blob');
  if (value instanceof ApexList) return typeOf('List', value.elementType);
  if (value instanceof ApexSet) return typeOf('Set', value.elementType);
  if (value instanceof ApexMap) return typeOf('Map', value.keyType, value.valueType);
  if (value instanceof SObjectValue) return typeOf(value.type);
  return value.type;
}

/** A number's exact value, whatever its type. */
export function toDecimal(value: ApexValue): Decimal {
  if (typeof value === 'number') return new Decimal(value);
  if (typeof value === 'bigint') return new Decimal(value.toString());
  if (value instanceof ApexDouble) return new Decimal(value.value);
  if (value instanceof ApexDecimal) return value.value;
  throw new Error('not a number');
}

export function isNumeric(value: ApexValue): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof ApexDouble ||
    value instanceof ApexDecimal
  );
}

export function isoDate(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

/** `2026-11-21 04:05:06`, as `String.valueOf(Datetime)` writes it. */
export function textOfDatetime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

export function textOfDouble(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** `==` of collections: texts with their case, records by their fields. @param equalsOf user-defined equals */
export function sameValue(
  a: ApexValue,
  b: ApexValue,
  equalsOf: (a: ApexObject, b: ApexValue) => boolean | undefined
): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isNumeric(a) && isNumeric(b)) return toDecimal(a).equals(toDecimal(b));
  if (a instanceof ApexDate && b instanceof ApexDate) return a.days === b.days;
  if (a instanceof ApexDatetime && b instanceof ApexDatetime) return a.ms === b.ms;
  if (a instanceof ApexTime && b instanceof ApexTime) return a.ms === b.ms;
  if (a instanceof ApexBlob && b instanceof ApexBlob) return Buffer.compare(a.bytes, b.bytes) === 0;
  if (a instanceof ApexEnumValue && b instanceof ApexEnumValue) return a.type === b.type && a.ordinal === b.ordinal;
  if (a instanceof ApexObject) return equalsOf(a, b) ?? false;
  const same = (left: ApexValue, right: ApexValue): boolean => sameValue(left, right, equalsOf);
  if (a instanceof ApexList && b instanceof ApexList) {
    return a.items.length === b.items.length && a.items.every((item, index) => same(item, b.items[index] ?? null));
  }
  if (a instanceof ApexSet && b instanceof ApexSet) {
    return a.entries.size === b.entries.size && [...a.entries.keys()].every((key) => b.entries.has(key));
  }
  if (a instanceof ApexMap && b instanceof ApexMap) {
    return (
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, entry]) => b.entries.has(key) && same(entry.value, b.entries.get(key)?.value ?? null))
    );
  }
  if (a instanceof SObjectValue && b instanceof SObjectValue) return a.type === b.type && sameFields(a, b, same);
  if (a instanceof NativeObject && b instanceof NativeObject) return sameToken(a, b);
  return false;
}

function sameFields(a: SObjectValue, b: SObjectValue, same: (left: ApexValue, right: ApexValue) => boolean): boolean {
  const names = new Set([...a.fields.keys(), ...b.fields.keys()]);
  return [...names].every((name) => same(a.fields.get(name) ?? null, b.fields.get(name) ?? null));
}

/** Tokens (SObjectField, SObjectType, Type) are equal when they name the same thing. */
function sameToken(a: NativeObject, b: NativeObject): boolean {
  return a.type === b.type && tokenText(a) !== undefined && tokenText(a) === tokenText(b);
}

export function tokenText(value: NativeObject): string | undefined {
  return typeof value.state === 'object' && value.state !== null && 'token' in value.state
    ? String(value.state.token)
    : undefined;
}

/** What a value is filed under in sets and maps. @param hashOf for objects: their user-defined key, or themselves */
export function hashKey(value: ApexValue, hashOf: (object: ApexObject) => HashKey): HashKey {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return `s${value}`;
  if (value instanceof ApexDouble || value instanceof ApexDecimal) return `m${toDecimal(value).toString()}`;
  if (value instanceof ApexDate) return `d${value.days}`;
  if (value instanceof ApexDatetime) return `t${value.ms}`;
  if (value instanceof ApexTime) return `h${value.ms}`;
  if (value instanceof ApexBlob) return `b${Buffer.from(value.bytes).toString('base64')}`;
  if (value instanceof ApexEnumValue) return `e${value.type.name}.${value.name}`;
  if (value instanceof SObjectValue) {
    const parts = [...value.fields]
      .filter(([, field]) => field !== null)
      .map(([name, field]) => `${name}=${String(hashKey(field, hashOf))}`);
    return `r${value.type}{${parts.sort().join(',')}}`;
  }
  if (value instanceof ApexList) return `l[${value.items.map((item) => String(hashKey(item, hashOf))).join(',')}]`;
  if (value instanceof ApexSet) return `S[${[...value.entries.keys()].map(String).sort().join(',')}]`;
  if (value instanceof ApexMap) {
    const parts = [...value.entries].map(([key, entry]) => `${String(key)}=${String(hashKey(entry.value, hashOf))}`);
    return `M{${parts.sort().join(',')}}`;
  }
  if (value instanceof ApexObject) return hashOf(value);
  if (value instanceof NativeObject)
    return tokenText(value) === undefined ? value : `n${value.type.name}:${tokenText(value)}`;
  return value;
}
