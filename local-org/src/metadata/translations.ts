import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesIn } from './custom-objects.ts';
import { MetadataError, nodes, text, XmlFile } from './xml.ts';

/** What Translation Workbench holds for one field. */
export interface FieldTranslation {
  label?: string;
  help?: string;
  relationshipLabel?: string;
  /** By the label of the value in the org's own language, as Salesforce keys them. */
  values: ReadonlyMap<string, string>;
  source: string;
}

export interface ObjectTranslation {
  label?: string;
  labelPlural?: string;
  nameFieldLabel?: string;
  fields: ReadonlyMap<string, FieldTranslation>;
  /** Messages by the name of the validation rule. */
  rules: ReadonlyMap<string, string>;
  /** Names of sections by the name of the layout. */
  layouts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  source: string;
}

export interface ApplicationTranslation {
  label?: string;
  description?: string;
}

/** Everything of the package in one language. */
export interface Translation {
  labels: ReadonlyMap<string, string>;
  applications: ReadonlyMap<string, ApplicationTranslation>;
  objects: ReadonlyMap<string, ObjectTranslation>;
  /** The file of labels and applications, for messages. */
  source: string;
}

/**
 * Reads `translations` and `objectTranslations`.
 *
 * @param root the project's folder
 * @param source the folder of the package's metadata
 * @returns translations by language code: `de`
 */
export function readTranslations(root: string, source: string): Map<string, Translation> {
  const languages = new Map<string, Translation>();
  for (const path of filesIn(join(source, 'translations'), '.translation-meta.xml')) {
    const file = new XmlFile(root, path);
    const language = basename(path, '.translation-meta.xml');
    languages.set(language, { ...readTexts(file), objects: new Map(), source: file.at() });
  }
  const folder = join(source, 'objectTranslations');
  const objects = new Map<string, Map<string, ObjectTranslation>>();
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const [object = '', language = ''] = name.split('-');
    const own = objects.get(language) ?? new Map<string, ObjectTranslation>();
    own.set(object, readObject(root, join(folder, name), name));
    objects.set(language, own);
  }
  for (const [language, translated] of objects) {
    const rest = languages.get(language) ?? {
      labels: new Map<string, string>(),
      applications: new Map<string, ApplicationTranslation>(),
      source: [...translated.values()][0]?.source ?? ''
    };
    languages.set(language, { ...rest, objects: translated });
  }
  return languages;
}

function readTexts(file: XmlFile): Pick<Translation, 'labels' | 'applications'> {
  file.allow(file.root, ['customApplications', 'customLabels']);
  const labels = new Map<string, string>();
  for (const entry of nodes(file.root, 'customLabels')) {
    const name = text(entry, 'name') ?? '';
    if (labels.has(name)) throw new MetadataError([`${file.at(`<name>${name}<`)} The label ${name} is there twice`]);
    labels.set(name, text(entry, 'label') ?? '');
  }
  const applications = new Map(
    nodes(file.root, 'customApplications').map((entry) => [
      text(entry, 'name') ?? '',
      given({ label: text(entry, 'label'), description: text(entry, 'description') })
    ])
  );
  return { labels, applications };
}

function readObject(root: string, folder: string, name: string): ObjectTranslation {
  const file = new XmlFile(root, join(folder, `${name}.objectTranslation-meta.xml`));
  file.allow(file.root, ['caseValues', 'gender', 'layouts', 'nameFieldLabel', 'validationRules']);
  const nominative = nodes(file.root, 'caseValues').filter((entry) => text(entry, 'caseType') === 'Nominative');
  const named = (plural: string): string | undefined => {
    const entry = nominative.find((candidate) => text(candidate, 'plural') === plural);
    return entry && text(entry, 'value');
  };
  return {
    ...given({
      label: named('false'),
      labelPlural: named('true'),
      nameFieldLabel: text(file.root, 'nameFieldLabel')
    }),
    fields: new Map(filesIn(folder, '.fieldTranslation-meta.xml').map((path) => readField(new XmlFile(root, path)))),
    rules: new Map(
      nodes(file.root, 'validationRules').map((rule) => [text(rule, 'name') ?? '', text(rule, 'errorMessage') ?? ''])
    ),
    layouts: new Map(
      nodes(file.root, 'layouts').map((layout) => [
        text(layout, 'layout') ?? '',
        new Map(nodes(layout, 'sections').map((part) => [text(part, 'section') ?? '', text(part, 'label') ?? '']))
      ])
    ),
    source: file.at()
  };
}

function readField(file: XmlFile): [string, FieldTranslation] {
  file.allow(file.root, ['help', 'label', 'name', 'picklistValues', 'relationshipLabel']);
  const name = text(file.root, 'name') ?? '';
  if (`${name}.fieldTranslation-meta.xml` !== basename(file.path))
    throw new MetadataError([`${file.at('<name>')} <name> ${name} differs from the file's name`]);
  const values = nodes(file.root, 'picklistValues').map((value): [string, string] => [
    text(value, 'masterLabel') ?? '',
    text(value, 'translation') ?? ''
  ]);
  return [
    name,
    {
      ...given({
        label: text(file.root, 'label'),
        help: text(file.root, 'help'),
        relationshipLabel: text(file.root, 'relationshipLabel')
      }),
      values: new Map(values),
      source: file.at()
    }
  ];
}

/** Without what is not there, as optional properties want it. */
function given<K extends string>(parts: Record<K, string | undefined>): Partial<Record<K, string>> {
  const kept: Partial<Record<K, string>> = {};
  for (const key in parts) if (parts[key] !== undefined) kept[key] = parts[key];
  return kept;
}
