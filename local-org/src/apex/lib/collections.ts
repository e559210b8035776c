import { type NativeContext, nativeClass } from '../native.ts';
import { isNumeric, toDecimal } from '../semantics/operations.ts';
import { ID, OBJECT, SOBJECT, typeOf } from '../types/types.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexEnumValue,
  ApexList,
  ApexMap,
  ApexSet,
  type ApexValue,
  NativeObject,
  SObjectValue
} from '../values.ts';
import { integer, list, map, set, state } from './args.ts';

function guard(ctx: NativeContext, target: ApexList | ApexSet): void {
  if (target.iterating > 0)
    ctx.raise('System.FinalException', 'Cannot modify a collection while it is being iterated.');
  if (target instanceof ApexList && target.frozen) ctx.raise('System.FinalException', 'Collection is read-only');
}

function at(ctx: NativeContext, target: ApexList, index: number, limit = target.items.length): number {
  return index < 0 || index >= limit ? ctx.raise('System.ListException', `List index out of bounds: ${index}`) : index;
}

/** Nulls first, then in the order the platform gives to numbers, dates and texts. */
function order(ctx: NativeContext, a: ApexValue, b: ApexValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (isNumeric(a) && isNumeric(b)) return toDecimal(a).cmp(toDecimal(b));
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof ApexDate && b instanceof ApexDate) return a.days - b.days;
  if (a instanceof ApexDatetime && b instanceof ApexDatetime) return a.ms - b.ms;
  if (a instanceof ApexEnumValue && b instanceof ApexEnumValue) return a.ordinal - b.ordinal;
  if (a instanceof SObjectValue && b instanceof SObjectValue) return ctx.text(a) < ctx.text(b) ? -1 : 1;
  const result = ctx.call(a, 'compareTo', [b]);
  return typeof result === 'number' ? result : 0;
}

function put(ctx: NativeContext, target: ApexSet, value: ApexValue): boolean {
  const key = ctx.hash(value);
  if (target.entries.has(key)) return false;
  target.entries.set(key, value);
  return true;
}

function values(ctx: NativeContext, source: ApexValue | undefined): readonly ApexValue[] {
  if (source instanceof ApexSet) return [...source.entries.values()];
  return list(ctx, source).items;
}

function addAll(ctx: NativeContext, target: ApexSet, source: ApexValue | undefined): boolean {
  guard(ctx, target);
  return values(ctx, source)
    .map((value) => put(ctx, target, value))
    .some((added) => added);
}

export const listClass = nativeClass('List', {
  typeParameters: ['T'],
  implements: ['Iterable<T>'],
  constructors: {
    '()': (ctx) => new ApexList(ctx.typeArgs[0] ?? OBJECT),
    '(List<T>)': (ctx, [source]) => new ApexList(ctx.typeArgs[0] ?? OBJECT, [...list(ctx, source).items]),
    '(Set<T>)': (ctx, [source]) => new ApexList(ctx.typeArgs[0] ?? OBJECT, [...set(ctx, source).entries.values()]),
    '(Integer)': (ctx, [size]) =>
      new ApexList(ctx.typeArgs[0] ?? OBJECT, new Array<ApexValue>(integer(ctx, size)).fill(null))
  },
  methods: {
    'add(T):void': (ctx, self, [value = null]) => {
      const target = list(ctx, self);
      guard(ctx, target);
      target.items.push(value);
      return null;
    },
    'add(Integer,T):void': (ctx, self, [index, value = null]) => {
      const target = list(ctx, self);
      guard(ctx, target);
      target.items.splice(at(ctx, target, integer(ctx, index), target.items.length + 1), 0, value);
      return null;
    },
    'addAll(List<T>):void': (ctx, self, [source]) => {
      guard(ctx, list(ctx, self));
      list(ctx, self).items.push(...values(ctx, source));
      return null;
    },
    'addAll(Set<T>):void': (ctx, self, [source]) => {
      guard(ctx, list(ctx, self));
      list(ctx, self).items.push(...values(ctx, source));
      return null;
    },
    'get(Integer):T': (ctx, self, [index]) =>
      list(ctx, self).items[at(ctx, list(ctx, self), integer(ctx, index))] ?? null,
    'set(Integer,T):void': (ctx, self, [index, value = null]) => {
      list(ctx, self).items[at(ctx, list(ctx, self), integer(ctx, index))] = value;
      return null;
    },
    'remove(Integer):T': (ctx, self, [index]) => {
      const target = list(ctx, self);
      guard(ctx, target);
      return target.items.splice(at(ctx, target, integer(ctx, index)), 1)[0] ?? null;
    },
    'size():Integer': (ctx, self) => list(ctx, self).items.length,
    'isEmpty():Boolean': (ctx, self) => list(ctx, self).items.length === 0,
    'clear():void': (ctx, self) => {
      guard(ctx, list(ctx, self));
      list(ctx, self).items = [];
      return null;
    },
    'contains(T):Boolean': (ctx, self, [value = null]) => list(ctx, self).items.some((item) => ctx.equals(item, value)),
    'indexOf(T):Integer': (ctx, self, [value = null]) =>
      list(ctx, self).items.findIndex((item) => ctx.equals(item, value)),
    'clone():List<T>': (ctx, self) => new ApexList(list(ctx, self).elementType, [...list(ctx, self).items]),
    'sort():void': (ctx, self) => {
      list(ctx, self).items.sort((a, b) => order(ctx, a, b));
      return null;
    },
    'sort(Comparator<T>):void': (ctx, self, [comparator = null]) => {
      list(ctx, self).items.sort((a, b) => integer(ctx, ctx.call(comparator, 'compare', [a, b])));
      return null;
    },
    'iterator():Iterator<T>': (ctx, self) =>
      new NativeObject(typeOf('Iterator', list(ctx, self).elementType), {
        items: list(ctx, self).items,
        next: 0
      } satisfies IteratorState),
    'getSObjectType():Schema.SObjectType': (ctx, self) => {
      const { name } = list(ctx, self).elementType;
      return name === SOBJECT.name
        ? null
        : new NativeObject(typeOf('Schema.SObjectType'), { token: name, object: name });
    },
    'equals(Object):Boolean': (ctx, self, [other = null]) => ctx.equals(self, other),
    'toString():String': (ctx, self) => ctx.text(self)
  }
});

