import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

/** How a file ends, and the type of metadata that it is one component of. */
const TYPES: Readonly<Record<string, string>> = {
  'app-meta.xml': 'CustomApplication',
  'cls-meta.xml': 'ApexClass',
  'compactLayout-meta.xml': 'CompactLayout',
  'customPermission-meta.xml': 'CustomPermission',
  'externalCredential-meta.xml': 'ExternalCredential',
  'field-meta.xml': 'CustomField',
  'flexipage-meta.xml': 'FlexiPage',
  'js-meta.xml': 'LightningComponentBundle',
  'labels-meta.xml': 'CustomLabels',
  'layout-meta.xml': 'Layout',
  'listView-meta.xml': 'ListView',
  'md-meta.xml': 'CustomMetadata',
  'namedCredential-meta.xml': 'NamedCredential',
  'notiftype-meta.xml': 'CustomNotificationType',
  'object-meta.xml': 'CustomObject',
  'objectTranslation-meta.xml': 'CustomObjectTranslation',
  'permissionset-meta.xml': 'PermissionSet',
  'permissionsetgroup-meta.xml': 'PermissionSetGroup',
  'tab-meta.xml': 'CustomTab',
  'translation-meta.xml': 'Translations',
  'trigger-meta.xml': 'ApexTrigger',
  'validationRule-meta.xml': 'ValidationRule'
};
/** Files of a component that another file stands for. */
const PARTS = new Set(['fieldTranslation-meta.xml']);
/** Components that live in their object's folder and are named after it. */
const OF_OBJECT = new Set(['CompactLayout', 'CustomField', 'ListView', 'ValidationRule']);

/**
 * Every component below `force-app`, read from the names of its files and not from Salesforce's own library: it is what
 * that library's manifest is held against.
 *
 * @returns `Type:Member` of each
 * @throws {Error} for a kind of file that is not known here
 */
export function componentsOf(root: string): Set<string> {
  const folder = join(root, 'force-app');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    const [name = '', ending = ''] = basename(path).split(/\.(?=[^.]*-meta\.xml$)/);
    if (!ending || PARTS.has(ending)) return [];
    const type = TYPES[ending];
    if (type === undefined) throw new Error(`force-app/${path}: say in ${import.meta.filename} what type it is`);
    const labels = type === 'CustomLabels' ? labelsOf(readFileSync(join(folder, path), 'utf8')) : [];
    const owner = OF_OBJECT.has(type) ? `${path.split(sep).at(-3) ?? ''}.` : '';
    return [`${type}:${owner}${name}`, ...labels];
  });
  return new Set(names);
}

function labelsOf(xml: string): string[] {
  return [...xml.matchAll(/<fullName>([^<]*)</g)].map(([, name = '']) => `CustomLabel:${name}`);
}

/** What a `package.xml` names, in the same form. */
export function membersOf(manifest: string): Set<string> {
  const types = [...manifest.matchAll(/<types>([^]*?)<\/types>/g)].map(([, text = '']) => text);
  return new Set(
    types.flatMap((text) => {
      const type = /<name>([^<]*)</.exec(text)?.[1] ?? '';
      return [...text.matchAll(/<members>([^<]*)</g)].map(([, member = '']) => `${type}:${member}`);
    })
  );
}
