import { OrgError } from '../../org/errors.ts';
import { isId } from '../../org/ids.ts';
import type { Org, QueryRow, Reader, Transaction } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe } from '../../org/schema.ts';
import type { JsonObject } from '../json.ts';
import { displayValue } from './display.ts';

/** Fields every record answer carries in its envelope. */
const ENVELOPE = ['Id', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

export interface RecordRequest {
  id: string;
  /** `Opportunity.Name`, `Opportunity.Account.Name`; asking for an unknown or unreadable one is an error. */
  fields: readonly string[];
  /** As `fields`, but left out silently where they are not readable. */
  optionalFields: readonly string[];
}

/** The UI API's records: reads for Lightning Data Service, in user mode. */
export class UiRecords {
  readonly #org: Org;

  constructor(org: Org) {
    this.#org = org;
  }

  /** @throws {OrgError} NOT_FOUND, INVALID_FIELD */
  read(tx: Transaction, request: RecordRequest): JsonObject {
    const object = this.objectOf(request.id);
    const paths = this.#paths(tx, object, request);
    const audit = ENVELOPE.filter((name) => this.#org.schema.field(object.apiName, name) !== undefined);
    const { rows } = this.#org.query.query(tx, {
      soql: `SELECT ${[...new Set([...audit, ...paths])].join(', ')} FROM ${object.apiName} WHERE Id = :id`,
      binds: { id: request.id },
      access: 'user',
      sharing: 'with'
    });
    const row = rows[0];
    if (!row) throw new OrgError('NOT_FOUND', 'The requested resource does not exist');
    return this.toUiRecord(row, paths, tx.user);
  }

  objectOf(id: string): ObjectDescribe {
    const object = this.#org.schema.objectOfId(id);
    if (!object || !isId(id)) {
      throw new OrgError('NOT_FOUND', 'The requested resource does not exist');
    }
    return object;
  }

  /** Field paths relative to the object, checked, in a stable order. Lookups bring their record's name along. */
  #paths(tx: Transaction, object: ObjectDescribe, request: RecordRequest): string[] {
    const required = request.fields.map((field) => this.#resolve(tx, object, field, true));
    const optional = request.optionalFields.map((field) => this.#resolve(tx, object, field, false));
    const paths = new Set<string>();
    for (const path of [...required, ...optional]) if (path !== null) paths.add(path);
    return [...paths];
  }

  #resolve(tx: Transaction, object: ObjectDescribe, qualified: string, required: boolean): string | null {
    const [prefix, ...parts] = qualified.split('.');
    const path: string[] = [];
    let current: ObjectDescribe | undefined = prefix === object.apiName ? object : undefined;
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      const field: FieldDescribe | undefined = current?.fields.find((candidate) =>
        isLast ? candidate.apiName === part : candidate.relationshipName === part
      );
      if (!current || !field || !tx.user.permissions.field(current.apiName, field.apiName).read) {
        if (!required) return null;
        throw new OrgError('INVALID_FIELD', `No such column '${qualified}' on entity '${object.apiName}'`);
      }
      path.push(isLast ? field.apiName : part);
      current = isLast ? current : this.#org.schema.object(field.referenceTo[0] ?? '');
    }
    if (path.length === 0) throw new OrgError('INVALID_FIELD', `'${qualified}' is not a qualified field name`);
    return path.join('.');
  }

  /** A query's row in the UI API's shape. @param paths the fields asked for, relative to the row's object */
  toUiRecord(row: QueryRow, paths: readonly string[], reader: Reader): JsonObject {
    const fields: Record<string, JsonObject> = {};
    for (const path of paths) {
      const [head = '', ...rest] = path.split('.');
      if (rest.length === 0) {
        fields[head] = this.#field(row, head, reader);
        continue;
      }
      const parent = row.parents[head] ?? null;
      if (parent === null) {
        fields[head] = { displayValue: null, value: null };
        continue;
      }
      const siblings = paths
        .filter((other) => other.startsWith(`${head}.`))
        .map((other) => other.slice(head.length + 1));
      const record = this.toUiRecord(parent, siblings, reader);
      fields[head] = { displayValue: nameOf(this.#org, parent), value: record };
    }
    const text = (name: string): FieldValue => row.values[name] ?? null;
    return {
      apiName: row.type,
      childRelationships: {},
      fields,
      id: text('Id'),
      lastModifiedById: text('LastModifiedById'),
      lastModifiedDate: text('LastModifiedDate'),
      recordTypeId: text('RecordTypeId'),
      recordTypeInfo: null,
      systemModstamp: text('SystemModstamp')
    };
  }

  #field(row: QueryRow, name: string, { language, locale }: Reader): JsonObject {
    const value = row.values[name] ?? null;
    const field = this.#org.schema.in(language).field(row.type, name);
    return { displayValue: field ? displayValue(field, value, locale) : null, value };
  }
}

function nameOf(org: Org, row: QueryRow): FieldValue {
  const nameField = org.schema.object(row.type)?.nameField;
  return nameField === undefined ? null : (row.values[nameField] ?? null);
}
