import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readLabels } from '../../local-org/src/metadata/configuration.ts';
import { filesIn, readObjectFolder } from '../../local-org/src/metadata/custom-objects.ts';
import { readStandardObjects } from '../../local-org/src/metadata/standard-objects.ts';
import { XmlFile } from '../../local-org/src/metadata/xml.ts';
import type { ObjectDescribe } from '../../local-org/src/org/schema.ts';
import { apexTypes } from './apex-types.ts';
import { type ApexClass, readApexClass } from './apex.ts';
import { labelTypes, permissionTypes, schemaTypes } from './org-types.ts';

const STANDARD_OBJECTS = new URL('../../local-org/src/metadata/standard-objects.schema', import.meta.url);

/** What pages may import from the org, as force-app declares it. */
export interface OrgImports {
  objects: Pick<ObjectDescribe, 'apiName' | 'fields'>[];
  classes: ApexClass[];
  labels: ReadonlyMap<string, string>;
  customPermissions: string[];
  bundles: string[];
}

/** Reads force-app. @throws {Error} with `path:line` on a broken file */
export function readOrgImports(root: string): OrgImports {
  const source = join(root, 'force-app', 'main', 'default');
  const labels = join(source, 'labels', 'CustomLabels.labels-meta.xml');
  return {
    objects: readObjects(root, join(source, 'objects')),
    classes: classFiles(join(source, 'classes')).flatMap((path) => readApexClass(path, relative(root, path)) ?? []),
    labels: existsSync(labels) ? readLabels(new XmlFile(root, labels)) : new Map<string, string>(),
    customPermissions: filesIn(join(source, 'customPermissions'), '.customPermission-meta.xml').map((path) =>
      basename(path, '.customPermission-meta.xml')
    ),
    bundles: readdirSync(join(source, 'lwc'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  };
}

/**
 * Writes the types of everything the org offers to pages into `.cache/types`, so that a wrong name of a field, a
 * label, a permission, an Apex method or one of its fields is a compile error in every bundle.
 */
export function generateTypes(root: string = process.cwd()): void {
  const org = readOrgImports(root);
  const folder = join(root, '.cache', 'types');
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): void => {
    const path = join(folder, name);
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  };
  write('schema.d.ts', schemaTypes(org.objects));
  write('apex.d.ts', apexTypes(org.classes));
  write('labels.d.ts', labelTypes(org.labels));
  write('permissions.d.ts', permissionTypes(org.customPermissions));
  // `c/name` has its name twice in the path it stands for, which one pattern cannot say.
  const paths = Object.fromEntries(
    org.bundles.map((name) => [`c/${name}`, [`../../force-app/main/default/lwc/${name}/${name}.ts`]])
  );
  write('tsconfig.paths.json', `${JSON.stringify({ compilerOptions: { paths } }, null, 2)}\n`);
}

function readObjects(root: string, folder: string): OrgImports['objects'] {
  const objects = new Map(readStandardObjects(STANDARD_OBJECTS).map((object) => [object.apiName, object.fields]));
  for (const entry of readdirSync(folder)) {
    const { apiName, object, fields } = readObjectFolder(root, join(folder, entry), 'a00');
    objects.set(apiName, object ? object.fields : [...(objects.get(apiName) ?? []), ...fields]);
  }
  return [...objects].map(([apiName, fields]) => ({ apiName, fields }));
}

function classFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.cls') && !path.endsWith('Test.cls'))
    .sort()
    .map((path) => join(folder, path));
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) generateTypes();
