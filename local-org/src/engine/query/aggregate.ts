import { OrgError } from '../../org/errors.ts';
import type { FieldDescribe, FieldKind, FieldValue, RecordValues } from '../../org/schema.ts';
import type { Expression } from './parse.ts';
import type { Read } from './resolve.ts';

export const AGGREGATES: ReadonlySet<string> = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

const NUMBERS: ReadonlySet<FieldKind> = new Set(['integer', 'number', 'currency', 'percent']);
const NEVER: ReadonlySet<FieldKind> = new Set(['longtextarea', 'multipicklist']);

export function isAggregateCall(expression: Expression): boolean {
  return expression.kind === 'call' && AGGREGATES.has(expression.name);
}

/** @throws {OrgError} MALFORMED_QUERY when the function does not go with the field ("Support for Field Types") */
export function checkAggregate(name: string, field: FieldDescribe): void {
  const numeric = name === 'SUM' || name === 'AVG';
  const ordered = name === 'MIN' || name === 'MAX';
  const fits =
    NUMBERS.has(field.kind) || (!numeric && !NEVER.has(field.kind) && !(ordered && field.kind === 'checkbox'));
  if (!fits) {
    throw new OrgError('MALFORMED_QUERY', `field ${field.apiName} does not support aggregate operator ${name}`);
  }
}

/** One aggregate function over the rows of a group. Nulls count for none of them, as in Salesforce. */
export function aggregate(name: string, rows: readonly RecordValues[], read: Read | null): FieldValue {
  if (name === 'COUNT' && !read) return rows.length;
  if (!read) throw new OrgError('MALFORMED_QUERY', `${name} needs a field`);
  const values = rows.map(read).filter((value) => value !== null);
  switch (name) {
    case 'COUNT':
      return values.length;
    case 'COUNT_DISTINCT':
      return new Set(values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value))).size;
    case 'SUM':
      return values.length === 0 ? null : sum(values);
    case 'AVG':
      return values.length === 0 ? null : sum(values) / values.length;
    case 'MIN':
      return values.reduce<FieldValue>((least, value) => (least === null || value < least ? value : least), null);
    case 'MAX':
      return values.reduce<FieldValue>((most, value) => (most === null || value > most ? value : most), null);
    default:
      throw new OrgError('MALFORMED_QUERY', `unknown aggregate ${name}`);
  }
}

function sum(values: readonly FieldValue[]): number {
  // Cut off far behind what a field holds, so that 0.1 + 0.2 is what people expect.
  return Number(values.reduce<number>((total, value) => total + Number(value), 0).toFixed(10));
}
