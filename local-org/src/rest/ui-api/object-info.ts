import type { UserContext } from '../../org/ports.ts';
import type { FieldDescribe, FieldKind, ObjectDescribe } from '../../org/schema.ts';
import type { JsonObject } from '../json.ts';

/** The record type id that stands for "none". */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

const DATA_TYPES: Readonly<Record<FieldKind, string>> = {
  id: 'Reference',
  text: 'String',
  textarea: 'TextArea',
  longtextarea: 'TextArea',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
  checkbox: 'Boolean',
  integer: 'Int',
  number: 'Double',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
  lookup: 'Reference',
  masterdetail: 'Reference',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  autonumber: 'String'
};

/** `/ui-api/object-info/{object}` for one user: fields they may not read are absent. */
export function objectInfo(object: ObjectDescribe, user: UserContext): JsonObject {
  const access = user.permissions.object(object.apiName);
  const fields = object.fields.filter((field) => user.permissions.field(object.apiName, field.apiName).read);
  return {
    apiName: object.apiName,
    label: object.label,
    labelPlural: object.labelPlural,
    keyPrefix: object.keyPrefix,
    custom: object.kind === 'custom',
    queryable: access.read,
    createable: access.create,
    updateable: access.edit,
    deletable: access.delete,
    nameFields: [object.nameField],
    defaultRecordTypeId: MASTER_RECORD_TYPE,
    recordTypeInfos: {
      [MASTER_RECORD_TYPE]: {
        available: true,
        defaultRecordTypeMapping: true,
        master: true,
        name: 'Master',
        recordTypeId: MASTER_RECORD_TYPE
      }
    },
    childRelationships: object.childRelationships.map((child) => ({
      childObjectApiName: child.childObject,
      fieldName: child.field,
      relationshipName: child.name
    })),
    fields: Object.fromEntries(fields.map((field) => [field.apiName, fieldInfo(object, field, user)])),
    themeInfo: null
  };
}

function fieldInfo(object: ObjectDescribe, field: FieldDescribe, user: UserContext): JsonObject {
  const mayEdit = user.permissions.field(object.apiName, field.apiName).edit && !field.readOnly;
  return {
    apiName: field.apiName,
    label: field.label,
    dataType: DATA_TYPES[field.kind],
    inlineHelpText: field.inlineHelpText ?? null,
    length: field.length ?? 0,
    precision: field.precision ?? 0,
    scale: field.scale ?? 0,
    required: field.required,
    createable: mayEdit,
    updateable: mayEdit && !field.createOnly,
    custom: field.custom,
    calculated: field.formula !== undefined,
    reference: field.referenceTo.length > 0,
    referenceToInfos: field.referenceTo.map((apiName) => ({ apiName, nameFields: ['Name'] })),
    relationshipName: field.relationshipName ?? null,
    sortable: field.kind !== 'longtextarea',
    unique: field.unique
  };
}

/** `/ui-api/object-info/{object}/picklist-values/{recordType}/{field}` */
export function picklistValues(field: FieldDescribe): JsonObject {
  const values = field.picklist
    .filter((entry) => entry.active)
    .map((entry) => ({ attributes: null, label: entry.label, validFor: [], value: entry.value }));
  const standard = field.picklist.find((entry) => entry.isDefault);
  const chosen = values.find((entry) => entry.value === standard?.value) ?? null;
  return { controllerValues: {}, defaultValue: chosen, values };
}
