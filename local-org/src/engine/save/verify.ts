import type { FieldDescribe, FieldValue, RecordValues } from '../../org/schema.ts';
import { error, formulaInput, type Pending, type SaveScope } from './pending.ts';
import type { Rule } from './rules.ts';
import { checkValue } from './values.ts';

/** Fields nobody may set keep what they had, whatever a trigger wrote into them. */
export function restoreReadOnly(scope: SaveScope, pending: Pending): void {
  for (const field of scope.object.fields) {
    if (field.readOnly) pending.values[field.apiName] = pending.old?.[field.apiName] ?? null;
  }
}

/** After the before-triggers: types again, since a trigger may have set anything; what is required; lookups. */
export function verifyFields(scope: SaveScope, pending: Pending): void {
  const missing: string[] = [];
  for (const field of scope.object.fields) {
    const value = pending.values[field.apiName] ?? null;
    if (field.required && value === null && !field.readOnly) missing.push(field.apiName);
    if (field.apiName === 'OwnerId' && value === null) {
      pending.errors.push(error('INVALID_CROSS_REFERENCE_KEY', `${field.label}: owner cannot be blank`, ['OwnerId']));
    }
    if (value === (pending.old?.[field.apiName] ?? null) || field.readOnly) continue;
    const checked = checkValue(field, value);
    if ('error' in checked) {
      pending.errors.push(checked.error);
      continue;
    }
    pending.values[field.apiName] = checked.value;
    if (field.referenceTo.length > 0 && typeof checked.value === 'string') {
      verifyLookup(scope, pending, field, checked.value);
    }
  }
  if (missing.length > 0) {
    pending.errors.push(
      error('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing)
    );
  }
}

function verifyLookup(scope: SaveScope, pending: Pending, field: FieldDescribe, id: string): void {
  const { store, tx } = scope;
  const target = store.schema.objectOfId(id);
  const refuse = (code: string, message: string): void => {
    pending.errors.push(error(code, message, [field.apiName]));
  };
  // Automated processes act as a user who has no row.
  if (target?.apiName === 'User' && id === tx.user.id) return;
  if (!target || !field.referenceTo.includes(target.apiName)) {
    refuse('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`);
    return;
  }
  const row = store.table(target.apiName).get(id);
  if (!row) {
    if (store.table(target.apiName).getDeleted(id)) refuse('ENTITY_IS_DELETED', 'entity is deleted');
    else refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  } else if (scope.shares && !mayPointTo(scope, pending, field, target.apiName, row)) {
    refuse('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', `insufficient access rights on cross-reference id: ${id}`);
  } else if (field.apiName === 'OwnerId' && row['IsActive'] === false) {
    refuse(
      'INACTIVE_OWNER_OR_USER',
      `operation performed with inactive user [${id}] as owner of ${scope.object.label}`
    );
  }
}

/** A lookup needs the other record in reach; the lookup that controls sharing needs the right to add to it. */
function mayPointTo(
  scope: SaveScope,
  pending: Pending,
  field: FieldDescribe,
  target: string,
  row: RecordValues
): boolean {
  const { tx, object, request, sharing, store } = scope;
  const describe = store.schema.object(target);
  if (!describe || !sharing.canRead(tx, describe, row)) return false;
  if (request.access === 'user' && !tx.user.permissions.object(target).read) return false;
  return field.apiName !== object.controlledBy || sharing.canAddTo(tx, object, pending.values);
}

/** Runs every active rule: all that fire are reported, each at its field or at the record. */
export function verifyRules(scope: SaveScope, rules: readonly Rule[], pending: Pending): void {
  const input = formulaInput(scope, pending);
  for (const rule of rules) {
    if (rule.test(input) === true) {
      const message = messageOf(scope, rule);
      pending.errors.push(
        error('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, rule.errorField === undefined ? [] : [rule.errorField])
      );
    }
  }
}

/** The rule's message in the user's language. */
function messageOf({ tx, object, store }: SaveScope, rule: Rule): string {
  const rules = store.schema.in(tx.user.language).object(object.apiName)?.validationRules;
  return rules?.find(({ fullName }) => fullName === rule.fullName)?.message ?? rule.message;
}

/** Unique fields, against the table and against the records before this one in the same save. */
export function verifyUnique(scope: SaveScope, pendings: readonly Pending[]): void {
  for (const field of scope.object.fields) {
    if (!field.unique) continue;
    const seen = new Set<FieldValue>();
    for (const pending of pendings) {
      const value = pending.values[field.apiName] ?? null;
      if (value === null || pending.errors.length > 0) continue;
      const key = typeof value === 'string' && !field.caseSensitive ? value.toLowerCase() : value;
      const other = [...scope.store.table(scope.object.apiName).find(field.apiName, value)].find(
        (id) => id !== pending.id
      );
      if (other !== undefined || seen.has(key)) {
        pending.errors.push(
          error(
            'DUPLICATE_VALUE',
            `duplicate value found: ${field.apiName} duplicates value on record with id: ${other ?? '<unknown>'}`,
            [field.apiName]
          )
        );
      }
      seen.add(key);
    }
  }
}
