import type { FieldDescribe, FieldKind, ObjectDescribe, RecordType, Schema } from '../../org/schema.ts';
import { type NativeContext, nativeClass } from '../native.ts';
import { ID, STRING, typeOf } from '../types/types.ts';
import { ApexEnumValue, ApexList, ApexMap, type ApexValue, NativeObject, SObjectValue } from '../values.ts';
import { state } from './args.ts';

interface ObjectState {
  token: string;
  object: string;
}

interface FieldState extends ObjectState {
  field: string;
}

export const isObjectToken = (value: unknown): value is ObjectState =>
  typeof value === 'object' && value !== null && 'object' in value;
export const isFieldToken = (value: unknown): value is FieldState => isObjectToken(value) && 'field' in value;

const token = (object: string): NativeObject =>
  new NativeObject(typeOf('Schema.SObjectType'), { token: object, object } satisfies ObjectState);
const fieldToken = (object: string, field: string): NativeObject =>
  new NativeObject(typeOf('Schema.SObjectField'), { token: `${object}.${field}`, object, field } satisfies FieldState);

/** Describes speak the language of the user. */
function schemaOf(ctx: NativeContext): Schema {
  return ctx.org.schema.in(ctx.tx.user.language);
}

export function objectOf(ctx: NativeContext, self: ApexValue | undefined): ObjectDescribe {
  const { object } = state(ctx, self, isObjectToken);
  return schemaOf(ctx).object(object) ?? ctx.raise('System.TypeException', `There is no object ${object}`);
}

export function fieldOf(ctx: NativeContext, self: ApexValue | undefined): FieldDescribe {
  const { object, field } = state(ctx, self, isFieldToken);
  return (
    schemaOf(ctx).field(object, field) ?? ctx.raise('System.TypeException', `There is no field ${object}.${field}`)
  );
}

const DISPLAY_TYPES: Readonly<Record<FieldKind, string>> = {
  id: 'ID',
  text: 'STRING',
  textarea: 'TEXTAREA',
  longtextarea: 'TEXTAREA',
  picklist: 'PICKLIST',
  multipicklist: 'MULTIPICKLIST',
  checkbox: 'BOOLEAN',
  integer: 'INTEGER',
  number: 'DOUBLE',
  currency: 'CURRENCY',
  percent: 'PERCENT',
  date: 'DATE',
  datetime: 'DATETIME',
  lookup: 'REFERENCE',
  masterdetail: 'REFERENCE',
  email: 'EMAIL',
  phone: 'PHONE',
  url: 'URL',
  autonumber: 'STRING'
};
const DISPLAY_TYPE_NAMES = [...new Set(Object.values(DISPLAY_TYPES))];

export const displayType = nativeClass('Schema.DisplayType', { enumValues: DISPLAY_TYPE_NAMES });

export const sobjectType = nativeClass('Schema.SObjectType', {
  methods: {
    'getDescribe():Schema.DescribeSObjectResult': (ctx, self) =>
      new NativeObject(typeOf('Schema.DescribeSObjectResult'), {
        token: `describe:${objectOf(ctx, self).apiName}`,
        object: objectOf(ctx, self).apiName
      }),
    'newSObject():SObject': (ctx, self) => ctx.newRecord(objectOf(ctx, self).apiName),
    'newSObject(Id):SObject': (ctx, self, [id = null]) => {
      const made = ctx.newRecord(objectOf(ctx, self).apiName);
      made.fields.set('Id', id);
      return made;
    },
    'toString():String': (ctx, self) => objectOf(ctx, self).apiName
  }
});

export const sobjectField = nativeClass('Schema.SObjectField', {
  methods: {
    'getDescribe():Schema.DescribeFieldResult': (ctx, self) => {
      const { object, field } = state(ctx, self, isFieldToken);
      return new NativeObject(typeOf('Schema.DescribeFieldResult'), {
        token: `describe:${object}.${field}`,
        object,
        field
      });
    },
    'toString():String': (ctx, self) => fieldOf(ctx, self).apiName
  }
});

const may = (right: 'read' | 'create' | 'edit' | 'delete') => (ctx: NativeContext, self: ApexValue) =>
  ctx.tx.user.permissions.object(objectOf(ctx, self).apiName)[right];

const recordTypeInfoOf = (type: RecordType): NativeObject =>
  new NativeObject(typeOf('Schema.RecordTypeInfo'), { token: type.id, ...type });

