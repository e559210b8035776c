import { Decimal } from 'decimal.js';
import { normalizeId } from '../../org/ids.ts';
import type { BinaryOperator } from '../parse/ast.ts';
import type { Run } from '../run/run.ts';
import { isNumeric, toDecimal } from '../semantics/operations.ts';
import { BOOLEAN, DATE, DATETIME, DECIMAL, DOUBLE, ID, INTEGER, isNumber, LONG, STRING } from '../types/types.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble, type ApexValue, type TypeRef } from '../values.ts';

export type Operation = (run: Run, left: ApexValue, right: ApexValue) => ApexValue;

export interface TypedOperation {
  type: TypeRef;
  apply: Operation;
}

/** What an operator does for two static types; undefined where Apex has no such operator. */
export function operation(operator: BinaryOperator, left: TypeRef, right: TypeRef): TypedOperation | undefined {
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(operator, left, right);
    case '==':
      return { type: BOOLEAN, apply: equality(left, right) };
    case '!=': {
      const equal = equality(left, right);
      return { type: BOOLEAN, apply: (run, a, b) => !equal(run, a, b) };
    }
    case '===':
      return { type: BOOLEAN, apply: (run, a, b) => a === b || (isNumeric(a) && isNumeric(b) && run.equals(a, b)) };
    case '!==':
      return { type: BOOLEAN, apply: (run, a, b) => !(a === b || (isNumeric(a) && isNumeric(b) && run.equals(a, b))) };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { type: BOOLEAN, apply: comparison(operator) };
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
    case '>>>':
      return bits(operator, left, right);
    default:
      return undefined;
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: TypeRef, right: TypeRef): TypedOperation | undefined {
  if (operator === '+' && (left === STRING || right === STRING || left === ID || right === ID)) {
    return { type: STRING, apply: (run, a, b) => run.text(a) + run.text(b) };
  }
  if ((operator === '+' || operator === '-') && (left === DATE || left === DATETIME) && isNumber(right)) {
    const sign = operator === '+' ? 1 : -1;
    return { type: left, apply: (run, a, b) => shift(run, a, sign * run.number(b).toNumber()) };
  }
  if (!isNumber(left) || !isNumber(right)) return undefined;
  const type = widest(left, right);
  if (type === INTEGER) return { type, apply: integerMath(operator) };
  if (type === LONG) return { type, apply: longMath(operator) };
  if (type === DOUBLE) return { type, apply: doubleMath(operator) };
  return { type: DECIMAL, apply: decimalMath(operator) };
}

function widest(left: TypeRef, right: TypeRef): TypeRef {
  for (const type of [DECIMAL, DOUBLE, LONG]) if (left === type || right === type) return type;
  return INTEGER;
}

function shift(run: Run, value: ApexValue, days: number): ApexValue {
  if (value instanceof ApexDate) return new ApexDate(value.days + Math.trunc(days));
  if (value instanceof ApexDatetime) return new ApexDatetime(value.ms + Math.round(days * 86_400_000));
  return run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
}

function integerMath(operator: string): Operation {
  return (run, a, b) => {
    const [x, y] = [run.number(a).toNumber(), run.number(b).toNumber()];
    switch (operator) {
      case '+':
        return (x + y) | 0;
      case '-':
        return (x - y) | 0;
      case '*':
        return Math.imul(x, y);
      default:
        return y === 0 ? run.raise('System.MathException', 'Divide by 0') : Math.trunc(x / y) | 0;
    }
  };
}

function longMath(operator: string): Operation {
  return (run, a, b) => {
    const [x, y] = [BigInt(run.number(a).toFixed(0)), BigInt(run.number(b).toFixed(0))];
    if (operator === '/' && y === 0n) return run.raise('System.MathException', 'Divide by 0');
    const result = operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : x / y;
    return BigInt.asIntN(64, result);
  };
}

function doubleMath(operator: string): Operation {
  return (run, a, b) => {
    const [x, y] = [run.number(a).toNumber(), run.number(b).toNumber()];
    if (operator === '/' && y === 0) return run.raise('System.MathException', 'Divide by 0');
    return new ApexDouble(operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : x / y);
  };
}

function scaleOf(value: ApexValue): number {
  return value instanceof ApexDecimal ? value.scale : isNumeric(value) ? toDecimal(value).decimalPlaces() : 0;
}

function decimalMath(operator: string): Operation {
  return (run, a, b) => {
    const [x, y] = [run.number(a), run.number(b)];
    if (operator === '/') {
      if (y.isZero()) return run.raise('System.MathException', 'Divide by 0');
      const quotient = x.div(y).toDecimalPlaces(33);
      return new ApexDecimal(quotient, Math.max(quotient.decimalPlaces(), scaleOf(a) - scaleOf(b), 0));
    }
    const scale = operator === '*' ? scaleOf(a) + scaleOf(b) : Math.max(scaleOf(a), scaleOf(b));
    return new ApexDecimal(operator === '+' ? x.plus(y) : operator === '-' ? x.minus(y) : x.times(y), scale);
  };
}

/** `==`: texts without regard to case, ids by their 18 characters, everything else by value. */
function equality(left: TypeRef, right: TypeRef): Operation {
  const ids = left === ID || right === ID;
  const texts = !ids && (left === STRING || right === STRING);
  return (run, a, b) => {
    if (typeof a === 'string' && typeof b === 'string') {
      if (ids) return normalizeId(a) === normalizeId(b);
      return texts ? a.toLowerCase() === b.toLowerCase() : a === b;
    }
    return run.equals(a, b);
  };
}

function comparison(operator: '<' | '<=' | '>' | '>='): Operation {
  return (run, a, b) => {
    if (a === null || b === null)
      return run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
    const order = compareValues(run, a, b);
    if (operator === '<') return order < 0;
    if (operator === '<=') return order <= 0;
    return operator === '>' ? order > 0 : order >= 0;
  };
}

/** Negative, zero or positive. @throws the Apex exception for values that have no order */
export function compareValues(run: Run, a: ApexValue, b: ApexValue): number {
  if (isNumeric(a) && isNumeric(b)) return toDecimal(a).cmp(toDecimal(b));
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  const [x, y] = [instant(a), instant(b)];
  if (x !== undefined && y !== undefined) return x - y;
  return run.raise('System.TypeException', 'These values cannot be compared');
}

function instant(value: ApexValue): number | undefined {
  if (value instanceof ApexDate) return value.days * 86_400_000;
  if (value instanceof ApexDatetime) return value.ms;
  return undefined;
}

function bits(operator: string, left: TypeRef, right: TypeRef): TypedOperation | undefined {
  if (left === BOOLEAN && right === BOOLEAN && (operator === '&' || operator === '|' || operator === '^')) {
    return {
      type: BOOLEAN,
      apply: (_run, a, b) =>
        operator === '&' ? a === true && b === true : operator === '|' ? a === true || b === true : a !== b
    };
  }
  if (left !== INTEGER || right !== INTEGER) return undefined;
  return {
    type: INTEGER,
    apply: (run, a, b) => {
      const [x, y] = [run.number(a).toNumber(), run.number(b).toNumber()];
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
  };
}

/** `-x`, in the type x has. */
export function negate(run: Run, value: ApexValue): ApexValue {
  if (typeof value === 'number') return -value | 0;
  if (typeof value === 'bigint') return BigInt.asIntN(64, -value);
  if (value instanceof ApexDouble) return new ApexDouble(-value.value);
  if (value instanceof ApexDecimal) return new ApexDecimal(new Decimal(value.value).neg(), value.scale);
  return run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
}
