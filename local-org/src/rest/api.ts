import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isId } from '../org/ids.ts';
import type { Credentials } from '../callout/credentials.ts';
import { ApexError, type ApexFault } from '../org/apex-port.ts';
import { type Org, type Transaction } from '../org/ports.ts';
import { CollectionApi } from './collections.ts';
import { runComposite } from './composite.ts';
import { describeObject, describeSummary } from './describe.ts';
import { HttpError } from './errors.ts';
import { isJsonObject, type JsonObject, requireObject } from './json.ts';
import { orgLimits } from './limits.ts';
import { namedCredentialRoutes } from './named-credentials.ts';
import { type OAuthOptions, oauthRoutes } from './oauth.ts';
import { nameWith } from './namespace.ts';
import { QueryPages } from './query.ts';
import { requestSession, type Sessions } from './session.ts';
import { RecordApi, toCreated } from './sobjects.ts';
import { uiApiRoutes } from './ui-api/routes.ts';

/** API versions that are answered; the package itself is at 66.0, and the CLI asks who logged in at 51.0. */
const OLDEST_VERSION = 51;
const NEWEST_VERSION = 66;

type Params = Record<string, string>;
type Query = Record<string, string | undefined>;

export interface RestOptions {
  sessions: Sessions;
  oauth: OAuthOptions;
  credentials: Credentials;
  /** See `AppOptions`. */
  namespace?: string;
}

/**
 * Salesforce's HTTP interfaces as this package and its tools use them: OAuth, the REST API, the UI API. Anything
 * else under `/services` is answered with 404 NOT_FOUND.
 */
export function restRoutes(
  app: FastifyInstance,
  org: Org,
  { sessions, oauth, credentials, namespace }: RestOptions
): void {
  oauthRoutes(app, org, sessions, oauth);

  app.get('/services/data', async () =>
    Array.from({ length: NEWEST_VERSION - OLDEST_VERSION + 1 }, (_, index) => {
      const version = `${OLDEST_VERSION + index}.0`;
      return { label: `Local org ${version}`, url: `/services/data/v${version}`, version };
    })
  );

  app.register(
    async (data) => {
      data.addHook('onRequest', async (request) => {
        checkVersion(params(request)['version']);
        checkQuery(request);
        request.userId = requestSession(sessions, request).userId;
      });
      if (namespace !== undefined) nameWith(data, namespace, org.schema);
      recordRoutes(data, org);
      if (namespace === undefined) uiApiRoutes(data, org);
      data.register(async (setup) => namedCredentialRoutes(setup, org, credentials), { prefix: '/named-credentials' });
      data.post('/composite', async (request) => runComposite(app, request.headers.authorization ?? '', request.body));
    },
    { prefix: '/services/data/:version' }
  );

  app.all('/services/*', async () => {
    throw new HttpError(404, 'NOT_FOUND', 'The requested resource does not exist');
  });
}

function checkVersion(version: string | undefined): void {
  const number = Number(/^v(\d+)\.0$/.exec(version ?? '')?.[1]);
  if (!(number >= OLDEST_VERSION && number <= NEWEST_VERSION)) {
    throw new HttpError(
      404,
      'NOT_FOUND',
      `Version ${version} is not answered: v${OLDEST_VERSION}.0 to v${NEWEST_VERSION}.0 are`
    );
  }
}

/** Each name once: nothing here takes lists that way. @throws {HttpError} 400 */
function checkQuery(request: FastifyRequest): void {
  const repeated = Object.entries(query(request)).find(([, value]) => Array.isArray(value));
  if (repeated) throw new HttpError(400, 'INVALID_INPUT', `The parameter ${repeated[0]} is given more than once`);
}

function params(request: FastifyRequest): Params {
  return request.params as Params; // Fastify gives path parameters as strings.
}

function query(request: FastifyRequest): Query {
  return request.query as Query; // Fastify's parser gives strings; repeated names are refused before.
}

function baseOf(request: FastifyRequest): { base: string } {
  return { base: `/services/data/${params(request)['version']}` };
}

