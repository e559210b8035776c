import { type NativeContext, nativeClass } from '../native.ts';
import { decimalOf, isoDate } from '../semantics/operations.ts';
import { OBJECT, show, STRING, typeOf, typeOfField } from '../types/types.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnumValue,
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  type ApexValue,
  NativeObject,
  SObjectValue,
  type TypeRef
} from '../values.ts';
import { text } from './args.ts';

function parse(ctx: NativeContext, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    return ctx.raise('System.JSONException', error instanceof Error ? error.message : 'Invalid JSON');
  }
}

/** Objects become `Map<String,Object>`, arrays `List<Object>`, numbers Integer, Long or Decimal. */
function untyped(ctx: NativeContext, value: unknown): ApexValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return decimalOf(value);
    return Math.abs(value) <= 2147483647 ? value : BigInt(value);
  }
  if (Array.isArray(value))
    return new ApexList(
      OBJECT,
      value.map((item) => untyped(ctx, item))
    );
  const map = new ApexMap(STRING, OBJECT);
  for (const [key, entry] of Object.entries(value ?? {}))
    map.entries.set(ctx.hash(key), { key, value: untyped(ctx, entry) });
  return map;
}

function typed(ctx: NativeContext, value: unknown, type: TypeRef, strict: boolean): ApexValue {
  const wrong = (): never =>
    ctx.raise('System.JSONException', `Illegal value for primitive: ${JSON.stringify(value)} is no ${show(type)}`);
  if (value === null || value === undefined) return null;
  if (type.name === 'Object') return untyped(ctx, value);
  if (type.name === 'List' || type.name === 'Set') {
    if (!Array.isArray(value)) return wrong();
    const items = value.map((item) => typed(ctx, item, type.args[0] ?? OBJECT, strict));
    if (type.name === 'List') return new ApexList(type.args[0] ?? OBJECT, items);
    const set = new ApexSet(type.args[0] ?? OBJECT);
    for (const item of items) set.entries.set(ctx.hash(item), item);
    return set;
  }
  if (typeof value !== 'object') return scalar(ctx, value, type, wrong);
  if (Array.isArray(value)) return wrong();
  const entries = Object.entries(value);
  if (type.name === 'Map') {
    const map = new ApexMap(type.args[0] ?? OBJECT, type.args[1] ?? OBJECT);
    for (const [key, entry] of entries) {
      const made = typed(ctx, key, map.keyType, strict);
      map.entries.set(ctx.hash(made), { key: made, value: typed(ctx, entry, map.valueType, strict) });
    }
    return map;
  }
  const object = ctx.org.schema.object(type.name);
  return object ? toRecord(ctx, object.apiName, entries) : toObject(ctx, type, entries, strict);
}

function toRecord(ctx: NativeContext, object: string, entries: readonly [string, unknown][]): SObjectValue {
  const record = new SObjectValue(object);
  for (const [name, value] of entries) {
    if (name === 'attributes') continue;
    const field = ctx.org.schema.field(object, name);
    if (!field) return ctx.raise('System.JSONException', `No such column '${name}' on sobject of type ${object}`);
    record.fields.set(field.apiName, typed(ctx, value, typeOfField(field), false));
  }
  return record;
}

function toObject(
  ctx: NativeContext,
  type: TypeRef,
  entries: readonly [string, unknown][],
  strict: boolean
): ApexValue {
  const made = ctx.instantiate(type, []);
  const fields = ctx.fieldsOf(type);
  for (const [name, value] of entries) {
    const field = fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (field) ctx.setField(made, field.name, typed(ctx, value, field.type, strict));
    else if (strict) return ctx.raise('System.JSONException', `Invalid field ${name} for type ${show(type)}`);
  }
  return made;
}

