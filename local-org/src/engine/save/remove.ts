import type { RecordValues } from '../../org/schema.ts';
import { error, type Pending, type SaveScope } from './prepare.ts';

/** Deletes a record with its details, and empties the lookups that pointed to it. */
export function removeRow(scope: SaveScope, pending: Pending): void {
  if (pending.id !== null) removeTree(scope, scope.object.apiName, pending.id, pending);
}

function removeTree(scope: SaveScope, object: string, id: string, pending: Pending): void {
  const row = scope.store.table(object).get(id);
  if (!row) return;
  for (const child of scope.store.schema.objects()) {
    for (const field of child.fields) {
      if (!field.referenceTo.includes(object)) continue;
      for (const childId of [...scope.store.table(child.apiName).find(field.apiName, id)]) {
        if (field.onParentDelete === 'restrict') {
          pending.errors.push(
            error(
              'DELETE_FAILED',
              `Your attempt to delete the record could not be completed because it is associated with ${child.labelPlural}.`
            )
          );
          return;
        }
        if (field.onParentDelete === 'cascade') removeTree(scope, child.apiName, childId, pending);
        else emptyLookup(scope, child.apiName, childId, field.apiName);
      }
    }
  }
  const moment = scope.store.moment(scope.tx.now);
  scope.tx.write(object, id, { ...row, IsDeleted: true, SystemModstamp: moment, LastModifiedDate: moment }, true);
}

function emptyLookup(scope: SaveScope, object: string, id: string, field: string): void {
  const row = scope.store.table(object).get(id);
  if (row && row[field] !== undefined) scope.tx.write(object, id, { ...row, [field]: null });
}

/** Brings a record and its details back from the recycle bin. @returns false when it is not there */
export function restoreRow(scope: SaveScope, pending: Pending): boolean {
  const row = pending.id === null ? undefined : scope.store.table(scope.object.apiName).getDeleted(pending.id);
  if (!row || pending.id === null) return false;
  restoreTree(scope, scope.object.apiName, pending.id, row);
  pending.values = scope.store.table(scope.object.apiName).get(pending.id) ?? {};
  return true;
}

function restoreTree(scope: SaveScope, object: string, id: string, row: RecordValues): void {
  const moment = scope.store.moment(scope.tx.now);
  scope.tx.write(object, id, { ...row, IsDeleted: false, SystemModstamp: moment, LastModifiedDate: moment });
  for (const child of scope.store.schema.objects()) {
    for (const field of child.fields) {
      if (!field.referenceTo.includes(object) || field.onParentDelete !== 'cascade') continue;
      for (const childRow of [...scope.store.table(child.apiName).deletedRows()]) {
        // Only what went with the parent comes back with it.
        const wentAlong =
          childRow[field.apiName] === id && String(childRow['SystemModstamp']) <= String(row['SystemModstamp']);
        if (wentAlong) restoreTree(scope, child.apiName, String(childRow['Id']), childRow);
      }
    }
  }
}
