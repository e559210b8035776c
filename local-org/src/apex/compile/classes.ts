import type {
  ConstructorNode,
  FieldNode,
  InitializerNode,
  MethodNode,
  Modifiers,
  Parameter,
  PropertyNode,
  Stmt
} from '../parse/ast.ts';
import { type Completion, type Frame, NORMAL } from '../run/frame.ts';
import {
  type Access,
  type ClassInfo,
  type Code,
  type FieldInfo,
  findMethods,
  type MethodInfo
} from '../types/classes.ts';
import type { Registry } from '../types/registry.ts';
import { show, VOID } from '../types/types.ts';
import type { TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { Reported, Scope } from './scope.ts';
import type { StatementCompiler } from './statements.ts';

/** Fills classes: first what they are, then what their members look like, at last what these do. */
export class ClassCompiler {
  readonly #registry: Registry;
  readonly #expressions: ExpressionCompiler;
  readonly #statements: StatementCompiler;

  constructor(expressions: ExpressionCompiler, statements: StatementCompiler) {
    this.#registry = expressions.registry;
    this.#expressions = expressions;
    this.#statements = statements;
  }

  /** Bases and interfaces. */
  link(cls: ClassInfo): void {
    const scope = new Scope({ cls: cls.outer ?? cls, isStatic: true, returns: null });
    const { node } = cls;
    this.#guard(() => {
      if (node.extends) {
        const base = this.#expressions.type(node.extends, scope);
        cls.base = this.#registry.userClass(base) ?? null;
        if (base.name === 'Exception') cls.isException = true;
        else if (!cls.base) this.#expressions.fail(node.extends.at, `Class cannot extend ${show(base)}`);
      }
      cls.interfaces = node.implements.map((type) => this.#expressions.type(type, scope));
    });
  }

  /** Whether it is an exception follows from its bases, once these are linked. */
  inherit(cls: ClassInfo): void {
    for (let base = cls.base; base; base = base.base) if (base.isException) cls.isException = true;
  }

  /** Fields, properties, methods and constructors, with their types. */
  declare(cls: ClassInfo): void {
    for (const member of cls.node.members) {
      if (member.kind === 'field') this.#guard(() => this.#declareField(cls, member));
      else if (member.kind === 'property') this.#guard(() => this.#declareProperty(cls, member));
    }
    for (const method of cls.node.methods) this.#guard(() => this.#declareMethod(cls, method));
    for (const maker of cls.node.constructors)
      this.#guard(() => cls.constructors.push(this.#signature(cls, maker, '<init>', VOID, false)));
  }

  #declareField(cls: ClassInfo, node: FieldNode): void {
    const type = this.#expressions.type(node.type, this.#memberScope(cls));
    for (const { name } of node.declarators)
      cls.fields.set(name.toLowerCase(), this.#field(cls, name, type, node.modifiers, null));
  }

  #declareProperty(cls: ClassInfo, node: PropertyNode): void {
    const type = this.#expressions.type(node.type, this.#memberScope(cls));
    const setAccess = accessOf(node.setModifiers, accessOf(node.modifiers, 'private'));
    cls.fields.set(
      node.name.toLowerCase(),
      this.#field(cls, node.name, type, node.modifiers, { node, get: null, set: null, setAccess })
    );
  }

  #field(
    owner: ClassInfo,
    name: string,
    type: TypeRef,
    modifiers: Modifiers,
    property: FieldInfo['property']
  ): FieldInfo {
    return {
      owner,
      name,
      type,
      isStatic: modifiers.words.has('static'),
      isFinal: modifiers.words.has('final'),
      access: accessOf(modifiers, 'private'),
      testVisible: hasAnnotation(modifiers, 'testvisible'),
      auraEnabled: hasAnnotation(modifiers, 'auraenabled'),
      property
    };
  }

  #declareMethod(cls: ClassInfo, node: MethodNode): void {
    const returns = node.returns ? this.#expressions.type(node.returns, this.#memberScope(cls)) : VOID;
    const method = this.#signature(cls, node, node.name, returns, node.modifiers.words.has('static'));
    const key = node.name.toLowerCase();
    const list = cls.methods.get(key);
    if (list) list.push(method);
    else cls.methods.set(key, [method]);
  }

  #signature(
    owner: ClassInfo,
    node: MethodNode | ConstructorNode,
    name: string,
    returns: TypeRef,
    isStatic: boolean
  ): MethodInfo {
    const scope = this.#memberScope(owner);
    return {
      owner,
      name,
      parameters: node.parameters.map((parameter) => this.#expressions.type(parameter.type, scope)),
      parameterNames: node.parameters.map((parameter) => parameter.name),
      returns,
      isStatic,
      access: owner.node.kind === 'interface' ? 'public' : accessOf(node.modifiers, 'private'),
      testVisible: hasAnnotation(node.modifiers, 'testvisible'),
      node,
      code: null,
      locals: 0
    };
  }

  /** Bodies and initializers. */
  compile(cls: ClassInfo): void {
    for (const methods of cls.methods.values()) for (const method of methods) this.#compileMethod(cls, method);
    for (const maker of cls.constructors) this.#compileConstructor(cls, maker);
    for (const field of cls.fields.values()) if (field.property) this.#compileAccessors(cls, field);
    cls.initialize = this.#initializer(cls, false);
    cls.initializeStatics = this.#initializer(cls, true);
    this.#checkInterfaces(cls);
  }

  #compileMethod(cls: ClassInfo, method: MethodInfo): void {
    const { node } = method;
    if (!node.body) return;
    const scope = new Scope({ cls, isStatic: method.isStatic, returns: method.returns });
    this.#declareParameters(scope, node.parameters, method);
    method.code = asCode(this.#statements.compile(node.body, scope));
    method.locals = scope.slots;
  }

  #compileConstructor(cls: ClassInfo, method: MethodInfo): void {
    const { node } = method;
    if (!node.body) return;
    const scope = new Scope({ cls, isStatic: false, returns: VOID, isConstructor: true });
    this.#declareParameters(scope, node.parameters, method);
    method.code = asCode(this.#statements.compile(node.body, scope));
    method.locals = scope.slots;
  }

  #declareParameters(scope: Scope, parameters: readonly Parameter[], method: MethodInfo): void {
    parameters.forEach((parameter, index) => scope.declare(parameter.name, method.parameters[index] ?? VOID));
  }

  #compileAccessors(cls: ClassInfo, field: FieldInfo): void {
    const { property } = field;
    if (!property) return;
    const { node } = property;
    if (node.get !== 'auto' && node.get) property.get = this.#accessor(cls, field, node.get, field.type, []);
    if (node.set !== 'auto' && node.set) property.set = this.#accessor(cls, field, node.set, VOID, ['value']);
  }

  #accessor(cls: ClassInfo, field: FieldInfo, body: Stmt, returns: TypeRef, parameters: readonly string[]): Code {
    const scope = new Scope({ cls, isStatic: field.isStatic, returns });
    for (const name of parameters) scope.declare(name, field.type);
    return asCode(this.#statements.compile(body, scope));
  }

  /** Runs what stands beside the members, in the order it is written. */
  #initializer(cls: ClassInfo, isStatic: boolean): ((frame: Frame) => void) | null {
    const scope = new Scope({ cls, isStatic, returns: VOID, isConstructor: true });
    const steps: ((frame: Frame) => void)[] = [];
    for (const member of cls.node.members) {
      if (member.kind === 'field' && member.modifiers.words.has('static') === isStatic)
        steps.push(...this.#fieldSteps(cls, member, scope));
      else if (member.kind === 'initializer' && member.isStatic === isStatic)
        steps.push(this.#blockStep(member, scope));
    }
    cls.locals = Math.max(cls.locals, scope.slots);
    if (steps.length === 0) return null;
    return (frame) => {
      for (const step of steps) step(frame);
    };
  }

  #fieldSteps(cls: ClassInfo, node: FieldNode, scope: Scope): ((frame: Frame) => void)[] {
    return node.declarators.flatMap(({ name, value }) => {
      const field = cls.fields.get(name.toLowerCase());
      if (!value || !field) return [];
      const key = name.toLowerCase();
      return this.#guarded(() => {
        const get = this.#expressions.valueFor(value, field.type, scope);
        if (!field.isStatic) return (frame: Frame) => void frame.self?.fields.set(key, get(frame));
        return (frame: Frame) => {
          const result = get(frame);
          frame.run.initialize(cls).set(key, result);
        };
      });
    });
  }

  #blockStep(member: InitializerNode, scope: Scope): (frame: Frame) => void {
    const run = this.#statements.compile(member.body, scope);
    return (frame) => void run(frame);
  }

  #checkInterfaces(cls: ClassInfo): void {
    if (cls.node.kind !== 'class' || cls.node.modifiers.words.has('abstract')) return;
    for (const face of cls.interfaces) {
      const native = this.#registry.native(face.name);
      const user = this.#registry.userClass(face);
      const missing = user ? missingMethod(cls, user) : native ? this.#registry.implementsAll(cls, native) : null;
      if (missing !== null)
        this.#expressions.problems.add(
          cls.node.at,
          `Class ${cls.name} must implement the method: ${face.name}.${missing}`
        );
    }
  }

  #memberScope(cls: ClassInfo): Scope {
    return new Scope({ cls, isStatic: true, returns: null });
  }

  #guard(work: () => void): void {
    this.#guarded(() => {
      work();
      return null;
    });
  }

  #guarded<T>(work: () => T): T[] {
    try {
      return [work()];
    } catch (error) {
      if (error instanceof Reported) return [];
      throw error;
    }
  }
}

function missingMethod(cls: ClassInfo, face: ClassInfo): string | null {
  for (const methods of face.methods.values()) {
    for (const method of methods) {
      const found = findMethods(cls, method.name).some((own) => own.parameters.length === method.parameters.length);
      if (!found) return `${method.name}(${method.parameters.map(show).join(', ')})`;
    }
  }
  return null;
}

function accessOf({ words }: Modifiers, otherwise: Access): Access {
  if (words.has('public') || words.has('global')) return 'public';
  if (words.has('protected')) return 'protected';
  return words.has('private') ? 'private' : otherwise;
}

function hasAnnotation(modifiers: Modifiers, name: string): boolean {
  return modifiers.annotations.some((annotation) => annotation.name === name);
}

/** A body as a function of its frame: what it returned. */
export function asCode(run: (frame: Frame) => Completion): Code {
  return (frame) => (run(frame) === NORMAL ? null : frame.result);
}

/** All classes of one file: the class and the inner ones. */
export function* withInner(cls: ClassInfo): Iterable<ClassInfo> {
  yield cls;
  for (const inner of cls.inner.values()) yield* withInner(inner);
}
