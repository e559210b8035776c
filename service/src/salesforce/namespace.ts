import type { OrgClient, OrgRecord } from './client.ts';

/** A namespace as Salesforce allows it. */
export const NAMESPACE = /^[a-zA-Z](?:_?[a-zA-Z0-9]){0,14}$/;
/** A name that a package adds, without a namespace: `Handoff__c`, `Items__r`, `Handoff_Setting__mdt`. */
const OWN_NAME = /\b(?!\w+__\w+__)[a-zA-Z]\w*__(?:c|r|mdt|e)\b/g;
const TEXTS = /('(?:[^'\\]|\\.)*')/;

/**
 * The same client for an org in which the package has a namespace: there every name that the package adds begins with
 * it, in what goes out and in what comes back. Values, texts in queries included, stay as they are.
 *
 * @param namespace without underscores; '' for an org without
 */
export function withNamespace(client: OrgClient, namespace: string): OrgClient {
  if (namespace === '') return client;
  const prefix = `${namespace}__`;
  const qualify = (names: string): string => names.replace(OWN_NAME, (name) => `${prefix}${name}`);
  const local = (name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  return {
    get calls() {
      return client.calls;
    },
    orgId: () => client.orgId(),
    instanceUrl: () => client.instanceUrl(),
    query: async (soql) => {
      // Every second part is a text in quotes.
      const parts = soql.split(TEXTS).map((part, index) => (index % 2 === 0 ? qualify(part) : part));
      return (await client.query(parts.join(''))).map((record) => renamed(record, local) as OrgRecord); // An object stays one.
    },
    readableFields: async (object) => new Set([...(await client.readableFields(qualify(object)))].map(local)),
    writableFields: async (object) =>
      new Map([...(await client.writableFields(qualify(object)))].map(([name, values]) => [local(name), values])),
    upsertAll: (subrequests) =>
      client.upsertAll(
        subrequests.map(({ path, body, ...rest }) => ({ ...rest, path: qualify(path), body: renamed(body, qualify) }))
      ),
    update: (object, id, values) =>
      client.update(qualify(object), id, renamed(values, qualify) as Readonly<Record<string, unknown>>) // As above.
  };
}

/** A JSON value with other names of fields, and of the object that `attributes` tells. */
function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) =>
      name === 'attributes' ? [name, attributes(entry, rename)] : [rename(name), renamed(entry, rename)]
    )
  );
}

function attributes(value: unknown, rename: (name: string) => string): unknown {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return value;
  return { ...value, type: rename(value.type) };
}
