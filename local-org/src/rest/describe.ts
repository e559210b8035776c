import type { UserContext } from '../org/ports.ts';
import type { FieldDescribe, FieldKind, ObjectDescribe, Schema } from '../org/schema.ts';
import type { JsonObject } from './json.ts';

/** `type` and `soapType` of a describe, by the kind of field. */
const TYPES: Readonly<Record<FieldKind, readonly [type: string, soapType: string]>> = {
  id: ['id', 'tns:ID'],
  text: ['string', 'xsd:string'],
  textarea: ['textarea', 'xsd:string'],
  longtextarea: ['textarea', 'xsd:string'],
  picklist: ['picklist', 'xsd:string'],
  multipicklist: ['multipicklist', 'xsd:string'],
  checkbox: ['boolean', 'xsd:boolean'],
  integer: ['int', 'xsd:int'],
  number: ['double', 'xsd:double'],
  currency: ['currency', 'xsd:double'],
  percent: ['percent', 'xsd:double'],
  date: ['date', 'xsd:date'],
  datetime: ['datetime', 'xsd:dateTime'],
  lookup: ['reference', 'tns:ID'],
  masterdetail: ['reference', 'tns:ID'],
  email: ['email', 'xsd:string'],
  phone: ['phone', 'xsd:string'],
  url: ['url', 'xsd:string'],
  autonumber: ['string', 'xsd:string']
};

/** An object's summary, as `/sobjects` lists it. */
export function describeSummary(object: ObjectDescribe, user: UserContext, base: string): JsonObject {
  const access = user.permissions.object(object.apiName);
  return {
    name: object.apiName,
    label: object.label,
    labelPlural: object.labelPlural,
    keyPrefix: object.keyPrefix,
    custom: object.kind === 'custom',
    customSetting: false,
    createable: access.create,
    updateable: access.edit,
    deletable: access.delete,
    undeletable: access.delete,
    queryable: access.read,
    retrieveable: access.read,
    searchable: false,
    urls: {
      sobject: `${base}/sobjects/${object.apiName}`,
      describe: `${base}/sobjects/${object.apiName}/describe`,
      rowTemplate: `${base}/sobjects/${object.apiName}/{ID}`
    }
  };
}

/** The full describe: only fields the user may read are listed, as on the platform. */
export function describeObject(schema: Schema, object: ObjectDescribe, user: UserContext, base: string): JsonObject {
  const fields = object.fields.filter((field) => user.permissions.field(object.apiName, field.apiName).read);
  return {
    ...describeSummary(object, user, base),
    fields: fields.map((field) => describeField(object, field, user)),
    childRelationships: object.childRelationships.map((child) => ({
      childSObject: child.childObject,
      field: child.field,
      relationshipName: child.name,
      cascadeDelete: schema.field(child.childObject, child.field)?.onParentDelete === 'cascade'
    })),
    recordTypeInfos: object.recordTypes.map((type) => ({
      recordTypeId: type.id,
      developerName: type.developerName,
      name: type.label,
      active: type.active,
      available: true,
      defaultRecordTypeMapping: false,
      master: false
    }))
  };
}

function describeField(object: ObjectDescribe, field: FieldDescribe, user: UserContext): JsonObject {
  const [type, soapType] = TYPES[field.kind];
  const mayEdit = user.permissions.field(object.apiName, field.apiName).edit && !field.readOnly;
  return {
    name: field.apiName,
    label: field.label,
    type,
    soapType,
    length: field.length ?? (field.kind === 'id' || field.referenceTo.length > 0 ? 18 : 0),
    precision: field.precision ?? 0,
    scale: field.scale ?? 0,
    nillable: !field.required,
    createable: mayEdit,
    updateable: mayEdit && !field.createOnly,
    custom: field.custom,
    calculated: field.formula !== undefined,
    autoNumber: field.kind === 'autonumber',
    nameField: field.apiName === object.nameField,
    unique: field.unique,
    externalId: field.externalId,
    idLookup: field.kind === 'id' || field.externalId,
    caseSensitive: field.caseSensitive,
    restrictedPicklist: field.restrictedPicklist,
    inlineHelpText: field.inlineHelpText ?? null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName ?? null,
    picklistValues: field.picklist.map((value) => ({
      value: value.value,
      label: value.label,
      active: value.active,
      defaultValue: value.isDefault
    })),
    filterable: field.kind !== 'longtextarea',
    sortable: field.kind !== 'longtextarea' && field.kind !== 'multipicklist'
  };
}