function recordRoutes(app: FastifyInstance, org: Org): void {
  const records = new RecordApi(org);
  const collections = new CollectionApi(org);
  const pages = new QueryPages(org);

  function inTransaction<T>(request: FastifyRequest, work: (tx: Transaction) => T): T {
    return org.transact(request.userId, `${request.method} ${request.routeOptions.url ?? request.url}`, work);
  }

  app.get('/', async (request) => {
    const { base } = baseOf(request);
    // jsforce follows `identity` to find out who is logged in.
    const identity = `${request.protocol}://${request.host}/id/${org.id}/${request.userId}`;
    return Object.fromEntries([
      ['identity', identity],
      ...['sobjects', 'query', 'composite', 'limits', 'ui-api'].map((name) => [name, `${base}/${name}`])
    ]);
  });

  app.get('/limits', async () => orgLimits());

  app.get('/query', async (request) =>
    pages.run(request.userId, query(request)['q'], header(request, 'sforce-query-options'), baseOf(request))
  );
  app.get('/query/:locator', async (request) =>
    pages.more(request.userId, params(request)['locator'] ?? '', baseOf(request))
  );

  app.get('/sobjects', async (request) => {
    const user = org.users.context(null, request.userId);
    const readable = org.schema
      .in(user.language)
      .objects()
      .filter((object) => user.permissions.object(object.apiName).read);
    const { base } = baseOf(request);
    return {
      encoding: 'UTF-8',
      maxBatchSize: 200,
      sobjects: readable.map((object) => describeSummary(object, user, base))
    };
  });

  app.get('/sobjects/:object/describe', async (request) => {
    const user = org.users.context(null, request.userId);
    const schema = org.schema.in(user.language);
    const object = requireObject(schema, params(request)['object'] ?? '');
    if (!user.permissions.object(object.apiName).read)
      throw new HttpError(404, 'NOT_FOUND', 'The requested resource does not exist');
    return describeObject(schema, object, user, baseOf(request).base);
  });

  app.post('/sobjects/:object', async (request, reply) => {
    const result = inTransaction(request, (tx) => records.create(tx, params(request)['object'] ?? '', request.body));
    const { base } = baseOf(request);
    return reply
      .status(201)
      .header('location', `${base}/sobjects/${params(request)['object']}/${result.id}`)
      .send(toCreated(result));
  });

  app.get('/sobjects/:object/:id', async (request) => {
    const { object = '', id = '' } = params(request);
    return inTransaction(request, (tx) =>
      records.retrieve(tx, object, { field: 'Id', value: requireId(id) }, query(request)['fields'], baseOf(request))
    );
  });

  app.patch('/sobjects/:object/:id', async (request, reply) => {
    const { object = '', id = '' } = params(request);
    inTransaction(request, (tx) => records.update(tx, object, requireId(id), request.body));
    return reply.status(204).send();
  });

  app.delete('/sobjects/:object/:id', async (request, reply) => {
    const { object = '', id = '' } = params(request);
    inTransaction(request, (tx) => records.remove(tx, object, requireId(id)));
    return reply.status(204).send();
  });

  app.get('/sobjects/:object/:field/:key', async (request) => {
    const { object = '', field = '', key = '' } = params(request);
    const external = records.requireExternalId(requireObject(org.schema, object), field);
    return inTransaction(request, (tx) =>
      records.retrieve(tx, object, { field: external, value: key }, query(request)['fields'], baseOf(request))
    );
  });

  app.patch('/sobjects/:object/:field/:key', async (request, reply) => {
    const { object = '', field = '', key = '' } = params(request);
    const result = inTransaction(request, (tx) => records.upsert(tx, object, field, key, request.body));
    return reply.status(result.created ? 201 : 200).send({ ...toCreated(result), created: result.created });
  });

  app.post('/composite/sobjects', async (request) =>
    inTransaction(request, (tx) => collections.save(tx, 'insert', request.body))
  );
  app.patch('/composite/sobjects', async (request) =>
    inTransaction(request, (tx) => collections.save(tx, 'update', request.body))
  );
  app.patch('/composite/sobjects/:object/:field', async (request) => {
    const { object = '', field = '' } = params(request);
    return inTransaction(request, (tx) => collections.upsert(tx, object, field, request.body));
  });
  app.delete('/composite/sobjects', async (request) => {
    const { ids, allOrNone } = query(request);
    return inTransaction(request, (tx) => collections.remove(tx, ids, allOrNone === 'true'));
  });
  app.post('/composite/sobjects/:object', async (request) => {
    const { ids, fields } = readRetrieve(request.body);
    const { object = '' } = params(request);
    return inTransaction(request, (tx) =>
      ids.map((id) => retrieveOrNull(records, tx, object, id, fields, baseOf(request)))
    );
  });

  app.get('/tooling/executeAnonymous', async (request) => {
    const source = query(request)['anonymousBody'] ?? '';
    const user = org.users.context(null, request.userId);
    if (!user.permissions.system('AuthorApex'))
      throw new HttpError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights: Author Apex is needed');
    return toExecuted(() => inTransaction(request, (tx) => org.apex.executeAnonymous(tx, source)));
  });
}

/** What Apex throws is an answer here, not an error: "ExecuteAnonymousResult" (Tooling API Developer Guide). */
function toExecuted(work: () => void): JsonObject {
  let fault: ApexFault | null = null;
  try {
    work();
  } catch (error) {
    if (!(error instanceof ApexError)) throw error;
    fault = error.fault;
  }
  return {
    compiled: true,
    success: fault === null,
    line: -1,
    column: -1,
    compileProblem: null,
    exceptionMessage: fault && `${fault.type}: ${fault.message}`,
    exceptionStackTrace: fault && fault.stack
  };
}

/**
 * What stands where an id belongs and is none is taken for the name of an external id.
 *
 * @throws {HttpError} 404 NOT_FOUND
 */
function requireId(text: string): string {
  if (isId(text)) return text;
  throw new HttpError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${text}`);
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function readRetrieve(body: unknown): { ids: string[]; fields: string } {
  const ids = isJsonObject(body) ? body['ids'] : undefined;
  const fields = isJsonObject(body) ? body['fields'] : undefined;
  if (!isTexts(ids) || !isTexts(fields))
    throw new HttpError(400, 'JSON_PARSER_ERROR', 'The request body must be {"ids": […], "fields": […]}');
  return { ids, fields: fields.join(',') };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function retrieveOrNull(
  records: RecordApi,
  tx: Transaction,
  object: string,
  id: string,
  fields: string,
  urls: { base: string }
): JsonObject | null {
  try {
    return records.retrieve(tx, object, { field: 'Id', value: id }, fields, urls);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
