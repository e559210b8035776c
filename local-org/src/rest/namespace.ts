import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OrgError } from '../org/errors.ts';
import type { Schema } from '../org/schema.ts';
import { isJsonObject } from './json.ts';

/** Every custom name here is the package's: the org has no others. */
const CUSTOM = /\b[a-zA-Z]\w*__(?:c|r|mdt|e)\b/g;

/**
 * The REST API of an org in which the package is installed with a namespace: its names go out with it, and are known by
 * it only. Inside, the package's own code does without, as Apex in a namespace may.
 */
export function nameWith(app: FastifyInstance, namespace: string, schema: Schema): void {
  const prefix = `${namespace}__`;
  const local = (text: string): string =>
    text.replace(CUSTOM, (name) => {
      if (name.startsWith(prefix)) return name.slice(prefix.length);
      // In the words of Salesforce for what does not exist: without its namespace it does not.
      throw schema.object(name)
        ? new OrgError('INVALID_TYPE', `sObject type '${name}' is not supported.`)
        : new OrgError('INVALID_FIELD', `No such column '${name}'`, [name]);
    });
  const qualified = (text: string): string =>
    text.replace(CUSTOM, (name) => (name.startsWith(prefix) ? name : `${prefix}${name}`));

  app.addHook('preHandler', async (request) => {
    if (isBundle(request)) return;
    for (const values of [request.params, request.query]) {
      if (!isJsonObject(values)) continue;
      for (const [name, value] of Object.entries(values))
        if (typeof value === 'string') values[name] = name === 'q' ? outsideTexts(value, local) : local(value);
    }
    request.body = renamed(request.body, local);
  });
  app.addHook('preSerialization', async (request, _reply, payload) =>
    isBundle(request) ? payload : renamed(payload, qualified)
  );
}

/** A composite request is a bundle of others, each of which is named on its own. */
function isBundle(request: FastifyRequest): boolean {
  return request.routeOptions.url?.endsWith('/composite') === true;
}

/** Changes the names of a query, and leaves its texts in quotes alone. */
function outsideTexts(soql: string, rename: (text: string) => string): string {
  return soql.replace(/'(?:[^'\\]|\\.)*'|[^']+/g, (part) => (part.startsWith("'") ? part : rename(part)));
}

/**
 * Renames keys, and texts where the API itself says something: its own words begin with a small letter, fields of
 * records with a capital.
 */
function renamed(value: unknown, rename: (text: string) => string, isWord = true): unknown {
  if (typeof value === 'string') return isWord ? rename(value) : value;
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, rename, isWord));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [rename(name), renamed(entry, rename, /^[a-z](?!.*__)/.test(name))])
  );
}
