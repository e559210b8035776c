import { DmlFailure, OrgError, type SaveResult } from '../../org/errors.ts';
import {
  ApexError,
  type SaveEngine,
  type SaveRequest,
  type Transaction,
  type TriggerInvocation,
  type TriggerPort,
  type TriggerRecord
} from '../../org/ports.ts';
import type { ObjectDescribe } from '../../org/schema.ts';
import type { RecordSharing } from '../sharing.ts';
import type { Store } from '../store.ts';
import { StoreTransaction } from '../transaction.ts';
import { checkAllowed, error, isWrite, load, type Pending, prepare, type SaveScope } from './prepare.ts';
import { removeRow, restoreRow } from './remove.ts';
import { afterStandardSave, deriveStandardFields } from './standard.ts';
import { type RuleBook, verifyFields, verifyRules, verifyUnique } from './verify.ts';

/** Records that one trigger invocation sees at most. */
const CHUNK = 200;
const MOST_TRIGGER_DEPTH = 16;
/** Objects that hold the org's set-up; they and others may not be written in one transaction. */
const SETUP_OBJECTS = new Set([
  'User',
  'Profile',
  'PermissionSet',
  'PermissionSetAssignment',
  'PermissionSetGroup',
  'Organization'
]);

/**
 * Saves records in Salesforce's order of execution: load and defaults, before-triggers, system validation,
 * validation rules, uniqueness, write, after-triggers. ("Triggers and Order of Execution", Apex Developer Guide.)
 */
export class OrderOfExecution implements SaveEngine {
  readonly #store: Store;
  readonly #sharing: RecordSharing;
  readonly #rules: RuleBook;
  readonly #triggers: () => TriggerPort | undefined;

  constructor(store: Store, sharing: RecordSharing, rules: RuleBook, triggers: () => TriggerPort | undefined) {
    this.#store = store;
    this.#sharing = sharing;
    this.#rules = rules;
    this.#triggers = triggers;
  }

  save(tx: Transaction, request: SaveRequest): SaveResult[] {
    if (!(tx instanceof StoreTransaction)) throw new Error('A transaction of another engine');
    const object = this.#store.schema.object(request.object);
    if (!object) throw new OrgError('INVALID_TYPE', `sObject type '${request.object}' is not supported.`);
    if (object.kind === 'customMetadata' || object.kind === 'event' || object.access === 'readable') {
      throw new OrgError(
        'INVALID_TYPE_FOR_OPERATION',
        `entity type ${object.apiName} does not support ${request.operation}`
      );
    }
    this.#checkMixed(tx, object);
    const scope: SaveScope = { tx, store: this.#store, sharing: this.#sharing, object, request };
    const start = tx.savepoint();
    const results: SaveResult[] = [];
    for (let first = 0; first < request.records.length; first += CHUNK) {
      results.push(...this.#saveChunk(scope, first, Math.min(first + CHUNK, request.records.length)));
      if (request.allOrNone && results.some((result) => !result.success)) {
        tx.rollback(start);
        throw new DmlFailure(results);
      }
    }
    return results;
  }

  #checkMixed(tx: StoreTransaction, object: ObjectDescribe): void {
    const kind = SETUP_OBJECTS.has(object.apiName) ? 'setup' : 'other';
    tx.written.add(kind);
    if (tx.written.size > 1) {
      throw new OrgError(
        'MIXED_DML_OPERATION',
        `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${object.apiName}`
      );
    }
  }

  /**
   * With partial success the chunk is tried again without the records that failed, after everything of the try
   * before is undone: triggers then see only records that can be saved.
   */
  #saveChunk(scope: SaveScope, first: number, end: number): SaveResult[] {
    const failed = new Map<number, Pending>();
    for (;;) {
      const mark = scope.tx.savepoint();
      const pendings: Pending[] = [];
      for (let index = first; index < end; index++) {
        if (!failed.has(index)) pendings.push(this.#prepareAny(scope, index));
      }
      this.#attempt(scope, pendings);
      const bad = pendings.filter((pending) => pending.errors.length > 0);
      for (const pending of bad) failed.set(pending.index, pending);
      if (bad.length > 0) scope.tx.rollback(mark);
      if (bad.length === 0 || scope.request.allOrNone || failed.size === end - first) {
        const all = [...pendings.filter((pending) => pending.errors.length === 0), ...failed.values()];
        return all.sort((a, b) => a.index - b.index).map(toResult);
      }
    }
  }

  #prepareAny(scope: SaveScope, index: number): Pending {
    const record = scope.request.records[index] ?? {};
    if (isWrite(scope.request.operation)) return prepare(scope, record, index);
    const pending: Pending = { index, id: null, values: {}, old: null, given: new Set(), created: false, errors: [] };
    if (scope.request.operation === 'undelete') {
      pending.id = typeof record['Id'] === 'string' ? record['Id'] : null;
      return pending;
    }
    if (load(scope, record['Id'], pending)) {
      checkAllowed(scope, 'delete', pending);
      pending.values = { ...pending.old };
    }
    return pending;
  }

