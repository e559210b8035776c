import { recordResource, refreshRecords, saveRecord } from '../../org/records/records.ts';
import type { UiRecord } from '../../org/uiApi/uiApi.ts';
import { wireAdapter } from '../../org/resource/resource.ts';

/** `Account.Name`, or what `@salesforce/schema` imports are. */
type FieldId = string | { objectApiName: string; fieldApiName: string };

/** Lightning Data Service, as far as the package uses it. */
export const getRecord = wireAdapter(({ recordId, fields, optionalFields }) => {
  const required = namesOf(fields);
  const optional = namesOf(optionalFields);
  if (typeof recordId !== 'string' || required.length + optional.length === 0) return undefined;
  return recordResource(recordId, required, optional);
});

/** @throws {Error} without an id, and what the org refuses with */
export async function updateRecord(
  { fields }: { fields: Record<string, unknown> },
  { ifUnmodifiedSince }: { ifUnmodifiedSince?: string } = {}
): Promise<UiRecord> {
  const { Id: id, ...values } = fields;
  if (typeof id !== 'string') throw new Error('updateRecord needs the record id in fields.Id');
  return saveRecord(id, values, ifUnmodifiedSince);
}

export async function notifyRecordUpdateAvailable(items: readonly { recordId: string }[]): Promise<void> {
  await refreshRecords(items.map(({ recordId }) => recordId));
}

export function getFieldValue(record: UiRecord | undefined, field: FieldId): unknown {
  return fieldAt(record, field)?.value;
}

export function getFieldDisplayValue(record: UiRecord | undefined, field: FieldId): string | null | undefined {
  return fieldAt(record, field)?.displayValue;
}

function fieldAt(record: UiRecord | undefined, field: FieldId): UiRecord['fields'][string] | undefined {
  const [, ...path] = nameOf(field).split('.');
  let current = record;
  for (const part of path.slice(0, -1)) current = current?.fields[part]?.value as UiRecord | undefined; // A parent's value is its record.
  return current?.fields[path.at(-1) ?? ''];
}

function namesOf(fields: unknown): string[] {
  if (fields === undefined) return [];
  return (Array.isArray(fields) ? fields : [fields]).map((field: FieldId) => nameOf(field));
}

function nameOf(field: FieldId): string {
  return typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
}
