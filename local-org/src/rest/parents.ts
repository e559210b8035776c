import { OrgError } from '../org/errors.ts';
import type { Org, Transaction } from '../org/ports.ts';
import type { ObjectDescribe } from '../org/schema.ts';
import { isJsonObject, type JsonObject } from './json.ts';

/**
 * Replaces parents given by external id (`"Item__r": {"Key__c": "…"}`) by the lookup field with the parent's id, as
 * REST takes them in place of an id.
 *
 * @throws {OrgError} INVALID_FIELD for a parent that does not exist or a field that is no external id, in the words of
 *   Salesforce
 */
export function withParentIds(org: Org, tx: Transaction, object: ObjectDescribe, record: unknown): unknown {
  if (!isJsonObject(record)) return record;
  const resolved: JsonObject = {};
  for (const [name, value] of Object.entries(record)) {
    const lookup = object.fields.find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
    if (lookup === undefined || !isJsonObject(value)) resolved[name] = value;
    else resolved[lookup.apiName] = parentId(org, tx, lookup.referenceTo, value);
  }
  return resolved;
}

function parentId(org: Org, tx: Transaction, targets: readonly string[], reference: JsonObject): string {
  const [entry, ...others] = Object.entries(reference).filter(([name]) => name !== 'attributes');
  const target = targets[0];
  if (entry === undefined || others.length > 0 || target === undefined || targets.length > 1)
    throw new OrgError('INVALID_FIELD', 'A parent is given by exactly one external id field');
  const [name, key] = entry;
  const field = org.schema.field(target, name);
  if (field?.externalId !== true || typeof key !== 'string')
    throw new OrgError('INVALID_FIELD', `${name} is not an External ID or indexed field for ${target}`, [name]);
  const { rows } = org.query.query(tx, {
    soql: `SELECT Id FROM ${target} WHERE ${field.apiName} = :key`,
    binds: { key },
    access: 'user',
    sharing: 'with'
  });
  const id = rows[0]?.values['Id'];
  if (typeof id !== 'string')
    throw new OrgError(
      'INVALID_FIELD',
      `Foreign key external ID: ${key} not found for field ${field.apiName} in entity ${target}`
    );
  return id;
}
