import unknownError from '@salesforce/label/c.Error_Unknown';

/** The parts of a failed request that can hold messages: Apex, the UI API, and the platform fill different ones. */
interface ErrorBody {
  message?: string;
  output?: { errors?: unknown; fieldErrors?: unknown };
  pageErrors?: unknown;
  fieldErrors?: unknown;
}

/**
 * Every message in an error, most specific first and each once; never empty.
 *
 * Knows what `updateRecord` and wired records reject with (`body.output`), what Apex throws (`body.message`), what a
 * failed DML statement in Apex becomes (`body.pageErrors`, `body.fieldErrors`), JavaScript's own errors, plain texts,
 * and lists of all of these.
 */
export function reduceErrors(error: unknown): string[] {
  const messages = [...new Set(messagesOf(error))].filter((message) => message.trim() !== '');
  return messages.length > 0 ? messages : [unknownError];
}

/** Whether a save was refused because the record is newer than what the user saw. */
export function isConflict(error: unknown): boolean {
  return isObject(error) && error.status === 412;
}

function messagesOf(error: unknown): string[] {
  if (typeof error === 'string') return [error];
  if (Array.isArray(error)) return error.flatMap(messagesOf);
  if (error instanceof Error) return [error.message];
  if (!isObject(error)) return [];
  const body = error.body;
  if (Array.isArray(body)) return body.flatMap((entry) => fromBody(entry));
  if (isObject(body)) return fromBody(body);
  return texts([error.message ?? error.statusText]);
}

function fromBody(body: ErrorBody): string[] {
  const specific = [body.output?.fieldErrors, body.output?.errors, body.fieldErrors, body.pageErrors].flatMap(nested);
  return specific.length > 0 ? specific : texts([body.message]);
}

/** Messages of a list of errors, or of an object that has one list for each field. */
function nested(errors: unknown): string[] {
  if (Array.isArray(errors)) return texts(errors.map((entry) => (isObject(entry) ? entry.message : undefined)));
  return isObject(errors) ? Object.values(errors).flatMap(nested) : [];
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
