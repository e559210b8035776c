import type { EffectivePermissions } from '../org/ports.ts';
import type { FieldAccess, ObjectAccess, PermissionSource, Schema } from '../org/schema.ts';

const NONE: ObjectAccess = { read: false, create: false, edit: false, delete: false, viewAll: false, modifyAll: false };
const ALL: ObjectAccess = { read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true };

/** What a profile and permission sets allow together: always the most of each. */
export class UnionPermissions implements EffectivePermissions {
  readonly #schema: Schema;
  readonly #sources: readonly PermissionSource[];
  readonly #all: boolean;
  readonly #objects = new Map<string, ObjectAccess>();
  readonly #fields = new Map<string, FieldAccess>();

  constructor(schema: Schema, sources: readonly PermissionSource[]) {
    this.#schema = schema;
    this.#sources = sources;
    this.#all = sources.some((source) => source.all);
  }

  object(name: string): ObjectAccess {
    const known = this.#objects.get(name);
    if (known) return known;
    const access = this.#objectAccess(name);
    this.#objects.set(name, access);
    return access;
  }

  #objectAccess(name: string): ObjectAccess {
    const describe = this.#schema.object(name);
    if (!describe) return NONE;
    if (this.#all) return describe.access === 'readable' ? { ...NONE, read: true, viewAll: true } : ALL;
    if (describe.access === 'everyone') return { ...ALL, viewAll: false, modifyAll: false };
    if (describe.access === 'readable' || describe.access === 'setup') return { ...NONE, read: true };
    if (typeof describe.access === 'object') return this.#following(describe.access.follows);
    const grants = this.#sources.map((source) => source.objects.get(describe.apiName) ?? NONE);
    const any = (flag: keyof ObjectAccess): boolean => grants.some((grant) => grant[flag]);
    return {
      read: any('read'),
      create: any('create'),
      edit: any('edit'),
      delete: any('delete'),
      viewAll: any('viewAll'),
      modifyAll: any('modifyAll')
    };
  }

  /** Children such as contact roles: who may edit the deal may add and remove them. */
  #following(parent: string): ObjectAccess {
    const { read, edit, viewAll, modifyAll } = this.object(parent);
    return { read, create: edit, edit, delete: edit, viewAll, modifyAll };
  }

  field(object: string, field: string): FieldAccess {
    const key = `${object}.${field}`;
    const known = this.#fields.get(key);
    if (known) return known;
    const access = this.#fieldAccess(object, field);
    this.#fields.set(key, access);
    return access;
  }

  #fieldAccess(object: string, field: string): FieldAccess {
    const describe = this.#schema.field(object, field);
    if (!describe) return { read: false, edit: false };
    const { read, create, edit } = this.object(object);
    // Field-level security goes with objects that are granted; what everyone may read, they may read whole.
    const open = !describe.permissionable || this.#schema.object(object)?.access !== 'granted';
    if (this.#all || open) return { read, edit: (create || edit) && !describe.readOnly };
    const name = `${this.#schema.object(object)?.apiName ?? object}.${describe.governedBy ?? describe.apiName}`;
    const grants = this.#sources.map((source) => source.fields.get(name));
    return {
      read: read && grants.some((grant) => grant?.read),
      edit: (create || edit) && !describe.readOnly && grants.some((grant) => grant?.edit)
    };
  }

  custom(permission: string): boolean {
    // A system administrator does not get custom permissions by being one: they are assigned like anybody's.
    return this.#sources.some((source) => source.customPermissions.has(permission));
  }

  apexClass(className: string): boolean {
    return this.#all || this.#sources.some((source) => source.apexClasses.has(className));
  }

  system(permission: string): boolean {
    return this.#all || this.#sources.some((source) => source.userPermissions.has(permission));
  }

  principal(name: string): boolean {
    return this.#sources.some((source) => source.externalCredentialPrincipals.has(name));
  }

  application(name: string): boolean {
    return this.#all || this.#sources.some((source) => source.applications.has(name));
  }
}
