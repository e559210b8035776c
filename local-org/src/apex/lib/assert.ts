import { type NativeContext, type NativeFunction, nativeClass } from '../native.ts';
import { show } from '../types/types.ts';
import { type ApexValue, NativeObject, type TypeRef } from '../values.ts';

function fail(ctx: NativeContext, detail: string, message: ApexValue | undefined): never {
  const note = typeof message === 'string' ? `: ${message}` : '';
  return ctx.raise('System.AssertException', `Assertion Failed${note}${detail === '' ? '' : `: ${detail}`}`);
}

function areEqual(ctx: NativeContext, expected: ApexValue, actual: ApexValue, message?: ApexValue): null {
  if (!ctx.equals(expected, actual)) fail(ctx, `Expected: ${ctx.text(expected)}, Actual: ${ctx.text(actual)}`, message);
  return null;
}

function areNotEqual(ctx: NativeContext, expected: ApexValue, actual: ApexValue, message?: ApexValue): null {
  if (ctx.equals(expected, actual)) fail(ctx, `Same value: ${ctx.text(expected)}`, message);
  return null;
}

function isTrue(ctx: NativeContext, value: ApexValue, message?: ApexValue): null {
  if (value !== true) fail(ctx, '', message);
  return null;
}

/** `System.assert…`, the older names. */
export const assertions: Record<string, NativeFunction> = {
  'assert(Boolean):void': (ctx, [value = null]) => isTrue(ctx, value),
  'assert(Boolean,Object):void': (ctx, [value = null, message]) => isTrue(ctx, value, message),
  'assertEquals(Object,Object):void': (ctx, [expected = null, actual = null]) => areEqual(ctx, expected, actual),
  'assertEquals(Object,Object,Object):void': (ctx, [expected = null, actual = null, message]) =>
    areEqual(ctx, expected, actual, message),
  'assertNotEquals(Object,Object):void': (ctx, [expected = null, actual = null]) => areNotEqual(ctx, expected, actual),
  'assertNotEquals(Object,Object,Object):void': (ctx, [expected = null, actual = null, message]) =>
    areNotEqual(ctx, expected, actual, message)
};

const isFalse = (ctx: NativeContext, value: ApexValue, message?: ApexValue): null =>
  value === false ? null : fail(ctx, '', message);
const isNull = (ctx: NativeContext, value: ApexValue, message?: ApexValue): null =>
  value === null ? null : fail(ctx, `Expected: null, Actual: ${ctx.text(value)}`, message);
const isNotNull = (ctx: NativeContext, value: ApexValue, message?: ApexValue): null =>
  value === null ? fail(ctx, 'Value is null', message) : null;

function typeArgument(value: ApexValue): TypeRef | null {
  return value instanceof NativeObject &&
    typeof value.state === 'object' &&
    value.state !== null &&
    'type' in value.state
    ? (value.state.type as TypeRef) // A class literal's state.
    : null;
}

function isInstance(ctx: NativeContext, value: ApexValue, type: ApexValue, message?: ApexValue): null {
  const wanted = typeArgument(type);
  if (!wanted || !ctx.isInstance(value, wanted))
    fail(ctx, `Expected: ${wanted ? show(wanted) : 'null'}, Actual: ${show(ctx.typeOf(value))}`, message);
  return null;
}

export const assert = nativeClass('Assert', {
  statics: {
    'areEqual(Object,Object):void': (ctx, [expected = null, actual = null]) => areEqual(ctx, expected, actual),
    'areEqual(Object,Object,String):void': (ctx, [expected = null, actual = null, message]) =>
      areEqual(ctx, expected, actual, message),
    'areNotEqual(Object,Object):void': (ctx, [expected = null, actual = null]) => areNotEqual(ctx, expected, actual),
    'areNotEqual(Object,Object,String):void': (ctx, [expected = null, actual = null, message]) =>
      areNotEqual(ctx, expected, actual, message),
    'isTrue(Boolean):void': (ctx, [value = null]) => isTrue(ctx, value),
    'isTrue(Boolean,String):void': (ctx, [value = null, message]) => isTrue(ctx, value, message),
    'isFalse(Boolean):void': (ctx, [value = null]) => isFalse(ctx, value),
    'isFalse(Boolean,String):void': (ctx, [value = null, message]) => isFalse(ctx, value, message),
    'isNull(Object):void': (ctx, [value = null]) => isNull(ctx, value),
    'isNull(Object,String):void': (ctx, [value = null, message]) => isNull(ctx, value, message),
    'isNotNull(Object):void': (ctx, [value = null]) => isNotNull(ctx, value),
    'isNotNull(Object,String):void': (ctx, [value = null, message]) => isNotNull(ctx, value, message),
    'isInstanceOfType(Object,Type):void': (ctx, [value = null, type = null]) => isInstance(ctx, value, type),
    'isInstanceOfType(Object,Type,String):void': (ctx, [value = null, type = null, message]) =>
      isInstance(ctx, value, type, message),
    'fail():void': (ctx) => fail(ctx, '', null),
    'fail(String):void': (ctx, [message]) => fail(ctx, '', message)
  }
});
