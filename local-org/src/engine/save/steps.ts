import { OrgError } from '../../org/errors.ts';
import { ApexError, type TriggerInvocation, type TriggerPort, type TriggerRecord } from '../../org/apex-port.ts';
import { error, isWrite, type Pending, type SaveScope } from './pending.ts';
import { refusePersonRemoval } from './person-accounts.ts';
import { purgeRow, removeRow, restoreRow } from './remove.ts';
import { afterStandardSave, deriveStandardFields } from './standard.ts';
import { restoreReadOnly, verifyFields, verifyRules, verifyUnique } from './verify.ts';

const MOST_TRIGGER_DEPTH = 16;

/**
 * One attempt at a chunk, in the order of "Triggers and Order of Execution" (Apex Developer Guide): before-triggers,
 * system validation, validation rules, uniqueness, write, after-triggers. Errors are left on the records; once there
 * is one, nothing more is written.
 */
export function attempt(scope: SaveScope, triggers: TriggerPort | undefined, pendings: readonly Pending[]): void {
  if (isWrite(scope.request.operation)) write(scope, triggers, pendings);
  else if (scope.request.operation === 'delete') remove(scope, triggers, pendings);
  else if (scope.request.operation === 'undelete') restore(scope, triggers, pendings);
  else for (const pending of pendings) purgeRow(scope, pending);
}

function write(scope: SaveScope, triggers: TriggerPort | undefined, pendings: readonly Pending[]): void {
  for (const operation of ['insert', 'update'] as const) {
    const own = pendings.filter((pending) => pending.created === (operation === 'insert'));
    if (own.length === 0) continue;
    runTriggers(scope, triggers, operation, 'before', own);
    for (const pending of own) {
      if (pending.errors.length > 0) continue;
      restoreReadOnly(scope, pending);
      deriveStandardFields(scope.store, scope.object.apiName, pending);
      verifyFields(scope, pending);
      if (pending.errors.length === 0) verifyRules(scope, scope.rules.of(scope.object), pending);
    }
    verifyUnique(scope, own);
    // The other half of an upsert is still checked, so that one call reports all that is wrong.
    if (anyFailed(pendings)) continue;
    for (const pending of own) put(scope, pending);
    runTriggers(scope, triggers, operation, 'after', own);
  }
}

function put(scope: SaveScope, pending: Pending): void {
  const { tx, object, store } = scope;
  const { moment } = scope;
  const id = pending.id ?? store.ids.next(object.keyPrefix);
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
      if (field.kind === 'autonumber') pending.values[field.apiName] = store.autoNumber(object.apiName, field);
    }
  }
  tx.write(object.apiName, id, { ...pending.values });
  afterStandardSave(tx, object.apiName, id, pending.values, pending.old);
}

function remove(scope: SaveScope, triggers: TriggerPort | undefined, pendings: readonly Pending[]): void {
  runTriggers(scope, triggers, 'delete', 'before', pendings);
  if (anyFailed(pendings)) return;
  for (const pending of pendings) refusePersonRemoval(scope.object.apiName, pending);
  const together = new Set(pendings.flatMap(({ id }) => (id === null ? [] : [id])));
  for (const pending of pendings) removeRow(scope, pending, together);
  if (!anyFailed(pendings)) runTriggers(scope, triggers, 'delete', 'after', pendings);
}

function restore(scope: SaveScope, triggers: TriggerPort | undefined, pendings: readonly Pending[]): void {
  for (const pending of pendings) restoreRow(scope, pending);
  verifyUnique(scope, pendings);
  if (!anyFailed(pendings)) runTriggers(scope, triggers, 'undelete', 'after', pendings);
}

function runTriggers(
  scope: SaveScope,
  triggers: TriggerPort | undefined,
  operation: TriggerInvocation['operation'],
  when: TriggerInvocation['when'],
  pendings: readonly Pending[]
): void {
  const { tx, object } = scope;
  const good = pendings.filter((pending) => pending.errors.length === 0);
  if (good.length === 0 || !triggers?.has(object.apiName, operation, when)) return;
  if (tx.triggerDepth >= MOST_TRIGGER_DEPTH) {
    throw new OrgError(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      `maximum trigger depth exceeded\n${object.label} trigger`
    );
  }
  const records = good.map((pending): TriggerRecord => ({
    id: pending.id,
    values: pending.values,
    old: pending.old,
    errors: pending.errors
  }));
  const held = when === 'before' ? good.flatMap(({ id }) => (id === null ? [] : [id])) : [];
  tx.triggerDepth++;
  for (const id of held) tx.inTrigger.add(id);
  try {
    triggers.run(tx, { object: object.apiName, operation, when, records });
  } catch (failure) {
    if (!(failure instanceof ApexError)) throw failure;
    // A trigger that throws fails every record it was given.
    const message = uncaught(failure, `${capital(when)}${capital(operation)}`);
    for (const { errors } of records) {
      if (errors.length === 0) errors.push(error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message));
    }
  } finally {
    tx.triggerDepth--;
    for (const id of held) tx.inTrigger.delete(id);
  }
}

/** As Salesforce words it: the trigger, what it ran for, the exception, where it was thrown. */
function uncaught({ fault }: ApexError, event: string): string {
  const trigger = /^Trigger\.(\w+)/m.exec(fault.stack)?.[1];
  return `${trigger === undefined ? '' : `${trigger}: `}execution of ${event}\n\ncaused by: ${fault.type}: ${fault.message}\n\n${fault.stack}`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

export function anyFailed(pendings: readonly Pending[]): boolean {
  return pendings.some((pending) => pending.errors.length > 0);
}
