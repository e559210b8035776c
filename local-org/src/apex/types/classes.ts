import type { NativeClass, NativeFunction, NativeMethod } from '../native.ts';
import type { ClassNode, ConstructorNode, MethodNode, PropertyNode } from '../parse/ast.ts';
import type { ApexValue, TypeRef } from '../values.ts';
import type { Frame } from '../run/frame.ts';

export type Access = 'private' | 'protected' | 'public';

export type Code = (frame: Frame) => ApexValue;

export interface FieldInfo {
  owner: ClassInfo;
  name: string;
  type: TypeRef;
  isStatic: boolean;
  isFinal: boolean;
  access: Access;
  testVisible: boolean;
  auraEnabled: boolean;
  /** For properties: their accessors, compiled; null where the field itself is read or written. */
  property: { node: PropertyNode; get: Code | null; set: Code | null; setAccess: Access } | null;
}

export interface MethodInfo {
  owner: ClassInfo;
  name: string;
  parameters: TypeRef[];
  parameterNames: string[];
  returns: TypeRef;
  isStatic: boolean;
  access: Access;
  testVisible: boolean;
  node: MethodNode | ConstructorNode;
  /** Set when the class is compiled. Abstract methods have none. */
  code: Code | null;
  locals: number;
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
  interfaces: TypeRef[];
  fields: Map<string, FieldInfo>;
  methods: Map<string, MethodInfo[]>;
  constructors: MethodInfo[];
  inner: Map<string, ClassInfo>;
  sharing: 'with' | 'without' | 'inherited' | null;
  isTest: boolean;
  /** Runs field initializers and initializer blocks of one instance. */
  initialize: ((frame: Frame) => void) | null;
  /** Runs static initializers. */
  initializeStatics: ((frame: Frame) => void) | null;
  locals: number;
}

export interface NativeMemberInfo<Implementation> {
  name: string;
  parameters: TypeRef[];
  returns: TypeRef;
  implementation: Implementation;
}

/** A system class with its signatures parsed. */
export interface NativeInfo {
  definition: NativeClass;
  name: string;
  typeParameters: readonly string[];
  base: string | null;
  interfaces: TypeRef[];
  constructors: NativeMemberInfo<NativeFunction>[];
  statics: Map<string, NativeMemberInfo<NativeFunction>[]>;
  methods: Map<string, NativeMemberInfo<NativeMethod>[]>;
}

/** Methods of a class, its bases' included, nearest first; an overridden one is left out. */
export function findMethods(cls: ClassInfo, name: string): MethodInfo[] {
  const found: MethodInfo[] = [];
  for (let current: ClassInfo | null = cls; current; current = current.base) {
    for (const method of current.methods.get(name.toLowerCase()) ?? []) {
      if (!found.some((nearer) => sameParameters(nearer, method))) found.push(method);
    }
  }
  return found;
}

export function sameParameters(a: MethodInfo, b: MethodInfo): boolean {
  return (
    a.parameters.length === b.parameters.length && a.parameters.every((type, index) => type === b.parameters[index])
  );
}

/** A field or property of a class or its bases. */
export function findField(cls: ClassInfo, name: string): FieldInfo | undefined {
  for (let current: ClassInfo | null = cls; current; current = current.base) {
    const field = current.fields.get(name.toLowerCase());
    if (field) return field;
  }
  return undefined;
}
