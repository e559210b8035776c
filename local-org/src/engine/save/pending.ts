import type { SaveError } from '../../org/errors.ts';
import type { FormulaInput, SaveOperation, SaveRequest } from '../../org/ports.ts';
import type { ObjectDescribe, RecordValues } from '../../org/schema.ts';
import type { RecordSharing } from '../sharing.ts';
import type { Store } from '../store.ts';
import type { StoreTransaction } from '../transaction.ts';
import type { RuleBook } from './rules.ts';

/** One record on its way through a save. */
export interface Pending {
  /** Place in the request. */
  index: number;
  id: string | null;
  /** The new version, whole. */
  values: RecordValues;
  old: RecordValues | null;
  /** Fields that the caller named, in the schema's spelling. */
  given: Set<string>;
  created: boolean;
  errors: SaveError[];
}

/** What one save is about, for all of its steps. */
export interface SaveScope {
  tx: StoreTransaction;
  store: Store;
  sharing: RecordSharing;
  rules: RuleBook;
  object: ObjectDescribe;
  request: SaveRequest;
  /** When the records of one attempt are saved: later than every save before it. */
  moment: string;
  /** Whether records must be in the user's reach: in user mode, and in classes that share. */
  shares: boolean;
}

export function newPending(index: number): Pending {
  return { index, id: null, values: {}, old: null, given: new Set(), created: false, errors: [] };
}

export function error(statusCode: string, message: string, fields: readonly string[] = []): SaveError {
  return { statusCode, message, fields };
}

/** The operations that write values. */
export function isWrite(operation: SaveOperation): boolean {
  return operation === 'insert' || operation === 'update' || operation === 'upsert';
}

/** A record as formulas see it. */
export function formulaInput(scope: SaveScope, pending: Pending): FormulaInput {
  return {
    values: pending.values,
    old: pending.old,
    isNew: pending.created,
    user: scope.tx.user,
    now: scope.tx.now,
    parent: (relationship) => parentOf(scope, pending.values, relationship)
  };
}

function parentOf({ store, object }: SaveScope, values: RecordValues, relationship: string): RecordValues | null {
  const lookup = object.fields.find((field) => field.relationshipName?.toLowerCase() === relationship.toLowerCase());
  const id = values[lookup?.apiName ?? ''];
  const target = typeof id === 'string' ? store.schema.objectOfId(id) : undefined;
  return target && typeof id === 'string' ? (store.table(target.apiName).get(id) ?? null) : null;
}
