import type { Registry } from '../types/registry.ts';
import { findField } from '../types/classes.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, type ApexValue, SObjectValue } from '../values.ts';

/**
 * A copy that shares nothing with its original, as a job has it after it was queued: objects are serialized then, and
 * transient fields are left out. What is reached twice stays one.
 */
export function copyOf(value: ApexValue, registry: Registry): ApexValue {
  const copies = new Map<object, ApexValue>();
  const keep = <T extends ApexValue & object>(original: object, copy: T): T => {
    copies.set(original, copy);
    return copy;
  };
  const copy = (each: ApexValue): ApexValue => {
    if (each === null || typeof each !== 'object') return each;
    const known = copies.get(each);
    if (known !== undefined) return known;
    if (each instanceof ApexList) {
      const list = keep(each, new ApexList(each.elementType));
      list.items = each.items.map(copy);
      return list;
    }
    if (each instanceof ApexSet) {
      const set = keep(each, new ApexSet(each.elementType));
      for (const [key, item] of each.entries) set.entries.set(key, copy(item));
      return set;
    }
    if (each instanceof ApexMap) {
      const map = keep(each, new ApexMap(each.keyType, each.valueType));
      for (const [key, entry] of each.entries) map.entries.set(key, { key: copy(entry.key), value: copy(entry.value) });
      return map;
    }
    if (each instanceof SObjectValue) return record(each);
    if (each instanceof ApexObject) {
      const object = keep(each, new ApexObject(each.type));
      object.exception = each.exception;
      const cls = registry.userClass(each.type);
      for (const [name, field] of each.fields)
        object.fields.set(name, cls && findField(cls, name)?.isTransient ? null : copy(field));
      return object;
    }
    return each;
  };
  const record = (each: SObjectValue): SObjectValue => {
    const made = keep(each, new SObjectValue(each.type));
    for (const [name, field] of each.fields) made.fields.set(name, field);
    for (const [name, parent] of each.parents) made.parents.set(name, parent && record(parent));
    for (const [name, list] of each.children) {
      const children = copy(list);
      if (children instanceof ApexList) made.children.set(name, children);
    }
    made.queried = each.queried;
    made.changed = each.changed && new Set(each.changed);
    return made;
  };
  return copy(value);
}
