import { type NativeContext, nativeClass } from '../native.ts';
import { setField as put } from '../semantics/records.ts';
import { ID, OBJECT, STRING, typeOfField } from '../types/types.ts';
import { ApexList, ApexMap, type ApexValue, SObjectValue } from '../values.ts';
import { list, record, state, text } from './args.ts';
import { isFieldToken, typeOfRecord } from './schema.ts';

/** A field's name in the schema's spelling, from a text or a token. @throws the Apex exception for none */
function fieldName(ctx: NativeContext, row: SObjectValue, field: ApexValue | undefined): string {
  const name = typeof field === 'string' ? field : state(ctx, field, isFieldToken).field;
  if (row.type === 'AggregateResult') return name;
  const describe = ctx.org.schema.field(row.type, name);
  return describe?.apiName ?? ctx.raise('System.SObjectException', `Invalid field ${name} for ${row.type}`);
}

function get(ctx: NativeContext, self: ApexValue, field: ApexValue | undefined): ApexValue {
  const row = record(ctx, self);
  const name = fieldName(ctx, row, field);
  const value = row.fields.get(name);
  if (value !== undefined) return value;
  if (row.queried)
    return ctx.raise(
      'System.SObjectException',
      `SObject row was retrieved via SOQL without querying the requested field: ${row.type}.${name}`
    );
  return ctx.org.schema.field(row.type, name)?.kind === 'checkbox' ? false : null;
}

function set(ctx: NativeContext, self: ApexValue, field: ApexValue | undefined, value: ApexValue): ApexValue {
  const row = record(ctx, self);
  if (row.readOnly) return ctx.raise('System.FinalException', 'Record is read-only');
  const name = fieldName(ctx, row, field);
  const describe = ctx.org.schema.field(row.type, name);
  const type = describe ? typeOfField(describe) : OBJECT;
  const converted = ctx.convert(value, type);
  if (converted !== null && !ctx.isInstance(converted, type)) {
    return ctx.raise(
      'System.SObjectException',
      `Illegal assignment from ${ctx.typeOf(converted).name} to ${type.name}`
    );
  }
  const before = row.fields.get(name) ?? null;
  put(row, name, converted);
  return before;
}

function addError(ctx: NativeContext, self: ApexValue, message: string, fields: readonly string[]): null {
  const row = record(ctx, self);
  if (!row.errors) return ctx.raise('System.FinalException', 'SObject row does not allow errors');
  row.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields });
  return null;
}

function clone(ctx: NativeContext, self: ApexValue, keepId: boolean): SObjectValue {
  const source = record(ctx, self);
  const made = new SObjectValue(source.type);
  for (const [name, value] of source.fields) {
    const field = ctx.org.schema.field(source.type, name);
    // Audit fields and auto-numbers belong to the record, not to its copy.
    if (name === 'Id' ? keepId : !field?.readOnly) made.fields.set(name, value);
  }
  return made;
}

export const sobject = nativeClass('SObject', {
  // Of a generic record "you can retrieve only the Id field using dot notation" (Accessing SObject Fields).
  properties: { 'Id:Id': { get: (ctx, self) => get(ctx, self, 'Id') } },
  methods: {
    'get(String):Object': (ctx, self, [field]) => get(ctx, self, field),
    'get(Schema.SObjectField):Object': (ctx, self, [field]) => get(ctx, self, field),
    'put(String,Object):Object': (ctx, self, [field, value = null]) => set(ctx, self, field, value),
    'put(Schema.SObjectField,Object):Object': (ctx, self, [field, value = null]) => set(ctx, self, field, value),
    'isSet(String):Boolean': (ctx, self, [field]) =>
      record(ctx, self).fields.has(fieldName(ctx, record(ctx, self), field)),
    'isSet(Schema.SObjectField):Boolean': (ctx, self, [field]) =>
      record(ctx, self).fields.has(fieldName(ctx, record(ctx, self), field)),
    'getSObject(String):SObject': (ctx, self, [name]) => record(ctx, self).parents.get(text(ctx, name)) ?? null,
    'getSObjects(String):List<SObject>': (ctx, self, [name]) => record(ctx, self).children.get(text(ctx, name)) ?? null,
    'putSObject(String,SObject):void': (ctx, self, [name, parent = null]) => {
      record(ctx, self).parents.set(text(ctx, name), parent === null ? null : record(ctx, parent));
      return null;
    },
    'getSObjectType():Schema.SObjectType': (ctx, self) => typeOfRecord(ctx, self),
    'getPopulatedFieldsAsMap():Map<String,Object>': (ctx, self) => {
      const fields = new ApexMap(STRING, OBJECT);
      for (const [name, value] of record(ctx, self).fields)
        if (value !== null) fields.entries.set(ctx.hash(name), { key: name, value });
      return fields;
    },
    'addError(String):void': (ctx, self, [message]) => addError(ctx, self, text(ctx, message), []),
    'addError(Exception):void': (ctx, self, [failure = null]) =>
      addError(ctx, self, ctx.text(ctx.call(failure, 'getMessage', [])), []),
    'addError(String,String):void': (ctx, self, [field, message]) =>
      addError(ctx, self, text(ctx, message), [fieldName(ctx, record(ctx, self), field)]),
    'addError(Schema.SObjectField,String):void': (ctx, self, [field, message]) =>
      addError(ctx, self, text(ctx, message), [fieldName(ctx, record(ctx, self), field)]),
    'hasErrors():Boolean': (ctx, self) => (record(ctx, self).errors?.length ?? 0) > 0,
    'clone():SObject': (ctx, self) => clone(ctx, self, false),
    'clone(Boolean):SObject': (ctx, self, [keepId]) => clone(ctx, self, keepId === true),
    'clone(Boolean,Boolean):SObject': (ctx, self, [keepId]) => clone(ctx, self, keepId === true),
    'equals(Object):Boolean': (ctx, self, [other = null]) => ctx.equals(self, other)
  }
});

export const idClass = nativeClass('Id', {
  statics: {
    'valueOf(String):Id': (ctx, [value]) => ctx.convert(text(ctx, value), ID)
  },
  methods: {
    'getSObjectType():Schema.SObjectType': (ctx, self) => typeOfRecord(ctx, self),
    'to15():String': (ctx, self) => text(ctx, self).slice(0, 15),
    'equals(Object):Boolean': (ctx, self, [other = null]) => ctx.equals(self, other)
  }
});

export const aggregateResult = nativeClass('AggregateResult', { extends: 'SObject' });

/** All rows of a list of records. */
export function rows(ctx: NativeContext, value: ApexValue | undefined): SObjectValue[] {
  const target = value instanceof SObjectValue ? new ApexList(OBJECT, [value]) : list(ctx, value);
  return target.items.map((item) => record(ctx, item));
}
