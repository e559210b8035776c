import type { RecordValues } from '../../org/schema.ts';
import type { Removal } from '../store.ts';
import { error, type Pending, type SaveScope } from './pending.ts';

/**
 * Deletes a record with its details, and empties the lookups that pointed to it. Details that go along run no
 * triggers ("Operations That Don't Invoke Triggers", Apex Developer Guide).
 *
 * @param together records deleted in the same call: they do not hold each other back
 */
export function removeRow(scope: SaveScope, pending: Pending, together: ReadonlySet<string>): void {
  if (pending.id === null) return;
  removeTree(scope, { object: scope.object.apiName, id: pending.id, root: pending.id }, pending, together);
}

function removeTree(
  scope: SaveScope,
  { object, id, root }: { object: string; id: string; root: string },
  pending: Pending,
  together: ReadonlySet<string>
): void {
  const { store, tx } = scope;
  const emptied: { object: string; id: string; field: string }[] = [];
  for (const { child, field } of lookupsTo(scope, object)) {
    for (const childId of [...store.table(child.apiName).find(field.apiName, id)]) {
      if (field.onParentDelete === 'restrict' && !together.has(childId)) {
        pending.errors.push(
          error(
            'DELETE_FAILED',
            `Your attempt to delete the record could not be completed because it is associated with the following ${child.labelPlural}: ${childId}`
          )
        );
        return;
      }
      if (field.onParentDelete === 'cascade') {
        removeTree(scope, { object: child.apiName, id: childId, root }, pending, together);
      } else {
        const row = store.table(child.apiName).get(childId);
        if (row) tx.write(child.apiName, childId, { ...row, [field.apiName]: null });
        emptied.push({ object: child.apiName, id: childId, field: field.apiName });
      }
    }
  }
  // Read only now: a record that points to itself has just been changed.
  const row = store.table(object).get(id);
  if (!row) return;
  const { moment } = scope;
  const gone = { ...row, IsDeleted: true, SystemModstamp: moment, LastModifiedDate: moment };
  store.removals.set(gone, { root, emptied } satisfies Removal);
  tx.write(object, id, gone, true);
}

function lookupsTo({ store }: SaveScope, object: string) {
  return store.schema
    .objects()
    .flatMap((child) =>
      child.fields.filter((field) => field.referenceTo.includes(object)).map((field) => ({ child, field }))
    );
}

/** Brings a record back from the recycle bin, with its details and the lookups that were emptied for it. */
export function restoreRow(scope: SaveScope, pending: Pending): void {
  const { store, object } = scope;
  const table = store.table(object.apiName);
  const row = pending.id === null ? undefined : table.getDeleted(pending.id);
  if (!row || pending.id === null) {
    pending.errors.push(error('UNDELETE_FAILED', 'Entity is not in the recycle bin'));
    return;
  }
  if (!mayTake(scope, row, pending)) return;
  const master = object.fields.find((field) => {
    const id = row[field.apiName];
    const parent =
      typeof id === 'string' && field.onParentDelete === 'cascade' ? store.schema.objectOfId(id) : undefined;
    return parent && !store.table(parent.apiName).get(String(id));
  });
  if (master) {
    pending.errors.push(error('UNDELETE_FAILED', `Undelete the record in ${master.label} first`, [master.apiName]));
    return;
  }
  restoreTree(scope, object.apiName, pending.id, store.removals.get(row)?.root ?? pending.id);
  pending.values = { ...table.get(pending.id) };
}

function mayTake({ tx, object, request, shares, sharing }: SaveScope, row: RecordValues, pending: Pending): boolean {
  const allowed = request.access === 'system' || tx.user.permissions.object(object.apiName).delete;
  if (allowed && (!shares || sharing.canDelete(tx, object, row))) return true;
  pending.errors.push(error('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
  return false;
}

/**
 * Takes a record out of the recycle bin for good, with the details that were deleted along with it. Those may not be
 * named themselves ("emptyRecycleBin()", SOAP API Developer Guide).
 */
export function purgeRow(scope: SaveScope, pending: Pending): void {
  const { store, object } = scope;
  const row = pending.id === null ? undefined : store.table(object.apiName).getDeleted(pending.id);
  if (!row || pending.id === null || (store.removals.get(row)?.root ?? pending.id) !== pending.id) {
    pending.errors.push(error('INVALID_ID_FIELD', 'Invalid record id; no recycle bin entry found'));
    return;
  }
  if (mayTake(scope, row, pending)) purgeTree(scope, object.apiName, pending.id, pending.id);
}

function purgeTree(scope: SaveScope, object: string, id: string, root: string): void {
  const { store, tx } = scope;
  for (const { child, field } of lookupsTo(scope, object)) {
    if (field.onParentDelete !== 'cascade') continue;
    for (const row of [...store.table(child.apiName).deletedRows()]) {
      if (row[field.apiName] === id && store.removals.get(row)?.root === root)
        purgeTree(scope, child.apiName, String(row['Id']), root);
    }
  }
  tx.write(object, id, undefined);
}

function restoreTree(scope: SaveScope, object: string, id: string, root: string): void {
  const { store, tx, moment } = scope;
  const row = store.table(object).getDeleted(id);
  if (!row) return;
  tx.write(object, id, { ...row, IsDeleted: false, SystemModstamp: moment, LastModifiedDate: moment });
  for (const lookup of store.removals.get(row)?.emptied ?? []) {
    const pointing = store.table(lookup.object).get(lookup.id);
    // "Only lookup relationships that have not been replaced" come back (Restoring Deleted Records).
    if (pointing && (pointing[lookup.field] ?? null) === null) {
      tx.write(lookup.object, lookup.id, { ...pointing, [lookup.field]: id });
    }
  }
  for (const { child, field } of lookupsTo(scope, object)) {
    if (field.onParentDelete !== 'cascade') continue;
    for (const childRow of [...store.table(child.apiName).deletedRows()]) {
      // Only what went with the parent comes back with it.
      const wentAlong = childRow[field.apiName] === id && store.removals.get(childRow)?.root === root;
      if (wentAlong) restoreTree(scope, child.apiName, String(childRow['Id']), root);
    }
  }
}
