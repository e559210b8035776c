import { join } from 'node:path';
import type { ProjectMetadata } from '../../local-org/src/metadata/project.ts';
import type { ObjectTranslation, Translation } from '../../local-org/src/metadata/translations.ts';
import type { FieldDescribe, ObjectDescribe } from '../../local-org/src/org/schema.ts';

const FOLDER = join('force-app', 'main', 'default', 'objectTranslations');
/** Longest texts Translation Workbench takes. */
const LONGEST = { label: 765, field: 40, message: 255 };

/**
 * Checks every language the package ships: nothing of ours is left out, nothing is named that does not exist, places
 * for values are the same, and no text is too long. The messages say what to add, and where.
 *
 * @returns `path:line message` for each problem
 */
export function checkTranslations(project: ProjectMetadata): string[] {
  return [...project.translations].flatMap(([language, translation]) => [
    ...checkLabels(project, translation),
    ...checkApplications(project, translation),
    ...checkObjects(project, language, translation)
  ]);
}

function checkLabels({ schema, labels }: ProjectMetadata, { labels: translated, source }: Translation): string[] {
  const missing = [...labels]
    .filter(([name]) => !translated.has(name))
    .map(
      ([name, text]) =>
        `${source} The label ${name} has no translation: add <customLabels><label>… "${text}" …</label><name>${name}</name></customLabels>`
    );
  const wrong = [...translated].flatMap(([name, text]) => {
    const own = schema.label(name);
    if (own === undefined) return [`${source} translates the label ${name}, which does not exist: take it out`];
    return [
      ...tooLong(source, `The translation of the label ${name}`, text, LONGEST.label),
      ...(places(own) === places(text)
        ? []
        : [`${source} The translation of the label ${name} has ${places(text) || 'no places'}, not ${places(own)}`])
    ];
  });
  return [...missing, ...wrong];
}

/** `{0} {1}`, in order, each as often as it stands there. */
function places(text: string): string {
  return (text.match(/\{\d+\}/g) ?? []).sort().join(' ');
}

function checkApplications({ applications }: ProjectMetadata, translation: Translation): string[] {
  const { source } = translation;
  const known = new Set(applications.map(({ name }) => name));
  return [
    ...[...known]
      .filter((name) => translation.applications.get(name)?.label === undefined)
      .map((name) => `${source} The application ${name} has no translation: add <customApplications> with its <label>`),
    ...[...translation.applications.keys()]
      .filter((name) => !known.has(name))
      .map((name) => `${source} translates the application ${name}, which does not exist: take it out`)
  ];
}

function checkObjects(project: ProjectMetadata, language: string, { objects, source }: Translation): string[] {
  const unknown = [...objects]
    .filter(([name]) => !project.schema.object(name))
    .map(([name, translated]) => `${translated.source} translates the object ${name}, which does not exist`);
  const own = project.schema
    .objects()
    // Nobody sees an event; of standard objects only what the package adds is ours.
    .filter(({ kind, fields }) => kind !== 'event' && (kind !== 'standard' || fields.some(({ custom }) => custom)));
  return [
    ...unknown,
    ...own.flatMap((object) => {
      const translated = objects.get(object.apiName);
      return translated
        ? checkObject(project, object, translated, join(FOLDER, `${object.apiName}-${language}`))
        : [`${source} ${object.apiName} has no translation: add ${FOLDER}/${object.apiName}-${language}`];
    })
  ];
}

function checkObject(
  { layouts }: ProjectMetadata,
  object: ObjectDescribe,
  translated: ObjectTranslation,
  folder: string
): string[] {
  const { source, rules, fields } = translated;
  const isOurs = object.kind !== 'standard';
  const own = object.fields.filter(({ custom }) => custom);
  const known = new Set(own.map(({ apiName }) => apiName));
  const ruleNames = new Set(object.validationRules.map(({ fullName }) => fullName));
  const layoutsOfObject = layouts.filter((layout) => layout.object === object.apiName);
  return [
    ...(isOurs && translated.label === undefined ? [`${source} has no nominative <caseValues>: add the name`] : []),
    ...own.flatMap((field) => {
      const path = join(folder, `${field.apiName}.fieldTranslation-meta.xml`);
      const found = fields.get(field.apiName);
      return found ? checkField(field, found) : [`${source} ${field.apiName} has no translation: add ${path}`];
    }),
    ...[...fields]
      .filter(([name]) => !known.has(name))
      .map(([name, field]) => `${field.source} translates the field ${name}, which ${object.apiName} does not have`),
    ...[...ruleNames]
      .filter((name) => !rules.has(name))
      .map((name) => `${source} The rule ${name} has no translation: add <validationRules> with its <errorMessage>`),
    ...[...rules].flatMap(([name, message]) => [
      ...(ruleNames.has(name) ? [] : [`${source} translates the rule ${name}, which does not exist: take it out`]),
      ...tooLong(source, `The translation of the rule ${name}`, message, LONGEST.message)
    ]),
    ...layoutsOfObject.flatMap(({ label, sections }) =>
      sections
        .filter((section) => !translated.layouts.get(label)?.has(section.label))
        .map((section) => `${source} The section "${section.label}" of ${label} has no translation: add <sections>`)
    ),
    ...[...translated.layouts].flatMap(([layout, sections]) =>
      [...sections.keys()]
        .filter((name) => !layoutsOfObject.some(({ label, sections: all }) => label === layout && has(all, name)))
        .map((name) => `${source} translates the section "${name}" of ${layout}, which does not exist: take it out`)
    )
  ];
}

function has(sections: readonly { label: string }[], name: string): boolean {
  return sections.some(({ label }) => label === name);
}

type Found = NonNullable<ReturnType<ObjectTranslation['fields']['get']>>;

function checkField(field: FieldDescribe, { label, help, relationshipLabel, values, source }: Found): string[] {
  const wanted = new Set(field.picklist.map((value) => value.label));
  return [
    ...(label === undefined ? [`${source} has no <label>: add it for "${field.label}"`] : []),
    ...tooLong(source, 'The label', label ?? '', LONGEST.field),
    ...(field.inlineHelpText !== undefined && help === undefined
      ? [`${source} has no <help>: add it for "${field.inlineHelpText}"`]
      : []),
    ...(field.childRelationshipName !== undefined && relationshipLabel === undefined
      ? [`${source} has no <relationshipLabel>: add it`]
      : []),
    ...[...wanted]
      .filter((name) => !values.get(name))
      .map(
        (name) => `${source} The value "${name}" has no translation: add <picklistValues> with <masterLabel>${name}`
      ),
    ...[...values.keys()]
      .filter((name) => !wanted.has(name))
      .map((name) => `${source} translates the value "${name}", which does not exist: take it out`)
  ];
}

function tooLong(source: string, what: string, text: string, most: number): string[] {
  return text.length > most ? [`${source} ${what} has ${text.length} characters; ${most} are allowed`] : [];
}
