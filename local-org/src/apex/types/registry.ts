import type { Schema } from '../../org/schema.ts';
import type { NativeClass } from '../native.ts';
import { annotation, type ClassNode, hasWord, type TypeNode } from '../parse/ast.ts';
import { ApexEnumValue, type TypeRef } from '../values.ts';
import { type Access, type ClassInfo, findInner, withBases } from './classes.ts';
import { Conversions } from './conversions.ts';
import { Natives, splitTypes } from './natives.ts';
import { OBJECT, SOBJECT, typeOf, VOID } from './types.ts';

/** All types there are: the package's, the system's, the schema's. */
export class Registry {
  readonly schema: Schema;
  readonly natives: Natives;
  readonly conversions: Conversions;
  /** The package's classes by name in lower case, inner ones as `outer.inner`. */
  readonly classes = new Map<string, ClassInfo>();
  readonly #byType = new Map<TypeRef, ClassInfo>();

  constructor(schema: Schema, library: readonly NativeClass[]) {
    this.schema = schema;
    this.natives = new Natives(library);
    this.conversions = new Conversions(this);
    this.natives.fill((text, typeParameters) => this.parse(text, typeParameters));
  }

  userClass(type: TypeRef): ClassInfo | undefined {
    return this.#byType.get(type);
  }

  isSObject(type: TypeRef): boolean {
    return (
      type === SOBJECT ||
      type.name === 'AggregateResult' ||
      (type.args.length === 0 && !this.#byType.has(type) && this.schema.object(type.name) !== undefined)
    );
  }

  isEnum(type: TypeRef): boolean {
    return (
      this.userClass(type)?.node.kind === 'enum' || this.natives.find(type.name)?.definition.enumValues !== undefined
    );
  }

  /** A type by its name as seen from a class: inner classes first, then the package's, the system's, the schema's. */
  find(name: string, from: ClassInfo | null, args: readonly TypeRef[] = []): TypeRef | null {
    const key = name.toLowerCase();
    for (let scope = from; scope; scope = scope.outer) {
      for (const cls of withBases(scope)) if (cls.node.name.toLowerCase() === key && args.length === 0) return cls.type;
      const inner = findInner(scope, name);
      if (inner) return inner.type;
    }
    const user = this.classes.get(key) ?? this.#inherited(key);
    if (user) return args.length === 0 ? user.type : null;
    if (key === 'sobject' || key === 'system.sobject') return SOBJECT;
    if (key === 'object' || key === 'system.object') return OBJECT;
    const native = this.natives.find(name);
    if (native) return native.typeParameters.length === args.length ? typeOf(native.name, ...args) : null;
    const object = args.length === 0 ? this.schema.object(name.replace(/^schema\./i, '')) : undefined;
    return object ? typeOf(object.apiName) : null;
  }

  /** `Derived.Inner`, where `Inner` stands in a base of `Derived`. */
  #inherited(key: string): ClassInfo | undefined {
    const dot = key.lastIndexOf('.');
    const outer = dot < 0 ? undefined : this.classes.get(key.slice(0, dot));
    return outer && findInner(outer, key.slice(dot + 1));
  }

  resolve(node: TypeNode, from: ClassInfo | null): TypeRef | null {
    const args = node.args.map((arg) => this.resolve(arg, from));
    if (args.some((arg) => arg === null)) return null;
    return this.find(
      node.name,
      from,
      args.filter((arg) => arg !== null)
    );
  }

  /** A type from text such as `Map<Id, Handoff__c>`. */
  parse(text: string, typeParameters: readonly string[] = []): TypeRef | null {
    const trimmed = text.trim();
    if (trimmed === 'void') return VOID;
    const array = /^(.*)\[\]$/s.exec(trimmed);
    if (array) {
      const element = this.parse(array[1] ?? '', typeParameters);
      return element && typeOf('List', element);
    }
    const [, name = '', inner] = /^([\w.]+)\s*(?:<(.*)>)?$/s.exec(trimmed) ?? [];
    if (typeParameters.includes(name)) return typeOf(`#${name}`);
    const args = inner === undefined ? [] : splitTypes(inner).map((arg) => this.parse(arg, typeParameters));
    if (args.some((arg) => arg === null)) return null;
    return this.find(
      name,
      null,
      args.filter((arg) => arg !== null)
    );
  }

  /** Adds the classes of one file; members are filled in when all classes are known. */
  declare(node: ClassNode, file: string, outer: ClassInfo | null): ClassInfo {
    const name = outer ? `${outer.name}.${node.name}` : node.name;
    const type = typeOf(name);
    const info: ClassInfo = {
      node,
      name,
      type,
      file,
      outer,
      base: null,
      isException: false,
      isAbstract: hasWord(node.modifiers, 'abstract'),
      interfaces: [],
      fields: new Map(),
      methods: new Map(),
      constructors: [],
      systemConstructors: [],
      inner: new Map(),
      access: accessOf(node.modifiers.words, outer ? 'private' : 'public'),
      testVisible: annotation(node.modifiers, 'testvisible') !== undefined,
      sharing: sharingOf(node.modifiers.words),
      isTest: annotation(node.modifiers, 'istest') !== undefined,
      enumValues: node.constants.map((constant, index) => new ApexEnumValue(type, constant, index)),
      initialize: null,
      initializeStatics: null,
      versions: new Map()
    };
    this.classes.set(name.toLowerCase(), info);
    this.#byType.set(type, info);
    for (const inner of node.inner) info.inner.set(inner.name.toLowerCase(), this.declare(inner, file, info));
    return info;
  }

  assignable(from: TypeRef, to: TypeRef): boolean {
    return this.conversions.assignable(from, to);
  }
}

export function accessOf(words: readonly string[], otherwise: Access): Access {
  if (words.includes('public') || words.includes('global')) return 'public';
  if (words.includes('protected')) return 'protected';
  return words.includes('private') ? 'private' : otherwise;
}

function sharingOf(words: readonly string[]): ClassInfo['sharing'] {
  if (words.includes('with sharing')) return 'with';
  if (words.includes('without sharing')) return 'without';
  return words.includes('inherited sharing') ? 'inherited' : null;
}
