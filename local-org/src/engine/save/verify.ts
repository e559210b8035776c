import type { FormulaPort } from '../../org/ports.ts';
import type { FieldValue, ObjectDescribe, RecordValues, ValidationRule } from '../../org/schema.ts';
import type { FormulaInput } from '../../org/ports.ts';
import { error, type Pending, type SaveScope } from './prepare.ts';
import { checkValue } from './values.ts';

type Rule = ValidationRule & { test: (input: FormulaInput) => FieldValue };

/** The validation rules of every object, compiled when first needed. */
export class RuleBook {
  readonly #formula: FormulaPort;
  readonly #rules = new Map<string, Rule[]>();

  constructor(formula: FormulaPort) {
    this.#formula = formula;
  }

  of(object: ObjectDescribe): readonly Rule[] {
    const known = this.#rules.get(object.apiName);
    if (known) return known;
    const rules = object.validationRules
      .filter((rule) => rule.active)
      .map((rule) => ({ ...rule, test: this.#formula.compile(rule.formula, object.apiName, rule.source) }));
    this.#rules.set(object.apiName, rules);
    return rules;
  }
}

/** After the before-triggers: types again, since a trigger may have set anything; what is required; lookups. */
export function verifyFields(scope: SaveScope, pending: Pending): void {
  const missing: string[] = [];
  for (const field of scope.object.fields) {
    const value = pending.values[field.apiName] ?? null;
    if (field.required && value === null && !field.readOnly) missing.push(field.apiName);
    if (value === null || value === (pending.old?.[field.apiName] ?? null) || field.kind === 'id') continue;
    const checked = checkValue(field, value);
    if ('error' in checked) {
      pending.errors.push(checked.error);
      continue;
    }
    pending.values[field.apiName] = checked.value;
    if (field.referenceTo.length > 0)
      verifyLookup(scope, pending, field.apiName, field.label, field.referenceTo, String(checked.value));
  }
  if (missing.length > 0) {
    pending.errors.push(
      error('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing)
    );
  }
}

function verifyLookup(
  scope: SaveScope,
  pending: Pending,
  name: string,
  label: string,
  targets: readonly string[],
  id: string
): void {
  const target = scope.store.schema.objectOfId(id);
  // Automated processes act as a user who has no row.
  if (target?.apiName === 'User' && id === scope.tx.user.id) return;
  if (!target || !targets.includes(target.apiName)) {
    pending.errors.push(error('FIELD_INTEGRITY_EXCEPTION', `${label}: id value of incorrect type: ${id}`, [name]));
    return;
  }
  const row = scope.store.table(target.apiName).get(id);
  if (!row) {
    pending.errors.push(error('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [name]));
  } else if (scope.request.access === 'user' && !scope.sharing.canRead(scope.tx, target, row)) {
    pending.errors.push(
      error(
        'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
        `insufficient access rights on cross-reference id: ${id}`,
        [name]
      )
    );
  }
}

/** Runs every active rule: all that fire are reported, each at its field or at the record. */
export function verifyRules(scope: SaveScope, rules: readonly Rule[], pending: Pending): void {
  const input: FormulaInput = {
    values: pending.values,
    old: pending.old,
    isNew: pending.created,
    user: scope.tx.user,
    now: scope.tx.now,
    parent: (relationship) => parentOf(scope, pending.values, relationship)
  };
  for (const rule of rules) {
    if (rule.test(input) === true) {
      pending.errors.push(
        error('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, rule.errorField === undefined ? [] : [rule.errorField])
      );
    }
  }
}

function parentOf({ store, object }: SaveScope, values: RecordValues, relationship: string): RecordValues | null {
  const lookup = object.fields.find((field) => field.relationshipName?.toLowerCase() === relationship.toLowerCase());
  const id = values[lookup?.apiName ?? ''];
  const target = typeof id === 'string' ? store.schema.objectOfId(id) : undefined;
  return target && typeof id === 'string' ? (store.table(target.apiName).get(id) ?? null) : null;
}

/** Unique fields, against the table and against the records before this one in the same save. */
export function verifyUnique(scope: SaveScope, pendings: readonly Pending[]): void {
  for (const field of scope.object.fields) {
    if (!field.unique) continue;
    const seen = new Map<FieldValue, Pending>();
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
      seen.set(key, pending);
    }
  }
}
