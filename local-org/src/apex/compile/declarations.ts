import {
  annotation,
  type ClassNode,
  type ConstructorNode,
  type FieldNode,
  hasWord,
  type MethodNode,
  type Modifiers,
  type PropertyNode
} from '../parse/ast.ts';
import { exceptionState } from '../semantics/exceptions.ts';
import type { ClassInfo, FieldInfo, MethodInfo } from '../types/classes.ts';
import type { Code } from '../types/code.ts';
import { accessOf } from '../types/registry.ts';
import { show, STRING, typeOf, VOID } from '../types/types.ts';
import type { ApexValue, TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { refuseVirtualProperty } from './members.ts';
import { Scope } from './scope.ts';

/** Fills classes: first what they extend, then what their members look like. */
export class Declarations {
  readonly #expressions: ExpressionCompiler;

  constructor(expressions: ExpressionCompiler) {
    this.#expressions = expressions;
  }

  /** Bases and interfaces. */
  link(cls: ClassInfo): void {
    const { node } = cls;
    const scope = new Scope({ cls: cls.outer ?? cls, isStatic: true, returns: null });
    this.#collect(() => {
      if (!node.extends) return;
      const base = this.#expressions.type(node.extends, scope);
      cls.base = this.#expressions.registry.userClass(base) ?? null;
      if (base.name === 'Exception') cls.isException = true;
      else if (!cls.base || cls.base.node.kind !== 'class')
        this.#expressions.fail(node.extends.at, `Class cannot extend ${show(base)}`);
      else if (
        !hasWord(cls.base.node.modifiers, 'virtual') &&
        !cls.base.isAbstract &&
        !/Exception$/i.test(cls.base.name)
      )
        this.#expressions.fail(node.extends.at, `Non-virtual and non-abstract type cannot be extended: ${show(base)}`);
      for (let each = cls.base; each; each = each.base) {
        if (each !== cls) continue;
        cls.base = null;
        this.#expressions.fail(node.extends.at, `Circular definition: ${cls.name}`);
      }
    });
    for (const face of node.implements)
      this.#collect(() => cls.interfaces.push(this.#interface(this.#expressions.type(face, scope), face.at)));
  }

  #interface(type: TypeRef, at: ClassNode['at']): TypeRef {
    const { registry } = this.#expressions;
    const user = registry.userClass(type);
    const isInterface = user
      ? user.node.kind === 'interface'
      : registry.natives.find(type.name)?.definition.isInterface;
    return isInterface ? type : this.#expressions.fail(at, `Class cannot implement ${show(type)}: it is no interface`);
  }

  /** Whether it is an exception follows from its bases, once these are linked. */
  inherit(cls: ClassInfo): void {
    for (let { base } = cls; base; { base } = base) if (base.isException) cls.isException = true;
    if (!cls.isException) return;
    const exception = typeOf('Exception');
    cls.systemConstructors = [[], [STRING], [exception], [STRING, exception]].map((parameters) =>
      systemConstructor(cls, parameters)
    );
  }

  /** Fields, properties, methods and constructors, with their types. */
  declare(cls: ClassInfo): void {
    for (const member of cls.node.members) {
      if (member.kind === 'field') this.#collect(() => this.#declareField(cls, member));
      else if (member.kind === 'property') this.#collect(() => this.#declareProperty(cls, member));
      else if (member.isStatic && cls.outer)
        this.#expressions.problems.add(member.at, 'Static blocks are only for top-level types');
    }
    for (const method of cls.node.methods) this.#collect(() => this.#declareMethod(cls, method));
    for (const maker of cls.node.constructors)
      this.#collect(() => this.#add(cls, cls.constructors, this.#signature(cls, maker, '<init>', VOID)));
    if (cls.isException) {
      // The four constructors every exception has, unless it writes its own.
      for (const inherited of cls.systemConstructors) {
        const own = cls.constructors.some(({ parameters }) => sameTypes(parameters, inherited.parameters));
        if (!own) cls.constructors.push({ ...inherited });
      }
    } else if (cls.constructors.length === 0 && cls.node.kind === 'class') {
      cls.constructors.push(defaultConstructor(cls));
    }
  }

  #declareField(cls: ClassInfo, node: FieldNode): void {
    if (cls.outer && hasWord(node.modifiers, 'static'))
      this.#expressions.fail(node.at, 'Static can only be used on members of a top level type');
    const type = this.#expressions.type(node.type, memberScope(cls));
    for (const { name, at } of node.declarators)
      this.#addField(cls, fieldOf(cls, name, type, node.modifiers, at, null));
  }

  #declareProperty(cls: ClassInfo, node: PropertyNode): void {
    const type = this.#expressions.type(node.type, memberScope(cls));
    const access = accessOf(node.modifiers.words, 'private');
    const field = fieldOf(cls, node.name, type, node.modifiers, node.at, {
      node,
      get: null,
      set: null,
      getAccess: accessOf(node.getModifiers.words, access),
      setAccess: accessOf(node.setModifiers.words, access)
    });
    refuseVirtualProperty(field);
    this.#addField(cls, field);
  }

  #addField(cls: ClassInfo, field: FieldInfo): void {
    if (cls.fields.has(field.key)) this.#expressions.fail(field.at, `Duplicate field: ${field.name}`);
    cls.fields.set(field.key, field);
  }

  #declareMethod(cls: ClassInfo, node: MethodNode): void {
    if (cls.outer && hasWord(node.modifiers, 'static'))
      this.#expressions.fail(node.at, 'Static can only be used on methods of a top level type');
    const returns = node.returns ? this.#expressions.type(node.returns, memberScope(cls)) : VOID;
    const key = node.name.toLowerCase();
    const list = cls.methods.get(key) ?? [];
    cls.methods.set(key, list);
    this.#add(cls, list, this.#signature(cls, node, node.name, returns));
  }

  #add(cls: ClassInfo, list: MethodInfo[], method: MethodInfo): void {
    if (list.some(({ parameters }) => sameTypes(parameters, method.parameters)))
      this.#expressions.fail(
        method.node?.at ?? cls.node.at,
        `Method already defined: ${method.name} from the type ${cls.name}`
      );
    list.push(method);
  }

  #signature(owner: ClassInfo, node: MethodNode | ConstructorNode, name: string, returns: TypeRef): MethodInfo {
    const scope = memberScope(owner);
    const isInterface = owner.node.kind === 'interface';
    const { modifiers } = node;
    return {
      label: `Class.${owner.name}.${name}`,
      file: owner.file,
      line: node.at.line,
      isTrigger: false,
      locals: 0,
      owner,
      name,
      parameters: node.parameters.map((parameter) => this.#expressions.type(parameter.type, scope)),
      parameterNames: node.parameters.map((parameter) => parameter.name),
      returns,
      isStatic: hasWord(modifiers, 'static'),
      isAbstract: isInterface || hasWord(modifiers, 'abstract'),
      isVirtual: isInterface || ['virtual', 'abstract', 'override'].some((word) => hasWord(modifiers, word)),
      access: isInterface ? 'public' : accessOf(modifiers.words, 'private'),
      testVisible: annotation(modifiers, 'testvisible') !== undefined,
      node,
      code: null
    };
  }

  #collect(work: () => unknown): void {
    this.#expressions.problems.collect(work);
  }
}

