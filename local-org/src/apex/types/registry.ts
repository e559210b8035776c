import type { Schema } from '../../org/schema.ts';
import type { NativeClass } from '../native.ts';
import type { ClassNode, TypeNode } from '../parse/ast.ts';
import type { TypeRef } from '../values.ts';
import { type ClassInfo, findMethods, type NativeInfo, type NativeMemberInfo } from './classes.ts';
import { NULL, OBJECT, same, show, SOBJECT, typeOf, VOID, widening } from './types.ts';

/** Names that may stand with or without these in front. */
const OPEN_NAMESPACES = ['system.', 'schema.'];

/** All types there are: the package's, the system's, the schema's. */
export class Registry {
  readonly schema: Schema;
  readonly classes = new Map<string, ClassInfo>();
  readonly #natives = new Map<string, NativeInfo>();

  constructor(schema: Schema, natives: readonly NativeClass[]) {
    this.schema = schema;
    for (const native of natives) this.#natives.set(native.name.toLowerCase(), this.#info(native));
    for (const info of this.#natives.values()) this.#fill(info);
  }

  native(name: string): NativeInfo | undefined {
    const lower = name.toLowerCase();
    const direct = this.#natives.get(lower);
    if (direct) return direct;
    for (const namespace of OPEN_NAMESPACES) {
      const other = lower.startsWith(namespace)
        ? this.#natives.get(lower.slice(namespace.length))
        : this.#natives.get(namespace + lower);
      if (other) return other;
    }
    return undefined;
  }

  userClass(type: TypeRef): ClassInfo | undefined {
    return this.classes.get(type.name.toLowerCase());
  }

  isSObject(type: TypeRef): boolean {
    return type === SOBJECT || this.schema.object(type.name) !== undefined || type.name === 'AggregateResult';
  }

  /** A type by its name as seen from a class: inner classes first, then the package's, the system's, the schema's. */
  find(name: string, from: ClassInfo | null, args: readonly TypeRef[] = []): TypeRef | null {
    for (let scope = from; scope; scope = scope.outer) {
      if (scope.node.name.toLowerCase() === name.toLowerCase()) return scope.type;
      const inner = scope.inner.get(name.toLowerCase()) ?? scope.base?.inner.get(name.toLowerCase());
      if (inner) return inner.type;
    }
    const user = this.classes.get(name.toLowerCase());
    if (user) return user.type;
    if (/^(system\.)?sobject$/i.test(name)) return SOBJECT;
    if (/^(system\.)?object$/i.test(name)) return OBJECT;
    const native = this.native(name);
    if (native) return typeOf(native.name, ...args);
    const object = this.schema.object(name.replace(/^schema\./i, ''));
    return object ? typeOf(object.apiName) : null;
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
  parse(text: string, from: ClassInfo | null, parameters: readonly string[] = []): TypeRef | null {
    const trimmed = text.trim();
    if (trimmed === 'void') return VOID;
    const [, name = '', inner] = /^([\w.]+)(?:<(.*)>)?$/s.exec(trimmed) ?? [];
    if (parameters.includes(name)) return typeOf(`#${name}`);
    const args = inner === undefined ? [] : splitTypes(inner).map((arg) => this.parse(arg, from, parameters));
    if (args.some((arg) => arg === null)) return null;
    return this.find(
      name,
      from,
      args.filter((arg) => arg !== null)
    );
  }

  #info(definition: NativeClass): NativeInfo {
    return {
      definition,
      name: definition.name,
      typeParameters: definition.typeParameters ?? [],
      base: definition.extends ?? null,
      interfaces: [],
      constructors: [],
      statics: new Map(),
      methods: new Map()
    };
  }

  #fill(info: NativeInfo): void {
    const { definition, typeParameters } = info;
    const type = (text: string): TypeRef => {
      const found = this.parse(text, null, typeParameters);
      if (!found) throw new Error(`The system library's ${info.name} names the unknown type ${text}`);
      return found;
    };
    const member = <T>(signature: string, implementation: T): NativeMemberInfo<T> => {
      const [, name = '', parameters = '', returns = 'void'] = /^(\w*)\((.*)\)(?::(.+))?$/s.exec(signature) ?? [];
      return { name, parameters: splitTypes(parameters).map(type), returns: type(returns), implementation };
    };
    info.interfaces = (definition.implements ?? []).map(type);
    for (const [signature, implementation] of Object.entries(definition.constructors ?? {}))
      info.constructors.push(member(signature, implementation));
    for (const [signature, implementation] of Object.entries(definition.statics ?? {}))
      add(info.statics, member(signature, implementation));
    for (const [signature, implementation] of Object.entries(definition.methods ?? {}))
      add(info.methods, member(signature, implementation));
  }

  /** Adds the classes of one file; members are filled in when all classes are known. */
  declare(node: ClassNode, file: string, outer: ClassInfo | null): ClassInfo {
    const name = outer ? `${outer.name}.${node.name}` : node.name;
    const words = node.modifiers.words;
    const info: ClassInfo = {
      node,
      name,
      type: typeOf(name),
      file,
      outer,
      base: null,
      isException: false,
      interfaces: [],
      fields: new Map(),
      methods: new Map(),
      constructors: [],
      inner: new Map(),
      sharing: words.has('with sharing')
        ? 'with'
        : words.has('without sharing')
          ? 'without'
          : words.has('inherited sharing')
            ? 'inherited'
            : null,
      isTest: node.modifiers.annotations.some((annotation) => annotation.name === 'istest'),
      initialize: null,
      initializeStatics: null,
      locals: 0
    };
    this.classes.set(name.toLowerCase(), info);
    for (const inner of node.inner) info.inner.set(inner.name.toLowerCase(), this.declare(inner, file, info));
    return info;
  }

