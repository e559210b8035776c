import type { FieldDescribe, FieldValue } from '../../org/schema.ts';
import { sortKey } from './operands.ts';

/** One entry of ORDER BY, over whatever is sorted. */
export interface SortBy<T> {
  read: (item: T) => FieldValue;
  field: FieldDescribe;
  descending: boolean;
  /** Undefined: "by default, null values are sorted first", ascending or descending. */
  nullsLast: boolean | undefined;
}

/** Sorts by keys that are read once for each item. Ties stay in the order they had. */
export function sorted<T>(items: T[], orders: readonly SortBy<T>[]): T[] {
  if (orders.length === 0) return items;
  const keys = orders.map(({ field }) => sortKey(field));
  const keyed = items.map((item) => ({ item, values: orders.map(({ read }, at) => keys[at]?.(read(item)) ?? null) }));
  keyed.sort((a, b) => {
    for (const [at, { descending, nullsLast = false }] of orders.entries()) {
      const [left = null, right = null] = [a.values[at], b.values[at]];
      if (left === right) continue;
      if (left === null) return nullsLast ? 1 : -1;
      if (right === null) return nullsLast ? -1 : 1;
      return left < right === descending ? 1 : -1;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}
