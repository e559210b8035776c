import { Decimal } from 'decimal.js';
import type { SaveError } from '../../org/errors.ts';
import { isId, normalizeId } from '../../org/ids.ts';
import type { FieldDescribe, FieldValue } from '../../org/schema.ts';

export type Checked = { value: FieldValue } | { error: SaveError };

const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]+$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})$/;
/** "The range of valid dates is 1700-01-01 to 4000-12-31" (Field Types, Object Reference). */
const [FIRST_YEAR, LAST_YEAR] = [1700, 4000];

function failed(statusCode: string, message: string, field: FieldDescribe): Checked {
  return { error: { statusCode, message: `${field.label}: ${message}`, fields: [field.apiName] } };
}

/**
 * Checks a value against its field's type, and brings it into the form that is stored: texts trimmed, empty ones
 * null, numbers rounded to the field's scale, datetimes in UTC and whole seconds, ids with 18 characters.
 */
export function checkValue(field: FieldDescribe, value: FieldValue): Checked {
  if (value === null || value === '') return { value: field.kind === 'checkbox' ? false : null };
  const wrongType = (): Checked =>
    failed('INVALID_TYPE_ON_FIELD_IN_RECORD', `value not of required type: ${value}`, field);
  switch (field.kind) {
    case 'checkbox':
      return typeof value === 'boolean' ? { value } : wrongType();
    case 'integer':
    case 'number':
    case 'currency':
    case 'percent':
      return typeof value === 'number' && Number.isFinite(value) ? checkNumber(field, value) : wrongType();
    case 'date':
      return typeof value === 'string' && isDate(value) ? { value } : wrongType();
    case 'datetime': {
      const moment = typeof value === 'string' ? toInstant(value) : undefined;
      return moment === undefined ? wrongType() : { value: moment };
    }
    case 'id':
    case 'lookup':
    case 'masterdetail':
      return typeof value === 'string' && isId(value)
        ? { value: normalizeId(value) }
        : failed('MALFORMED_ID', `id value of incorrect type: ${value}`, field);
    default:
      return typeof value === 'string' ? checkText(field, value.trim()) : wrongType();
  }
}

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR && date.getUTCDate() === Number(day);
}

function toInstant(text: string): string | undefined {
  if (!DATETIME.test(text) || !isDate(text.slice(0, 10))) return undefined;
  // Salesforce also writes the offset without a colon.
  const date = new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (Number.isNaN(date.getTime())) return undefined;
  // Fields of the platform keep no milliseconds: they are cut off, not rounded.
  date.setUTCMilliseconds(0);
  return date.toISOString();
}

function checkNumber(field: FieldDescribe, value: number): Checked {
  const scale = field.scale ?? 0;
  // In decimal, half away from zero: 1.005 becomes 1.01, as on the platform, and not the binary fraction's 1.00.
  const rounded = Number.isInteger(value)
    ? value
    : new Decimal(value).toDecimalPlaces(scale, Decimal.ROUND_HALF_UP).toNumber();
  if (field.precision !== undefined && Math.abs(rounded) >= 10 ** (field.precision - scale)) {
    return failed('NUMBER_OUTSIDE_VALID_RANGE', `value outside of valid range on numeric field: ${value}`, field);
  }
  return { value: rounded };
}

function checkText(field: FieldDescribe, text: string): Checked {
  if (text === '') return { value: null };
  if (field.length !== undefined && text.length > field.length) {
    return failed('STRING_TOO_LONG', `data value too large: ${text.slice(0, 255)} (max length=${field.length})`, field);
  }
  if (field.kind === 'email' && !EMAIL.test(text)) {
    return failed('INVALID_EMAIL_ADDRESS', `invalid email address: ${text}`, field);
  }
  if (field.restrictedPicklist) {
    const chosen = field.kind === 'multipicklist' ? text.split(';') : [text];
    const wrong = chosen.find((entry) => !field.picklist.some((known) => known.active && known.value === entry));
    if (wrong !== undefined) {
      return failed(
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `bad value for restricted picklist field: ${wrong}`,
        field
      );
    }
  }
  return { value: text };
}
