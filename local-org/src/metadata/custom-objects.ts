import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FieldDescribe, FieldKind, ObjectDescribe, SharingModel, ValidationRule } from '../org/schema.ts';
import { newField, systemFields } from './standard-objects.ts';
import { flag, MetadataError, nodes, text, XmlFile, type XmlNode } from './xml.ts';

const OBJECT_ELEMENTS = [
  'allowInChatterGroups',
  'compactLayoutAssignment',
  'deploymentStatus',
  'description',
  'enableActivities',
  'enableBulkApi',
  'enableFeeds',
  'enableHistory',
  'enableLicensing',
  'enableReports',
  'enableSearch',
  'enableSharing',
  'enableStreamingApi',
  'eventType',
  'externalSharingModel',
  'label',
  'nameField',
  'pluralLabel',
  'publishBehavior',
  'searchLayouts',
  'sharingModel',
  'visibility'
];
const FIELD_ELEMENTS = [
  'fullName',
  'caseSensitive',
  'defaultValue',
  'deleteConstraint',
  'description',
  'displayFormat',
  'externalId',
  'fieldManageability',
  'formula',
  'inlineHelpText',
  'label',
  'length',
  'precision',
  'referenceTo',
  'relationshipLabel',
  'relationshipName',
  'relationshipOrder',
  'reparentableMasterDetail',
  'required',
  'scale',
  'trackHistory',
  'type',
  'unique',
  'valueSet',
  'visibleLines',
  'writeRequiresMasterRead'
];
const RULE_ELEMENTS = [
  'fullName',
  'active',
  'description',
  'errorConditionFormula',
  'errorDisplayField',
  'errorMessage'
];

const KINDS: Readonly<Record<string, FieldKind>> = {
  Text: 'text',
  TextArea: 'textarea',
  LongTextArea: 'longtextarea',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Checkbox: 'checkbox',
  Number: 'number',
  Currency: 'currency',
  Percent: 'percent',
  Date: 'date',
  DateTime: 'datetime',
  Lookup: 'lookup',
  MasterDetail: 'masterdetail',
  Email: 'email',
  Phone: 'phone',
  Url: 'url'
};

/** What one folder under `objects/` adds: an object of its own, or fields and rules for a standard one. */
export interface ObjectFolder {
  apiName: string;
  object: ObjectDescribe | undefined;
  fields: FieldDescribe[];
  rules: ValidationRule[];
  compactLayout: string | undefined;
}

/**
 * @param project the project's folder, for paths in messages
 * @param folder `…/objects/Handoff__c`
 * @param keyPrefix the object's three characters, should it be one of our own
 */
export function readObjectFolder(project: string, folder: string, keyPrefix: string): ObjectFolder {
  const apiName = basename(folder);
  const own = join(folder, `${apiName}.object-meta.xml`);
  const file = existsSync(own) ? new XmlFile(project, own) : undefined;
  const fields = filesIn(join(folder, 'fields'), '.field-meta.xml').map((path) =>
    readField(new XmlFile(project, path))
  );
  const rules = filesIn(join(folder, 'validationRules'), '.validationRule-meta.xml').map((path) =>
    readRule(new XmlFile(project, path))
  );
  const object = file && apiName.includes('__') ? readObject(file, apiName, keyPrefix, fields) : undefined;
  return { apiName, object, fields, rules, compactLayout: file && text(file.root, 'compactLayoutAssignment') };
}

/** Full paths of the files in a folder with an ending, sorted; none when there is no such folder. */
export function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

function readObject(file: XmlFile, apiName: string, keyPrefix: string, fields: FieldDescribe[]): ObjectDescribe {
  file.allow(file.root, OBJECT_ELEMENTS);
  const kind = apiName.endsWith('__mdt') ? 'customMetadata' : apiName.endsWith('__e') ? 'event' : 'custom';
  const master = fields.find((field) => field.kind === 'masterdetail');
  const source = file.at();
  const behavior = text(file.root, 'publishBehavior');
  return {
    apiName,
    label: text(file.root, 'label') ?? apiName,
    labelPlural: text(file.root, 'pluralLabel') ?? apiName,
    keyPrefix,
    kind,
    sharingModel: kind === 'custom' ? ((text(file.root, 'sharingModel') ?? 'ReadWrite') as SharingModel) : 'Read', // Checked against the Metadata API's types elsewhere.
    ...(master === undefined ? {} : { controlledBy: master.apiName }),
    access: kind === 'customMetadata' ? 'readable' : 'granted',
    nameField: kind === 'customMetadata' ? 'MasterLabel' : kind === 'event' ? 'EventUuid' : 'Name',
    fields: [
      ...systemFields(kind === 'custom' && !master, source),
      ...ownFields(file, kind, source),
      // Who may publish an event may set all of it: events have no field-level security.
      ...(kind === 'event' ? fields.map((field) => ({ ...field, permissionable: false })) : fields)
    ],
    childRelationships: [],
    validationRules: [],
    recordTypes: [],
    ...(kind === 'event'
      ? { publishBehavior: behavior === 'PublishAfterCommit' ? 'PublishAfterCommit' : 'PublishImmediately' }
      : {}),
    source
  };
}

