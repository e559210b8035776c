import type { SaveError } from '../../org/errors.ts';
import { isId, normalizeId } from '../../org/ids.ts';
import type { SaveOperation, SaveRequest } from '../../org/ports.ts';
import type { FieldDescribe, ObjectDescribe, RecordValues } from '../../org/schema.ts';
import type { RecordSharing } from '../sharing.ts';
import type { Store } from '../store.ts';
import type { StoreTransaction } from '../transaction.ts';
import { checkValue, defaultOf } from './values.ts';

/** One record on its way through a save. */
export interface Pending {
  /** Place in the request. */
  index: number;
  id: string | null;
  /** The new version, whole. */
  values: RecordValues;
  old: RecordValues | null;
  /** Fields that the caller named. */
  given: Set<string>;
  created: boolean;
  errors: SaveError[];
}

export interface SaveScope {
  tx: StoreTransaction;
  store: Store;
  sharing: RecordSharing;
  object: ObjectDescribe;
  request: SaveRequest;
}

export function error(statusCode: string, message: string, fields: readonly string[] = []): SaveError {
  return { statusCode, message, fields };
}

/** Finds the record to change and puts the new values on it, or starts a new one; checks who may. */
export function prepare(scope: SaveScope, record: RecordValues, index: number): Pending {
  const { request } = scope;
  const pending: Pending = {
    index,
    id: null,
    values: {},
    old: null,
    given: new Set(Object.keys(record)),
    created: false,
    errors: []
  };
  const target = request.operation === 'upsert' ? upsertTarget(scope, record, pending) : record['Id'];
  if (pending.errors.length > 0) return pending;
  if (request.operation === 'insert' || (request.operation === 'upsert' && target === undefined)) {
    if (request.operation === 'insert' && typeof record['Id'] === 'string') {
      pending.errors.push(error('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']));
      return pending;
    }
    pending.created = true;
    checkAllowed(scope, 'create', pending);
    for (const field of scope.object.fields) if (!field.readOnly) pending.values[field.apiName] = defaultOf(field);
    if (scope.object.fields.some((field) => field.apiName === 'OwnerId')) pending.values['OwnerId'] = scope.tx.user.id;
    assign(scope, record, pending);
    return pending;
  }
  if (!load(scope, target, pending)) return pending;
  checkAllowed(scope, 'edit', pending);
  pending.values = { ...pending.old };
  assign(scope, record, pending);
  return pending;
}

/** Loads the record of an update or delete; false, with the error, where it cannot be had. */
export function load(scope: SaveScope, id: unknown, pending: Pending): boolean {
  if (typeof id !== 'string' || !isId(id)) {
    pending.errors.push(
      id === undefined || id === null
        ? error('MISSING_ARGUMENT', `Id not specified in an ${scope.request.operation} call`, ['Id'])
        : error('MALFORMED_ID', `bad id ${String(id)}`, ['Id'])
    );
    return false;
  }
  pending.id = normalizeId(id);
  if (scope.store.schema.objectOfId(pending.id)?.apiName !== scope.object.apiName) {
    pending.errors.push(error('MALFORMED_ID', `${scope.object.label} ID: id value of incorrect type: ${id}`, ['Id']));
    return false;
  }
  const table = scope.store.table(scope.object.apiName);
  const row = table.get(pending.id);
  const visible = row && (scope.request.sharing === 'without' || scope.sharing.canRead(scope.tx, scope.object, row));
  if (!row || !visible) {
    const deleted = table.getDeleted(pending.id) !== undefined;
    pending.errors.push(
      deleted
        ? error('ENTITY_IS_DELETED', 'entity is deleted')
        : error('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')
    );
    return false;
  }
  pending.old = row;
  return true;
}

/** Object permission in user mode, and reach of the record where sharing applies. */
export function checkAllowed(scope: SaveScope, right: 'create' | 'edit' | 'delete', pending: Pending): void {
  const { tx, object, request, sharing } = scope;
  if (request.access === 'user' && !tx.user.permissions.object(object.apiName)[right]) {
    pending.errors.push(
      error(
        right === 'create' ? 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' : 'INSUFFICIENT_ACCESS_OR_READONLY',
        `insufficient access rights on object id: ${object.apiName}`
      )
    );
    return;
  }
  const shares = request.sharing === 'with' || request.access === 'user';
  if (shares && pending.old && !sharing.canEdit(tx, object, pending.old)) {
    pending.errors.push(error('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
  }
}

function upsertTarget({ store, object, request }: SaveScope, record: RecordValues, pending: Pending): unknown {
  const key = request.externalIdField ?? 'Id';
  if (key === 'Id') return record['Id'] ?? undefined;
  const value = record[key] ?? null;
  if (value === null) {
    pending.errors.push(error('MISSING_ARGUMENT', `${key} not specified`, [key]));
    return undefined;
  }
  const matches = [...store.table(object.apiName).find(key, value)];
  if (matches.length > 1) {
    pending.errors.push(
      error(
        'DUPLICATE_EXTERNAL_ID',
        `${key}: more than one record found for external id field: [${matches.join(', ')}]`,
        [key]
      )
    );
  }
  return matches[0];
}

function assign(scope: SaveScope, record: RecordValues, pending: Pending): void {
  const refused: string[] = [];
  for (const [name, value] of Object.entries(record)) {
    if (name === 'Id') continue;
    const field = scope.store.schema.field(scope.object.apiName, name);
    if (!field) {
      pending.errors.push(
        error('INVALID_FIELD', `No such column '${name}' on sobject of type ${scope.object.apiName}`, [name])
      );
    } else if (!mayWrite(scope, field, pending)) {
      refused.push(field.apiName);
    } else {
      const checked = checkValue(field, value);
      if ('error' in checked) pending.errors.push(checked.error);
      else pending.values[field.apiName] = checked.value;
    }
  }
  if (refused.length > 0) {
    pending.errors.push(
      error(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${refused.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        refused
      )
    );
  }
}

function mayWrite({ tx, object, request }: SaveScope, field: FieldDescribe, pending: Pending): boolean {
  if (field.readOnly || (field.createOnly && !pending.created)) return false;
  if (request.access === 'system') return true;
  // The key of an upsert finds the record; it is written only on a new one.
  if (request.operation === 'upsert' && field.apiName === request.externalIdField && !pending.created) return true;
  return tx.user.permissions.field(object.apiName, field.apiName).edit;
}

/** The operations that write values. */
export function isWrite(operation: SaveOperation): boolean {
  return operation === 'insert' || operation === 'update' || operation === 'upsert';
}
