import type { FieldDescribe } from '../../org/schema.ts';
import type { TypeRef } from '../values.ts';

const known = new Map<string, TypeRef>();

/** A type by its canonical name. The same name and arguments give the same object. */
export function typeOf(name: string, ...args: TypeRef[]): TypeRef {
  const key = args.length === 0 ? name : `${name}<${args.map(show).join(',')}>`;
  const existing = known.get(key);
  if (existing) return existing;
  const type = { name, args };
  known.set(key, type);
  return type;
}

export const OBJECT = typeOf('Object');
export const STRING = typeOf('String');
export const ID = typeOf('Id');
export const BOOLEAN = typeOf('Boolean');
export const INTEGER = typeOf('Integer');
export const LONG = typeOf('Long');
export const DOUBLE = typeOf('Double');
export const DECIMAL = typeOf('Decimal');
export const DATE = typeOf('Date');
export const DATETIME = typeOf('Datetime');
export const TIME = typeOf('Time');
export const SOBJECT = typeOf('SObject');
export const VOID = typeOf('void');
export const NULL = typeOf('null');

/** As Apex writes it: `Map<Id,Handoff__c>`. */
export function show(type: TypeRef): string {
  return type.args.length === 0 ? type.name : `${type.name}<${type.args.map(show).join(',')}>`;
}

const NUMBERS = ['Integer', 'Long', 'Double', 'Decimal'];

export function isNumber(type: TypeRef): boolean {
  return NUMBERS.includes(type.name);
}

/** How far one number type widens to another; undefined where it does not. Decimal and Double convert both ways. */
export function widening(from: TypeRef, to: TypeRef): number | undefined {
  const [a, b] = [NUMBERS.indexOf(from.name), NUMBERS.indexOf(to.name)];
  if (a < 0 || b < 0) return undefined;
  if (b >= a) return b - a;
  return from.name === 'Decimal' && to.name === 'Double' ? 1 : undefined;
}

/** Types whose values change their form when they convert, so that collections of them never do. */
export function substitutable(type: TypeRef): boolean {
  return isNumber(type) || type === STRING || type === ID || type === DATE || type === DATETIME;
}

/** The Apex type of a field's values. */
export function typeOfField(field: FieldDescribe): TypeRef {
  switch (field.kind) {
    case 'id':
    case 'lookup':
    case 'masterdetail':
      return ID;
    case 'checkbox':
      return BOOLEAN;
    case 'integer':
      return INTEGER;
    case 'number':
    case 'currency':
    case 'percent':
      return DECIMAL;
    case 'date':
      return DATE;
    case 'datetime':
      return DATETIME;
    default:
      return STRING;
  }
}
