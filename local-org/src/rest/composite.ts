import type { FastifyInstance } from 'fastify';
import { OrgError } from '../org/errors.ts';
import { isJsonObject, type JsonObject } from './json.ts';

/** Most sub-requests of one composite request, as the REST API documents it. */
const MAX_SUBREQUESTS = 25;

interface Subrequest {
  method: string;
  url: string;
  referenceId: string;
  body: unknown;
}

interface Subresult {
  body: unknown;
  httpHeaders: Record<string, string>;
  httpStatusCode: number;
  referenceId: string;
}

/**
 * `POST /composite`: sub-requests one after the other, later ones using `@{reference.field}` of earlier ones.
 *
 * Each runs through the same routes as on its own, in a transaction of its own. `allOrNone` would need one
 * transaction around all of them and is refused.
 */
export async function runComposite(app: FastifyInstance, authorization: string, body: unknown): Promise<JsonObject> {
  if (!isJsonObject(body) || !Array.isArray(body['compositeRequest'])) {
    throw new OrgError('JSON_PARSER_ERROR', 'The request body must be {"compositeRequest": […]}');
  }
  if (body['allOrNone'] === true) {
    throw new OrgError(
      'UNSUPPORTED',
      'allOrNone of a composite request is not supported by the local org; use /composite/sobjects'
    );
  }
  const requests = body['compositeRequest'].map(toSubrequest);
  if (requests.length > MAX_SUBREQUESTS) {
    throw new OrgError('INVALID_INPUT', `The composite request has more than ${MAX_SUBREQUESTS} subrequests.`);
  }
  const results: Subresult[] = [];
  for (const request of requests) results.push(await runOne(app, authorization, request, results));
  return { compositeResponse: results };
}

function toSubrequest(value: unknown): Subrequest {
  if (!isJsonObject(value)) throw new OrgError('JSON_PARSER_ERROR', 'A subrequest must be a JSON object');
  const { method, url, referenceId, body } = value;
  if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string') {
    throw new OrgError('JSON_PARSER_ERROR', 'A subrequest needs method, url and referenceId');
  }
  if (!url.startsWith('/services/data/')) throw new OrgError('INVALID_INPUT', `Invalid subrequest url: ${url}`);
  return { method: method.toUpperCase(), url, referenceId, body };
}

async function runOne(
  app: FastifyInstance,
  authorization: string,
  request: Subrequest,
  earlier: readonly Subresult[]
): Promise<Subresult> {
  try {
    const url = fillIn(request.url, earlier);
    const payload = request.body === undefined ? undefined : fillIn(JSON.stringify(request.body), earlier);
    const answer = await app.inject({
      method: toMethod(request.method),
      url,
      headers: { authorization, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(payload === undefined ? {} : { payload })
    });
    const text = answer.body;
    const location = answer.headers['location'];
    return {
      body: text === '' ? null : JSON.parse(text),
      httpHeaders: typeof location === 'string' ? { Location: location } : {},
      httpStatusCode: answer.statusCode,
      referenceId: request.referenceId
    };
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    const body = [{ errorCode: error.code, message: error.message }];
    return { body, httpHeaders: {}, httpStatusCode: 400, referenceId: request.referenceId };
  }
}

function toMethod(method: string): 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' {
  if (method === 'GET' || method === 'POST' || method === 'PATCH' || method === 'PUT' || method === 'DELETE')
    return method;
  throw new OrgError('METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed`);
}

/** Replaces `@{referenceId.path.to[0].field}` by what the earlier answer holds there. */
function fillIn(text: string, earlier: readonly Subresult[]): string {
  return text.replace(/@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g, (whole, reference: string, path: string) => {
    const result = earlier.find((candidate) => candidate.referenceId === reference);
    let value: unknown = result?.body;
    for (const [, name, index] of path.matchAll(/\.(\w+)|\[(\d+)\]/g)) {
      if (Array.isArray(value) && index !== undefined) value = value[Number(index)];
      else if (isJsonObject(value) && name !== undefined) value = value[name];
      else value = undefined;
    }
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new OrgError('PROCESSING_HALTED', `Invalid reference specified. No value for ${whole} found`);
    }
    return JSON.stringify(value).replace(/^"|"$/g, '');
  });
}
