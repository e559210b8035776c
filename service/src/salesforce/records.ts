import type { OrgRecord } from './client.ts';

/** Reading records that came as JSON: a field of another type than expected reads as absent. */

export function text(record: OrgRecord | null | undefined, path: string): string | null {
  let value: unknown = record;
  for (const name of path.split('.')) value = isRecord(value) ? value[name] : null;
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

export function number(record: OrgRecord | null | undefined, path: string): number | null {
  const value = text(record, path);
  return value === null || Number.isNaN(Number(value)) ? null : Number(value);
}

/** Records of a child relationship in a query's answer. */
export function children(record: OrgRecord | null | undefined, name: string): readonly OrgRecord[] {
  const result = record?.[name];
  const records = isRecord(result) ? result['records'] : null;
  return Array.isArray(records) ? records.filter(isRecord) : [];
}

/** A date and time as REST writes it (`…+0000`) in ISO 8601. */
export function instant(record: OrgRecord | null | undefined, path: string): string | null {
  const value = text(record, path);
  const time = value === null ? NaN : Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** An id, quoted for a query. @throws {TypeError} for anything that is no id: it would become part of the query */
export function quotedId(id: string): string {
  if (!/^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(id)) throw new TypeError('not a record id');
  return `'${id}'`;
}

function isRecord(value: unknown): value is OrgRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
