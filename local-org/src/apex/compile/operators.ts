import { normalizeId } from '../../org/ids.ts';
import type { BinaryOperator } from '../parse/ast.ts';
import {
  type Arithmetic,
  bitResult,
  decimalResult,
  DividedByZero,
  doubleResult,
  integerResult,
  longResult
} from '../semantics/arithmetic.ts';
import { isNumeric, toDecimal } from '../semantics/operations.ts';
import type { Machine } from '../types/code.ts';
import {
  BOOLEAN,
  DATE,
  DATETIME,
  DECIMAL,
  DOUBLE,
  ID,
  INTEGER,
  isNumber,
  LONG,
  NULL,
  STRING,
  TIME
} from '../types/types.ts';
import { ApexDate, ApexDatetime, ApexTime, type ApexValue, type TypeRef } from '../values.ts';

export type Operation = (run: Machine, left: ApexValue, right: ApexValue) => ApexValue;

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
      return { type: BOOLEAN, apply: identical };
    case '!==':
      return { type: BOOLEAN, apply: (run, a, b) => !identical(run, a, b) };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(operator, left, right);
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

function arithmetic(operator: Arithmetic, left: TypeRef, right: TypeRef): TypedOperation | undefined {
  if (operator === '+' && (left === STRING || right === STRING))
    return { type: STRING, apply: (run, a, b) => run.text(a) + run.text(b) };
  if ((operator === '+' || operator === '-') && isNumber(right) && [DATE, DATETIME, TIME].includes(left)) {
    const sign = operator === '+' ? 1 : -1;
    return { type: left, apply: (run, a, b) => shifted(run, a, b, sign) };
  }
  if (!isNumber(left) || !isNumber(right)) return undefined;
  if (left === INTEGER && right === INTEGER) {
    return {
      type: INTEGER,
      apply: guarded((run, a, b) =>
        typeof a === 'number' && typeof b === 'number' ? integerResult(operator, a, b) : run.dereference()
      )
    };
  }
  const type = [DECIMAL, DOUBLE].find((each) => left === each || right === each) ?? LONG;
  const compute =
    type === DECIMAL
      ? (a: ApexValue, b: ApexValue): ApexValue => decimalResult(operator, a, b)
      : type === DOUBLE
        ? (a: ApexValue, b: ApexValue): ApexValue =>
            doubleResult(operator, toDecimal(a).toNumber(), toDecimal(b).toNumber())
        : (a: ApexValue, b: ApexValue): ApexValue =>
            longResult(operator, BigInt(toDecimal(a).toFixed(0)), BigInt(toDecimal(b).toFixed(0)));
  return {
    type,
    apply: guarded((run, a, b) => (a === null || b === null ? run.dereference() : compute(a, b)))
  };
}

function guarded(apply: Operation): Operation {
  return (run, a, b) => {
    try {
      return apply(run, a, b);
    } catch (error) {
      if (error instanceof DividedByZero) return run.raise('System.MathException', 'Divide by 0');
      throw error;
    }
  };
}

/** Days are added to dates and datetimes, milliseconds to times. */
function shifted(run: Machine, value: ApexValue, by: ApexValue, sign: number): ApexValue {
  if (value === null || by === null) return run.dereference();
  const amount = sign * toDecimal(by).toNumber();
  if (value instanceof ApexDate) return new ApexDate(value.days + Math.trunc(amount));
  if (value instanceof ApexDatetime) return new ApexDatetime(value.ms + Math.round(amount * 86_400_000));
  if (value instanceof ApexTime) return new ApexTime((value.ms + Math.trunc(amount) + 86_400_000) % 86_400_000);
  return run.dereference();
}

/** `==`: texts without regard to case, ids by their 18 characters, everything else by value. */
function equality(left: TypeRef, right: TypeRef): Operation {
  if ((left === INTEGER && right === INTEGER) || (left === BOOLEAN && right === BOOLEAN))
    return (_run, a, b) => a === b;
  const ids = left === ID || right === ID;
  const texts = !ids && (left === STRING || right === STRING);
  return (run, a, b) => {
    if (a === null || b === null) return a === b;
    if (typeof a === 'string' && typeof b === 'string') {
      if (ids) return normalizeId(a) === normalizeId(b);
      return a === b || (texts && a.toLowerCase() === b.toLowerCase());
    }
    const [x, y] = [instant(a), instant(b)];
    return x !== undefined && y !== undefined ? x === y : run.equals(a, b);
  };
}

/** `===`: the same instance; numbers and booleans by value, since they have no instances. */
function identical(run: Machine, a: ApexValue, b: ApexValue): boolean {
  return a === b || (isNumeric(a) && isNumeric(b) && run.equals(a, b));
}

/**
 * "If x or y equals null and are Integers, Doubles, Dates, or Datetimes, the expression is false. Otherwise, a
 * non-null String or ID value is always greater than a null value. The comparison of two strings is performed
 * according to the locale of the context user and is case-insensitive." (Expression Operators, Apex Developer Guide)
 */
function comparison(operator: '<' | '<=' | '>' | '>=', left: TypeRef, right: TypeRef): TypedOperation | undefined {
  const known = (type: TypeRef): boolean => isNumber(type) || [STRING, ID, DATE, DATETIME, TIME, NULL].includes(type);
  if (!known(left) || !known(right)) return undefined;
  const holds = (order: number): boolean => {
    if (operator === '<') return order < 0;
    if (operator === '<=') return order <= 0;
    return operator === '>' ? order > 0 : order >= 0;
  };
  const texts = [STRING, ID].includes(left) || [STRING, ID].includes(right);
  return {
    type: BOOLEAN,
    apply: (_run, a, b) => {
      if (typeof a === 'number' && typeof b === 'number') return holds(a - b);
      if (a === null || b === null) return texts && holds(a === b ? 0 : a === null ? -1 : 1);
      return holds(ordered(a, b));
    }
  };
}

function ordered(a: ApexValue, b: ApexValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  const [x, y] = [instant(a), instant(b)];
  if (x !== undefined && y !== undefined) return x - y;
  return toDecimal(a).cmp(toDecimal(b));
}

function compareTexts(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}

function instant(value: ApexValue): number | undefined {
  if (value instanceof ApexDate) return value.days * 86_400_000;
  if (value instanceof ApexDatetime || value instanceof ApexTime) return value.ms;
  return undefined;
}

function bits(operator: string, left: TypeRef, right: TypeRef): TypedOperation | undefined {
  if (left === BOOLEAN && right === BOOLEAN && ['&', '|', '^'].includes(operator)) {
    return {
      type: BOOLEAN,
      apply: (run, a, b) => {
        if (a === null || b === null) return run.dereference();
        return operator === '&' ? a === true && b === true : operator === '|' ? a === true || b === true : a !== b;
      }
    };
  }
  const whole = (type: TypeRef): boolean => type === INTEGER || type === LONG;
  if (!whole(left) || !whole(right)) return undefined;
  const isShift = operator.length > 1;
  const type = isShift ? left : left === LONG || right === LONG ? LONG : INTEGER;
  return {
    type,
    apply: (run, a, b) => {
      if ((typeof a !== 'number' && typeof a !== 'bigint') || (typeof b !== 'number' && typeof b !== 'bigint'))
        return run.dereference();
      const count = isShift ? Number(b) : b;
      return type === LONG ? bitResult(operator, BigInt(a), BigInt(count)) : bitResult(operator, a, count);
    }
  };
}