export function memberScope(cls: ClassInfo): Scope {
  return new Scope({ cls, isStatic: true, returns: null });
}

function sameTypes(a: readonly TypeRef[], b: readonly TypeRef[]): boolean {
  return a.length === b.length && a.every((type, index) => type === b[index]);
}

function fieldOf(
  owner: ClassInfo,
  name: string,
  type: TypeRef,
  modifiers: Modifiers,
  at: FieldInfo['at'],
  property: FieldInfo['property']
): FieldInfo {
  return {
    owner,
    name,
    key: name.toLowerCase(),
    type,
    isStatic: hasWord(modifiers, 'static'),
    isFinal: hasWord(modifiers, 'final'),
    isTransient: hasWord(modifiers, 'transient'),
    access: accessOf(modifiers.words, 'private'),
    testVisible: annotation(modifiers, 'testvisible') !== undefined,
    auraEnabled: annotation(modifiers, 'auraenabled') !== undefined,
    at,
    property
  };
}

function unwritten(cls: ClassInfo, parameters: readonly TypeRef[], code: Code | null): MethodInfo {
  return {
    label: `Class.${cls.name}.<init>`,
    file: cls.file,
    line: cls.node.at.line,
    isTrigger: false,
    locals: parameters.length,
    owner: cls,
    name: '<init>',
    parameters: [...parameters],
    parameterNames: parameters.map((_type, index) => `argument${index}`),
    returns: VOID,
    isStatic: false,
    isAbstract: false,
    isVirtual: false,
    access: 'public',
    testVisible: false,
    node: null,
    code
  };
}

function defaultConstructor(cls: ClassInfo): MethodInfo {
  return unwritten(cls, [], null);
}

/** Sets message and cause, in the order the system's Exception takes them. */
function systemConstructor(cls: ClassInfo, parameters: readonly TypeRef[]): MethodInfo {
  return unwritten(cls, parameters, (frame) => {
    const state = exceptionState(frame.self);
    const set = (value: ApexValue, type: TypeRef | undefined): void => {
      if (type === STRING) state.message = typeof value === 'string' ? value : null;
      else if (type) state.cause = value;
    };
    parameters.forEach((type, index) => set(frame.locals[index] ?? null, type));
    return null;
  });
}
