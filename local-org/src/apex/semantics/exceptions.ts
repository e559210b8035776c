import type { SaveResult } from '../../org/errors.ts';
import type { SaveOperation } from '../../org/ports.ts';
import { typeOf } from '../types/types.ts';
import { ApexObject, ApexThrow, type ApexValue, ExceptionState, NativeObject } from '../values.ts';

/** A system exception, not yet thrown. @param type without `System.` */
export function systemException(type: string, message: string | null): NativeObject {
  const state = new ExceptionState();
  state.message = message;
  return new NativeObject(typeOf(type.replace(/^System\./, '')), state);
}

/** The state behind an exception, the package's own or the system's. */
export function exceptionState(value: ApexValue): ExceptionState {
  if (value instanceof ApexObject && value.exception) return value.exception;
  if (value instanceof NativeObject && value.state instanceof ExceptionState) return value.state;
  throw new Error('not an exception');
}

export function isException(value: ApexValue): value is ApexObject | NativeObject {
  return (
    (value instanceof ApexObject && value.exception !== null) ||
    (value instanceof NativeObject && value.state instanceof ExceptionState)
  );
}

/** `System.DmlException`, `HandoffException`. */
export function typeName(value: ApexObject | NativeObject): string {
  if (value instanceof ApexObject) return value.type.name;
  return value.type.name.includes('.') ? value.type.name : `System.${value.type.name}`;
}

const VERBS: Readonly<Record<SaveOperation, string>> = {
  insert: 'Insert',
  update: 'Update',
  upsert: 'Upsert',
  delete: 'Delete',
  undelete: 'Undelete',
  purge: 'Empty recycle bin'
};

/** `System.DmlException` as Salesforce composes it: the first failed row in the message, all of them inside. */
export function dmlException(operation: SaveOperation, results: readonly SaveResult[]): ApexThrow {
  const exception = systemException('DmlException', null);
  const state = exceptionState(exception);
  results.forEach((result, index) => {
    const [first] = result.errors;
    if (result.success || !first) return;
    state.dml.push({
      index,
      id: result.id,
      statusCode: first.statusCode,
      message: first.message,
      fields: first.fields
    });
  });
  const [first] = state.dml;
  const withId = first?.id ? ` with id ${first.id}` : '';
  state.message =
    `${VERBS[operation]} failed. First exception on row ${first?.index ?? 0}${withId}; ` +
    `first error: ${first?.statusCode}, ${first?.message}: [${first?.fields.join(', ')}]`;
  return new ApexThrow(exception);
}
