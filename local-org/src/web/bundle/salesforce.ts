import type { Plugin } from 'rollup';
import type { Schema } from '../../org/schema.ts';
import { BundleError, placeOf } from './sources.ts';

const PREFIX = '\0salesforce:';

/** What `@salesforce/*` modules are made from. */
export interface OrgModules {
  root: string;
  schema: Schema;
  /** @throws {OrgError} when there is no such `@AuraEnabled` method */
  isCacheable: (className: string, method: string) => boolean;
  /** Modules the base components bring along: i18n, their own labels, gates. */
  supplied: (specifier: string) => boolean;
}

/**
 * The modules `@salesforce/*` that a component imports: each is checked against the package, so that a wrong field,
 * label, method or permission ends the build, with the file and line of the import.
 */
export function salesforceModules(modules: OrgModules): Plugin {
  return {
    name: 'local-org-salesforce',
    resolveId(id, importer = '') {
      if (!id.startsWith('@salesforce/') || modules.supplied(id)) return null;
      const [, kind = '', ...rest] = id.split('/');
      try {
        return `${PREFIX}${Buffer.from(sourceOf(modules, kind, rest.join('/'))).toString('base64url')}`;
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        throw new BundleError(`${placeOf(modules.root, importer, id)} ${text} (${id})`);
      }
    },
    load(id) {
      return id.startsWith(PREFIX) ? Buffer.from(id.slice(PREFIX.length), 'base64url').toString() : null;
    }
  };
}

/** The module's source. It goes with its own id, so that one module is one module however often it is imported. */
function sourceOf({ schema, isCacheable }: OrgModules, kind: string, name: string): string {
  const exported = (value: unknown): string => `export default ${JSON.stringify(value)};`;
  const fromBoot = (expression: string): string => `import { boot } from 'org/boot';\nexport default ${expression};`;
  switch (kind) {
    case 'apex': {
      if (name === '') return `export { refreshApex, getSObjectValue } from 'org/apex';`;
      const [className = '', method = ''] = name.split('.');
      const args = JSON.stringify([className, method, isCacheable(className, method)]).slice(1, -1);
      return `import { apexMethod } from 'org/apex';\nexport default apexMethod(${args});`;
    }
    case 'schema':
      return exported(schemaReference(schema, name));
    case 'label': {
      const text = schema.label(name.replace(/^c\./, ''));
      if (text === undefined) throw new Error(`There is no label ${name}`);
      return fromBoot(`boot.labels[${JSON.stringify(name.replace(/^c\./, ''))}] ?? ${JSON.stringify(text)}`);
    }
    case 'customPermission':
      if (!schema.customPermissions().includes(name)) throw new Error(`There is no custom permission ${name}`);
      return fromBoot(`boot.customPermissions.includes(${JSON.stringify(name)}) || undefined`);
    case 'userPermission':
      return fromBoot(`boot.userPermissions.includes(${JSON.stringify(name)}) || undefined`);
    case 'user':
      if (name === 'Id') return fromBoot('boot.user.id');
      break;
    case 'client':
      if (name === 'formFactor') return `export default innerWidth < 768 ? 'Small' : 'Large';`;
      break;
  }
  throw new Error('This module is not supported by the local org');
}

/** `Account`, `Account.Name` or `Handoff__c.LastModifiedBy.Name`. */
function schemaReference(schema: Schema, name: string): { objectApiName: string; fieldApiName?: string } {
  const [objectApiName = '', ...path] = name.split('.');
  const object = schema.object(objectApiName);
  if (!object) throw new Error(`There is no object ${objectApiName}`);
  if (path.length === 0) return { objectApiName };
  let current = object;
  for (const part of path.slice(0, -1)) {
    const lookup = current.fields.find((field) => field.relationshipName === part);
    const parent = schema.object(lookup?.referenceTo[0] ?? '');
    if (!parent) throw new Error(`There is no relationship ${part} on ${current.apiName}`);
    current = parent;
  }
  const last = path.at(-1) ?? '';
  if (!schema.field(current.apiName, last)) throw new Error(`There is no field ${last} on ${current.apiName}`);
  return { fieldApiName: path.join('.'), objectApiName };
}
