import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DmlFailure, OrgError } from '../org/errors.ts';
import type { Org, SaveOperation } from '../org/ports.ts';
import type { FieldValue, RecordValues } from '../org/schema.ts';

type JsonRecord = Record<string, unknown>;

interface Owners {
  /** Who owns a record, by its reference. */
  owners: Record<string, string>;
  /** Users that lookups point to, by reference and field. */
  lookups: Record<string, Record<string, string>>;
  /** When a record was made, by its reference: the demo's deals did not begin at its start. */
  created: Record<string, string>;
  /** What is done when all records are there, in order. */
  after: { ref: string; set: Record<string, FieldValue> }[];
}

/** Imports as the administrator does, who may write everything. */
const IMPORTER = 'admin@handoff.example';

/**
 * Imports plain `sf data import tree` files as the plan lists them, gives each record to its owner, and does what
 * comes afterwards. Every trigger and rule runs, as in a real import.
 *
 * @param folder holds `sample-plan.json`, its files and `local-owners.json`
 * @returns ids by reference
 * @throws {OrgError} naming the file and the reference of the record that could not be saved
 */
export function importSampleData(org: Org, folder: string): ReadonlyMap<string, string> {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const plan = read('sample-plan.json') as { sobject: string; files: string[] }[]; // The files are the project's own and tested.
  const owners = read('local-owners.json') as Owners;
  const ids = new Map<string, string>();
  for (const { sobject, files } of plan) {
    for (const file of files) {
      const { records } = read(file) as { records: JsonRecord[] };
      for (const record of records) {
        const reference = referenceOf(record);
        const values = valuesOf(org, sobject, record, reference, owners, ids);
        const id = save(org, 'insert', sobject, values, `${file} ${reference}`);
        ids.set(reference, id);
        const created = owners.created[reference];
        if (created !== undefined) backdate(org, id, created);
      }
    }
  }
  for (const { ref, set } of owners.after) {
    const id = ids.get(ref) ?? '';
    const object = org.schema.objectOfId(id)?.apiName ?? '';
    save(org, 'update', object, { ...set, Id: id }, `local-owners.json ${ref}`);
  }
  return ids;
}

/** As `sf data import tree` does for who may "Set Audit Fields upon Record Creation". */
function backdate(org: Org, id: string, created: string): void {
  org.transact(org.users.idOf(IMPORTER) ?? '', 'import created dates', (tx) => tx.setCreatedDate(id, created));
}

function referenceOf(record: JsonRecord): string {
  const { referenceId } = record['attributes'] as { referenceId: string }; // As above.
  return referenceId;
}

function valuesOf(
  org: Org,
  object: string,
  record: JsonRecord,
  reference: string,
  owners: Owners,
  ids: ReadonlyMap<string, string>
): RecordValues {
  const values: RecordValues = {};
  for (const [name, value] of Object.entries(record)) {
    if (name !== 'attributes') values[name] = resolve(value, ids);
  }
  const userId = (username: string): string => org.users.idOf(username) ?? '';
  const owner = owners.owners[reference];
  if (owner !== undefined && org.schema.field(object, 'OwnerId')) values['OwnerId'] = userId(owner);
  for (const [field, username] of Object.entries(owners.lookups[reference] ?? {})) values[field] = userId(username);
  return values;
}

/** `@AccountMarlow` stands for that record's id. */
function resolve(value: unknown, ids: ReadonlyMap<string, string>): FieldValue {
  if (typeof value === 'string' && value.startsWith('@')) return ids.get(value.slice(1)) ?? value;
  return value as FieldValue; // JSON scalars; the engine checks their types.
}

function save(org: Org, operation: SaveOperation, object: string, values: RecordValues, place: string): string {
  try {
    const [result] = org.transact(org.users.idOf(IMPORTER) ?? '', `import ${object}`, (tx) =>
      org.save.save(tx, { operation, object, records: [values], allOrNone: true, access: 'user', sharing: 'with' })
    );
    return result?.id ?? '';
  } catch (error) {
    if (!(error instanceof DmlFailure)) throw error;
    throw new OrgError('SAMPLE_DATA', `${place}: ${error.message}`, [], { cause: error });
  }
}