  /** Whether a value of one type may be assigned to another without a cast. */
  assignable(from: TypeRef, to: TypeRef): boolean {
    return this.distance(from, to) !== undefined;
  }

  /** How far a type is from another it may be assigned to, for choosing overloads: 0 is the same. */
  distance(from: TypeRef, to: TypeRef): number | undefined {
    if (same(from, to)) return 0;
    if (from === NULL) return to.name === 'Object' ? 2 : 1;
    if (to === OBJECT) return 20;
    const numbers = widening(from, to);
    if (numbers !== undefined) return numbers;
    if ((from.name === 'Id' && to.name === 'String') || (from.name === 'String' && to.name === 'Id')) return 1;
    if (from.name === 'Date' && to.name === 'Datetime') return 1;
    if (to === SOBJECT && this.isSObject(from)) return 5;
    if (from.name === to.name && from.args.length > 0) return this.#argumentsFit(from, to) ? 2 : undefined;
    if (to.name === 'Iterable' && (from.name === 'List' || from.name === 'Set'))
      return this.#argumentsFit(from, to) ? 3 : undefined;
    return this.#inherits(from, to, 1);
  }

  #argumentsFit(from: TypeRef, to: TypeRef): boolean {
    return from.args.every((arg, index) => {
      const other = to.args[index] ?? OBJECT;
      // Lists of records convert both ways; what is in them is checked when it is used.
      return this.assignable(arg, other) || (arg === SOBJECT && this.isSObject(other));
    });
  }

  #inherits(from: TypeRef, to: TypeRef, depth: number): number | undefined {
    const user = this.userClass(from);
    if (user) {
      if (user.interfaces.some((face) => this.#isOrExtends(face, to))) return depth;
      if (user.base) return user.base.type === to ? depth : this.#inherits(user.base.type, to, depth + 1);
      if (user.isException && to.name === 'Exception') return depth;
      return undefined;
    }
    const native = this.native(from.name);
    if (!native) return undefined;
    if (native.interfaces.some((face) => face.name === to.name)) return depth;
    if (native.base === null) return undefined;
    return native.base === to.name ? depth : this.#inherits(typeOf(native.base), to, depth + 1);
  }

  #isOrExtends(face: TypeRef, to: TypeRef): boolean {
    return (
      face.name === to.name || (this.userClass(face)?.interfaces.some((inner) => this.#isOrExtends(inner, to)) ?? false)
    );
  }

  /** The candidate whose parameters fit best. @returns undefined when none fits */
  choose<M extends { parameters: TypeRef[] }>(
    candidates: readonly M[],
    args: readonly TypeRef[],
    substitute: (type: TypeRef) => TypeRef = (type) => type
  ): M | undefined {
    let best: { candidate: M; distance: number } | undefined;
    for (const candidate of candidates) {
      if (candidate.parameters.length !== args.length) continue;
      const distances = args.map((arg, index) => this.distance(arg, substitute(candidate.parameters[index] ?? OBJECT)));
      if (distances.some((distance) => distance === undefined)) continue;
      const distance = distances.reduce<number>((sum, each) => sum + (each ?? 0), 0);
      if (!best || distance < best.distance) best = { candidate, distance };
    }
    return best?.candidate;
  }

  /** Native methods of a type by name, its bases' included. */
  nativeMethods(
    type: TypeRef,
    name: string
  ): { info: NativeInfo; members: NativeInfo['methods'] extends Map<string, infer M> ? M : never }[] {
    const found = [];
    const start = this.isSObject(type) ? 'SObject' : type.name;
    for (
      let native = this.native(start);
      native;
      native = native.base === null ? undefined : this.native(native.base)
    ) {
      const members = native.methods.get(name.toLowerCase());
      if (members) found.push({ info: native, members });
    }
    const object = this.native('Object')?.methods.get(name.toLowerCase());
    const everything = this.native('Object');
    if (object && everything && start !== 'Object') found.push({ info: everything, members: object });
    return found;
  }

  /** Whether a class has a method that implements an interface's. */
  implementsAll(cls: ClassInfo, face: NativeInfo): string | null {
    for (const [name, members] of face.methods) {
      for (const member of members) {
        const methods = findMethods(cls, name);
        if (!methods.some((method) => method.parameters.length === member.parameters.length))
          return `${member.name}(${member.parameters.map(show).join(', ')})`;
      }
    }
    return null;
  }
}

function add<T>(map: Map<string, NativeMemberInfo<T>[]>, member: NativeMemberInfo<T>): void {
  const key = member.name.toLowerCase();
  const list = map.get(key);
  if (list) list.push(member);
  else map.set(key, [member]);
}

/** Splits `A, Map<B, C>` at the commas outside angle brackets. */
export function splitTypes(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const character of text) {
    if (character === '<') depth++;
    if (character === '>') depth--;
    if (character === ',' && depth === 0) {
      parts.push(current.trim());
      current = '';
    } else {
      current += character;
    }
  }
  if (current.trim() !== '') parts.push(current.trim());
  return parts;
}

/** Replaces a native class's type parameters by the receiver's arguments. */
export function substitution(info: NativeInfo, receiver: TypeRef): (type: TypeRef) => TypeRef {
  const replace = (type: TypeRef): TypeRef => {
    if (type.name.startsWith('#')) return receiver.args[info.typeParameters.indexOf(type.name.slice(1))] ?? OBJECT;
    return type.args.length === 0 ? type : typeOf(type.name, ...type.args.map(replace));
  };
  return replace;
}
