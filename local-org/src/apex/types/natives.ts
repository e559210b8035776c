import type { NativeClass, NativeFunction, NativeMethod } from '../native.ts';
import type { TypeRef } from '../values.ts';
import { OBJECT, typeOf } from './types.ts';

export interface NativeMember<Implementation> {
  name: string;
  parameters: TypeRef[];
  returns: TypeRef;
  implementation: Implementation;
}

/** A system class with its signatures parsed. Type parameters appear as `#T`. */
export interface NativeInfo {
  definition: NativeClass;
  name: string;
  typeParameters: readonly string[];
  base: TypeRef | null;
  interfaces: TypeRef[];
  constructors: NativeMember<NativeFunction>[];
  statics: Map<string, NativeMember<NativeFunction>[]>;
  methods: Map<string, NativeMember<NativeMethod>[]>;
  properties: Map<string, NativeMember<NonNullable<NativeClass['properties']>[string]>>;
  staticProperties: Map<string, NativeMember<NonNullable<NativeClass['staticProperties']>[string]>>;
}

/** Names that may stand with or without these in front. */
const OPEN_NAMESPACES = ['system.', 'schema.'];

/** The system library, by name. */
export class Natives {
  readonly #byName = new Map<string, NativeInfo>();

  constructor(library: readonly NativeClass[]) {
    for (const definition of library) {
      const key = definition.name.toLowerCase();
      if (this.#byName.has(key)) throw new Error(`The system library declares ${definition.name} twice`);
      this.#byName.set(key, {
        definition,
        name: definition.name,
        typeParameters: definition.typeParameters ?? [],
        base: null,
        interfaces: [],
        constructors: [],
        statics: new Map(),
        methods: new Map(),
        properties: new Map(),
        staticProperties: new Map()
      });
    }
  }

  find(name: string): NativeInfo | undefined {
    const lower = name.toLowerCase();
    const direct = this.#byName.get(lower);
    if (direct) return direct;
    for (const namespace of OPEN_NAMESPACES) {
      const other = lower.startsWith(namespace)
        ? this.#byName.get(lower.slice(namespace.length))
        : this.#byName.get(namespace + lower);
      if (other) return other;
    }
    return undefined;
  }

  /** Reads the signatures. @param parse turns a type's text into a type; null when it names nothing */
  fill(parse: (text: string, typeParameters: readonly string[]) => TypeRef | null): void {
    for (const info of this.#byName.values()) fill(info, parse);
  }

  /** A native class and its bases, nearest first, with what their type parameters stand for. */
  *withBases(type: TypeRef): Iterable<{ info: NativeInfo; type: TypeRef }> {
    for (let current: TypeRef | null = type; current;) {
      const info: NativeInfo | undefined = this.find(current.name);
      if (!info) return;
      yield { info, type: current };
      current = info.base && substitute(info, current)(info.base);
    }
  }
}

function fill(info: NativeInfo, parse: (text: string, typeParameters: readonly string[]) => TypeRef | null): void {
  const { definition } = info;
  const type = (text: string): TypeRef => {
    const found = parse(text, info.typeParameters);
    if (!found) throw new Error(`The system library's ${info.name} names the unknown type ${text}`);
    return found;
  };
  const callable = <T>(signature: string, implementation: T): NativeMember<T> => {
    const parts = /^(\w*)\((.*)\)(?::(.+))?$/s.exec(signature);
    if (!parts) throw new Error(`The system library's ${info.name} declares ${signature}, which is no signature`);
    const [, name = '', parameters = '', returns = 'void'] = parts;
    return { name, parameters: splitTypes(parameters).map(type), returns: type(returns), implementation };
  };
  const property = <T>(signature: string, implementation: T): [string, NativeMember<T>] => {
    const [name = '', text = ''] = signature.split(':');
    return [name.toLowerCase(), { name, parameters: [], returns: type(text), implementation }];
  };
  info.base = definition.extends === undefined ? null : type(definition.extends);
  info.interfaces = (definition.implements ?? []).map(type);
  for (const [signature, code] of Object.entries(definition.constructors ?? {}))
    info.constructors.push(callable(signature, code));
  for (const [signature, code] of Object.entries(definition.statics ?? {}))
    add(info.statics, callable(signature, code));
  for (const [signature, code] of Object.entries(definition.methods ?? {}))
    add(info.methods, callable(signature, code));
  for (const [signature, code] of Object.entries(definition.properties ?? {}))
    info.properties.set(...property(signature, code));
  for (const [signature, code] of Object.entries(definition.staticProperties ?? {}))
    info.staticProperties.set(...property(signature, code));
}

function add<T>(map: Map<string, NativeMember<T>[]>, member: NativeMember<T>): void {
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
export function substitute(info: NativeInfo, receiver: TypeRef): (type: TypeRef) => TypeRef {
  const replace = (type: TypeRef): TypeRef => {
    if (type.name.startsWith('#')) return receiver.args[info.typeParameters.indexOf(type.name.slice(1))] ?? OBJECT;
    return type.args.length === 0 ? type : typeOf(type.name, ...type.args.map(replace));
  };
  return replace;
}