function scalar(ctx: NativeContext, value: unknown, type: TypeRef, wrong: () => never): ApexValue {
  switch (type.name) {
    case 'String':
      return typeof value === 'string' ? value : String(value);
    case 'Id':
      return typeof value === 'string' ? ctx.convert(value, type) : wrong();
    case 'Boolean':
      return typeof value === 'boolean' ? value : wrong();
    case 'Integer':
      return typeof value === 'number' && Number.isInteger(value) ? value : wrong();
    case 'Long':
      return typeof value === 'number' ? BigInt(Math.trunc(value)) : wrong();
    case 'Double':
      return typeof value === 'number' ? new ApexDouble(value) : wrong();
    case 'Decimal':
      return typeof value === 'number' ? decimalOf(value) : wrong();
    case 'Date': {
      const ms = typeof value === 'string' ? Date.parse(value.slice(0, 10)) : NaN;
      return Number.isNaN(ms) ? wrong() : new ApexDate(ms / 86_400_000);
    }
    case 'Datetime': {
      const ms = typeof value === 'string' ? Date.parse(value) : NaN;
      return Number.isNaN(ms) ? wrong() : new ApexDatetime(ms);
    }
    default:
      return wrong();
  }
}

function plain(ctx: NativeContext, value: ApexValue, dropNulls: boolean): unknown {
  const inner = (item: ApexValue): unknown => plain(ctx, item, dropNulls);
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDecimal) return value.value.toNumber();
  if (value instanceof ApexDate) return isoDate(value.days);
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString().replace('Z', '+0000');
  if (value instanceof ApexBlob) return Buffer.from(value.bytes).toString('base64');
  if (value instanceof ApexEnumValue) return value.name;
  if (value instanceof ApexList) return value.items.map(inner);
  if (value instanceof ApexSet) return [...value.entries.values()].map(inner);
  if (value instanceof ApexMap)
    return Object.fromEntries(
      [...value.entries.values()].map(({ key, value: entry }) => [ctx.text(key), inner(entry)])
    );
  if (value instanceof SObjectValue) {
    return {
      attributes: { type: value.type },
      ...Object.fromEntries([...value.fields].map(([name, field]) => [name, inner(field)]))
    };
  }
  if (value instanceof ApexObject) {
    const fields = ctx.fieldsOf(value.type).map(({ name }) => [name, inner(ctx.getField(value, name))] as const);
    return Object.fromEntries(dropNulls ? fields.filter(([, field]) => field !== null) : fields);
  }
  return ctx.text(value);
}

function typeArgument(ctx: NativeContext, value: ApexValue | undefined): TypeRef {
  if (value instanceof NativeObject && typeof value.state === 'object' && value.state !== null && 'type' in value.state)
    return value.state.type as TypeRef; // A class literal's state.
  return ctx.raise('System.NullPointerException', 'Argument cannot be null.');
}

export const json = nativeClass('JSON', {
  statics: {
    'serialize(Object):String': (ctx, [value = null]) => JSON.stringify(plain(ctx, value, false)),
    'serialize(Object,Boolean):String': (ctx, [value = null, drop]) => JSON.stringify(plain(ctx, value, drop === true)),
    'serializePretty(Object):String': (ctx, [value = null]) => JSON.stringify(plain(ctx, value, false), null, 2),
    'deserialize(String,Type):Object': (ctx, [source, type]) =>
      typed(ctx, parse(ctx, text(ctx, source)), typeArgument(ctx, type), false),
    'deserializeStrict(String,Type):Object': (ctx, [source, type]) =>
      typed(ctx, parse(ctx, text(ctx, source)), typeArgument(ctx, type), true),
    'deserializeUntyped(String):Object': (ctx, [source]) => untyped(ctx, parse(ctx, text(ctx, source)))
  }
});

export const type = nativeClass('Type', {
  statics: {
    'forName(String):Type': (ctx, [name]) => {
      const found = ctx.resolveType(text(ctx, name));
      return found ? new NativeObject(typeOf('Type'), { token: show(found), type: found }) : null;
    }
  },
  methods: {
    'getName():String': (ctx, self) => show(typeArgument(ctx, self)),
    'newInstance():Object': (ctx, self) => ctx.instantiate(typeArgument(ctx, self), []),
    'toString():String': (ctx, self) => show(typeArgument(ctx, self))
  }
});
