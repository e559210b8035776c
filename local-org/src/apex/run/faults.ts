import { LimitError, OrgError } from '../../org/errors.ts';
import { ApexError, type ApexFault } from '../../org/apex-port.ts';
import { exceptionState, systemException, typeName } from '../semantics/exceptions.ts';
import { ApexThrow, type ApexValue } from '../values.ts';

/** The exceptions that left the interpreter, for finalizers, which get them back. */
const thrown = new WeakMap<ApexError, ApexThrow['value']>();

/** Apex exceptions leave the interpreter as `ApexError`. */
export function outward<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ApexThrow)) throw error;
    const outside = new ApexError(faultOf(error));
    thrown.set(outside, error.value);
    throw outside;
  }
}

export function faultOf(error: ApexThrow): ApexFault {
  const state = exceptionState(error.value);
  return {
    type: typeName(error.value),
    message: state.message ?? 'Script-thrown exception',
    stack: state.stackTrace,
    errors: state.dml.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }))
  };
}

/** The reverse of `outward`, for failures of jobs that reach Apex again: what Apex threw, Apex can catch. */
export function inward(error: Error): Error {
  const value = error instanceof ApexError ? thrown.get(error) : undefined;
  return value === undefined ? error : new ApexThrow(value);
}

/** What went wrong, as an Apex exception again. */
export function exceptionOf(error: Error): ApexValue {
  if (error instanceof ApexError) return thrown.get(error) ?? systemException('UnexpectedException', error.message);
  if (error instanceof LimitError) return systemException('LimitException', `System.LimitException: ${error.message}`);
  const code = error instanceof OrgError ? `${error.code}: ` : '';
  return systemException('UnexpectedException', code + error.message);
}
