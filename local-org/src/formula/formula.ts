import { parseSync } from 'sformula';
import { OrgError, UnsupportedError } from '../org/errors.ts';
import type { FormulaInput, FormulaPort } from '../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe, Schema } from '../org/schema.ts';
import { calls, rewriteCalls, withoutComments } from './rewrite.ts';

/** Functions whose meaning here is tested; every other one is refused. */
const KNOWN = new Set([
  'AND',
  'OR',
  'NOT',
  'IF',
  'CASE',
  'ISBLANK',
  'BLANKVALUE',
  'ISPICKVAL',
  'TEXT',
  'VALUE',
  'LEN',
  'TRIM',
  'UPPER',
  'LOWER',
  'LEFT',
  'RIGHT',
  'MID',
  'BEGINS',
  'CONTAINS',
  'INCLUDES',
  'FIND',
  'SUBSTITUTE',
  'ABS',
  'ROUND',
  'FLOOR',
  'CEILING',
  'MAX',
  'MIN',
  'MOD',
  'TODAY',
  'NOW',
  'DATE',
  'YEAR',
  'MONTH',
  'DAY',
  'ADDMONTHS',
  'DATEVALUE',
  'ISNEW',
  'ISCHANGED',
  'PRIORVALUE'
]);

type InputType = { type: string; [property: string]: unknown };
type Reader = (input: FormulaInput) => unknown;

/** Formulas through sformula, with what Salesforce has and it lacks put in as values. */
export class FormulaCompiler implements FormulaPort {
  readonly #schema: Schema;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  compile(formula: string, objectName: string, source: string): (input: FormulaInput) => FieldValue {
    const object = this.#schema.object(objectName);
    if (!object) throw new OrgError('INVALID_TYPE', `${source} There is no object ${objectName}`);
    const plain = withoutComments(formula);
    for (const { name } of calls(plain)) {
      if (!KNOWN.has(name.toUpperCase())) throw new UnsupportedError(`The formula function ${name}`, source);
    }
    const names = new NameTable(this.#schema, object, source);
    const text = names.replaceAll(rewrite(plain, names));
    try {
      const parsed = parseSync(text, { inputTypes: names.types as never }); // sformula's own type of input types is wider than it exports.
      return (input) => toFieldValue(parsed.evaluate(names.read(input)));
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new OrgError('INVALID_FORMULA', `${source} ${message} in ${formula}`, [], { cause });
    }
  }
}

