import { OrgError } from '../../org/errors.ts';
import { isId, normalizeId } from '../../org/ids.ts';
import type { FieldDescribe, FieldKind, FieldValue } from '../../org/schema.ts';
import type { Literal, LiteralType } from './parse.ts';

/** How a filter value for each kind of field is written; everything else is text. */
const WRITTEN: Readonly<Partial<Record<FieldKind, { types: LiteralType[]; name: string }>>> = {
  checkbox: { types: ['boolean'], name: 'boolean' },
  integer: { types: ['number'], name: 'int' },
  number: { types: ['number'], name: 'double' },
  currency: { types: ['number'], name: 'double' },
  percent: { types: ['number'], name: 'double' },
  date: { types: ['date'], name: 'date' },
  datetime: { types: ['datetime'], name: 'dateTime' }
};

/**
 * Whether an operator and the values written in a query fit a field.
 *
 * @throws {OrgError} INVALID_FIELD, INVALID_QUERY_FILTER_OPERATOR, worded as Salesforce does
 */
export function checkComparison(field: FieldDescribe, operator: string, literal: Literal): void {
  if (field.kind === 'longtextarea') {
    throw new OrgError('INVALID_FIELD', `field '${field.apiName}' can not be filtered in a query call`);
  }
  const multi = operator === 'INCLUDES' || operator === 'EXCLUDES';
  const textual = WRITTEN[field.kind] === undefined && !isReference(field);
  if ((multi && field.kind !== 'multipicklist') || (operator === 'LIKE' && !textual)) {
    throw new OrgError('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${field.apiName}: ${operator}`);
  }
  checkLiteral(field, literal);
}

function checkLiteral(field: FieldDescribe, literal: Literal): void {
  if (literal.kind === 'list') for (const item of literal.items) checkLiteral(field, item);
  if (literal.kind === 'date' && field.kind !== 'date' && field.kind !== 'datetime') throw wrongType(field);
  if (literal.kind !== 'value' || literal.type === 'null') return;
  const types: readonly LiteralType[] = WRITTEN[field.kind]?.types ?? ['string'];
  if (!types.includes(literal.type)) throw wrongType(field);
  checkId(field, literal.value);
}

/** Ids are checked where they are compared too, since binds bring any text. */
function checkId(field: FieldDescribe, value: FieldValue): void {
  if (isReference(field) && typeof value === 'string' && value !== '' && !isId(value)) {
    throw new OrgError('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value}`);
  }
}

function isReference(field: FieldDescribe): boolean {
  return field.kind === 'id' || field.referenceTo.length > 0;
}

function wrongType(field: FieldDescribe): OrgError {
  const written = WRITTEN[field.kind];
  return new OrgError(
    'INVALID_FIELD',
    `value of filter criterion for field '${field.apiName}' must be of type ${written?.name ?? 'string'} and should ${written ? 'not ' : ''}be enclosed in quotes`
  );
}

/** A filter's value as rows are compared with it. @throws {OrgError} for what is no id where one is needed */
export function operand(field: FieldDescribe, value: FieldValue): FieldValue {
  checkId(field, value);
  return comparable(field, value);
}

/** Texts compare without regard to case, but those of unique case-sensitive fields; ids by their 18 characters; datetimes by their instant. */
export function comparable(field: FieldDescribe, value: FieldValue): FieldValue {
  if (value === null) return field.kind === 'checkbox' ? false : null;
  if (typeof value !== 'string') return value;
  if (value === '') return null;
  if (isReference(field)) return normalizeId(value);
  if (field.kind === 'datetime') return value.length === 10 ? `${value}T00:00:00.000Z` : value;
  if (field.kind === 'date') return value.slice(0, 10);
  return field.caseSensitive ? value : value.toLowerCase();
}

/**
 * What rows are sorted by: "SOQL uses the UTF-8 values of the uppercase character", and "picklist sorting is defined
 * by the picklist sort determined during setup" (ORDER BY, SOQL and SOSL Reference).
 */
export function sortKey(field: FieldDescribe): (value: FieldValue) => FieldValue {
  if (field.kind !== 'picklist' || field.picklist.length === 0) {
    const textual = WRITTEN[field.kind] === undefined && !isReference(field);
    return (value) => (textual && typeof value === 'string' ? value.toUpperCase() : comparable(field, value));
  }
  const places = new Map(field.picklist.map(({ value }, index) => [value, index]));
  // Values that are not on the list come last.
  return (value) => (value === null ? null : (places.get(String(value)) ?? places.size));
}
