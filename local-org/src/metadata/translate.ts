import type { FieldDescribe, ObjectDescribe } from '../org/schema.ts';
import type { ProjectMetadata } from './project.ts';
import type { FieldTranslation, ObjectTranslation, Translation } from './translations.ts';

/**
 * The translation for a language as Salesforce falls back: `de_AT` to `de`, and then to the package's own language.
 */
export function translationFor(
  translations: ReadonlyMap<string, Translation>,
  language: string
): Translation | undefined {
  return translations.get(language) ?? translations.get(language.split('_')[0] ?? language);
}

/** An object as somebody of another language sees it; what is not translated stays. */
export function translateObject(object: ObjectDescribe, translation: ObjectTranslation | undefined): ObjectDescribe {
  if (!translation) return object;
  const { label, labelPlural, nameFieldLabel, fields, rules } = translation;
  return {
    ...object,
    label: label ?? object.label,
    labelPlural: labelPlural ?? object.labelPlural,
    fields: object.fields.map((field) =>
      field.apiName === object.nameField && nameFieldLabel !== undefined
        ? { ...field, label: nameFieldLabel }
        : translateField(field, fields.get(field.apiName))
    ),
    validationRules: object.validationRules.map((rule) => ({
      ...rule,
      message: rules.get(rule.fullName) ?? rule.message
    }))
  };
}

function translateField(field: FieldDescribe, translation: FieldTranslation | undefined): FieldDescribe {
  if (!translation) return field;
  return {
    ...field,
    label: translation.label ?? field.label,
    ...(translation.help === undefined ? {} : { inlineHelpText: translation.help }),
    picklist: field.picklist.map((value) => ({ ...value, label: translation.values.get(value.label) ?? value.label }))
  };
}

const translated = new WeakMap<ProjectMetadata, Map<string, ProjectMetadata>>();

/** What pages are made of, in a language: the schema, names of applications and sections of layouts. */
export function inLanguage(project: ProjectMetadata, language: string): ProjectMetadata {
  const translation = translationFor(project.translations, language);
  if (!translation) return project;
  const known = translated.get(project) ?? new Map<string, ProjectMetadata>();
  translated.set(project, known);
  const made = known.get(language) ?? {
    ...project,
    schema: project.schema.in(language),
    applications: project.applications.map((application) => ({
      ...application,
      label: translation.applications.get(application.name)?.label ?? application.label
    })),
    layouts: project.layouts.map((layout) => {
      const sections = translation.objects.get(layout.object)?.layouts.get(layout.label);
      return {
        ...layout,
        sections: layout.sections.map((section) => ({
          ...section,
          label: sections?.get(section.label) ?? section.label
        }))
      };
    })
  };
  known.set(language, made);
  return made;
}
