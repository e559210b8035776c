import type { ClassNode, ConstructorNode, MethodNode, Place, PropertyNode } from '../parse/ast.ts';
import type { ApexEnumValue, TypeRef } from '../values.ts';
import type { Code, Frame, Unit } from './code.ts';

export type Access = 'private' | 'protected' | 'public';

export interface FieldInfo {
  owner: ClassInfo;
  name: string;
  /** The name in lower case: where its value is kept. */
  key: string;
  type: TypeRef;
  isStatic: boolean;
  isFinal: boolean;
  isTransient: boolean;
  access: Access;
  testVisible: boolean;
  auraEnabled: boolean;
  at: Place;
  property: PropertyInfo | null;
}

export interface PropertyInfo {
  node: PropertyNode;
  /** Null where the value behind the property is read or written as it is. */
  get: MethodInfo | null;
  set: MethodInfo | null;
  getAccess: Access;
  setAccess: Access;
}

export interface MethodInfo extends Unit {
  owner: ClassInfo;
  name: string;
  parameters: TypeRef[];
  parameterNames: string[];
  returns: TypeRef;
  isStatic: boolean;
  isAbstract: boolean;
  /** May be overridden. */
  isVirtual: boolean;
  access: Access;
  testVisible: boolean;
  node: MethodNode | ConstructorNode | null;
  /** Set when the class is compiled. Abstract methods have none. */
  code: Code | null;
}

/** A class, interface or enum of the package. */
export interface ClassInfo {
  node: ClassNode;
  name: string;
  type: TypeRef;
  file: string;
  outer: ClassInfo | null;
  base: ClassInfo | null;
  /** Whether it extends the system's Exception, directly or not. */
  isException: boolean;
  isAbstract: boolean;
  interfaces: TypeRef[];
  fields: Map<string, FieldInfo>;
  methods: Map<string, MethodInfo[]>;
  /** At least one for a class: without any written, the one without parameters. */
  constructors: MethodInfo[];
  /** For exceptions: what `super(…)` calls where the base is the system's Exception. */
  systemConstructors: MethodInfo[];
  inner: Map<string, ClassInfo>;
  access: Access;
  testVisible: boolean;
  sharing: 'with' | 'without' | 'inherited' | null;
  isTest: boolean;
  enumValues: readonly ApexEnumValue[];
  /** Runs field initializers and initializer blocks of one instance; null where there are none. */
  initialize: Initializer | null;
  initializeStatics: Initializer | null;
  /** The version of each method that instances of this class run; filled as they are called. */
  readonly versions: Map<MethodInfo, MethodInfo>;
}

export interface Initializer extends Unit {
  run: (frame: Frame) => void;
}

/** A class and its bases, nearest first. */
export function* withBases(cls: ClassInfo): Iterable<ClassInfo> {
  for (let current: ClassInfo | null = cls; current; current = current.base) yield current;
}

/** A class and all that stand in it. */
export function* withInner(cls: ClassInfo): Iterable<ClassInfo> {
  yield cls;
  for (const inner of cls.inner.values()) yield* withInner(inner);
}

/** Methods of a class, its bases' included, nearest first; an overridden one is left out. */
export function findMethods(cls: ClassInfo, name: string): MethodInfo[] {
  const found: MethodInfo[] = [];
  for (const current of withBases(cls)) {
    for (const method of current.methods.get(name.toLowerCase()) ?? []) {
      if (!found.some((nearer) => sameParameters(nearer, method))) found.push(method);
    }
  }
  return found;
}

export function sameParameters(a: { parameters: readonly TypeRef[] }, b: { parameters: readonly TypeRef[] }): boolean {
  return (
    a.parameters.length === b.parameters.length && a.parameters.every((type, index) => type === b.parameters[index])
  );
}

/** A field or property of a class or its bases. */
export function findField(cls: ClassInfo, name: string): FieldInfo | undefined {
  const key = name.toLowerCase();
  for (const current of withBases(cls)) {
    const field = current.fields.get(key);
    if (field) return field;
  }
  return undefined;
}

/** A class in a class, or in a base of it. */
export function findInner(cls: ClassInfo, name: string): ClassInfo | undefined {
  const key = name.toLowerCase();
  for (const current of withBases(cls)) {
    const inner = current.inner.get(key);
    if (inner) return inner;
  }
  return undefined;
}

export function topLevel(cls: ClassInfo): ClassInfo {
  let current = cls;
  while (current.outer) current = current.outer;
  return current;
}

/** Whether code of one class may use a member of another. Private reaches as far as the top-level class. */
export function isVisible(
  member: { owner: ClassInfo | null; access: Access; testVisible: boolean },
  from: ClassInfo | null
): boolean {
  if (member.access === 'public' || !member.owner) return true;
  if (!from) return false;
  if (topLevel(member.owner) === topLevel(from)) return true;
  if (member.testVisible && topLevel(from).isTest) return true;
  if (member.access === 'private') return false;
  for (let scope: ClassInfo | null = from; scope; scope = scope.outer) {
    for (const cls of withBases(scope)) if (cls === member.owner) return true;
  }
  return false;
}

/** The version of a method that an instance runs: the nearest override. */
export function versionFor(cls: ClassInfo, method: MethodInfo): MethodInfo {
  const known = cls.versions.get(method);
  if (known) return known;
  const candidates = findMethods(cls, method.name).filter((candidate) => candidate.code && !candidate.isStatic);
  const found =
    candidates.find((candidate) => sameParameters(candidate, method)) ??
    // Implementations of a generic interface name other types than the interface does.
    candidates.find((candidate) => candidate.parameters.length === method.parameters.length) ??
    method;
  cls.versions.set(method, found);
  return found;
}
