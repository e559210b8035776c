import { translateObject, translationFor } from './translate.ts';
import type { Translation } from './translations.ts';
import type { FieldDescribe, ObjectDescribe, RecordValues, Schema } from '../org/schema.ts';

interface SchemaParts {
  objects: readonly ObjectDescribe[];
  labels: ReadonlyMap<string, string>;
  customPermissions: readonly string[];
  customMetadata: ReadonlyMap<string, readonly RecordValues[]>;
  translations: ReadonlyMap<string, Translation>;
}

/** The schema, indexed for look-ups without regard to case. */
export class SchemaIndex implements Schema {
  readonly #objects = new Map<string, ObjectDescribe>();
  readonly #fields = new Map<string, Map<string, FieldDescribe>>();
  readonly #byPrefix = new Map<string, ObjectDescribe>();
  readonly #labels: ReadonlyMap<string, string>;
  readonly #customPermissions: readonly string[];
  readonly #customMetadata: ReadonlyMap<string, readonly RecordValues[]>;

  readonly #parts: SchemaParts;
  readonly #languages = new Map<Translation, SchemaIndex>();

  constructor(parts: SchemaParts) {
    this.#parts = parts;
    for (const object of withChildren(parts.objects)) {
      this.#objects.set(object.apiName.toLowerCase(), object);
      this.#byPrefix.set(object.keyPrefix, object);
      const fields = new Map<string, FieldDescribe>();
      for (const field of object.fields) fields.set(field.apiName.toLowerCase(), field);
      this.#fields.set(object.apiName.toLowerCase(), fields);
    }
    this.#labels = new Map([...parts.labels].map(([name, text]) => [name.toLowerCase(), text]));
    this.#customPermissions = parts.customPermissions;
    this.#customMetadata = parts.customMetadata;
  }

  object(apiName: string): ObjectDescribe | undefined {
    return this.#objects.get(apiName.toLowerCase());
  }

  objects(): readonly ObjectDescribe[] {
    return [...this.#objects.values()];
  }

  field(object: string, field: string): FieldDescribe | undefined {
    return this.#fields.get(object.toLowerCase())?.get(field.toLowerCase());
  }

  objectOfId(id: string): ObjectDescribe | undefined {
    return this.#byPrefix.get(id.slice(0, 3));
  }

  label(name: string): string | undefined {
    return this.#labels.get(name.toLowerCase());
  }

  translates(name: string, language: string): boolean {
    const labels = this.#parts.translations.get(language)?.labels.keys() ?? [];
    return [...labels].some((label) => label.toLowerCase() === name.toLowerCase());
  }

  in(language: string): Schema {
    const translation = translationFor(this.#parts.translations, language);
    if (!translation) return this;
    const known = this.#languages.get(translation);
    if (known) return known;
    const made = new SchemaIndex({
      ...this.#parts,
      objects: this.#parts.objects.map((object) => translateObject(object, translation.objects.get(object.apiName))),
      labels: new Map([...this.#parts.labels].map(([name, text]) => [name, translation.labels.get(name) ?? text]))
    });
    this.#languages.set(translation, made);
    return made;
  }

  customPermissions(): readonly string[] {
    return this.#customPermissions;
  }

  customMetadata(type: string): readonly RecordValues[] {
    return this.#customMetadata.get(type) ?? [];
  }
}

/** Adds to every object the relationships that lead to its children. */
function withChildren(objects: readonly ObjectDescribe[]): ObjectDescribe[] {
  return objects.map((object) => ({
    ...object,
    childRelationships: objects.flatMap((child) =>
      child.fields.flatMap((field) =>
        field.childRelationshipName !== undefined && field.referenceTo.includes(object.apiName)
          ? [{ name: field.childRelationshipName, childObject: child.apiName, field: field.apiName }]
          : []
      )
    )
  }));
}
