import type { ProjectMetadata } from '../../local-org/src/metadata/project.ts';
import type { FieldDescribe, ObjectDescribe, PermissionSource } from '../../local-org/src/org/schema.ts';

/** What a role may do with one object, or with one field of it. */
export interface Right {
  role: string;
  /** `R C E D V M` for objects (view all and modify all last), `R E` for fields; empty for nothing. */
  letters: string;
}

export interface ObjectRights {
  object: string;
  rights: readonly Right[];
  fields: readonly { field: string; rights: readonly Right[] }[];
}

/**
 * Each permission set against each object and field of the package.
 *
 * Custom metadata is configuration, which every user reads and administrators change; it has no rights of its own.
 * Fields without field-level security (required ones, names, master-detail) follow their object.
 *
 * @returns objects and fields in the order they are declared; of standard objects those that a permission set names
 */
export function roleMatrix({ schema, permissionSets }: ProjectMetadata): ObjectRights[] {
  const isNamed = (object: string, field?: string): boolean =>
    permissionSets.some(({ objects, fields }) =>
      field === undefined ? objects.has(object) : fields.has(`${object}.${field}`)
    );
  return schema
    .objects()
    .filter(({ kind, apiName }) => kind !== 'customMetadata' && (kind !== 'standard' || isNamed(apiName)))
    .map((object) => ({
      object: object.apiName,
      rights: permissionSets.map((set) => ({ role: set.name, letters: objectLetters(set, object) })),
      fields: object.fields
        // Rights to a part of an address are rights to the address.
        .map((field) => ({ ...field, apiName: field.governedBy ?? field.apiName }))
        .filter((field) => field.permissionable && (isOurs(field) || isNamed(object.apiName, field.apiName)))
        .map((field) => ({
          field: field.apiName,
          rights: permissionSets.map((set) => ({ role: set.name, letters: fieldLetters(set, object, field) }))
        }))
    }));
}

/** Who may do what that is no matter of objects. @returns roles by custom permission */
export function customPermissionHolders({ schema, permissionSets }: ProjectMetadata): Map<string, string[]> {
  return new Map(
    schema
      .customPermissions()
      .map((name) => [
        name,
        permissionSets.filter(({ customPermissions }) => customPermissions.has(name)).map((set) => set.name)
      ])
  );
}

/** The matrix as a page for admins and security reviewers. */
export function toMarkdown(project: ProjectMetadata): string {
  const { permissionSets } = project;
  const heads = permissionSets.map(({ name }) => name.replace('Handoff_', ''));
  const lines = [
    '# Permissions',
    '',
    'For admins and security reviewers. Made from `force-app` by `node scripts/permissions.ts`; a test fails when it is out of date.',
    '',
    'R read, C create, E edit, D delete, V view all records, M modify all records. Sharing narrows all but V and M to the records a user may see. Fields that are required, name the record or belong to a master follow their object and are not listed.',
    '',
    '## Roles',
    '',
    ...table(
      ['permission set', 'purpose'],
      permissionSets.map(({ name, description }) => [`\`${name}\``, description])
    ),
    '',
    '## Objects',
    '',
    ...table(
      ['object', ...heads],
      roleMatrix(project).map(({ object, rights }) => [`\`${object}\``, ...rights.map(({ letters }) => letters)])
    ),
    '',
    '## Custom permissions',
    '',
    ...table(
      ['custom permission', 'held by'],
      [...customPermissionHolders(project)].map(([name, roles]) => [`\`${name}\``, roles.join(', ')])
    )
  ];
  for (const { object, fields } of roleMatrix(project)) {
    if (fields.length === 0) continue;
    lines.push('', `## Fields of ${object}`, '');
    lines.push(
      ...table(
        ['field', ...heads],
        fields.map(({ field, rights }) => [`\`${field}\``, ...rights.map(({ letters }) => letters)])
      )
    );
  }
  return `${lines.join('\n')}\n`;
}

function isOurs({ custom }: FieldDescribe): boolean {
  return custom;
}

function objectLetters({ objects }: PermissionSource, { apiName }: ObjectDescribe): string {
  const access = objects.get(apiName);
  if (!access) return '';
  const { read, create, edit, delete: remove, viewAll, modifyAll } = access;
  return letters([
    [read, 'R'],
    [create, 'C'],
    [edit, 'E'],
    [remove, 'D'],
    [viewAll, 'V'],
    [modifyAll, 'M']
  ]);
}

function fieldLetters({ fields }: PermissionSource, { apiName }: ObjectDescribe, field: FieldDescribe): string {
  const access = fields.get(`${apiName}.${field.apiName}`);
  return access
    ? letters([
        [access.read, 'R'],
        [access.edit, 'E']
      ])
    : '';
}

function letters(granted: readonly (readonly [boolean, string])[]): string {
  return granted
    .filter(([is]) => is)
    .map(([, letter]) => letter)
    .join(' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)];
}
