import { OrgError, UnsupportedError } from '../../org/errors.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues, Schema } from '../../org/schema.ts';
import type { Store } from '../store.ts';
import type { Expression } from './parse.ts';

/** A field reached from an object, through lookups or directly. */
export interface ResolvedField {
  /** Relationships on the way; `from` has the lookup, `object` is where it leads. */
  steps: { relationship: string; from: ObjectDescribe; lookup: FieldDescribe; object: ObjectDescribe }[];
  /** The object that has the field. */
  owner: ObjectDescribe;
  field: FieldDescribe;
}

const MOST_PARENTS = 5;
/** What a lookup to several objects, such as `Task.What`, has in common (Name object, Object Reference). */
const COMMON_FIELDS = new Set(['id', 'name', 'type']);

/** @throws {OrgError} INVALID_FIELD, worded as Salesforce does */
export function resolvePath(schema: Schema, object: ObjectDescribe, path: readonly string[]): ResolvedField {
  // `Opportunity.Name` in a query of opportunities names the object itself first.
  const own = path.length > 1 && path[0]?.toLowerCase() === object.apiName.toLowerCase();
  const names = own && !relationshipOf(object, path[0] ?? '') ? path.slice(1) : path;
  const steps: ResolvedField['steps'] = [];
  let owner = object;
  for (const name of names.slice(0, -1)) {
    const lookup = relationshipOf(owner, name);
    const parent = lookup && schema.object(lookup.referenceTo[0] ?? '');
    if (!lookup || !parent) {
      throw new OrgError(
        'INVALID_FIELD',
        `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
      );
    }
    steps.push({ relationship: lookup.relationshipName ?? name, from: owner, lookup, object: parent });
    owner = parent;
  }
  if (steps.length > MOST_PARENTS) {
    throw new OrgError('MALFORMED_QUERY', `Maximum number of parent relationships is ${MOST_PARENTS}`);
  }
  const last = names.at(-1) ?? '';
  const common = (steps.at(-1)?.lookup.referenceTo.length ?? 0) > 1;
  if (common && !COMMON_FIELDS.has(last.toLowerCase())) throw noSuchColumn(last, 'Name');
  if (common && last.toLowerCase() === 'type') throw new UnsupportedError(`${names.join('.')} in a query`);
  const field = schema.field(owner.apiName, last);
  if (!field) throw noSuchColumn(last, owner.apiName);
  return { steps, owner, field };
}

function relationshipOf(object: ObjectDescribe, name: string): FieldDescribe | undefined {
  return object.fields.find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
}

export function noSuchColumn(field: string, object: string): OrgError {
  return new OrgError(
    'INVALID_FIELD',
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`
  );
}

export function unknownObject(name: string): OrgError {
  return new OrgError(
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`
  );
}

export function unknownRelationship(name: string): OrgError {
  return new OrgError(
    'INVALID_FIELD',
    `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
  );
}

/** The row a path ends at; undefined where a lookup on the way is empty. */
export function follow(store: Store, row: RecordValues, steps: ResolvedField['steps']): RecordValues | undefined {
  let current: RecordValues | undefined = row;
  for (const { lookup } of steps) {
    const id: FieldValue = current?.[lookup.apiName] ?? null;
    if (typeof id !== 'string') return undefined;
    // A lookup to several objects is followed by the id it holds.
    const target = store.schema.objectOfId(id);
    current = target && store.table(target.apiName).get(id);
  }
  return current;
}

/** Reads a resolved field from a row. `What.Name` is the subject, the number or whatever names that record. */
export function fieldReader(store: Store, { steps, field }: ResolvedField): Read {
  const name = field.apiName;
  if (steps.length === 0) return (row) => row[name] ?? null;
  const common = (steps.at(-1)?.lookup.referenceTo.length ?? 0) > 1 && name === 'Name';
  return (row) => {
    const end = follow(store, row, steps);
    const type = common && end ? store.schema.objectOfId(String(end['Id'])) : undefined;
    return end?.[type?.nameField ?? name] ?? null;
  };
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
    return { read: fieldReader(store, resolved), field: resolved.field };
  }
  const part = DATE_PARTS[expression.name];
  if (!part || !expression.argument) throw new UnsupportedError(`${expression.name}() at this place of a query`);
  const inner = reader(store, object, expression.argument, seen);
  if (inner.field.kind !== 'date' && inner.field.kind !== 'datetime') {
    throw new OrgError('MALFORMED_QUERY', `${expression.name} needs a date or a datetime, not ${inner.field.apiName}`);
  }
  return {
    field: { ...inner.field, kind: expression.name === 'DAY_ONLY' ? 'date' : 'integer' },
    read: (row) => {
      const value = inner.read(row);
      return typeof value === 'string' ? part(new Date(value)) : null;
    }
  };
}

/** "SOQL queries return dateTime field values as UTC" and these count in UTC (Date Functions, SOQL Reference). */
const DATE_PARTS: Readonly<Record<string, (date: Date) => FieldValue>> = {
  CALENDAR_YEAR: (date) => date.getUTCFullYear(),
  CALENDAR_QUARTER: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  CALENDAR_MONTH: (date) => date.getUTCMonth() + 1,
  DAY_IN_MONTH: (date) => date.getUTCDate(),
  HOUR_IN_DAY: (date) => date.getUTCHours(),
  DAY_ONLY: (date) => date.toISOString().slice(0, 10)
};
