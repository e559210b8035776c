import { localeTag, shortDateOptions } from '../../org/locale.ts';
import type { FieldDescribe, FieldValue } from '../../org/schema.ts';

/**
 * What Lightning shows for a value, or null where the value shows itself. The org's currency is the US dollar, its time
 * zone UTC.
 *
 * @param field in the language of the user
 * @param locale of the user: `de_DE`
 */
export function displayValue(field: FieldDescribe, value: FieldValue, locale: string): string | null {
  if (value === null) return null;
  const tag = localeTag(locale);
  switch (field.kind) {
    case 'picklist':
      return labelOf(field, String(value));
    case 'multipicklist':
      return String(value)
        .split(';')
        .map((part) => labelOf(field, part))
        .join('; ');
    case 'currency':
      return typeof value === 'number' ? value.toLocaleString(tag, { style: 'currency', currency: 'USD' }) : null;
    case 'percent':
      return typeof value === 'number' ? `${value}%` : null;
    case 'date':
      return new Date(`${String(value)}T00:00:00Z`).toLocaleDateString(tag, {
        timeZone: 'UTC',
        ...shortDateOptions(locale)
      });
    case 'datetime':
      return new Date(String(value)).toLocaleString(tag, {
        timeZone: 'UTC',
        ...shortDateOptions(locale),
        hour: 'numeric',
        minute: '2-digit'
      });
    default:
      return null;
  }
}

function labelOf({ picklist }: FieldDescribe, value: string): string {
  return picklist.find((entry) => entry.value === value)?.label ?? value;
}
