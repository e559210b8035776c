import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

export interface ErrorDetail {
  path: string;
  message: string;
}

/** An answer other than success: what happened, and what the caller can do. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  readonly code: string;
  readonly action: string;

  constructor(status: number, code: string, message: string, action: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.action = action;
  }
}

interface Body {
  error: { code: string; message: string; action: string; requestId: string; details?: ErrorDetail[] };
}

function body(request: FastifyRequest, code: string, message: string, action: string, details?: ErrorDetail[]): Body {
  return { error: { code, message, action, requestId: request.id, ...(details ? { details } : {}) } };
}

/** Errors that Fastify itself raises, by its code. */
const FASTIFY_ERRORS: Readonly<Record<string, [status: number, code: string, action: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'BODY_TOO_LARGE', 'Send fewer handoffs in one request.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'INVALID_JSON', 'Send a JSON object.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'INVALID_JSON', 'Send well-formed JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'INVALID_JSON', 'Send as many bytes as Content-Length says.']
};

/** Answers every error in one shape. What went wrong inside stays in the log, under the request id. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ServiceError) {
    return reply.status(error.status).send(body(request, error.code, error.message, error.action));
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.map(({ instancePath, message }) => ({
      path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: message ?? 'is not valid'
    }));
    return reply
      .status(400)
      .send(
        body(
          request,
          'INVALID_REQUEST',
          'The request does not have the shape it must have.',
          'Correct the fields named in details.',
          details
        )
      );
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = FASTIFY_ERRORS[code];
  if (known)
    return reply.status(known[0]).send(body(request, known[1], error instanceof Error ? error.message : '', known[2]));
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 429)
    return reply
      .status(429)
      .send(body(request, 'TOO_MANY_REQUESTS', 'Too many requests.', 'Wait as long as Retry-After says.'));
  if (status >= 400 && status < 500)
    return reply
      .status(status)
      .send(body(request, 'BAD_REQUEST', error instanceof Error ? error.message : '', 'Correct the request.'));
  request.log.error({ err: error }, 'unexpected error');
  return reply
    .status(500)
    .send(
      body(
        request,
        'INTERNAL',
        'Something went wrong here.',
        'Try again; if it stays, look for the request id in the log of the service.'
      )
    );
}

export function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .status(404)
    .send(
      body(
        request,
        'NOT_FOUND',
        `There is nothing at this address for ${request.method}.`,
        'See /openapi.json for what there is.'
      )
    );
}
