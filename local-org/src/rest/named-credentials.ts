import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Credentials } from '../callout/credentials.ts';
import type { ExternalCredential, NamedCredential } from '../metadata/configuration.ts';
import type { Org } from '../org/ports.ts';
import { HttpError } from './errors.ts';
import { isJsonObject, type JsonObject } from './json.ts';

/** What may stand in a URL that secrets are sent to. */
const ADDRESS = /^https?:\/\/[^\s]+$/;

/**
 * The Connect API's named credentials, as far as an installation needs them: the address of one, and whether the
 * principal of an external credential has its secrets. Secrets are written and never read back.
 */
export function namedCredentialRoutes(app: FastifyInstance, org: Org, credentials: Credentials): void {
  app.addHook('preHandler', async (request) => {
    // "Manage Named Credentials or Customize Applications" (Create or Edit a Named Credential, Salesforce Help).
    const { permissions } = org.users.context(null, request.userId);
    if (!permissions.system('ManageNamedCredentials') && !permissions.system('CustomizeApplication'))
      throw new HttpError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights: Manage Named Credentials is needed');
  });

  app.get('/named-credential-setup/:name', async (request) => toNamed(namedOf(credentials, request)));

  app.put('/named-credential-setup/:name', async (request) => {
    const named = namedOf(credentials, request);
    const url = textIn(bodyOf(request), 'calloutUrl');
    if (!ADDRESS.test(url) || !URL.canParse(url)) throw invalid(`calloutUrl is no address: ${url}`);
    credentials.setAddress(named.name, url);
    return toNamed({ ...named, url });
  });

  app.get('/credential', async (request) => {
    const query = request.query;
    return toCredential(credentials, principalOf(credentials, isJsonObject(query) ? query : {}));
  });

  for (const method of ['POST', 'PUT', 'PATCH'] as const)
    app.route({
      method,
      url: '/credential',
      handler: async (request) => {
        const body = bodyOf(request);
        const external = principalOf(credentials, body);
        const given = body['credentials'];
        if (!isJsonObject(given)) throw invalid('credentials must be an object of values by name');
        const values = Object.entries(given).map(([name, value]) => [name, valueOf(name, value)] as const);
        const known = credentials.secretsOf(external.name);
        if (method === 'POST' && known.length > 0) throw invalid('The credential is there already: use PUT or PATCH');
        // PUT replaces all of a credential, PATCH what is named (Credential Input, Connect REST API Developer Guide).
        if (method === 'PUT') for (const name of known) credentials.removeSecret(external.name, name);
        for (const [name, value] of values) credentials.setSecret(external.name, name, value);
        return toCredential(credentials, external);
      }
    });
}

function bodyOf(request: FastifyRequest): JsonObject {
  if (isJsonObject(request.body)) return request.body;
  throw new HttpError(400, 'JSON_PARSER_ERROR', 'The request body must be a JSON object');
}

function textIn(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw invalid(`${name} must be a text`);
  return value;
}

function valueOf(name: string, entry: unknown): string {
  if (!isJsonObject(entry)) throw invalid(`credentials.${name} must be {"value": …, "encrypted": …}`);
  return textIn(entry, 'value');
}

function invalid(message: string): HttpError {
  return new HttpError(400, 'INVALID_INPUT', message);
}

function namedOf(credentials: Credentials, request: FastifyRequest): NamedCredential {
  const { name } = request.params as { name: string }; // Fastify gives the parameter of the path.
  const found = credentials.named(name);
  if (!found) throw new HttpError(404, 'NOT_FOUND', `There is no named credential ${name}`);
  return found;
}

function principalOf(credentials: Credentials, names: JsonObject): ExternalCredential {
  const external = credentials.external(textIn(names, 'externalCredential'));
  if (textIn(names, 'principalType') !== 'NamedPrincipal')
    throw invalid('Only NamedPrincipal is supported by the local org');
  if (!external || external.principal !== textIn(names, 'principalName'))
    throw new HttpError(404, 'NOT_FOUND', 'There is no such external credential or principal');
  return external;
}

function toNamed(named: NamedCredential): JsonObject {
  return {
    developerName: named.name,
    masterLabel: named.label,
    type: 'SecuredEndpoint',
    calloutUrl: named.url,
    calloutStatus: 'Enabled',
    externalCredentials: [{ developerName: named.externalCredential }],
    calloutOptions: {
      allowMergeFieldsInBody: false,
      allowMergeFieldsInHeader: true,
      generateAuthorizationHeader: false
    },
    customHeaders: [],
    parameters: []
  };
}

function toCredential(credentials: Credentials, external: ExternalCredential): JsonObject {
  const names = credentials.secretsOf(external.name);
  return {
    externalCredential: external.name,
    principalName: external.principal,
    principalType: 'NamedPrincipal',
    authenticationProtocol: 'Custom',
    authenticationStatus: names.length > 0 ? 'Configured' : 'Unknown',
    credentials: Object.fromEntries(names.map((name) => [name, { encrypted: true }]))
  };
}
