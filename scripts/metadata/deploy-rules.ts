import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { ProjectMetadata } from '../../local-org/src/metadata/project.ts';
import { XmlFile } from '../../local-org/src/metadata/xml.ts';

const SOURCE = join('force-app', 'main', 'default');

/** Longest API names, without the ending of custom ones, and texts that an org takes. */
const LONGEST = { name: 40, message: 255, label: 1000 };
/** Properties of pages that the platform sets on any component. */
const PLATFORM_PROPERTIES = new Set(['flexipageVisibility']);

/**
 * What an org refuses although each file fits its type: names and texts that are too long, source without its
 * `-meta.xml`, a mixture of API versions, page properties that a component does not have.
 *
 * @param root the project's folder
 * @returns `path:line message` for each problem
 */
export function checkDeployRules(root: string, project: ProjectMetadata): string[] {
  return [
    ...longNames(project),
    ...longLabels(root),
    ...missingMeta(root),
    ...apiVersions(root),
    ...pageProperties(root, project)
  ];
}

function longNames({ schema }: ProjectMetadata): string[] {
  const tooLong = (what: string, name: string, source: string): string[] => {
    const own = name.replace(/__(?:c|e|mdt)$/, '');
    return own.length > LONGEST.name
      ? [`${source} The ${what} ${own} has ${own.length} characters; ${LONGEST.name} are allowed`]
      : [];
  };
  return schema
    .objects()
    .flatMap((object) => [
      ...(object.kind === 'standard' ? [] : tooLong('object name', object.apiName, object.source)),
      ...object.fields.flatMap((field) => (field.custom ? tooLong('field name', field.apiName, field.source) : [])),
      ...object.validationRules.flatMap(({ fullName, message, source }) => [
        ...tooLong('rule name', fullName, source),
        ...(message.length > LONGEST.message
          ? [`${source} The message has ${message.length} characters; ${LONGEST.message} are allowed`]
          : [])
      ])
    ]);
}

function longLabels(root: string): string[] {
  const path = join(root, SOURCE, 'labels', 'CustomLabels.labels-meta.xml');
  if (!existsSync(path)) return [];
  const file = relative(root, path);
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const value = /<value>([^]*)<\/value>/.exec(line)?.[1] ?? '';
      return value.length > LONGEST.label
        ? [`${file}:${index + 1} The label has ${value.length} characters; ${LONGEST.label} are allowed`]
        : [];
    });
}

/** Classes and triggers come in pairs of files, components in folders that describe themselves. */
function missingMeta(root: string): string[] {
  const source = join(root, SOURCE);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const known = new Set(files);
  const code = files
    .filter((path) => /\.(?:cls|trigger)$/.test(path) && !known.has(`${path}-meta.xml`))
    .map((path) => `${join(SOURCE, path)}:1 ${basename(path)}-meta.xml is missing`);
  const orphans = files
    .filter((path) => /\.(?:cls|trigger)-meta\.xml$/.test(path) && !known.has(path.slice(0, -'-meta.xml'.length)))
    .map((path) => `${join(SOURCE, path)}:1 describes ${basename(path, '-meta.xml')}, which is missing`);
  const bundles = files
    .filter((path) => dirname(path) === 'lwc' && known.has(join(path, `${basename(path)}.ts`)))
    .filter((path) => !known.has(join(path, `${basename(path)}.js-meta.xml`)))
    .map((path) => `${join(SOURCE, path)}:1 ${basename(path)}.js-meta.xml is missing`);
  return [...code, ...orphans, ...bundles];
}

/** One version for everything, in `sfdx-project.json`: what runs must not depend on when a file was made. */
function apiVersions(root: string): string[] {
  const project: unknown = JSON.parse(readFileSync(join(root, 'sfdx-project.json'), 'utf8'));
  const wanted =
    typeof project === 'object' && project !== null && 'sourceApiVersion' in project
      ? String(project.sourceApiVersion)
      : '';
  return readdirSync(join(root, SOURCE), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('-meta.xml'))
    .flatMap((path) => {
      const text = readFileSync(join(root, SOURCE, path), 'utf8');
      const found = /<apiVersion>([^<]*)<\/apiVersion>/.exec(text);
      return found && found[1] !== wanted
        ? [`${join(SOURCE, path)}:${lineOf(text, found.index)} API version ${found[1]} is not ${wanted}`]
        : [];
    });
}

function pageProperties(root: string, { pages, bundles }: ProjectMetadata): string[] {
  const known = new Map(
    [...bundles].map((name) => {
      const text = readFileSync(join(root, SOURCE, 'lwc', name, `${name}.js-meta.xml`), 'utf8');
      return [name, new Set([...text.matchAll(/<property\b[^>]*\bname="([^"]*)"/g)].map(([, property]) => property))];
    })
  );
  return [...pages.values()].flatMap((page) => {
    const path = join(root, SOURCE, 'flexipages', `${page.name}.flexipage-meta.xml`);
    return page.regions
      .flatMap((region) => region.components)
      .flatMap(({ name, properties }) =>
        Object.keys(properties)
          .filter((property) => !PLATFORM_PROPERTIES.has(property) && known.get(name)?.has(property) === false)
          .map(
            (property) => `${new XmlFile(root, path).at(`>${property}<`)} sets ${property}, which ${name} does not have`
          )
      );
  });
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
