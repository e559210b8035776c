import type { FieldDescribe } from '../../org/schema.ts';
import { error, type Pending, type SaveScope } from './pending.ts';

/** Object permission in user mode, and reach of the record where sharing applies. */
export function checkAllowed(scope: SaveScope, right: 'create' | 'edit' | 'delete', pending: Pending): void {
  const { tx, object, request, sharing } = scope;
  if (request.access === 'user' && !tx.user.permissions.object(object.apiName)[right]) {
    pending.errors.push(
      right === 'create'
        ? error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${object.label}`)
        : error('INSUFFICIENT_ACCESS_OR_READONLY', `insufficient access rights on object id: ${object.apiName}`)
    );
    return;
  }
  if (!scope.shares || !pending.old) return;
  const reached =
    right === 'delete' ? sharing.canDelete(tx, object, pending.old) : sharing.canEdit(tx, object, pending.old);
  if (!reached) {
    pending.errors.push(error('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
  }
}

/** Whether this save may set the field: never read-only ones, and in user mode what field-level security allows. */
export function mayWrite({ tx, object, request }: SaveScope, field: FieldDescribe, pending: Pending): boolean {
  if (field.readOnly || (field.createOnly && !pending.created)) return false;
  if (request.access === 'system') return true;
  // The key of an upsert finds the record; it is written only on a new one.
  if (isUpsertKey(request.externalIdField, field) && !pending.created) return true;
  return tx.user.permissions.field(object.apiName, field.apiName).edit;
}

function isUpsertKey(key: string | undefined, field: FieldDescribe): boolean {
  return key?.toLowerCase() === field.apiName.toLowerCase();
}
