import { type NativeClass, type NativeContext, nativeClass } from '../native.ts';
import { exceptionState, systemException, typeName } from '../semantics/exceptions.ts';
import { STRING } from '../types/types.ts';
import { ApexList, ApexObject, type ApexValue, type ExceptionState, NativeObject } from '../values.ts';
import { integer } from './args.ts';

function made(name: string, message: ApexValue | undefined, cause: ApexValue | undefined): NativeObject {
  const exception = systemException(name, typeof message === 'string' ? message : null);
  exceptionState(exception).cause = cause ?? null;
  return exception;
}

function row(ctx: NativeContext, self: ApexValue, index: ApexValue | undefined): ExceptionState['dml'][number] {
  const found = exceptionState(self).dml[integer(ctx, index)];
  return found ?? ctx.raise('System.ListException', `List index out of bounds: ${String(index)}`);
}

export const exception = nativeClass('Exception', {
  methods: {
    'getMessage():String': (_ctx, self) => exceptionState(self).message ?? 'Script-thrown exception',
    'setMessage(String):void': (_ctx, self, [message]) => {
      exceptionState(self).message = typeof message === 'string' ? message : null;
      return null;
    },
    'getTypeName():String': (_ctx, self) =>
      self instanceof ApexObject || self instanceof NativeObject ? typeName(self) : null,
    'getStackTraceString():String': (_ctx, self) => exceptionState(self).stackTrace,
    'getLineNumber():Integer': (_ctx, self) => exceptionState(self).lineNumber,
    'getCause():Exception': (_ctx, self) => exceptionState(self).cause,
    'initCause(Exception):void': (_ctx, self, [cause]) => {
      exceptionState(self).cause = cause ?? null;
      return null;
    },
    'toString():String': (ctx, self) => ctx.text(self)
  }
});

const NAMES = [
  'NullPointerException',
  'ListException',
  'MathException',
  'TypeException',
  'JSONException',
  'CalloutException',
  'SObjectException',
  'NoAccessException',
  'SecurityException',
  'IllegalArgumentException',
  'FinalException',
  'AsyncException',
  'AssertException',
  'StringException',
  'QueryException',
  'NoSuchElementException',
  'AuraHandledException',
  'InvalidParameterValueException',
  'UnexpectedException',
  'EventBusException'
] as const;

export const systemExceptions: readonly NativeClass[] = NAMES.map((name) =>
  nativeClass(name, {
    extends: 'Exception',
    constructors: {
      '()': () => made(name, null, null),
      '(String)': (_ctx, [message]) => made(name, message, null),
      '(Exception)': (_ctx, [cause]) => made(name, null, cause),
      '(String,Exception)': (_ctx, [message, cause]) => made(name, message, cause)
    }
  })
);

export const dmlException = nativeClass('DmlException', {
  extends: 'Exception',
  constructors: {
    '()': () => made('DmlException', null, null),
    '(String)': (_ctx, [message]) => made('DmlException', message, null)
  },
  methods: {
    'getNumDml():Integer': (_ctx, self) => exceptionState(self).dml.length,
    'getDmlMessage(Integer):String': (ctx, self, [index]) => row(ctx, self, index).message,
    'getDmlId(Integer):Id': (ctx, self, [index]) => row(ctx, self, index).id,
    'getDmlIndex(Integer):Integer': (ctx, self, [index]) => row(ctx, self, index).index,
    'getDmlStatusCode(Integer):String': (ctx, self, [index]) => row(ctx, self, index).statusCode,
    'getDmlFieldNames(Integer):List<String>': (ctx, self, [index]) =>
      new ApexList(STRING, [...row(ctx, self, index).fields])
  }
});
