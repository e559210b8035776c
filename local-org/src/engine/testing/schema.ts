import { newField, readStandardObjects, systemFields } from '../../metadata/standard-objects.ts';
import { SchemaIndex } from '../../metadata/schema-index.ts';
import type { FieldDescribe, FieldKind, ObjectDescribe, Schema } from '../../org/schema.ts';

/** Custom objects small enough to keep in mind, beside the standard ones: parcels with items and notes. */
export function testSchema(): Schema {
  const standard = readStandardObjects(new URL('../../metadata/standard-objects.schema', import.meta.url));
  const objects = [...standard, parcel(), item(), note(), secret(), ping(), later(), kind()];
  const records = [{ DeveloperName: 'Small', MasterLabel: 'Small', Label: 'Small', Most__c: 5 }];
  return new SchemaIndex({
    objects,
    labels: new Map(),
    translations: new Map(),
    customPermissions: ['Override'],
    customMetadata: new Map([['Kind__mdt', records]])
  });
}

function field(apiName: string, kind: FieldKind, more: Partial<FieldDescribe> = {}): FieldDescribe {
  const label = apiName.replace(/__c$/, '').replaceAll('_', ' ');
  return { ...newField(apiName, kind, `${apiName}.field-meta.xml`), label, custom: true, ...more };
}

function object(
  apiName: string,
  keyPrefix: string,
  fields: FieldDescribe[],
  more: Partial<ObjectDescribe> = {}
): ObjectDescribe {
  const label = apiName.replace(/__\w+$/, '');
  const detail = more.sharingModel === 'ControlledByParent';
  return {
    apiName,
    label,
    labelPlural: `${label}s`,
    keyPrefix,
    kind: 'custom',
    sharingModel: 'Read',
    access: 'granted',
    nameField: 'Name',
    fields: [...systemFields(!detail && more.kind === undefined, apiName), ...fields],
    childRelationships: [],
    validationRules: [],
    recordTypes: [],
    source: apiName,
    ...more
  };
}

const values = (...names: string[]) =>
  names.map((value, index) => ({ value, label: value, isDefault: index === 0, active: true }));
const plain = (...names: string[]) => values(...names).map((entry) => ({ ...entry, isDefault: false }));
const numbered = (displayFormat: string): FieldDescribe =>
  field('Name', 'autonumber', { readOnly: true, permissionable: false, displayFormat, length: 80 });
const named = (): FieldDescribe => field('Name', 'text', { length: 80, required: true, permissionable: false });

function parcel(): ObjectDescribe {
  const fields = [
    numbered('P-{0000}'),
    field('Code__c', 'text', { length: 20, unique: true, externalId: true }),
    field('Serial__c', 'text', { length: 20, unique: true, caseSensitive: true }),
    field('Tag__c', 'text', { length: 20, externalId: true }),
    field('Title__c', 'text', { length: 40 }),
    field('Status__c', 'picklist', { restrictedPicklist: true, picklist: values('Open', 'Packed', 'At customer') }),
    field('Colours__c', 'multipicklist', { restrictedPicklist: true, picklist: plain('Red', 'Green', 'Blue') }),
    field('Weight__c', 'number', { precision: 5, scale: 2 }),
    field('Count__c', 'number', { precision: 3, scale: 0, defaultFormula: '1' }),
    field('Fragile__c', 'checkbox', { defaultFormula: 'false' }),
    field('Due__c', 'date'),
    field('Sent_At__c', 'datetime'),
    field('Notes__c', 'longtextarea', { length: 1000 }),
    field('Mail__c', 'email', { length: 80 }),
    field('Account__c', 'lookup', lookup('Account', 'Account__r', 'Parcels__r')),
    field('Guard__c', 'lookup', { ...lookup('Contact', 'Guard__r', 'Guarded__r'), onParentDelete: 'restrict' }),
    field('Next__c', 'lookup', lookup('Parcel__c', 'Next__r', 'Previous__r'))
  ];
  return object('Parcel__c', 'a00', fields, {
    validationRules: [
      rule('Too_Heavy', 'Weight__c > 100', 'Too heavy.', 'Weight__c'),
      rule('Needs_Title', 'AND(ISCHANGED(Status__c), ISBLANK(Title__c), NOT($Permission.Override))', 'Give it a title.')
    ]
  });
}

function lookup(to: string, relationshipName: string, childRelationshipName: string): Partial<FieldDescribe> {
  return { referenceTo: [to], relationshipName, childRelationshipName };
}

function rule(fullName: string, formula: string, message: string, errorField?: string) {
  const base = { fullName, active: true, formula, message, source: `${fullName}.validationRule-meta.xml:3` };
  return errorField === undefined ? base : { ...base, errorField };
}

function detailOf(relationship: string, more: Partial<FieldDescribe> = {}): FieldDescribe {
  return field('Parcel__c', 'masterdetail', {
    ...lookup('Parcel__c', 'Parcel__r', relationship),
    required: true,
    createOnly: true,
    onParentDelete: 'cascade',
    permissionable: false,
    ...more
  });
}

function item(): ObjectDescribe {
  return object(
    'Item__c',
    'a01',
    [named(), detailOf('Items__r'), field('Price__c', 'currency', { precision: 18, scale: 2 })],
    {
      sharingModel: 'ControlledByParent',
      controlledBy: 'Parcel__c'
    }
  );
}

function note(): ObjectDescribe {
  return object('Note__c', 'a02', [named(), detailOf('Notes__r', { writeRequiresMasterRead: true })], {
    sharingModel: 'ControlledByParent',
    controlledBy: 'Parcel__c'
  });
}

function secret(): ObjectDescribe {
  return object('Secret__c', 'a03', [named()], { sharingModel: 'Private' });
}

function ping(): ObjectDescribe {
  return object('Ping__e', 'e00', eventFields(), { kind: 'event', publishBehavior: 'PublishImmediately' });
}

function later(): ObjectDescribe {
  return object('Later__e', 'e01', eventFields(), { kind: 'event', publishBehavior: 'PublishAfterCommit' });
}

function eventFields(): FieldDescribe[] {
  return [
    field('ReplayId', 'text', { readOnly: true, permissionable: false }),
    field('EventUuid', 'text', { readOnly: true, permissionable: false }),
    field('Text__c', 'text', { length: 10, required: true })
  ];
}

function kind(): ObjectDescribe {
  const fields = [
    field('DeveloperName', 'text', { readOnly: true, permissionable: false }),
    field('MasterLabel', 'text', { readOnly: true, permissionable: false }),
    field('Most__c', 'number', { precision: 3, scale: 0 })
  ];
  return object('Kind__mdt', 'm00', fields, { kind: 'customMetadata', access: 'readable', nameField: 'MasterLabel' });
}
