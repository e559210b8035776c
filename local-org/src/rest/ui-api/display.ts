import type { FieldDescribe, FieldValue } from '../../org/schema.ts';

const CURRENCY = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const DAY = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'numeric', day: 'numeric', year: 'numeric' });
const MOMENT = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit'
});

/**
 * What Lightning shows for a value, or null where the value shows itself. The org's locale is en-US in US dollars
 * and UTC.
 */
export function displayValue(field: FieldDescribe, value: FieldValue): string | null {
  if (value === null) return null;
  switch (field.kind) {
    case 'picklist':
      return field.picklist.find((entry) => entry.value === value)?.label ?? String(value);
    case 'multipicklist':
      return String(value).split(';').join('; ');
    case 'currency':
      return typeof value === 'number' ? CURRENCY.format(value) : null;
    case 'percent':
      return typeof value === 'number' ? `${value}%` : null;
    case 'date':
      return DAY.format(new Date(`${String(value)}T00:00:00Z`));
    case 'datetime':
      return MOMENT.format(new Date(String(value)));
    default:
      return null;
  }
}
