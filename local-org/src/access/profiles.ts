import type { FieldAccess, ObjectAccess, PermissionSource, Schema } from '../org/schema.ts';

/** A profile of the local org: Salesforce's own names, described by what they allow here. */
export interface Profile {
  id: string;
  name: string;
  source: PermissionSource;
}

const READ_WRITE: ObjectAccess = {
  read: true,
  create: true,
  edit: true,
  delete: true,
  viewAll: false,
  modifyAll: false
};
/** Objects a Standard User works with out of the box. */
const STANDARD_USER_OBJECTS = ['Account', 'Contact', 'Lead', 'Opportunity', 'Contract'];

function emptySource(name: string): PermissionSource {
  return {
    name,
    label: name,
    description: `Profile ${name}`,
    all: false,
    objects: new Map(),
    fields: new Map(),
    customPermissions: new Set(),
    apexClasses: new Set(),
    userPermissions: new Set(),
    externalCredentialPrincipals: new Set(),
    applications: new Set(),
    tabs: new Set()
  };
}

/** The profiles there are. The sample users have the least one, so that only permission sets give them rights. */
export function profiles(schema: Schema): Profile[] {
  const fields = new Map<string, FieldAccess>();
  for (const name of STANDARD_USER_OBJECTS) {
    for (const field of schema.object(name)?.fields ?? []) {
      if (!field.custom && field.permissionable)
        fields.set(`${name}.${field.governedBy ?? field.apiName}`, { read: true, edit: !field.readOnly });
    }
  }
  const standard = {
    ...emptySource('Standard User'),
    objects: new Map(STANDARD_USER_OBJECTS.map((name) => [name, READ_WRITE])),
    fields
  };
  return [
    {
      id: '00e000000000001AAA',
      name: 'System Administrator',
      source: { ...emptySource('System Administrator'), all: true }
    },
    { id: '00e000000000002AAA', name: 'Standard User', source: standard },
    {
      id: '00e000000000003AAA',
      name: 'Minimum Access - Salesforce',
      source: emptySource('Minimum Access - Salesforce')
    }
  ];
}