interface IteratorState {
  items: readonly ApexValue[];
  next: number;
}

const isIterator = (value: unknown): value is IteratorState =>
  typeof value === 'object' && value !== null && 'items' in value;

export const iteratorClass = nativeClass('Iterator', {
  typeParameters: ['T'],
  isInterface: true,
  methods: {
    'hasNext():Boolean': (ctx, self) => state(ctx, self, isIterator).next < state(ctx, self, isIterator).items.length,
    'next():T': (ctx, self) => {
      const iterator = state(ctx, self, isIterator);
      return iterator.items[iterator.next++] ?? null;
    }
  }
});

export const iterableClass = nativeClass('Iterable', { typeParameters: ['T'], isInterface: true });

export const setClass = nativeClass('Set', {
  typeParameters: ['T'],
  constructors: {
    '()': (ctx) => new ApexSet(ctx.typeArgs[0] ?? OBJECT),
    '(List<T>)': (ctx, [source]) => filled(ctx, source),
    '(Set<T>)': (ctx, [source]) => filled(ctx, source)
  },
  methods: {
    'add(T):Boolean': (ctx, self, [value = null]) => {
      guard(ctx, set(ctx, self));
      return put(ctx, set(ctx, self), value);
    },
    'addAll(List<T>):Boolean': (ctx, self, [source]) => addAll(ctx, set(ctx, self), source),
    'addAll(Set<T>):Boolean': (ctx, self, [source]) => addAll(ctx, set(ctx, self), source),
    'contains(T):Boolean': (ctx, self, [value = null]) => set(ctx, self).entries.has(ctx.hash(value)),
    'containsAll(List<T>):Boolean': (ctx, self, [source]) =>
      values(ctx, source).every((value) => set(ctx, self).entries.has(ctx.hash(value))),
    'containsAll(Set<T>):Boolean': (ctx, self, [source]) =>
      values(ctx, source).every((value) => set(ctx, self).entries.has(ctx.hash(value))),
    'remove(T):Boolean': (ctx, self, [value = null]) => {
      guard(ctx, set(ctx, self));
      return set(ctx, self).entries.delete(ctx.hash(value));
    },
    'removeAll(List<T>):Boolean': (ctx, self, [source]) =>
      values(ctx, source)
        .map((value) => set(ctx, self).entries.delete(ctx.hash(value)))
        .some((gone) => gone),
    'removeAll(Set<T>):Boolean': (ctx, self, [source]) =>
      values(ctx, source)
        .map((value) => set(ctx, self).entries.delete(ctx.hash(value)))
        .some((gone) => gone),
    'retainAll(Set<T>):Boolean': (ctx, self, [source]) => {
      const [target, kept] = [set(ctx, self), set(ctx, source)];
      const gone = [...target.entries.keys()].filter((key) => !kept.entries.has(key));
      for (const key of gone) target.entries.delete(key);
      return gone.length > 0;
    },
    'size():Integer': (ctx, self) => set(ctx, self).entries.size,
    'isEmpty():Boolean': (ctx, self) => set(ctx, self).entries.size === 0,
    'clear():void': (ctx, self) => {
      guard(ctx, set(ctx, self));
      set(ctx, self).entries.clear();
      return null;
    },
    'clone():Set<T>': (ctx, self) => filled(ctx, self),
    'equals(Object):Boolean': (ctx, self, [other = null]) => ctx.equals(self, other),
    'toString():String': (ctx, self) => ctx.text(self)
  }
});

