import type { FastifyReply } from 'fastify';
import { DmlFailure, OrgError, type SaveError, UnsupportedError } from '../org/errors.ts';

/** One entry of the list that Salesforce's REST API answers errors with. */
export interface RestError {
  message: string;
  errorCode: string;
  fields?: readonly string[];
}

/** A refusal that already knows its HTTP status. */
export class HttpError extends OrgError {
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(code, message);
    this.status = status;
  }
}

/** HTTP status by error code, from the REST API's page "Status Codes and Error Responses"; 400 for all others. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  INVALID_SESSION_ID: 401,
  INSUFFICIENT_ACCESS: 403,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 403,
  REQUEST_LIMIT_EXCEEDED: 403,
  NOT_FOUND: 404,
  ENTITY_IS_DELETED: 404,
  INVALID_TYPE: 400,
  METHOD_NOT_ALLOWED: 405,
  UNSUPPORTED: 501
};

export function statusOf(error: OrgError): number {
  if (error instanceof HttpError) return error.status;
  return STATUS_BY_CODE[error.code] ?? 400;
}

/** A save error as REST spells it. */
export function toRestError(error: SaveError): RestError {
  return { message: error.message, errorCode: error.statusCode, fields: error.fields };
}

export function toRestErrors(error: OrgError): RestError[] {
  if (error instanceof DmlFailure) {
    return error.results.flatMap((result) => (result.success ? [] : result.errors.map(toRestError)));
  }
  const withFields = error.fields.length > 0 ? { fields: error.fields } : {};
  return [{ message: error.message, errorCode: error.code, ...withFields }];
}

/** Answers any error in Salesforce's shape. Unknown ones say nothing of what happened inside, only where to look. */
export function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof OrgError) {
    if (error instanceof UnsupportedError) reply.log.warn({ feature: error.message }, 'refused');
    return reply.status(statusOf(error)).send(toRestErrors(error));
  }
  if (isClientFault(error)) {
    const code = error.statusCode === 413 ? 'REQUEST_LIMIT_EXCEEDED' : 'JSON_PARSER_ERROR';
    return reply.status(error.statusCode).send([{ message: error.message, errorCode: code }]);
  }
  reply.log.error({ err: error }, 'unexpected error');
  const message = `An unexpected error occurred. The log names it under request ${reply.request.id}.`;
  return reply.status(500).send([{ message, errorCode: 'UNKNOWN_EXCEPTION' }]);
}

function isClientFault(error: unknown): error is Error & { statusCode: number } {
  return (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode >= 400 &&
    error.statusCode < 500
  );
}
