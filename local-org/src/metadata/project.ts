import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { ObjectDescribe, OrgFeatures, PermissionSource, RecordValues, Schema } from '../org/schema.ts';
import { checkReferences } from './check.ts';
import {
  type ExternalCredential,
  type NamedCredential,
  type NotificationType,
  readCustomMetadata,
  readExternalCredential,
  readLabels,
  readNamedCredential,
  readNotificationType
} from './configuration.ts';
import { filesIn, type ObjectFolder, readObjectFolder } from './custom-objects.ts';
import {
  type Application,
  type FlexiPage,
  type Layout,
  type ListView,
  readApplication,
  readCompactLayout,
  readFlexiPage,
  readLayout,
  readListView,
  readTab,
  type Tab
} from './pages.ts';
import { withFeatures } from './features.ts';
import { readPermissionSet, readPermissionSetGroup } from './permissions.ts';
import { SchemaIndex } from './schema-index.ts';
import { readStandardObjects } from './standard-objects.ts';
import { readTranslations, type Translation } from './translations.ts';
import { MetadataError, XmlFile } from './xml.ts';

/** Everything of `force-app` that the local org uses. */
export interface ProjectMetadata {
  /** The project's folder. */
  root: string;
  schema: Schema;
  permissionSets: readonly PermissionSource[];
  permissionSetGroups: ReadonlyMap<string, readonly string[]>;
  pages: ReadonlyMap<string, FlexiPage>;
  applications: readonly Application[];
  layouts: readonly Layout[];
  listViews: readonly ListView[];
  /** Fields of the compact layout, by object. */
  compactLayouts: ReadonlyMap<string, readonly string[]>;
  tabs: ReadonlyMap<string, Tab>;
  namedCredentials: ReadonlyMap<string, NamedCredential>;
  externalCredentials: ReadonlyMap<string, ExternalCredential>;
  notificationTypes: readonly NotificationType[];
  /** Custom labels in the package's own language. */
  labels: ReadonlyMap<string, string>;
  /** By language: `de`. */
  translations: ReadonlyMap<string, Translation>;
  /** Paths of `.cls` files, relative to the project. */
  classes: readonly string[];
  triggers: readonly string[];
  bundles: ReadonlySet<string>;
}

const FOLDERS = new Set([
  'applications',
  'classes',
  'customMetadata',
  'customPermissions',
  'externalCredentials',
  'flexipages',
  'labels',
  'layouts',
  'lwc',
  'namedCredentials',
  'notificationtypes',
  'objectTranslations',
  'objects',
  'permissionsetgroups',
  'permissionsets',
  'tabs',
  'translations',
  'triggers'
]);

/**
 * Reads a Salesforce DX project.
 *
 * @param root the project's folder, which holds `force-app`
 * @param features what the org has that it is read for
 * @throws {MetadataError} with one `path:line message` for every problem found
 */
export function readProject(root: string, features: OrgFeatures = {}): ProjectMetadata {
  const source = join(root, 'force-app', 'main', 'default');
  if (!existsSync(source)) throw new MetadataError([`${relative(root, source)} is missing`]);
  for (const folder of readdirSync(source)) {
    if (!FOLDERS.has(folder))
      throw new MetadataError([
        `${relative(root, join(source, folder))} Metadata of this kind is not supported by the local org`
      ]);
  }
  const read = <T>(folder: string, ending: string, parse: (file: XmlFile, name: string) => T): Map<string, T> =>
    new Map(
      filesIn(join(source, folder), ending).map((path) => {
        const name = basename(path, ending);
        return [name, parse(new XmlFile(root, path), name)];
      })
    );

  const folders = readFolders(root, join(source, 'objects'));
  const objects = withFeatures(mergeObjects(folders), features);
  const customMetadata = readRecords(root, source, objects);
  const labels = read('labels', '.labels-meta.xml', readLabels).get('CustomLabels') ?? new Map<string, string>();
  const customPermissions = [...read('customPermissions', '.customPermission-meta.xml', (_file, name) => name).keys()];
  const translations = readTranslations(root, source);
  const schema = new SchemaIndex({ objects, labels, customPermissions, customMetadata, translations });
  const bundles = bundlesIn(join(source, 'lwc'));
  const project: ProjectMetadata = {
    root,
    schema,
    permissionSets: [...read('permissionsets', '.permissionset-meta.xml', readPermissionSet).values()],
    permissionSetGroups: read('permissionsetgroups', '.permissionsetgroup-meta.xml', readPermissionSetGroup),
    pages: read('flexipages', '.flexipage-meta.xml', (file, name) => readFlexiPage(file, name, bundles)),
    applications: [...read('applications', '.app-meta.xml', readApplication).values()],
    layouts: [...read('layouts', '.layout-meta.xml', (file, name) => readLayout(file, name)).values()],
    listViews: folders.flatMap(({ apiName }) =>
      filesIn(join(source, 'objects', apiName, 'listViews'), '.listView-meta.xml').map((path) =>
        readListView(new XmlFile(root, path), apiName)
      )
    ),
    compactLayouts: readCompactLayouts(root, source, folders),
    tabs: read('tabs', '.tab-meta.xml', readTab),
    namedCredentials: read('namedCredentials', '.namedCredential-meta.xml', readNamedCredential),
    externalCredentials: read('externalCredentials', '.externalCredential-meta.xml', readExternalCredential),
    notificationTypes: [...read('notificationtypes', '.notiftype-meta.xml', readNotificationType).values()],
    labels,
    translations,
    classes: filesBelow(join(source, 'classes'), '.cls').map((path) => relative(root, path)),
    triggers: filesIn(join(source, 'triggers'), '.trigger').map((path) => relative(root, path)),
    bundles
  };
  const problems = checkReferences(project);
  if (problems.length > 0) throw new MetadataError(problems);
  return project;
}

