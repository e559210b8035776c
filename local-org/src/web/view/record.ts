import { OrgError } from '../../org/errors.ts';
import { isId } from '../../org/ids.ts';
import type { Org, Transaction } from '../../org/ports.ts';
import type { ObjectDescribe } from '../../org/schema.ts';

/**
 * The object of a record that the user may see.
 *
 * @throws {OrgError} NOT_FOUND for what is no id, for a record that does not exist, and for one that is not shared with
 *   the user, which must look the same; INSUFFICIENT_ACCESS for an object that the user may not read at all
 */
export function requireRecord(org: Org, tx: Transaction, id: string): ObjectDescribe {
  const object = isId(id) ? org.schema.objectOfId(id) : undefined;
  if (!object) throw new OrgError('NOT_FOUND', 'The requested resource does not exist');
  requireReadable(tx, object);
  const { rows } = org.query.query(tx, {
    soql: `SELECT Id FROM ${object.apiName} WHERE Id = :id`,
    binds: { id },
    access: 'user',
    sharing: 'with'
  });
  if (rows.length === 0) throw new OrgError('NOT_FOUND', 'The requested resource does not exist');
  return object;
}

/** @throws {OrgError} INSUFFICIENT_ACCESS */
export function requireReadable(tx: Transaction, object: ObjectDescribe): void {
  if (!tx.user.permissions.object(object.apiName).read)
    throw new OrgError('INSUFFICIENT_ACCESS', `You don't have access to ${object.labelPlural}.`);
}
