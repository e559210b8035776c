import { OrgError } from '../../org/errors.ts';
import type { FieldValue, RecordValues } from '../../org/schema.ts';
import type { Read } from './resolve.ts';

export const AGGREGATES: ReadonlySet<string> = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

/** One aggregate function over the rows of a group. Nulls count for none of them, as in Salesforce. */
export function aggregate(name: string, rows: readonly RecordValues[], read: Read | null): FieldValue {
  if (name === 'COUNT' && !read) return rows.length;
  if (!read) throw new OrgError('MALFORMED_QUERY', `${name} needs a field`);
  const values = rows.map(read).filter((value) => value !== null);
  switch (name) {
    case 'COUNT':
      return values.length;
    case 'COUNT_DISTINCT':
      return new Set(values).size;
    case 'SUM':
      return values.length === 0 ? null : sum(values);
    case 'AVG':
      return values.length === 0 ? null : sum(values) / values.length;
    case 'MIN':
      return values.reduce<FieldValue>((least, value) => (least === null || value < least ? value : least), null);
    case 'MAX':
      return values.reduce<FieldValue>((most, value) => (most === null || value > most ? value : most), null);
    default:
      throw new OrgError('UNSUPPORTED', `${name}() is not supported by the local org`);
  }
}

function sum(values: readonly FieldValue[]): number {
  // Adding in cents keeps 0.1 + 0.2 what people expect.
  return Number(values.reduce<number>((total, value) => total + Number(value), 0).toFixed(10));
}
