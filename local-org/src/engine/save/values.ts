import type { SaveError } from '../../org/errors.ts';
import { isId, normalizeId } from '../../org/ids.ts';
import type { FieldDescribe, FieldValue } from '../../org/schema.ts';

export type Checked = { value: FieldValue } | { error: SaveError };

function failed(statusCode: string, message: string, field: FieldDescribe): Checked {
  return { error: { statusCode, message, fields: [field.apiName] } };
}

/**
 * Checks a value against its field's type, and brings it into the form that is stored: texts trimmed, empty ones
 * null, numbers rounded to the field's scale, ids with 18 characters.
 */
export function checkValue(field: FieldDescribe, value: FieldValue): Checked {
  if (value === null || value === '') return { value: field.kind === 'checkbox' ? false : null };
  switch (field.kind) {
    case 'checkbox':
      return typeof value === 'boolean'
        ? { value }
        : failed('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${value}`, field);
    case 'integer':
    case 'number':
    case 'currency':
    case 'percent':
      return checkNumber(field, value);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(String(value))
        ? { value }
        : failed('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${value}`, field);
    case 'datetime':
      return Number.isNaN(Date.parse(String(value)))
        ? failed('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${value}`, field)
        : { value };
    case 'id':
    case 'lookup':
    case 'masterdetail':
      return isId(String(value))
        ? { value: normalizeId(String(value)) }
        : failed('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, field);
    default:
      return checkText(field, String(value).trim());
  }
}

function checkNumber(field: FieldDescribe, value: FieldValue): Checked {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return failed('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${value}`, field);
  }
  const scale = field.scale ?? 0;
  const factor = 10 ** scale;
  // Half away from zero, as the platform rounds.
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * factor + Number.EPSILON)) / factor;
  if (field.precision !== undefined && Math.abs(rounded) >= 10 ** (field.precision - scale)) {
    return failed(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${value}`,
      field
    );
  }
  return { value: rounded };
}

function checkText(field: FieldDescribe, text: string): Checked {
  if (text === '') return { value: null };
  if (field.length !== undefined && text.length > field.length) {
    return failed(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${text.slice(0, 255)} (max length=${field.length})`,
      field
    );
  }
  if (field.kind === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    return failed('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, field);
  }
  if (field.restrictedPicklist) {
    const chosen = field.kind === 'multipicklist' ? text.split(';') : [text];
    const wrong = chosen.find((entry) => !field.picklist.some((known) => known.active && known.value === entry));
    if (wrong !== undefined) {
      return failed(
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `${field.label}: bad value for restricted picklist field: ${wrong}`,
        field
      );
    }
  }
  return { value: text };
}

/** What a field holds on a new record when nobody said. */
export function defaultOf(field: FieldDescribe): FieldValue {
  if (field.kind === 'checkbox') return field.defaultFormula === 'true';
  const chosen = field.picklist.find((entry) => entry.isDefault);
  if (chosen) return chosen.value;
  if (field.defaultFormula === undefined) return null;
  if (['number', 'integer', 'currency', 'percent'].includes(field.kind)) return Number(field.defaultFormula);
  return field.defaultFormula.replace(/^"|"$/g, '');
}