function rewrite(formula: string, names: NameTable): string {
  let text = formula.replace(/\b(TRUE|FALSE)\b/gi, (word) => word.toUpperCase());
  text = rewriteCalls(text, 'ISNEW', () => names.value('isNew', { type: 'boolean' }, (input) => input.isNew));
  text = rewriteCalls(text, 'ISCHANGED', ([field = '']) => {
    const describe = names.field(field);
    return names.value(
      `changed_${describe.apiName}`,
      { type: 'boolean' },
      (input) => input.old !== null && !same(input.old[describe.apiName], input.values[describe.apiName])
    );
  });
  text = rewriteCalls(text, 'PRIORVALUE', ([field = '']) => {
    const describe = names.field(field);
    // On a new record there is no earlier value; Salesforce then gives the present one.
    return names.value(
      `prior_${describe.apiName}`,
      typeOf(describe),
      (input) => (input.old ?? input.values)[describe.apiName] ?? null
    );
  });
  // `CONTAINS(blank, x)` is true in Salesforce (Help, article 000385300), and a blank picklist equals "".
  text = rewriteCalls(
    text,
    'CONTAINS',
    ([value = '', part = '']) => `OR(ISBLANK(${value}), CONTAINS(${value}, ${part}))`
  );
  text = rewriteCalls(text, 'ISPICKVAL', ([field = '', value = '']) =>
    /^"\s*"$/.test(value) ? `ISBLANK(TEXT(${field}))` : `ISPICKVAL(${field}, ${value})`
  );
  return text.replace(/\b([a-z]+)(?=\s*\()/g, (word) => word.toUpperCase());
}

function same(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return (a ?? null) === (b ?? null);
}

/** Gives every name in a formula a plain one, its type and a way to read it. */
class NameTable {
  readonly types: Record<string, InputType> = {};
  readonly #schema: Schema;
  readonly #object: ObjectDescribe;
  readonly #source: string;
  readonly #readers = new Map<string, Reader>();

  constructor(schema: Schema, object: ObjectDescribe, source: string) {
    this.#schema = schema;
    this.#object = object;
    this.#source = source;
  }

  field(name: string): FieldDescribe {
    const field = this.#schema.field(this.#object.apiName, name.trim());
    if (!field)
      throw new OrgError('INVALID_FIELD', `${this.#source} ${this.#object.apiName} has no field ${name.trim()}`);
    return field;
  }

  value(name: string, type: InputType, read: Reader): string {
    const key = `v_${name}__c`;
    this.types[key] = type;
    this.#readers.set(key, read);
    return key;
  }

  read(input: FormulaInput): Record<string, unknown> {
    return Object.fromEntries([...this.#readers].map(([name, read]) => [name, read(input)]));
  }

  /** Replaces fields, paths and globals; quoted text and functions stay as they are. */
  replaceAll(formula: string): string {
    return formula.replace(/"(?:[^"\\]|\\.)*"|\$?[A-Za-z]\w*(?:\.\w+)*(?!\w|\s*\()/g, (word) => {
      if (word.startsWith('"') || word.startsWith('v_') || /^(TRUE|FALSE|NULL)$/.test(word)) return word;
      return word.startsWith('$') ? this.#global(word) : this.#path(word);
    });
  }

  #path(word: string): string {
    const parts = word.split('.');
    let object: ObjectDescribe = this.#object;
    for (const step of parts.slice(0, -1)) {
      const lookup = object.fields.find((field) => field.relationshipName?.toLowerCase() === step.toLowerCase());
      const parent = lookup && this.#schema.object(lookup.referenceTo[0] ?? '');
      if (!parent) throw new OrgError('INVALID_FIELD', `${this.#source} ${object.apiName} has no relationship ${step}`);
      object = parent;
    }
    const field = this.#schema.field(object.apiName, parts.at(-1) ?? '');
    if (!field) throw new OrgError('INVALID_FIELD', `${this.#source} ${object.apiName} has no field ${parts.at(-1)}`);
    const [relationship] = parts.length > 1 ? parts : [];
    if (parts.length > 2) throw new UnsupportedError('A formula path over two relationships', this.#source);
    if (relationship !== undefined && field.kind === 'longtextarea') {
      throw new OrgError(
        'INVALID_FIELD',
        `${this.#source} ${word} is a long text area, which formulas cannot read across objects`
      );
    }
    return this.value(word.replaceAll('.', '_'), typeOf(field), (input) => {
      const record = relationship === undefined ? input.values : input.parent(relationship);
      return record?.[field.apiName] ?? null;
    });
  }

  #global(word: string): string {
    const [group, ...rest] = word.split('.');
    const key = `global_${word.slice(1).replaceAll('.', '_')}`;
    if (group === '$Permission' && this.#schema.customPermissions().includes(rest[0] ?? '')) {
      return this.value(key, { type: 'boolean' }, (input) => input.user.permissions.custom(rest[0] ?? ''));
    }
    if (group === '$User' && rest[0] === 'Id') return this.value(key, { type: 'string' }, (input) => input.user.id);
    if (group === '$Profile' && rest[0] === 'Name')
      return this.value(key, { type: 'string' }, (input) => input.user.profileName);
    if (group === '$Label' && this.#schema.label(rest[0] ?? '') !== undefined) {
      return this.value(key, { type: 'string' }, () => this.#schema.label(rest[0] ?? '') ?? '');
    }
    if (group === '$CustomMetadata') return this.#customMetadata(key, rest);
    throw new UnsupportedError(`${word} in a formula`, this.#source);
  }

  #customMetadata(key: string, [type = '', name = '', fieldName = '']: string[]): string {
    const field = this.#schema.field(type, fieldName);
    const record = this.#schema.customMetadata(type).find((candidate) => candidate['DeveloperName'] === name);
    if (!field || !record)
      throw new OrgError(
        'INVALID_FIELD',
        `${this.#source} $CustomMetadata.${type}.${name}.${fieldName} does not exist`
      );
    if (field.kind !== 'text' && field.kind !== 'checkbox') {
      throw new UnsupportedError(
        `$CustomMetadata.${type}.${name}.${fieldName}, which is neither text nor checkbox,`,
        this.#source
      );
    }
    return this.value(key, typeOf(field), () => record[field.apiName] ?? null);
  }
}

function typeOf(field: FieldDescribe): InputType {
  switch (field.kind) {
    case 'checkbox':
      return { type: 'boolean' };
    case 'integer':
    case 'number':
    case 'currency':
    case 'percent':
      return {
        type: field.kind === 'currency' || field.kind === 'percent' ? field.kind : 'number',
        precision: field.precision ?? 18,
        scale: field.scale ?? 0
      };
    case 'date':
    case 'datetime':
      return { type: field.kind };
    case 'picklist':
      return { type: 'picklist', picklistValues: field.picklist.map(({ value, label }) => ({ value, label })) };
    case 'multipicklist':
      return { type: 'multipicklist', picklistValues: field.picklist.map(({ value, label }) => ({ value, label })) };
    default:
      return { type: 'string' };
  }
}

function toFieldValue(value: unknown): FieldValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}