function readFolders(root: string, folder: string): ObjectFolder[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  let custom = 0;
  let types = 0;
  let events = 0;
  return names.map((name) => {
    // Prefixes as the platform hands them out: a0…, m0…, e0…, one after the other.
    let prefix = '';
    if (name.endsWith('__mdt')) prefix = `m${toPrefix(types++)}`;
    else if (name.endsWith('__e')) prefix = `e${toPrefix(events++)}`;
    else if (name.endsWith('__c')) prefix = `a${toPrefix(custom++)}`;
    return readObjectFolder(root, join(folder, name), prefix);
  });
}

function toPrefix(index: number): string {
  return index.toString(36).padStart(2, '0');
}

function mergeObjects(folders: readonly ObjectFolder[]): ObjectDescribe[] {
  const standard = readStandardObjects(new URL('./standard-objects.schema', import.meta.url));
  const objects = new Map(standard.map((object) => [object.apiName, object]));
  for (const { apiName, object, fields, rules } of folders) {
    const base = object ?? objects.get(apiName);
    if (!base)
      throw new MetadataError([`force-app/main/default/objects/${apiName} The local org does not describe ${apiName}`]);
    const merged = object ? base : { ...base, fields: [...base.fields, ...fields] };
    objects.set(apiName, { ...merged, validationRules: rules });
  }
  return [...objects.values()];
}

function readRecords(root: string, source: string, objects: readonly ObjectDescribe[]): Map<string, RecordValues[]> {
  const records = new Map<string, RecordValues[]>();
  for (const path of filesIn(join(source, 'customMetadata'), '.md-meta.xml')) {
    const file = new XmlFile(root, path);
    const [type = '', name = ''] = basename(path, '.md-meta.xml').split('.');
    const object = objects.find((candidate) => candidate.apiName === `${type}__mdt`);
    if (!object) throw new MetadataError([`${file.at()} There is no custom metadata type ${type}__mdt`]);
    const list = records.get(object.apiName) ?? [];
    list.push(readCustomMetadata(file, object, name));
    records.set(object.apiName, list);
  }
  return records;
}

function readCompactLayouts(root: string, source: string, folders: readonly ObjectFolder[]): Map<string, string[]> {
  const layouts = new Map<string, string[]>();
  for (const { apiName, compactLayout } of folders) {
    if (compactLayout === undefined) continue;
    const path = join(source, 'objects', apiName, 'compactLayouts', `${compactLayout}.compactLayout-meta.xml`);
    if (!existsSync(path)) throw new MetadataError([`${relative(root, path)} is missing, yet ${apiName} names it`]);
    layouts.set(apiName, readCompactLayout(new XmlFile(root, path)));
  }
  return layouts;
}

function bundlesIn(folder: string): Set<string> {
  if (!existsSync(folder)) return new Set();
  return new Set(readdirSync(folder).filter((name) => existsSync(join(folder, name, `${name}.js-meta.xml`))));
}

function filesBelow(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path, ending) : name.endsWith(ending) ? [path] : [];
    });
}
