import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readProject } from '../../local-org/src/metadata/project.ts';
import type { FieldDescribe, FieldValue } from '../../local-org/src/org/schema.ts';

interface TreeRecord {
  attributes: { type: string; referenceId: string };
  [field: string]: FieldValue | TreeRecord['attributes'];
}

interface LocalOwners {
  users: Record<string, { name: string; permissionSet: string }>;
  owners: Record<string, string>;
  lookups: Record<string, Record<string, string>>;
  created: Record<string, string>;
  after: { ref: string; set: Record<string, FieldValue> }[];
}

const HERE = import.meta.dirname;
const MOST_RECORDS = 200;
const { schema, permissionSets } = readProject(join(HERE, '..', '..'));
// The files are ours; a shape other than these fails the tests below.
const read = (name: string): unknown => JSON.parse(readFileSync(join(HERE, name), 'utf8'));
const plan = read('sample-plan.json') as { sobject: string; files: string[] }[];
const local = read('local-owners.json') as LocalOwners;
const files = plan.flatMap(({ sobject, files: names }) =>
  names.map((name) => ({ sobject, name, records: (read(name) as { records: TreeRecord[] }).records }))
);
const records = files.flatMap((file) => file.records);
const byReference = new Map(records.map((record) => [record.attributes.referenceId, record]));

function fieldsOf(record: TreeRecord): [string, FieldValue][] {
  return Object.entries(record).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? [] : [[name, value]]
  );
}

function wrong(field: FieldDescribe, value: FieldValue): boolean {
  if (value === null) return false;
  const values = field.kind === 'multipicklist' ? String(value).split(';') : [String(value)];
  if (field.picklist.length > 0) return values.some((one) => !field.picklist.some((entry) => entry.value === one));
  if (field.length !== undefined) return String(value).length > field.length;
  if (field.kind === 'date') return !/^\d{4}-\d\d-\d\d$/.test(String(value));
  return field.kind === 'datetime' && Number.isNaN(Date.parse(String(value)));
}

test('every file fits one request of the tree API, and no reference id is there twice', () => {
  for (const { sobject, name, records: inFile } of files) {
    assert.ok(inFile.length <= MOST_RECORDS, `${name} has ${inFile.length} records`);
    for (const { attributes } of inFile) assert.equal(attributes.type, sobject, `${attributes.referenceId} in ${name}`);
  }
  assert.equal(byReference.size, records.length);
  for (const reference of byReference.keys()) assert.match(reference, /^[A-Za-z0-9]+$/);
});

test('every field exists, is writable, and takes its value', () => {
  for (const record of records) {
    const { type, referenceId } = record.attributes;
    for (const [name, value] of fieldsOf(record)) {
      const field = schema.field(type, name);
      assert.ok(field && !field.readOnly, `${referenceId}: ${type}.${name} is no field to write`);
      assert.ok(!wrong(field, value), `${referenceId}: ${type}.${name} does not take ${String(value)}`);
    }
  }
});

test('references point to records that come earlier, of the right object', () => {
  const seen = new Map<string, string>();
  for (const record of records) {
    const { type, referenceId } = record.attributes;
    for (const [name, value] of fieldsOf(record)) {
      if (typeof value !== 'string' || !value.startsWith('@')) continue;
      const target = seen.get(value.slice(1));
      assert.ok(target, `${referenceId}.${name}: ${value} does not come before it`);
      const allowed = schema.field(type, name)?.referenceTo ?? [];
      if (allowed.length > 0) assert.ok(allowed.includes(target), `${referenceId}.${name} cannot point to ${target}`);
    }
    seen.set(referenceId, type);
  }
});

test('a quote from the CRM stands word for word in its record', () => {
  const quotes = records.filter((record) => record['Source_Type__c'] === 'CRM');
  assert.ok(quotes.length > 0);
  for (const quote of quotes) {
    const source = byReference.get(String(quote['Source_Id__c']).slice(1));
    assert.ok(
      String(source?.['Description']).includes(String(quote['Quote__c'])),
      `${quote.attributes.referenceId} does not stand in its source`
    );
  }
});

test('owners, lookups and later updates name records, fields and users that exist', () => {
  const users = new Set(Object.keys(local.users));
  for (const { permissionSet } of Object.values(local.users)) {
    assert.ok(
      permissionSets.some((set) => set.name === permissionSet),
      permissionSet
    );
  }
  for (const [reference, owner] of Object.entries(local.owners)) {
    assert.ok(byReference.has(reference) && users.has(owner), `${reference} and ${owner}`);
  }
  for (const [reference, lookups] of Object.entries(local.lookups)) {
    const type = byReference.get(reference)?.attributes.type ?? '';
    for (const [name, user] of Object.entries(lookups)) {
      assert.deepEqual(schema.field(type, name)?.referenceTo, ['User'], `${reference}.${name}`);
      assert.ok(users.has(user), user);
    }
  }
  for (const [reference, at] of Object.entries(local.created)) {
    assert.ok(byReference.has(reference) && new Date(at).toISOString() === at.replace('Z', '.000Z'), reference);
  }
  for (const { ref, set } of local.after) {
    const type = byReference.get(ref)?.attributes.type ?? '';
    for (const [name, value] of Object.entries(set)) {
      const field = schema.field(type, name);
      assert.ok(field && !wrong(field, value), `${ref}.${name}`);
    }
  }
});
