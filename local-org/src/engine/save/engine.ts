import { DmlFailure, OrgError, type SaveResult } from '../../org/errors.ts';
import type { TriggerPort } from '../../org/apex-port.ts';
import type { SaveEngine, SaveRequest, Transaction } from '../../org/ports.ts';
import type { ObjectDescribe } from '../../org/schema.ts';
import type { RecordSharing } from '../sharing.ts';
import type { Store } from '../store.ts';
import { StoreTransaction } from '../transaction.ts';
import { publishAll } from './events.ts';
import { error, type Pending, type SaveScope } from './pending.ts';
import { prepareAll, upsertKey } from './prepare.ts';
import type { RuleBook } from './rules.ts';
import { anyFailed, attempt } from './steps.ts';

/** Records that one trigger invocation sees at most. */
const CHUNK = 200;
/** "The runtime engine makes a third and final attempt" (Bulk DML Exception Handling, Apex Developer Guide). */
const MOST_ATTEMPTS = 3;
/** Objects that hold the org's set-up; they and others may not be written in one transaction (mixed DML). */
const SETUP_OBJECTS = new Set([
  'User',
  'Profile',
  'PermissionSet',
  'PermissionSetAssignment',
  'PermissionSetGroup',
  'Organization'
]);

/** Fields of users whose update makes it a setup operation; from the same page. */
const ACCESS_OF_USERS = ['UserRoleId', 'IsActive', 'ForecastEnabled', 'IsPortalEnabled', 'Username', 'ProfileId'];

/** Saves records in Salesforce's order of execution, in chunks, with partial success where asked for. */
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
    const scope = this.#scopeOf(tx, request);
    const start = tx.savepoint();
    const results: SaveResult[] = [];
    try {
      for (let first = 0; first < request.records.length; first += CHUNK) {
        results.push(...this.#saveChunk(scope, first, Math.min(first + CHUNK, request.records.length)));
        if (request.allOrNone && results.some((result) => !result.success)) throw new DmlFailure(results);
      }
    } catch (failure) {
      tx.rollback(start);
      throw failure;
    }
    return results;
  }

  #scopeOf(tx: StoreTransaction, request: SaveRequest): SaveScope {
    const object = this.#store.schema.object(request.object);
    if (!object) throw new OrgError('INVALID_TYPE', `sObject type '${request.object}' is not supported.`);
    const published = object.kind === 'event' && request.operation === 'insert';
    const fixed = object.kind === 'customMetadata' || object.kind === 'event' || object.access === 'readable';
    if (fixed && !published) {
      const verb = request.operation === 'insert' ? 'create' : request.operation;
      throw new OrgError('INVALID_TYPE_FOR_OPERATION', `entity type ${object.apiName} does not support ${verb}`);
    }
    if (!published) checkMixed(tx, object, request);
    const scope: SaveScope = {
      tx,
      store: this.#store,
      sharing: this.#sharing,
      rules: this.#rules,
      object,
      request,
      moment: '',
      shares: request.sharing === 'with' || request.access === 'user'
    };
    if (request.operation === 'upsert') upsertKey(scope);
    return scope;
  }

  /**
   * What cannot be saved at all is set aside first. With partial success the chunk is then tried again without the
   * records that failed, after everything of the try before is undone, limits included: triggers see only records
   * that can be saved. Static variables of Apex stay as they were.
   */
  #saveChunk(scope: SaveScope, first: number, end: number): SaveResult[] {
    const done = new Map<number, Pending>();
    const restoreLimits = scope.tx.markLimits();
    for (let tries = 1; ; tries++) {
      const mark = scope.tx.savepoint();
      const rest = Array.from({ length: end - first }, (_, offset) => first + offset).filter(
        (index) => !done.has(index)
      );
      const pendings = prepareAll(scope, rest);
      for (const pending of pendings) if (pending.errors.length > 0) done.set(pending.index, pending);
      const good = pendings.filter((pending) => pending.errors.length === 0);
      const stop = scope.request.allOrNone && done.size > 0;
      if (good.length > 0 && !stop) this.#attempt(scope, good);
      if (anyFailed(good)) {
        scope.tx.rollback(mark);
        if (!scope.request.allOrNone) {
          if (tries === MOST_ATTEMPTS) tooManyTries(good);
          for (const pending of good) if (pending.errors.length > 0) done.set(pending.index, pending);
          if (done.size < end - first) {
            restoreLimits();
            continue;
          }
        }
      }
      for (const pending of good) done.set(pending.index, pending);
      return [...done.values()].sort((a, b) => a.index - b.index).map(toResult);
    }
  }

  #attempt(request: SaveScope, pendings: readonly Pending[]): void {
    const scope = { ...request, moment: this.#store.moment(request.tx.now) };
    if (scope.object.kind === 'event') publishAll(scope, pendings);
    else attempt(scope, this.#triggers(), pendings);
  }
}

function tooManyTries(pendings: readonly Pending[]): void {
  for (const { errors } of pendings) {
    if (errors.length > 0) continue;
    errors.push(
      error(
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        'Too many batch retries in the presence of Apex triggers and partial failures.'
      )
    );
  }
}

/** "You can insert a user in a transaction with other sObjects … when UserRoleId is specified as null", or update one. */
function goesWithOthers({ object, operation, records }: SaveRequest): boolean {
  if (object !== 'User') return false;
  if (operation === 'insert') return records.every((record) => (record['UserRoleId'] ?? null) === null);
  return operation === 'update' && records.every((record) => !ACCESS_OF_USERS.some((name) => name in record));
}

function checkMixed(tx: StoreTransaction, object: ObjectDescribe, request: SaveRequest): void {
  if (goesWithOthers(request)) return;
  tx.written.add(SETUP_OBJECTS.has(object.apiName) ? 'setup' : 'other');
  if (tx.written.size > 1) {
    throw new OrgError(
      'MIXED_DML_OPERATION',
      `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${object.apiName}`
    );
  }
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
