import { Decimal } from 'decimal.js';
import { type NativeContext, nativeClass } from '../native.ts';
import { localeTag } from '../../org/locale.ts';
import { toDecimal } from '../semantics/operations.ts';
import { ApexDecimal, ApexDouble, ApexEnumValue, type ApexValue } from '../values.ts';
import { integer, text } from './args.ts';

const ROUNDINGS: Readonly<Record<string, Decimal.Rounding>> = {
  UP: Decimal.ROUND_UP,
  DOWN: Decimal.ROUND_DOWN,
  CEILING: Decimal.ROUND_CEIL,
  FLOOR: Decimal.ROUND_FLOOR,
  HALF_UP: Decimal.ROUND_HALF_UP,
  HALF_DOWN: Decimal.ROUND_HALF_DOWN,
  HALF_EVEN: Decimal.ROUND_HALF_EVEN
};

const GROUPED = (ctx: NativeContext, value: ApexValue, digits: number): string =>
  toDecimal(value).toNumber().toLocaleString(localeTag(ctx.tx.user.locale), { maximumFractionDigits: digits });

function decimal(value: Decimal, scale = value.decimalPlaces()): ApexDecimal {
  return new ApexDecimal(value, scale);
}

function parse(ctx: NativeContext, source: string, type: string): Decimal {
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(source))
    return ctx.raise('System.TypeException', `Invalid ${type}: ${source}`);
  return new Decimal(source.trim());
}

function toInteger(ctx: NativeContext, value: ApexValue | undefined): number | null {
  if (value === null || value === undefined)
    return ctx.raise('System.NullPointerException', 'Argument cannot be null.');
  if (typeof value === 'string') {
    if (!/^\s*[+-]?\d+\s*$/.test(value)) return ctx.raise('System.TypeException', `Invalid integer: ${value}`);
    return Number(value) | 0;
  }
  return toDecimal(value).trunc().toNumber() | 0;
}

export const integerClass = nativeClass('Integer', {
  statics: { 'valueOf(Object):Integer': (ctx, [value]) => toInteger(ctx, value) },
  methods: {
    'format():String': (ctx, self) => GROUPED(ctx, self, 0),
    'intValue():Integer': (_ctx, self) => self,
    'longValue():Long': (ctx, self) => BigInt(integer(ctx, self))
  }
});

export const longClass = nativeClass('Long', {
  statics: { 'valueOf(String):Long': (ctx, [value]) => BigInt(parse(ctx, text(ctx, value), 'long').toFixed(0)) },
  methods: {
    'format():String': (ctx, self) => GROUPED(ctx, self, 0),
    'intValue():Integer': (_ctx, self) => toDecimal(self).toNumber() | 0
  }
});

export const doubleClass = nativeClass('Double', {
  statics: {
    'valueOf(Object):Double': (ctx, [value]) =>
      new ApexDouble(
        typeof value === 'string' ? parse(ctx, value, 'double').toNumber() : toDecimal(value ?? null).toNumber()
      )
  },
  methods: {
    'format():String': (ctx, self) => GROUPED(ctx, self, 3),
    'intValue():Integer': (_ctx, self) => toDecimal(self).trunc().toNumber() | 0,
    'longValue():Long': (_ctx, self) => BigInt(toDecimal(self).trunc().toFixed(0)),
    'round():Long': (_ctx, self) => BigInt(toDecimal(self).toFixed(0))
  }
});

