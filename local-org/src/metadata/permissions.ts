import type { FieldAccess, ObjectAccess, PermissionSource } from '../org/schema.ts';
import type { XmlFile } from './xml.ts';
import { flag, nodes, text, texts, type XmlNode } from './xml.ts';

const ELEMENTS = [
  'applicationVisibilities',
  'classAccesses',
  'customPermissions',
  'description',
  'externalCredentialPrincipalAccesses',
  'fieldPermissions',
  'hasActivationRequired',
  'label',
  'objectPermissions',
  'tabSettings',
  'userPermissions'
];

/** Reads one permission set. */
export function readPermissionSet(file: XmlFile, name: string): PermissionSource {
  const { root } = file;
  file.allow(root, ELEMENTS);
  return {
    name,
    label: text(root, 'label') ?? name,
    description: text(root, 'description') ?? '',
    all: false,
    objects: new Map(
      nodes(root, 'objectPermissions').map((entry) => [text(entry, 'object') ?? '', objectAccess(entry)])
    ),
    fields: new Map(nodes(root, 'fieldPermissions').map((entry) => [text(entry, 'field') ?? '', fieldAccess(entry)])),
    customPermissions: granted(root, 'customPermissions', 'name', 'enabled'),
    apexClasses: granted(root, 'classAccesses', 'apexClass', 'enabled'),
    userPermissions: granted(root, 'userPermissions', 'name', 'enabled'),
    externalCredentialPrincipals: granted(
      root,
      'externalCredentialPrincipalAccesses',
      'externalCredentialPrincipal',
      'enabled'
    ),
    applications: granted(root, 'applicationVisibilities', 'application', 'visible'),
    tabs: new Set(
      nodes(root, 'tabSettings')
        .filter((entry) => text(entry, 'visibility') === 'Visible')
        .map((entry) => text(entry, 'tab') ?? '')
    )
  };
}

/** Names of the permission sets in a group. */
export function readPermissionSetGroup(file: XmlFile): string[] {
  file.allow(file.root, ['description', 'hasActivationRequired', 'label', 'permissionSets', 'status']);
  return texts(file.root, 'permissionSets');
}

function objectAccess(entry: XmlNode): ObjectAccess {
  return {
    read: flag(entry, 'allowRead'),
    create: flag(entry, 'allowCreate'),
    edit: flag(entry, 'allowEdit'),
    delete: flag(entry, 'allowDelete'),
    viewAll: flag(entry, 'viewAllRecords'),
    modifyAll: flag(entry, 'modifyAllRecords')
  };
}

function fieldAccess(entry: XmlNode): FieldAccess {
  return { read: flag(entry, 'readable'), edit: flag(entry, 'editable') };
}

function granted(root: XmlNode, element: string, name: string, condition: string): Set<string> {
  return new Set(
    nodes(root, element)
      .filter((entry) => flag(entry, condition))
      .map((entry) => text(entry, name) ?? '')
  );
}
