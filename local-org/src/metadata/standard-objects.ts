import { readFileSync } from 'node:fs';
import type { FieldDescribe, FieldKind, ObjectDescribe, ObjectRule, SharingModel } from '../org/schema.ts';
import { MetadataError } from './xml.ts';

/** Fields every object has. */
const SYSTEM_FIELDS: readonly [name: string, kind: FieldKind, label: string][] = [
  ['Id', 'id', 'Record ID'],
  ['IsDeleted', 'checkbox', 'Deleted'],
  ['CreatedDate', 'datetime', 'Created Date'],
  ['LastModifiedDate', 'datetime', 'Last Modified Date'],
  ['SystemModstamp', 'datetime', 'System Modstamp']
];
const AUDIT_LOOKUPS: readonly [name: string, parent: string, label: string][] = [
  ['CreatedById', 'CreatedBy', 'Created By'],
  ['LastModifiedById', 'LastModifiedBy', 'Last Modified By']
];

/** A field with everything at its usual value. */
export function newField(apiName: string, kind: FieldKind, source: string): FieldDescribe {
  return {
    apiName,
    label: labelOf(apiName),
    kind,
    custom: false,
    required: false,
    unique: false,
    externalId: false,
    caseSensitive: false,
    readOnly: false,
    createOnly: false,
    restrictedPicklist: false,
    picklist: [],
    referenceTo: [],
    onParentDelete: 'setNull',
    permissionable: true,
    source
  };
}

/** Fields the platform adds to every object, and `OwnerId` where records have owners. */
export function systemFields(owned: boolean, source: string): FieldDescribe[] {
  const fields = SYSTEM_FIELDS.map(([name, kind, label]) => ({
    ...newField(name, kind, source),
    label,
    readOnly: true,
    permissionable: false
  }));
  const lookups = AUDIT_LOOKUPS.map(([name, parent, label]) => ({
    ...newField(name, 'lookup', source),
    label,
    readOnly: true,
    permissionable: false,
    referenceTo: ['User'],
    relationshipName: parent
  }));
  const owner: FieldDescribe[] = owned
    ? [
        {
          ...newField('OwnerId', 'lookup', source),
          label: 'Owner ID',
          permissionable: false,
          referenceTo: ['User'],
          relationshipName: 'Owner'
        }
      ]
    : [];
  return [...fields, ...lookups, ...owner];
}

/** Reads the described schema file. @throws {MetadataError} naming the line */
export function readStandardObjects(path: URL): ObjectDescribe[] {
  const objects: ObjectDescribe[] = [];
  let fields: FieldDescribe[] = [];
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    const source = `standard-objects.schema:${index + 1}`;
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('object ')) {
      const object = parseObject(line, source);
      fields = [...object.fields];
      objects.push({ ...object, fields });
    } else {
      fields.push(parseField(line.trim(), source));
    }
  }
  return objects;
}

function parseObject(line: string, source: string): ObjectDescribe {
  const match = /^object (\w+) (\w{3}) "([^"]+)" "([^"]+)"(.*)$/.exec(line);
  if (!match) throw new MetadataError([`${source} This is not an object: ${line}`]);
  const [, apiName = '', keyPrefix = '', label = '', labelPlural = '', rest = ''] = match;
  const [, sharing = 'Read', controlledBy] = /sharing=(\w+)(?::(\w+))?/.exec(rest) ?? [];
  return {
    apiName,
    label,
    labelPlural,
    keyPrefix,
    kind: 'standard',
    sharingModel: sharing as SharingModel, // The file is ours; a wrong word shows in the tests of sharing.
    ...(controlledBy === undefined ? {} : { controlledBy }),
    access: parseRule(/access=(\S+)/.exec(rest)?.[1]),
    nameField: /name=(\w+)/.exec(rest)?.[1] ?? 'Name',
    fields: systemFields(/\bowned\b/.test(rest), source),
    childRelationships: [],
    validationRules: [],
    recordTypes: [],
    source
  };
}

function parseRule(rule: string | undefined): ObjectRule {
  if (rule?.startsWith('follows:')) return { follows: rule.slice('follows:'.length) };
  if (rule === 'everyone' || rule === 'readable' || rule === 'setup') return rule;
  return 'granted';
}

function parseField(line: string, source: string): FieldDescribe {
  const [declaration = '', values] = line.split(/ = (.*)/s);
  const match = /^(\w+) (\w+)(?: (\d+)(?:,(\d+))?)?/.exec(declaration);
  if (!match) throw new MetadataError([`${source} This is not a field: ${line}`]);
  const [whole, apiName = '', kind = '', size, scale] = match;
  const rest = declaration.slice(whole.length);
  const has = (flag: string): boolean => new RegExp(`\\b${flag}\\b`).test(rest.replace(/"[^"]*"/, ''));
  const target = /-> ([\w|]+) as (\w+)(?: children (\w+))?/.exec(rest);
  const chosen = /default:(.+?)(?= "|$)/.exec(rest.replace(/ (required|open|readonly)\b/g, ''))?.[1]?.trim();
  const field: FieldDescribe = {
    ...newField(apiName, kind as FieldKind, source), // As above: the file is ours.
    label: /"([^"]+)"/.exec(rest)?.[1] ?? labelOf(apiName),
    required: has('required'),
    unique: has('unique'),
    readOnly: has('readonly'),
    createOnly: has('createonly'),
    permissionable: !has('required') && !has('open'),
    onParentDelete: has('cascade') ? 'cascade' : 'setNull',
    picklist: (values ?? '')
      .split(';')
      .map((value) => value.trim())
      .filter((value) => value !== '')
      .map((value) => ({ value, label: value, isDefault: value === chosen, active: true }))
  };
  const governor = /\bwithin:(\w+)/.exec(rest)?.[1];
  if (governor !== undefined) field.governedBy = governor;
  if (chosen !== undefined && kind !== 'picklist') field.defaultFormula = chosen;
  if (size !== undefined && ['number', 'currency', 'percent', 'integer'].includes(kind)) {
    field.precision = Number(size);
    field.scale = Number(scale ?? 0);
  } else if (size !== undefined) {
    field.length = Number(size);
  }
  if (target) {
    field.referenceTo = (target[1] ?? '').split('|');
    field.relationshipName = target[2] ?? '';
    if (target[3] !== undefined) field.childRelationshipName = target[3];
  }
  return field;
}

/** `NumberOfEmployees` to `Number Of Employees`, `AccountId` to `Account ID`. */
function labelOf(apiName: string): string {
  return apiName.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/ Id$/, ' ID');
}
