import { UnsupportedError } from '../../org/errors.ts';
import type { FormulaInput, FormulaPort } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues, ValidationRule } from '../../org/schema.ts';

export type Rule = ValidationRule & { test: (input: FormulaInput) => FieldValue };

type Default = { field: string; value: (input: FormulaInput) => FieldValue };

/** Validation rules and default values of every object, compiled when first needed. */
export class RuleBook {
  readonly #formula: FormulaPort;
  readonly #rules = new Map<string, Rule[]>();
  readonly #defaults = new Map<string, Default[]>();

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

  /** @returns a new record's values where nobody says otherwise */
  defaults(object: ObjectDescribe, input: FormulaInput): RecordValues {
    const values: RecordValues = {};
    for (const { field, value } of this.#defaultsOf(object)) values[field] = value(input);
    return values;
  }

  /** Compiles everything an object has. @throws {UnsupportedError | OrgError} naming file and line */
  check(object: ObjectDescribe): void {
    this.of(object);
    this.#defaultsOf(object);
  }

  #defaultsOf(object: ObjectDescribe): readonly Default[] {
    const known = this.#defaults.get(object.apiName);
    if (known) return known;
    const defaults = object.fields
      .filter((field) => !field.readOnly)
      .map((field) => ({ field: field.apiName, value: this.#defaultOf(object, field) }));
    this.#defaults.set(object.apiName, defaults);
    return defaults;
  }

  #defaultOf(object: ObjectDescribe, field: FieldDescribe): (input: FormulaInput) => FieldValue {
    if (field.kind === 'checkbox') return () => field.defaultFormula?.toLowerCase() === 'true';
    const chosen = field.picklist.find((entry) => entry.isDefault);
    if (chosen) return () => chosen.value;
    const formula = field.defaultFormula?.trim();
    if (formula === undefined || formula === '') return () => null;
    if (/^-?\d+(\.\d+)?$/.test(formula)) return () => Number(formula);
    const quoted = /^"([^"\\]*)"$/.exec(formula)?.[1];
    if (quoted !== undefined) return () => quoted;
    if (field.kind === 'date' || field.kind === 'datetime') {
      throw new UnsupportedError(`The default value ${formula} of a ${field.kind} field`, field.source);
    }
    return this.#formula.compile(formula, object.apiName, field.source);
  }
}