function filled(ctx: NativeContext, source: ApexValue | undefined): ApexSet {
  const made = new ApexSet(ctx.typeArgs[0] ?? OBJECT);
  for (const value of values(ctx, source)) put(ctx, made, value);
  return made;
}

function putAll(ctx: NativeContext, target: ApexMap, source: ApexValue | undefined): null {
  if (target.frozen) ctx.raise('System.FinalException', 'Collection is read-only');
  if (source instanceof ApexMap) {
    for (const [key, entry] of source.entries) target.entries.set(key, { ...entry });
    return null;
  }
  for (const row of list(ctx, source).items) {
    const id = row instanceof SObjectValue ? (row.fields.get('Id') ?? null) : null;
    if (id === null) return ctx.raise('System.ListException', 'Row with null Id at index: 0');
    target.entries.set(ctx.hash(id), { key: id, value: row });
  }
  return null;
}

export const mapClass = nativeClass('Map', {
  typeParameters: ['K', 'V'],
  constructors: {
    '()': (ctx) => new ApexMap(ctx.typeArgs[0] ?? OBJECT, ctx.typeArgs[1] ?? OBJECT),
    '(Map<K,V>)': (ctx, [source]) => {
      const made = new ApexMap(ctx.typeArgs[0] ?? OBJECT, ctx.typeArgs[1] ?? OBJECT);
      putAll(ctx, made, source);
      return made;
    },
    '(List<V>)': (ctx, [source]) => {
      const made = new ApexMap(ctx.typeArgs[0] ?? ID, ctx.typeArgs[1] ?? SOBJECT);
      putAll(ctx, made, source);
      return made;
    }
  },
  methods: {
    'get(K):V': (ctx, self, [key = null]) => map(ctx, self).entries.get(ctx.hash(key))?.value ?? null,
    'put(K,V):V': (ctx, self, [key = null, value = null]) => {
      const target = map(ctx, self);
      if (target.frozen) ctx.raise('System.FinalException', 'Collection is read-only');
      const hash = ctx.hash(key);
      const before = target.entries.get(hash)?.value ?? null;
      target.entries.set(hash, { key, value });
      return before;
    },
    'putAll(Map<K,V>):void': (ctx, self, [source]) => putAll(ctx, map(ctx, self), source),
    'putAll(List<V>):void': (ctx, self, [source]) => putAll(ctx, map(ctx, self), source),
    'containsKey(K):Boolean': (ctx, self, [key = null]) => map(ctx, self).entries.has(ctx.hash(key)),
    'remove(K):V': (ctx, self, [key = null]) => {
      const hash = ctx.hash(key);
      const before = map(ctx, self).entries.get(hash)?.value ?? null;
      map(ctx, self).entries.delete(hash);
      return before;
    },
    'keySet():Set<K>': (ctx, self) => {
      const made = new ApexSet(map(ctx, self).keyType);
      for (const [hash, { key }] of map(ctx, self).entries) made.entries.set(hash, key);
      return made;
    },
    'values():List<V>': (ctx, self) =>
      new ApexList(
        map(ctx, self).valueType,
        [...map(ctx, self).entries.values()].map((entry) => entry.value)
      ),
    'size():Integer': (ctx, self) => map(ctx, self).entries.size,
    'isEmpty():Boolean': (ctx, self) => map(ctx, self).entries.size === 0,
    'clear():void': (ctx, self) => {
      map(ctx, self).entries.clear();
      return null;
    },
    'clone():Map<K,V>': (ctx, self) => {
      const made = new ApexMap(map(ctx, self).keyType, map(ctx, self).valueType);
      putAll(ctx, made, self);
      return made;
    },
    'equals(Object):Boolean': (ctx, self, [other = null]) => ctx.equals(self, other),
    'toString():String': (ctx, self) => ctx.text(self)
  }
});

const abstract = (): ApexValue => null;

export const comparable = nativeClass('Comparable', {
  isInterface: true,
  methods: { 'compareTo(Object):Integer': abstract }
});
export const comparator = nativeClass('Comparator', {
  typeParameters: ['T'],
  isInterface: true,
  methods: { 'compare(T,T):Integer': abstract }
});
