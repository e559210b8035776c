import { OrgError } from '../../org/errors.ts';
import { isId, normalizeId } from '../../org/ids.ts';
import type { FieldDescribe, FieldValue, RecordValues } from '../../org/schema.ts';
import { checkAllowed, mayWrite } from './access.ts';
import { error, formulaInput, isWrite, newPending, type Pending, type SaveScope } from './pending.ts';
import { checkValue } from './values.ts';

/** Finds the records of a chunk and puts the new values on them, or starts new ones; checks who may. */
export function prepareAll(scope: SaveScope, indexes: readonly number[]): Pending[] {
  const seen = new Set<FieldValue>();
  return indexes.map((index) => {
    const pending = newPending(index);
    const record = scope.request.records[index] ?? {};
    if (isWrite(scope.request.operation)) prepareWrite(scope, record, pending, seen);
    else prepareRemoval(scope, record, pending, seen);
    return pending;
  });
}

function prepareWrite(scope: SaveScope, record: RecordValues, pending: Pending, seen: Set<FieldValue>): void {
  const { request } = scope;
  const target = request.operation === 'upsert' ? upsertTarget(scope, record, pending, seen) : record['Id'];
  if (pending.errors.length > 0) return;
  if (request.operation === 'insert' || (request.operation === 'upsert' && target === undefined)) {
    if (request.operation === 'insert' && typeof record['Id'] === 'string') {
      pending.errors.push(error('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']));
      return;
    }
    pending.created = true;
    checkAllowed(scope, 'create', pending);
    pending.values = scope.rules.defaults(scope.object, formulaInput(scope, pending));
    if (scope.object.fields.some((field) => field.apiName === 'OwnerId')) pending.values['OwnerId'] = scope.tx.user.id;
    const { currency } = scope.tx.user;
    if (currency !== undefined && 'CurrencyIsoCode' in pending.values) pending.values['CurrencyIsoCode'] = currency;
  } else {
    if (!load(scope, target, pending, seen)) return;
    checkAllowed(scope, 'edit', pending);
    pending.values = { ...pending.old };
  }
  // Whoever may not write the record need not be told which of its fields they may not write either.
  if (pending.errors.length === 0) assign(scope, record, pending);
}

function prepareRemoval(scope: SaveScope, record: RecordValues, pending: Pending, seen: Set<FieldValue>): void {
  if (scope.request.operation === 'undelete' || scope.request.operation === 'purge') {
    pending.id = typeof record['Id'] === 'string' && isId(record['Id']) ? normalizeId(record['Id']) : null;
    if (pending.id === null) pending.errors.push(error('MALFORMED_ID', `bad id ${String(record['Id'])}`, ['Id']));
    return;
  }
  if (load(scope, record['Id'], pending, seen)) {
    checkAllowed(scope, 'delete', pending);
    pending.values = { ...pending.old };
  }
}

/** Loads the record of an update or delete; false, with the error, where it cannot be had. */
function load(scope: SaveScope, id: unknown, pending: Pending, seen: Set<FieldValue>): boolean {
  const refuse = (code: string, message: string, fields: readonly string[] = []): false => {
    pending.errors.push(error(code, message, fields));
    return false;
  };
  if (id === undefined || id === null) {
    return refuse('MISSING_ARGUMENT', `Id not specified in an ${scope.request.operation} call`, ['Id']);
  }
  if (typeof id !== 'string' || !isId(id)) return refuse('MALFORMED_ID', `bad id ${String(id)}`, ['Id']);
  pending.id = normalizeId(id);
  if (scope.store.schema.objectOfId(pending.id)?.apiName !== scope.object.apiName) {
    return refuse('MALFORMED_ID', `${scope.object.label} ID: id value of incorrect type: ${id}`, ['Id']);
  }
  if (seen.has(pending.id)) return refuse('DUPLICATE_VALUE', `Duplicate id in list: ${pending.id}`, ['Id']);
  seen.add(pending.id);
  const table = scope.store.table(scope.object.apiName);
  const row = table.get(pending.id);
  if (!row && table.getDeleted(pending.id)) return refuse('ENTITY_IS_DELETED', 'entity is deleted');
  if (!row || (scope.shares && !scope.sharing.canRead(scope.tx, scope.object, row))) {
    return refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  }
  if (scope.tx.inTrigger.has(pending.id)) {
    return refuse(
      'SELF_REFERENCE_FROM_TRIGGER',
      `Object (id = ${pending.id}) is currently in trigger, therefore it cannot recursively ${scope.request.operation} itself`
    );
  }
  pending.old = row;
  return true;
}

/**
 * The field an upsert goes by.
 *
 * @throws {OrgError} INVALID_FIELD when it cannot identify records
 */
export function upsertKey({ store, object, request }: SaveScope): FieldDescribe | undefined {
  if (request.externalIdField === undefined || request.externalIdField.toLowerCase() === 'id') return undefined;
  const field = store.schema.field(object.apiName, request.externalIdField);
  if (!field?.externalId && !field?.unique) {
    throw new OrgError(
      'INVALID_FIELD',
      `Field name provided, ${request.externalIdField} does not match an External ID, Salesforce Id, or indexed field for ${object.apiName}`,
      [request.externalIdField]
    );
  }
  return field;
}

function upsertTarget(scope: SaveScope, record: RecordValues, pending: Pending, seen: Set<FieldValue>): unknown {
  const field = upsertKey(scope);
  if (!field) return record['Id'] ?? undefined;
  const key = field.apiName;
  const name = Object.keys(record).find((candidate) => candidate.toLowerCase() === key.toLowerCase());
  const value = (name === undefined ? null : record[name]) ?? null;
  if (value === null) {
    pending.errors.push(error('MISSING_ARGUMENT', `${key} not specified`, [key]));
    return undefined;
  }
  // Prefixed, since the same set also holds the ids that were found.
  const once = `${key}=${typeof value === 'string' && !field.caseSensitive ? value.toLowerCase() : value}`;
  const matches = [...scope.store.table(scope.object.apiName).find(key, value)];
  if (seen.has(once)) {
    pending.errors.push(error('DUPLICATE_VALUE', `Duplicate external id specified: ${value}`, [key]));
  } else if (matches.length > 1) {
    pending.errors.push(
      error(
        'DUPLICATE_EXTERNAL_ID',
        `${key}: more than one record found for external id field: [${matches.join(', ')}]`,
        [key]
      )
    );
  }
  seen.add(once);
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
      pending.given.add(field.apiName);
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
