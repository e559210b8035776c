import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OrgError } from '../../org/errors.ts';
import type { Org, Transaction } from '../../org/ports.ts';
import type { ObjectDescribe } from '../../org/schema.ts';
import { HttpError } from '../errors.ts';
import { isJsonObject, requireObject, toRecordValues } from '../json.ts';
import { RecordApi } from '../sobjects.ts';
import { toUiError } from './errors.ts';
import { objectInfo, picklistValues } from './object-info.ts';
import { UiRecords } from './records.ts';
import { relatedList } from './related-list.ts';

type Texts = Record<string, string | undefined>;

/** The part of the UI API that Lightning Data Service and the pages use. */
export function uiApiRoutes(app: FastifyInstance, org: Org): void {
  const records = new UiRecords(org);
  const api = new RecordApi(org);

  function inTransaction<T>(request: FastifyRequest, work: (tx: Transaction) => T): T {
    return org.transact(request.userId, `${request.method} ${request.routeOptions.url ?? request.url}`, work);
  }

  /** Runs a save and reads the record back; failures are answered in the UI API's own shape. */
  function save(
    request: FastifyRequest,
    reply: FastifyReply,
    object: ObjectDescribe,
    status: number,
    work: (tx: Transaction) => string
  ) {
    try {
      const record = inTransaction(request, (tx) => {
        const id = work(tx);
        return records.read(tx, { id, fields: [], optionalFields: everyField(object) });
      });
      return reply.status(status).send(record);
    } catch (error) {
      if (!(error instanceof OrgError) || error instanceof HttpError) throw error;
      const { language } = org.users.context(null, request.userId);
      const answer = toUiError(error, (field) => org.schema.in(language).field(object.apiName, field)?.label ?? field);
      return reply.status(answer.status).send(answer.body);
    }
  }

  app.get('/ui-api/object-info/:object', async (request) => {
    const { user, object } = readable(org, request);
    return objectInfo(object, user);
  });

  app.get('/ui-api/object-info/:object/picklist-values/:recordType/:field', async (request) => {
    const { user, object } = readable(org, request);
    const field = org.schema.in(user.language).field(object.apiName, texts(request.params)['field'] ?? '');
    if (!field || !user.permissions.field(object.apiName, field.apiName).read) {
      throw new HttpError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    return picklistValues(field);
  });

  app.get('/ui-api/records/:id', async (request) => {
    const { id = '' } = texts(request.params);
    const { fields, optionalFields } = texts(request.query);
    return inTransaction(request, (tx) =>
      records.read(tx, { id, fields: list(fields), optionalFields: list(optionalFields) })
    );
  });

  app.post('/ui-api/records', async (request, reply) => {
    const { apiName, fields } = recordInput(request.body);
    const object = requireObject(org.schema, apiName ?? '');
    return save(request, reply, object, 201, (tx) => {
      const result = api.saveOne(tx, 'insert', object, toRecordValues(org.schema, object, fields));
      return result.id ?? '';
    });
  });

  app.patch('/ui-api/records/:id', async (request, reply) => {
    const { id = '' } = texts(request.params);
    const { fields } = recordInput(request.body);
    const object = records.objectOf(id);
    return save(request, reply, object, 200, (tx) => {
      checkUnmodified(org, tx, object, id, request.headers['if-unmodified-since']);
      api.saveOne(tx, 'update', object, { ...toRecordValues(org.schema, object, fields), Id: id });
      return id;
    });
  });

  app.delete('/ui-api/records/:id', async (request, reply) => {
    const { id = '' } = texts(request.params);
    const object = records.objectOf(id);
    inTransaction(request, (tx) => api.saveOne(tx, 'delete', object, { Id: id }));
    return reply.status(204).send();
  });

  app.get('/ui-api/related-list-records/:parentId/:relatedListId', async (request) => {
    const { parentId = '', relatedListId = '' } = texts(request.params);
    const { fields, pageSize, sortBy } = texts(request.query);
    return inTransaction(request, (tx) =>
      relatedList(org, records, tx, {
        parentId,
        relatedListId,
        fields: list(fields),
        pageSize: Number(pageSize ?? 50),
        sortBy
      })
    );
  });
}

function readable(org: Org, request: FastifyRequest) {
  const user = org.users.context(null, request.userId);
  const object = requireObject(org.schema.in(user.language), texts(request.params)['object'] ?? '');
  if (!user.permissions.object(object.apiName).read) {
    throw new HttpError(403, 'INSUFFICIENT_ACCESS', `You don't have access to ${object.label} records.`);
  }
  return { user, object };
}

/**
 * @throws {HttpError} 412 when the record was changed after the moment the client read it
 */
function checkUnmodified(
  org: Org,
  tx: Transaction,
  object: ObjectDescribe,
  id: string,
  since: string | undefined
): void {
  if (since === undefined) return;
  const limit = Date.parse(since);
  if (Number.isNaN(limit)) throw new HttpError(400, 'INVALID_INPUT', `If-Unmodified-Since is not a date: ${since}`);
  const { rows } = org.query.query(tx, {
    soql: `SELECT LastModifiedDate FROM ${object.apiName} WHERE Id = :id`,
    binds: { id },
    access: 'user',
    sharing: 'with'
  });
  const modified = Date.parse(String(rows[0]?.values['LastModifiedDate']));
  if (modified > limit) {
    throw new HttpError(
      412,
      'CONFLICT',
      'The record was modified by someone else after it was read. Refresh it and save again.'
    );
  }
}

function recordInput(body: unknown): { apiName: string | undefined; fields: unknown } {
  if (!isJsonObject(body) || !isJsonObject(body['fields'])) {
    throw new HttpError(400, 'JSON_PARSER_ERROR', 'The request body must be {"apiName": …, "fields": {…}}');
  }
  return { apiName: typeof body['apiName'] === 'string' ? body['apiName'] : undefined, fields: body['fields'] };
}

function everyField(object: ObjectDescribe): string[] {
  return object.fields.map((field) => `${object.apiName}.${field.apiName}`);
}

function texts(value: unknown): Texts {
  return value as Texts; // Fastify gives parameters and query strings as text.
}

function list(value: string | undefined): string[] {
  return (value ?? '').split(',').filter((entry) => entry !== '');
}
