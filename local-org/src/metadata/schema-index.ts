import type { FieldDescribe, ObjectDescribe, RecordValues, Schema } from '../org/schema.ts';

/** The schema, indexed for look-ups without regard to case. */
export class SchemaIndex implements Schema {
  readonly #objects = new Map<string, ObjectDescribe>();
  readonly #fields = new Map<string, Map<string, FieldDescribe>>();
  readonly #byPrefix = new Map<string, ObjectDescribe>();
  readonly #labels: ReadonlyMap<string, string>;
  readonly #customPermissions: readonly string[];
  readonly #customMetadata: ReadonlyMap<string, readonly RecordValues[]>;

  constructor(parts: {
    objects: readonly ObjectDescribe[];
    labels: ReadonlyMap<string, string>;
    customPermissions: readonly string[];
    customMetadata: ReadonlyMap<string, readonly RecordValues[]>;
  }) {
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
