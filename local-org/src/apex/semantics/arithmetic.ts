import { Decimal } from 'decimal.js';
import { ApexDecimal, ApexDouble, type ApexValue } from '../values.ts';
import { isNumeric, toDecimal } from './operations.ts';

/** Signals a division by zero; the caller throws the Apex exception. */
export class DividedByZero extends Error {}

export type Arithmetic = '+' | '-' | '*' | '/';

/** Java's `MathContext.DECIMAL128`, in which Decimal divides. */
const Quotient = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN });

/** 32-bit, wrapping around. */
export function integerResult(operator: Arithmetic, x: number, y: number): number {
  switch (operator) {
    case '+':
      return (x + y) | 0;
    case '-':
      return (x - y) | 0;
    case '*':
      return Math.imul(x, y);
    case '/':
      if (y === 0) throw new DividedByZero();
      return Math.trunc(x / y) | 0;
  }
}

/** 64-bit, wrapping around. */
export function longResult(operator: Arithmetic, x: bigint, y: bigint): bigint {
  if (operator === '/' && y === 0n) throw new DividedByZero();
  const result = operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : x / y;
  return BigInt.asIntN(64, result);
}

export function doubleResult(operator: Arithmetic, x: number, y: number): ApexDouble {
  if (operator === '/' && y === 0) throw new DividedByZero();
  return new ApexDouble(operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : x / y);
}

/**
 * Scales are those of `java.math.BigDecimal`: the larger of both for sums, their sum for products, and for quotients
 * what the exact result needs (at least their difference), or 34 significant digits.
 */
export function decimalResult(operator: Arithmetic, a: ApexValue, b: ApexValue): ApexDecimal {
  const [x, y] = [toDecimal(a), toDecimal(b)];
  const [left, right] = [scaleOf(a), scaleOf(b)];
  switch (operator) {
    case '+':
      return new ApexDecimal(x.plus(y), Math.max(left, right));
    case '-':
      return new ApexDecimal(x.minus(y), Math.max(left, right));
    case '*':
      return new ApexDecimal(x.times(y), left + right);
    case '/': {
      if (y.isZero()) throw new DividedByZero();
      const quotient = new Quotient(x).div(y);
      return new ApexDecimal(quotient, Math.max(quotient.decimalPlaces(), left - right, 0));
    }
  }
}

function scaleOf(value: ApexValue): number {
  if (value instanceof ApexDecimal) return value.scale;
  return isNumeric(value) ? toDecimal(value).decimalPlaces() : 0;
}

/** Bitwise operators and shifts, on Integers or on Longs. */
export function bitResult(operator: string, x: number | bigint, y: number | bigint): number | bigint {
  if (typeof x === 'number' && typeof y === 'number') {
    switch (operator) {
      case '&':
        return x & y;
      case '|':
        return x | y;
      case '^':
        return x ^ y;
      case '<<':
        return x << y;
      case '>>':
        return x >> y;
      default:
        return (x >>> y) | 0;
    }
  }
  const [a, b] = [BigInt(x), BigInt(y)];
  switch (operator) {
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return BigInt.asIntN(64, a << (b & 63n));
    case '>>':
      return a >> (b & 63n);
    default:
      return BigInt.asIntN(64, BigInt.asUintN(64, a) >> (b & 63n));
  }
}

/** `-x`, in the type x has. */
export function negated(value: ApexValue): ApexValue {
  if (typeof value === 'number') return -value | 0;
  if (typeof value === 'bigint') return BigInt.asIntN(64, -value);
  if (value instanceof ApexDouble) return new ApexDouble(-value.value);
  if (value instanceof ApexDecimal) return new ApexDecimal(value.value.neg(), value.scale);
  return null;
}
