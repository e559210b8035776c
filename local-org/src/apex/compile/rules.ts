import { basename } from 'node:path';
import { UnsupportedError } from '../../org/errors.ts';
import { annotation, hasWord, type Modifiers, type Place } from '../parse/ast.ts';
import { type ClassInfo, findMethods, type MethodInfo, sameParameters } from '../types/classes.ts';
import { substitute } from '../types/natives.ts';
import { OBJECT, show, typeOf, VOID } from '../types/types.ts';
import type { TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';

/** Annotations that are known; what they ask for is done, or is nothing to do here. */
const ANNOTATIONS = new Set([
  'auraenabled',
  'deprecated',
  'invocablemethod',
  'invocablevariable',
  'istest',
  'jsonaccess',
  'suppresswarnings',
  'testsetup',
  'testvisible'
]);

/** What must hold of a class as a whole: modifiers, overrides, what its interfaces ask for. */
export class ClassRules {
  readonly #compiler: ExpressionCompiler;

  constructor(compiler: ExpressionCompiler) {
    this.#compiler = compiler;
  }

  check(cls: ClassInfo): void {
    const { node } = cls;
    if (!cls.outer) this.#checkTop(cls);
    this.#checkModifiers(node.modifiers, node.at);
    for (const member of node.members) {
      if (member.kind !== 'initializer') this.#checkModifiers(member.modifiers, member.at);
    }
    for (const methods of cls.methods.values()) for (const method of methods) this.#checkMethod(cls, method);
    if (node.kind === 'class' && !cls.isAbstract) this.#checkComplete(cls);
  }

  #checkTop(cls: ClassInfo): void {
    const { node } = cls;
    const expected = basename(cls.file).replace(/\.cls$/, '');
    if (node.name !== expected) this.#problem(node.at, `The class ${node.name} must stand in ${node.name}.cls`);
    const words = node.modifiers.words;
    if (!words.includes('public') && !words.includes('global') && !cls.isTest)
      this.#problem(node.at, 'Top-level type must have public or global visibility');
    const shadowed =
      this.#compiler.registry.natives.find(node.name) ?? this.#compiler.registry.schema.object(node.name);
    if (shadowed)
      throw new UnsupportedError(`A class named like the system's ${node.name}`, `${cls.file}:${node.at.line}`);
  }

  #checkModifiers(modifiers: Modifiers, at: Place): void {
    for (const { name, values, at: place } of modifiers.annotations) {
      const source = `${place.file}:${place.line}`;
      if (!ANNOTATIONS.has(name)) throw new UnsupportedError(`The annotation @${name}`, source);
      if (values['seealldata']?.toLowerCase() === 'true') throw new UnsupportedError('SeeAllData=true', source);
    }
    if (hasWord(modifiers, 'webservice')) throw new UnsupportedError('webservice', `${at.file}:${at.line}`);
  }

  #checkMethod(cls: ClassInfo, method: MethodInfo): void {
    const { node } = method;
    if (!node || node.kind !== 'method') return;
    this.#checkModifiers(node.modifiers, node.at);
    const inClass = cls.node.kind === 'class';
    if (inClass && method.isAbstract && !cls.isAbstract)
      this.#problem(node.at, `Abstract methods must be in an abstract class: ${method.name}`);
    if (inClass && method.isAbstract && node.body)
      this.#problem(node.at, `Abstract methods cannot have a body: ${method.name}`);
    if (inClass && !method.isAbstract && !node.body)
      this.#problem(node.at, `Method must define a body: ${method.name}`);
    if (!method.isStatic && inClass) this.#checkOverride(cls, method, node.at, hasWord(node.modifiers, 'override'));
    if (annotation(node.modifiers, 'auraenabled')) this.#checkAura(cls, method, node.at);
    const isTest = annotation(node.modifiers, 'istest') ?? annotation(node.modifiers, 'testsetup');
    if ((isTest || hasWord(node.modifiers, 'testmethod')) && !this.#isTestShape(cls, method))
      this.#problem(
        node.at,
        `A test method must be static, without parameters and result, in an @IsTest class: ${method.name}`
      );
  }

  #isTestShape(cls: ClassInfo, method: MethodInfo): boolean {
    return method.isStatic && method.parameters.length === 0 && method.returns === VOID && cls.isTest && !cls.outer;
  }

  #checkAura(cls: ClassInfo, method: MethodInfo, at: Place): void {
    if (!method.isStatic) return;
    if (method.access !== 'public')
      this.#problem(at, `An @AuraEnabled method must be public or global: ${method.name}`);
    if ((cls.methods.get(method.name.toLowerCase()) ?? []).length > 1)
      this.#problem(at, `@AuraEnabled methods cannot be overloaded: ${method.name}`);
  }

  #checkOverride(cls: ClassInfo, method: MethodInfo, at: Place, isOverride: boolean): void {
    const same = (each: MethodInfo): boolean =>
      sameParameters(each, method) && !each.isStatic && each.access !== 'private';
    const base = cls.base ? findMethods(cls.base, method.name).find(same) : undefined;
    if (base) {
      if (!base.isVirtual) this.#problem(at, `Non-virtual, non-abstract methods cannot be overridden: ${method.name}`);
      else if (!isOverride) this.#problem(at, `Method must use the override keyword: ${method.name}`);
      if (base.returns !== method.returns)
        this.#problem(at, `Return type does not match ${base.owner.name}.${method.name}: ${show(base.returns)}`);
      return;
    }
    if (!isOverride) return;
    const native = [...this.#compiler.registry.natives.withBases(cls.isException ? typeOf('Exception') : OBJECT)].some(
      ({ info }) => info.methods.has(method.name.toLowerCase())
    );
    const face = this.#inheritedFaces(cls).some(
      ({ name, parameters }) => name === method.name.toLowerCase() && parameters.length === method.parameters.length
    );
    if (!native && !face) this.#problem(at, `Method does not override an ancestor method: ${method.name}`);
  }

  /** What abstract bases leave to their subclasses from interfaces. */
  #inheritedFaces(cls: ClassInfo): Required[] {
    const found: Required[] = [];
    for (let base: ClassInfo | null = cls; base; base = base.base)
      for (const face of base.interfaces) found.push(...this.#requiredBy(face));
    return found;
  }

  /** Every abstract method of its bases and every method of its interfaces must be there. */
  #checkComplete(cls: ClassInfo): void {
    for (let base = cls.base; base; { base } = base) {
      for (const method of [...base.methods.values()].flat()) {
        if (!method.isAbstract) continue;
        const own = findMethods(cls, method.name).find((each) => sameParameters(each, method));
        if (!own || own.isAbstract) this.#missing(cls, base.name, method.name, method.parameters);
      }
    }
    for (const required of this.#inheritedFaces(cls)) {
      const own = findMethods(cls, required.name).find(
        (each) =>
          required.parameters.every((type, index) => each.parameters[index] === type) &&
          each.parameters.length === required.parameters.length
      );
      if (!own || own.isStatic) this.#missing(cls, required.owner, required.label, required.parameters);
      else {
        if (own.access !== 'public')
          this.#problem(
            own.node?.at ?? cls.node.at,
            `Implementations of interface methods must be public: ${own.name}`
          );
        if (own.returns !== required.returns)
          this.#problem(
            own.node?.at ?? cls.node.at,
            `Return type must be ${show(required.returns)}, as ${required.owner} declares it: ${own.name}`
          );
      }
    }
  }

  #missing(cls: ClassInfo, owner: string, name: string, parameters: readonly TypeRef[]): void {
    const signature = `${owner}.${name}(${parameters.map(show).join(', ')})`;
    this.#problem(cls.node.at, `Class ${cls.name} must implement the method: ${signature}`);
  }

  #requiredBy(face: TypeRef): Required[] {
    const { registry } = this.#compiler;
    const user = registry.userClass(face);
    if (user) {
      const own = [...user.methods.values()].flat().map((method) => ({
        owner: user.name,
        label: method.name,
        name: method.name.toLowerCase(),
        parameters: method.parameters,
        returns: method.returns
      }));
      return [...own, ...user.interfaces.flatMap((inner) => this.#requiredBy(inner))];
    }
    const native = registry.natives.find(face.name);
    if (!native) return [];
    const replace = substitute(native, face);
    const own = [...native.methods.values()].flat().map((method) => ({
      owner: show(face),
      label: method.name,
      name: method.name.toLowerCase(),
      parameters: method.parameters.map(replace),
      returns: replace(method.returns)
    }));
    return [...own, ...native.interfaces.map(replace).flatMap((inner) => this.#requiredBy(inner))];
  }

  #problem(at: Place, message: string): void {
    this.#compiler.problems.add(at, message);
  }
}

/** A method that an interface asks for. */
interface Required {
  owner: string;
  label: string;
  /** In lower case. */
  name: string;
  parameters: readonly TypeRef[];
  returns: TypeRef;
}
