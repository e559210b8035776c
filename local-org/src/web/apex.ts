import { DmlFailure, LimitError, type SaveError } from '../org/errors.ts';
import { ApexError } from '../org/apex-port.ts';

/** What a page is told when an Apex method threw, in the shape Lightning gives it. */
export interface ApexFailure {
  status: number;
  body: Record<string, unknown>;
}

/**
 * An `AuraHandledException` carries the text that was meant for the user. What was not handled says what it was, with
 * its save errors beside it, as Lightning does.
 *
 * @returns undefined for errors that are not Apex's
 */
export function apexFailure(error: unknown): ApexFailure | undefined {
  if (error instanceof ApexError) {
    const { type, message, stack, errors } = error.fault;
    const isHandled = type === 'System.AuraHandledException' || type === 'AuraHandledException';
    if (isHandled) return { status: 500, body: { message } };
    return { status: 500, body: { message, exceptionType: type, stackTrace: stack, ...saveErrors(errors) } };
  }
  if (error instanceof LimitError) {
    return { status: 500, body: { message: error.message, exceptionType: 'System.LimitException' } };
  }
  if (error instanceof DmlFailure) {
    const errors = error.results.flatMap((result) => result.errors);
    return { status: 500, body: { message: error.message, ...saveErrors(errors) } };
  }
  return undefined;
}

function saveErrors(errors: readonly SaveError[]): Record<string, unknown> {
  if (errors.length === 0) return {};
  const toEntry = ({ statusCode, message }: SaveError): Record<string, string> => ({ statusCode, message });
  const fieldErrors: Record<string, Record<string, string>[]> = {};
  for (const error of errors) for (const field of error.fields) (fieldErrors[field] ??= []).push(toEntry(error));
  return { fieldErrors, pageErrors: errors.filter((error) => error.fields.length === 0).map(toEntry) };
}
