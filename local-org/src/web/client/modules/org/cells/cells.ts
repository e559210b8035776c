import { recordPath } from '../route/route.ts';
import type { UiRecord } from '../uiApi/uiApi.ts';

/** Text as people read it, and where it leads. */
export interface Cell {
  text: string;
  href: string | null;
}

/** A field as people read it; a lookup is read by the name of what it points to, and leads there. */
export function cellOf(record: UiRecord | undefined, field: string, relationship: string | null): Cell {
  const own = record?.fields[field];
  const parent = relationship === null ? undefined : record?.fields[relationship];
  const target = parent?.value as UiRecord | null | undefined; // A relationship's value is the record it points to.
  if (target) {
    const text = parent?.displayValue ?? String(own?.value ?? '');
    return { text, href: target.apiName === 'User' ? null : recordPath(target.apiName, target.id) };
  }
  return { text: own?.displayValue ?? (own?.value === null ? '' : String(own?.value ?? '')), href: null };
}

/** What people call a lookup: "Owner", not "Owner ID". */
export function labelOf(info: { label: string; reference: boolean } | undefined, field: string): string {
  if (!info) return field;
  return info.reference ? info.label.replace(/ ID$/, '') : info.label;
}
