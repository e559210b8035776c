import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues } from '../org/schema.ts';
import type { XmlFile } from './xml.ts';
import { isNode, MetadataError, nodes, text } from './xml.ts';

export interface NamedCredential {
  name: string;
  label: string;
  url: string;
  externalCredential: string;
}

export interface ExternalCredential {
  name: string;
  principal: string;
  /** Header names to formulas such as `{!'Bearer ' & $Credential.Handoff_Service.ApiKey}`. */
  headers: ReadonlyMap<string, string>;
}

export interface NotificationType {
  name: string;
  label: string;
}

/** Labels by name. */
export function readLabels(file: XmlFile): Map<string, string> {
  file.allow(file.root, ['labels']);
  const labels = new Map<string, string>();
  for (const entry of nodes(file.root, 'labels')) {
    const name = text(entry, 'fullName') ?? '';
    if (labels.has(name))
      throw new MetadataError([`${file.at(`<fullName>${name}<`)} The label ${name} is there twice`]);
    labels.set(name, text(entry, 'value') ?? '');
  }
  return labels;
}

export function readNamedCredential(file: XmlFile, name: string): NamedCredential {
  file.allow(file.root, [
    'allowMergeFieldsInBody',
    'allowMergeFieldsInHeader',
    'calloutStatus',
    'generateAuthorizationHeader',
    'label',
    'namedCredentialParameters',
    'namedCredentialType'
  ]);
  const parameters = nodes(file.root, 'namedCredentialParameters');
  const address = parameters.find((entry) => text(entry, 'parameterType') === 'Url');
  const login = parameters.find((entry) => text(entry, 'parameterType') === 'Authentication');
  if (!address || !login)
    throw new MetadataError([`${file.at()} A named credential needs a Url and an Authentication parameter`]);
  return {
    name,
    label: text(file.root, 'label') ?? name,
    url: text(address, 'parameterValue') ?? '',
    externalCredential: text(login, 'externalCredential') ?? ''
  };
}

export function readExternalCredential(file: XmlFile, name: string): ExternalCredential {
  file.allow(file.root, ['authenticationProtocol', 'description', 'externalCredentialParameters', 'label']);
  if (text(file.root, 'authenticationProtocol') !== 'Custom') {
    throw new MetadataError([
      `${file.at('<authenticationProtocol>')} Only the protocol Custom is supported by the local org`
    ]);
  }
  const parameters = nodes(file.root, 'externalCredentialParameters');
  const principal = parameters.find((entry) => text(entry, 'parameterType') === 'NamedPrincipal');
  const headers = parameters.filter((entry) => text(entry, 'parameterType') === 'AuthHeader');
  return {
    name,
    principal: (principal && text(principal, 'parameterName')) ?? '',
    headers: new Map(headers.map((entry) => [text(entry, 'parameterName') ?? '', text(entry, 'parameterValue') ?? '']))
  };
}

export function readNotificationType(file: XmlFile, name: string): NotificationType {
  file.allow(file.root, ['customNotifTypeName', 'description', 'desktop', 'masterLabel', 'mobile']);
  return { name, label: text(file.root, 'masterLabel') ?? name };
}

/** One custom metadata record. @param developerName the part of the file's name after the dot */
export function readCustomMetadata(file: XmlFile, object: ObjectDescribe, developerName: string): RecordValues {
  file.allow(file.root, ['label', 'protected', 'values']);
  const label = text(file.root, 'label') ?? developerName;
  const record: RecordValues = {
    DeveloperName: developerName,
    MasterLabel: label,
    Label: label,
    QualifiedApiName: developerName,
    NamespacePrefix: null,
    Language: 'en_US'
  };
  for (const field of object.fields) if (field.custom) record[field.apiName] = field.kind === 'checkbox' ? false : null;
  for (const entry of nodes(file.root, 'values')) {
    const name = text(entry, 'field') ?? '';
    const field = object.fields.find((candidate) => candidate.apiName === name);
    if (!field) throw new MetadataError([`${file.at(name)} ${object.apiName} has no field ${name}`]);
    const value = entry['value'];
    record[field.apiName] = isNode(value) ? toValue(file, field, value['#text'], value['@xsi:type']) : null;
  }
  return record;
}

function toValue(file: XmlFile, field: FieldDescribe, value: unknown, type: unknown): FieldValue {
  if (value === undefined) return null;
  const expected = field.kind === 'checkbox' ? 'xsd:boolean' : field.kind === 'number' ? 'xsd:double' : 'xsd:string';
  if (type !== expected)
    throw new MetadataError([`${file.at(field.apiName)} ${field.apiName} takes ${expected}, not ${String(type)}`]);
  if (field.kind === 'checkbox') return value === 'true';
  if (field.kind === 'number') return Number(value);
  return String(value);
}