  #attempt(scope: SaveScope, pendings: Pending[]): void {
    try {
      if (isWrite(scope.request.operation)) this.#write(scope, pendings);
      else this.#removeOrRestore(scope, pendings);
    } catch (failure) {
      if (!(failure instanceof ApexError)) throw failure;
      // A trigger that throws fails every record it was given.
      const message = `${failure.fault.stack.split('\n')[0] ?? ''}: ${failure.fault.type}: ${failure.fault.message}`;
      for (const pending of pendings) {
        if (pending.errors.length === 0) pending.errors.push(error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message));
      }
    }
  }

  #write(scope: SaveScope, pendings: Pending[]): void {
    for (const operation of ['insert', 'update'] as const) {
      const own = pendings.filter(
        (pending) => pending.created === (operation === 'insert') && pending.errors.length === 0
      );
      if (own.length === 0) continue;
      this.#run(scope, operation, 'before', own);
      for (const pending of own) {
        if (pending.errors.length > 0) continue;
        deriveStandardFields(this.#store, scope.object.apiName, pending.values, pending.old, pending.given);
        verifyFields(scope, pending);
        if (pending.errors.length === 0) verifyRules(scope, this.#rules.of(scope.object), pending);
      }
      verifyUnique(scope, own);
      if (anyFailed(pendings)) return;
      for (const pending of own) this.#put(scope, pending);
      this.#run(scope, operation, 'after', own);
    }
  }

  #put(scope: SaveScope, pending: Pending): void {
    if (pending.errors.length > 0) return;
    const { tx, object } = scope;
    const moment = this.#store.moment(tx.now);
    const id = pending.id ?? this.#store.ids.next(object.keyPrefix);
    pending.id = id;
    Object.assign(pending.values, {
      Id: id,
      IsDeleted: false,
      LastModifiedDate: moment,
      LastModifiedById: tx.user.id,
      SystemModstamp: moment
    });
    if (pending.created) {
      Object.assign(pending.values, { CreatedDate: moment, CreatedById: tx.user.id });
      for (const field of object.fields) {
        if (field.kind === 'autonumber') pending.values[field.apiName] = this.#store.autoNumber(object.apiName, field);
      }
    }
    tx.write(object.apiName, id, { ...pending.values });
    afterStandardSave(tx, object.apiName, id, pending.values, pending.old);
  }

  #removeOrRestore(scope: SaveScope, pendings: Pending[]): void {
    const own = pendings.filter((pending) => pending.errors.length === 0);
    if (scope.request.operation === 'delete') {
      this.#run(scope, 'delete', 'before', own);
      if (anyFailed(pendings)) return;
      for (const pending of own) removeRow(scope, pending);
      this.#run(scope, 'delete', 'after', own);
      return;
    }
    for (const pending of own) {
      if (!restoreRow(scope, pending))
        pending.errors.push(error('UNDELETE_FAILED', 'Entity is not in the recycle bin'));
      else if (scope.request.access === 'user' && !this.#sharing.canEdit(scope.tx, scope.object, pending.values)) {
        pending.errors.push(error('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
      }
    }
    this.#run(
      scope,
      'undelete',
      'after',
      own.filter((pending) => pending.errors.length === 0)
    );
  }

  #run(
    scope: SaveScope,
    operation: TriggerInvocation['operation'],
    when: TriggerInvocation['when'],
    pendings: readonly Pending[]
  ): void {
    const triggers = this.#triggers();
    const good = pendings.filter((pending) => pending.errors.length === 0);
    if (good.length === 0 || !triggers?.has(scope.object.apiName, operation, when)) return;
    if (++scope.tx.triggerDepth > MOST_TRIGGER_DEPTH) {
      throw new OrgError('LIMIT_EXCEEDED', `maximum trigger depth exceeded on ${scope.object.apiName}`);
    }
    try {
      const records = good.map((pending): TriggerRecord => ({
        id: pending.id,
        values: pending.values,
        old: pending.old,
        errors: pending.errors
      }));
      triggers.run(scope.tx, { object: scope.object.apiName, operation, when, records });
    } finally {
      scope.tx.triggerDepth--;
    }
  }
}

/** Once a record failed, nothing is written: all fail together, or the chunk is tried again without it. */
function anyFailed(pendings: readonly Pending[]): boolean {
  return pendings.some((pending) => pending.errors.length > 0);
}

function toResult(pending: Pending): SaveResult {
  const success = pending.errors.length === 0;
  return {
    id: success || !pending.created ? pending.id : null,
    success,
    created: success && pending.created,
    errors: pending.errors
  };
}
