import type { Decimal } from 'decimal.js';
import { isId, normalizeId } from '../../org/ids.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble, type ApexValue, type TypeRef } from '../values.ts';
import { isNumeric, toDecimal } from './operations.ts';

/**
 * Implicit conversions: numbers widen, dates become datetimes, texts become ids.
 *
 * @param refuse throws the Apex exception for a value that does not fit
 */
export function convertTo(value: ApexValue, to: TypeRef, refuse: (type: string, message: string) => never): ApexValue {
  if (value === null) return null;
  switch (to.name) {
    case 'Integer':
      return typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : value;
    case 'Long':
      return typeof value === 'number' ? BigInt(value) : value;
    case 'Double':
      return isNumeric(value) && !(value instanceof ApexDouble) ? new ApexDouble(toDecimal(value).toNumber()) : value;
    case 'Decimal':
      return value instanceof ApexDecimal || !isNumeric(value) ? value : toApexDecimal(value);
    case 'Datetime':
      return value instanceof ApexDate ? new ApexDatetime(value.days * 86_400_000) : value;
    case 'Id':
      if (typeof value !== 'string') return value;
      if (!isId(value)) return refuse('System.StringException', `Invalid id: ${value}`);
      return normalizeId(value);
    default:
      return value;
  }
}

function toApexDecimal(value: ApexValue): ApexDecimal {
  const decimal: Decimal = toDecimal(value);
  // Java's BigDecimal.valueOf(double) keeps at least one digit after the point.
  return new ApexDecimal(decimal, Math.max(decimal.decimalPlaces(), value instanceof ApexDouble ? 1 : 0));
}

/** Whether assigning from one type to another changes how a value looks. */
export function needsConversion(from: TypeRef, to: TypeRef): boolean {
  return from !== to && ['Long', 'Double', 'Decimal', 'Datetime', 'Id', 'Integer'].includes(to.name);
}
