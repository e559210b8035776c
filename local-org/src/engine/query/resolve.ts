import { OrgError } from '../../org/errors.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues, Schema } from '../../org/schema.ts';
import type { Store } from '../store.ts';
import type { Expression } from './parse.ts';

/** A field reached from an object, through lookups or directly. */
export interface ResolvedField {
  /** Relationship names on the way, in the schema's spelling. */
  steps: { relationship: string; lookup: FieldDescribe; object: ObjectDescribe }[];
  /** The object that has the field. */
  owner: ObjectDescribe;
  field: FieldDescribe;
}

/** @throws {OrgError} INVALID_FIELD, worded as Salesforce does */
export function resolvePath(schema: Schema, object: ObjectDescribe, path: readonly string[]): ResolvedField {
  // `FROM Opportunity o` and `Opportunity.Name` both name the object itself first.
  const names = path.length > 1 && path[0]?.toLowerCase() === object.apiName.toLowerCase() ? path.slice(1) : path;
  const steps: ResolvedField['steps'] = [];
  let owner = object;
  for (const name of names.slice(0, -1)) {
    const lookup = owner.fields.find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
    const parent = lookup && schema.object(lookup.referenceTo[0] ?? '');
    if (!lookup || !parent) {
      throw new OrgError(
        'INVALID_FIELD',
        `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
      );
    }
    steps.push({ relationship: lookup.relationshipName ?? name, lookup, object: parent });
    owner = parent;
  }
  if (steps.length > 5) throw new OrgError('MALFORMED_QUERY', 'maximum number of parent relationships is 5');
  const last = names.at(-1) ?? '';
  const field = schema.field(owner.apiName, last);
  if (!field) throw noSuchColumn(last, owner.apiName);
  return { steps, owner, field };
}

export function noSuchColumn(field: string, object: string): OrgError {
  return new OrgError(
    'INVALID_FIELD',
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`
  );
}

/** The row a path ends at; undefined where a lookup on the way is empty. */
export function follow(store: Store, row: RecordValues, steps: ResolvedField['steps']): RecordValues | undefined {
  let current: RecordValues | undefined = row;
  for (const { lookup } of steps) {
    const id: FieldValue = current?.[lookup.apiName] ?? null;
    if (typeof id !== 'string') return undefined;
    // A lookup to several objects (Task.What) is followed by the id it holds.
    const target = store.schema.objectOfId(id);
    current = target && store.table(target.apiName).get(id);
  }
  return current;
}

export type Read = (row: RecordValues) => FieldValue;

/** A function that reads an expression from a row of an object. Aggregates are refused here. */
export function reader(
  store: Store,
  object: ObjectDescribe,
  expression: Expression,
  seen: (field: ResolvedField) => void
): { read: Read; field: FieldDescribe } {
  if (expression.kind === 'field') {
    const resolved = resolvePath(store.schema, object, expression.path);
    seen(resolved);
    const { steps, field } = resolved;
    const name = field.apiName;
    if (steps.length === 0) return { read: (row) => row[name] ?? null, field };
    return { read: (row) => follow(store, row, steps)?.[name] ?? null, field };
  }
  const part = DATE_PARTS[expression.name];
  if (!part || !expression.argument) {
    throw new OrgError('UNSUPPORTED', `${expression.name}() is not supported here by the local org`);
  }
  const inner = reader(store, object, expression.argument, seen);
  return {
    field: { ...inner.field, kind: expression.name === 'DAY_ONLY' ? 'date' : 'integer' },
    read: (row) => {
      const value = inner.read(row);
      return typeof value === 'string' ? part(new Date(value)) : null;
    }
  };
}

const DATE_PARTS: Readonly<Record<string, (date: Date) => FieldValue>> = {
  CALENDAR_YEAR: (date) => date.getUTCFullYear(),
  CALENDAR_QUARTER: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  CALENDAR_MONTH: (date) => date.getUTCMonth() + 1,
  DAY_IN_MONTH: (date) => date.getUTCDate(),
  HOUR_IN_DAY: (date) => date.getUTCHours(),
  DAY_ONLY: (date) => date.toISOString().slice(0, 10)
};