/** Name fields: from the object's file for custom objects, fixed for events and custom metadata. */
function ownFields(file: XmlFile, kind: ObjectDescribe['kind'], source: string): FieldDescribe[] {
  const fixed = (name: string, label: string): FieldDescribe => ({
    ...newField(name, 'text', source),
    label,
    length: 255,
    readOnly: true,
    permissionable: false
  });
  if (kind === 'event') return [fixed('ReplayId', 'Replay ID'), fixed('EventUuid', 'Event UUID')];
  if (kind === 'customMetadata') {
    return [
      fixed('DeveloperName', 'Name'),
      fixed('MasterLabel', 'Label'),
      fixed('Label', 'Label'),
      fixed('QualifiedApiName', 'Qualified API Name'),
      fixed('NamespacePrefix', 'Namespace Prefix'),
      fixed('Language', 'Language')
    ];
  }
  const [name] = nodes(file.root, 'nameField');
  if (!name) throw new MetadataError([`${source} <nameField> is missing`]);
  const isNumber = text(name, 'type') === 'AutoNumber';
  return [
    {
      ...newField('Name', isNumber ? 'autonumber' : 'text', source),
      label: text(name, 'label') ?? 'Name',
      length: 80,
      required: !isNumber,
      readOnly: isNumber,
      permissionable: false,
      ...(isNumber ? { displayFormat: text(name, 'displayFormat') ?? '{0}' } : {})
    }
  ];
}

function readField(file: XmlFile): FieldDescribe {
  const { root } = file;
  file.allow(root, FIELD_ELEMENTS);
  const apiName = text(root, 'fullName') ?? '';
  const kind = KINDS[text(root, 'type') ?? ''];
  if (!kind) {
    throw new MetadataError([
      `${file.at('<type>')} Field type ${text(root, 'type')} is not supported by the local org`
    ]);
  }
  if (text(root, 'formula') !== undefined) {
    throw new MetadataError([`${file.at('<formula>')} Formula fields are not supported by the local org`]);
  }
  if (`${apiName}.field-meta.xml` !== basename(file.path)) {
    throw new MetadataError([`${file.at('<fullName>')} <fullName> ${apiName} differs from the file's name`]);
  }
  const field: FieldDescribe = {
    ...newField(apiName, kind, file.at()),
    label: text(root, 'label') ?? apiName,
    custom: true,
    required: flag(root, 'required') || kind === 'masterdetail',
    unique: flag(root, 'unique'),
    externalId: flag(root, 'externalId'),
    caseSensitive: flag(root, 'caseSensitive'),
    createOnly: kind === 'masterdetail' && !flag(root, 'reparentableMasterDetail'),
    permissionable: !flag(root, 'required') && kind !== 'masterdetail',
    referenceTo: text(root, 'referenceTo') === undefined ? [] : [text(root, 'referenceTo') ?? ''],
    onParentDelete:
      kind === 'masterdetail' ? 'cascade' : text(root, 'deleteConstraint') === 'Restrict' ? 'restrict' : 'setNull'
  };
  return { ...field, ...optionalParts(root, field), ...picklistOf(file) };
}

function optionalParts(root: XmlNode, field: FieldDescribe): Partial<FieldDescribe> {
  const parts: Partial<FieldDescribe> = {};
  const [help, description, initial] = [
    text(root, 'inlineHelpText'),
    text(root, 'description'),
    text(root, 'defaultValue')
  ];
  if (help !== undefined) parts.inlineHelpText = help;
  if (description !== undefined) parts.description = description;
  if (initial !== undefined) parts.defaultFormula = initial;
  if (text(root, 'length') !== undefined) parts.length = Number(text(root, 'length'));
  if (text(root, 'precision') !== undefined) parts.precision = Number(text(root, 'precision'));
  if (text(root, 'scale') !== undefined) parts.scale = Number(text(root, 'scale'));
  if (field.referenceTo.length > 0) {
    parts.relationshipName = field.apiName.replace(/__c$/, '__r');
    const children = text(root, 'relationshipName');
    if (children !== undefined) parts.childRelationshipName = `${children}__r`;
  }
  if (field.kind === 'masterdetail') parts.writeRequiresMasterRead = flag(root, 'writeRequiresMasterRead');
  return parts;
}

function picklistOf(file: XmlFile): Partial<FieldDescribe> {
  const [valueSet] = nodes(file.root, 'valueSet');
  if (!valueSet) return {};
  const [definition] = nodes(valueSet, 'valueSetDefinition');
  if (!definition)
    throw new MetadataError([`${file.at('<valueSet>')} Global value sets are not supported by the local org`]);
  return {
    restrictedPicklist: flag(valueSet, 'restricted'),
    picklist: nodes(definition, 'value').map((value) => ({
      value: text(value, 'fullName') ?? '',
      label: text(value, 'label') ?? '',
      isDefault: flag(value, 'default'),
      active: text(value, 'isActive') !== 'false'
    }))
  };
}

function readRule(file: XmlFile): ValidationRule {
  file.allow(file.root, RULE_ELEMENTS);
  const errorField = text(file.root, 'errorDisplayField');
  return {
    fullName: text(file.root, 'fullName') ?? '',
    active: flag(file.root, 'active'),
    formula: text(file.root, 'errorConditionFormula') ?? '',
    message: text(file.root, 'errorMessage') ?? '',
    ...(errorField === undefined ? {} : { errorField }),
    source: file.at('<errorConditionFormula>')
  };
}