export const describeSObject = nativeClass('Schema.DescribeSObjectResult', {
  methods: {
    'getName():String': (ctx, self) => objectOf(ctx, self).apiName,
    'getLocalName():String': (ctx, self) => objectOf(ctx, self).apiName,
    'getLabel():String': (ctx, self) => objectOf(ctx, self).label,
    'getLabelPlural():String': (ctx, self) => objectOf(ctx, self).labelPlural,
    'getKeyPrefix():String': (ctx, self) => objectOf(ctx, self).keyPrefix,
    'isAccessible():Boolean': may('read'),
    'isCreateable():Boolean': may('create'),
    'isUpdateable():Boolean': may('edit'),
    'isDeletable():Boolean': may('delete'),
    'getSObjectType():Schema.SObjectType': (ctx, self) => token(objectOf(ctx, self).apiName),
    'getRecordTypeInfosById():Map<Id,Schema.RecordTypeInfo>': (ctx, self) => {
      const infos = new ApexMap(ID, typeOf('Schema.RecordTypeInfo'));
      for (const type of objectOf(ctx, self).recordTypes)
        infos.entries.set(ctx.hash(type.id), { key: type.id, value: recordTypeInfoOf(type) });
      return infos;
    },
    'getRecordTypeInfosByDeveloperName():Map<String,Schema.RecordTypeInfo>': (ctx, self) => {
      const infos = new ApexMap(STRING, typeOf('Schema.RecordTypeInfo'));
      for (const type of objectOf(ctx, self).recordTypes) {
        infos.entries.set(ctx.hash(type.developerName), { key: type.developerName, value: recordTypeInfoOf(type) });
      }
      return infos;
    }
  },
  properties: {
    'fields:Schema.SObjectTypeFields': {
      get: (ctx, self) =>
        new NativeObject(typeOf('Schema.SObjectTypeFields'), { token: '', object: objectOf(ctx, self).apiName })
    }
  }
});

const isRecordType = (value: unknown): value is RecordType =>
  typeof value === 'object' && value !== null && 'developerName' in value;

export const recordTypeInfo = nativeClass('Schema.RecordTypeInfo', {
  methods: {
    'getRecordTypeId():Id': (ctx, self) => state(ctx, self, isRecordType).id,
    'getName():String': (ctx, self) => state(ctx, self, isRecordType).label,
    'getDeveloperName():String': (ctx, self) => state(ctx, self, isRecordType).developerName,
    'isActive():Boolean': (ctx, self) => state(ctx, self, isRecordType).active
  }
});

export const typeFields = nativeClass('Schema.SObjectTypeFields', {
  methods: {
    'getMap():Map<String,Schema.SObjectField>': (ctx, self) => {
      const object = objectOf(ctx, self);
      const fields = new ApexMap(STRING, typeOf('Schema.SObjectField'));
      for (const field of object.fields) {
        const key = field.apiName.toLowerCase();
        fields.entries.set(ctx.hash(key), { key, value: fieldToken(object.apiName, field.apiName) });
      }
      return fields;
    }
  }
});

const fieldRight = (right: 'read' | 'edit') => (ctx: NativeContext, self: ApexValue) =>
  ctx.tx.user.permissions.field(state(ctx, self, isFieldToken).object, fieldOf(ctx, self).apiName)[right];

export const describeField = nativeClass('Schema.DescribeFieldResult', {
  methods: {
    'getName():String': (ctx, self) => fieldOf(ctx, self).apiName,
    // Without the namespace of the code that asks; this org has none.
    'getLocalName():String': (ctx, self) => fieldOf(ctx, self).apiName,
    'getLabel():String': (ctx, self) => fieldOf(ctx, self).label,
    'getLength():Integer': (ctx, self) => fieldOf(ctx, self).length ?? 0,
    'getInlineHelpText():String': (ctx, self) => fieldOf(ctx, self).inlineHelpText ?? null,
    'isAccessible():Boolean': fieldRight('read'),
    'isUpdateable():Boolean': fieldRight('edit'),
    'isCreateable():Boolean': fieldRight('edit'),
    'isNillable():Boolean': (ctx, self) => !fieldOf(ctx, self).required,
    'getSObjectField():Schema.SObjectField': (ctx, self) =>
      fieldToken(state(ctx, self, isFieldToken).object, fieldOf(ctx, self).apiName),
    'getType():Schema.DisplayType': (ctx, self) => {
      const name = DISPLAY_TYPES[fieldOf(ctx, self).kind];
      return new ApexEnumValue(typeOf('Schema.DisplayType'), name, DISPLAY_TYPE_NAMES.indexOf(name));
    },
    'getPicklistValues():List<Schema.PicklistEntry>': (ctx, self) =>
      new ApexList(
        typeOf('Schema.PicklistEntry'),
        fieldOf(ctx, self).picklist.map((entry) => new NativeObject(typeOf('Schema.PicklistEntry'), entry))
      )
  }
});

interface Entry {
  label: string;
  value: string;
  active: boolean;
  isDefault: boolean;
}

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && 'isDefault' in value;

export const picklistEntry = nativeClass('Schema.PicklistEntry', {
  methods: {
    'getLabel():String': (ctx, self) => state(ctx, self, isEntry).label,
    'getValue():String': (ctx, self) => state(ctx, self, isEntry).value,
    'isActive():Boolean': (ctx, self) => state(ctx, self, isEntry).active,
    'isDefaultValue():Boolean': (ctx, self) => state(ctx, self, isEntry).isDefault
  }
});

/** The object of a record's id. */
export function typeOfRecord(ctx: NativeContext, value: ApexValue): NativeObject {
  if (value instanceof SObjectValue) return token(value.type);
  const object = typeof value === 'string' ? ctx.org.schema.objectOfId(value) : undefined;
  return object ? token(object.apiName) : ctx.raise('System.SObjectException', 'Invalid id');
}