export const decimalClass = nativeClass('Decimal', {
  statics: {
    'valueOf(Object):Decimal': (ctx, [value]) =>
      typeof value === 'string'
        ? decimal(parse(ctx, value, 'decimal'), /\.(\d*)/.exec(value)?.[1]?.length ?? 0)
        : decimal(toDecimal(value ?? null))
  },
  methods: {
    'intValue():Integer': (_ctx, self) => toDecimal(self).trunc().toNumber() | 0,
    'longValue():Long': (_ctx, self) => BigInt(toDecimal(self).trunc().toFixed(0)),
    'doubleValue():Double': (_ctx, self) => new ApexDouble(toDecimal(self).toNumber()),
    'format():String': (ctx, self) => GROUPED(ctx, self, self instanceof ApexDecimal ? self.scale : 0),
    'scale():Integer': (_ctx, self) => (self instanceof ApexDecimal ? self.scale : 0),
    'precision():Integer': (_ctx, self) => toDecimal(self).precision(true),
    'setScale(Integer):Decimal': (ctx, self, [scale]) =>
      decimal(toDecimal(self).toDecimalPlaces(integer(ctx, scale), Decimal.ROUND_HALF_EVEN), integer(ctx, scale)),
    'setScale(Integer,RoundingMode):Decimal': (ctx, self, [scale, mode]) =>
      decimal(
        toDecimal(self).toDecimalPlaces(
          integer(ctx, scale),
          ROUNDINGS[mode instanceof ApexEnumValue ? mode.name : ''] ?? Decimal.ROUND_HALF_UP
        ),
        integer(ctx, scale)
      ),
    'round():Long': (_ctx, self) => BigInt(toDecimal(self).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toFixed(0)),
    'abs():Decimal': (_ctx, self) => decimal(toDecimal(self).abs(), self instanceof ApexDecimal ? self.scale : 0),
    'stripTrailingZeros():Decimal': (_ctx, self) => decimal(toDecimal(self)),
    'toPlainString():String': (_ctx, self) => toDecimal(self).toFixed(self instanceof ApexDecimal ? self.scale : 0)
  }
});

export const booleanClass = nativeClass('Boolean', {
  statics: {
    'valueOf(Object):Boolean': (_ctx, [value]) =>
      typeof value === 'string' ? value.toLowerCase() === 'true' : value === true
  }
});

export const roundingMode = nativeClass('RoundingMode', {
  enumValues: ['CEILING', 'DOWN', 'FLOOR', 'HALF_DOWN', 'HALF_EVEN', 'HALF_UP', 'UNNECESSARY', 'UP']
});

const larger = (a: ApexValue | undefined, b: ApexValue | undefined): ApexValue =>
  toDecimal(a ?? null).gte(toDecimal(b ?? null)) ? (a ?? null) : (b ?? null);
const smaller = (a: ApexValue | undefined, b: ApexValue | undefined): ApexValue =>
  toDecimal(a ?? null).lte(toDecimal(b ?? null)) ? (a ?? null) : (b ?? null);

export const math = nativeClass('Math', {
  statics: {
    'max(Integer,Integer):Integer': (_ctx, [a, b]) => larger(a, b),
    'max(Long,Long):Long': (_ctx, [a, b]) => larger(a, b),
    'max(Decimal,Decimal):Decimal': (_ctx, [a, b]) => larger(a, b),
    'min(Integer,Integer):Integer': (_ctx, [a, b]) => smaller(a, b),
    'min(Long,Long):Long': (_ctx, [a, b]) => smaller(a, b),
    'min(Decimal,Decimal):Decimal': (_ctx, [a, b]) => smaller(a, b),
    'abs(Integer):Integer': (ctx, [value]) => Math.abs(integer(ctx, value)),
    'abs(Decimal):Decimal': (_ctx, [value]) => decimal(toDecimal(value ?? null).abs()),
    'pow(Double,Double):Double': (_ctx, [base, exponent]) =>
      new ApexDouble(toDecimal(base ?? null).toNumber() ** toDecimal(exponent ?? null).toNumber()),
    'mod(Integer,Integer):Integer': (ctx, [a, b]) =>
      integer(ctx, b) === 0 ? ctx.raise('System.MathException', 'Divide by 0') : integer(ctx, a) % integer(ctx, b),
    'ceil(Decimal):Decimal': (_ctx, [value]) => decimal(toDecimal(value ?? null).ceil()),
    'floor(Decimal):Decimal': (_ctx, [value]) => decimal(toDecimal(value ?? null).floor()),
    'round(Decimal):Integer': (_ctx, [value]) =>
      toDecimal(value ?? null)
        .toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN)
        .toNumber() | 0
  }
});
