import type { Transaction } from '../org/ports.ts';
import type { ObjectDescribe, RecordValues } from '../org/schema.ts';
import type { Store } from './store.ts';

/**
 * Whether a user reaches a record: by owning it, by the object's organization-wide default, through its parent, or
 * by seeing or modifying all. Role hierarchies, sharing rules and teams are not modelled.
 */
export class RecordSharing {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  canRead(tx: Transaction, object: ObjectDescribe, row: RecordValues): boolean {
    const access = tx.user.permissions.object(object.apiName);
    if (access.viewAll || access.modifyAll || tx.user.permissions.system('ViewAllData')) return true;
    switch (object.sharingModel) {
      case 'Read':
      case 'ReadWrite':
        return true;
      case 'Private':
        return owns(tx, row);
      case 'ControlledByParent': {
        const parent = this.#parent(object, row);
        return parent ? this.canRead(tx, parent.object, parent.row) : owns(tx, row);
      }
    }
  }

  canEdit(tx: Transaction, object: ObjectDescribe, row: RecordValues): boolean {
    return this.#canChange(tx, object, row, object.sharingModel === 'ReadWrite');
  }

  /** "Public Read/Write" lets everyone edit, and only the owner delete (Organization-Wide Sharing Defaults, Help). */
  canDelete(tx: Transaction, object: ObjectDescribe, row: RecordValues): boolean {
    return this.#canChange(tx, object, row, false);
  }

  /** Whether a new record may be put under its parent: a detail's master must be editable, or readable if it says so. */
  canAddTo(tx: Transaction, object: ObjectDescribe, row: RecordValues): boolean {
    if (object.sharingModel !== 'ControlledByParent' || !this.#parent(object, row)) return true;
    return this.canEdit(tx, object, row);
  }

  #canChange(tx: Transaction, object: ObjectDescribe, row: RecordValues, open: boolean): boolean {
    const access = tx.user.permissions.object(object.apiName);
    if (open || access.modifyAll || tx.user.permissions.system('ModifyAllData')) return true;
    if (object.sharingModel !== 'ControlledByParent') return owns(tx, row);
    const parent = this.#parent(object, row);
    // A contact without an account has no parent to follow: its owner has it.
    if (!parent) return owns(tx, row);
    const field = this.#store.schema.field(object.apiName, object.controlledBy ?? '');
    return field?.writeRequiresMasterRead
      ? this.canRead(tx, parent.object, parent.row)
      : this.canEdit(tx, parent.object, parent.row);
  }

  #parent(object: ObjectDescribe, row: RecordValues): { object: ObjectDescribe; row: RecordValues } | undefined {
    const id = row[object.controlledBy ?? ''];
    if (typeof id !== 'string') return undefined;
    const parent = this.#store.schema.objectOfId(id);
    const parentRow =
      parent && (this.#store.table(parent.apiName).get(id) ?? this.#store.table(parent.apiName).getDeleted(id));
    return parent && parentRow ? { object: parent, row: parentRow } : undefined;
  }
}

/** Records of objects that have no owners, such as users and stages, are nobody's: object permissions decide alone. */
function owns(tx: Transaction, row: RecordValues): boolean {
  return row['OwnerId'] === undefined || row['OwnerId'] === tx.user.id;
}
