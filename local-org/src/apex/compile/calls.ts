import type { Expr, Place } from '../parse/ast.ts';
import { type ClassInfo, findMethods, isVisible, type MethodInfo } from '../types/classes.ts';
import type { Code } from '../types/code.ts';
import { choose } from '../types/overloads.ts';
import { OBJECT, SOBJECT, show, typeOf, VOID } from '../types/types.ts';
import { ApexObject, NativeObject, type TypeRef } from '../values.ts';
import { chained } from './chains.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { checkAccess } from './members.ts';
import { fieldError, nativeCall, staticNativeCall, superNativeCall } from './native-calls.ts';
import type { Scope, Value } from './scope.ts';

export type Call = Expr & { kind: 'call' };

/** `name(…)`, `on.name(…)`, `this(…)`, `super(…)`, `super.name(…)`. */
export function callExpression(compiler: ExpressionCompiler, call: Call, scope: Scope): Value {
  const args = call.args.map((arg) => compiler.value(arg, scope));
  if (call.on === null) return ownCall(compiler, call, args, scope);
  if (call.on.kind === 'super') return superCall(compiler, call, args, scope);
  const on = compiler.meaning(call.on, scope);
  if (on.kind === 'value') {
    const field = call.name.toLowerCase() === 'adderror' ? on.recordField : undefined;
    if (field) return fieldError(compiler, call, field, args);
    if (on.type === VOID) return compiler.fail(call.at, 'The method before gives no value: its type is void');
    return chained(on, call.safe, scope, (target) => instanceCall(compiler, call, target, args, scope));
  }
  const type = on.kind === 'type' ? on.type : typeOf(compiler.registry.natives.find(on.name)?.name ?? on.name);
  return staticCall(compiler, call, type, args, scope);
}

/** Arguments as the parameters take them. */
export function bind(
  compiler: ExpressionCompiler,
  args: readonly Value[],
  parameters: readonly TypeRef[],
  at: Place
): Code[] {
  return args.map((arg, index) => compiler.coerce(arg, parameters[index] ?? OBJECT, at));
}

/** Types of the arguments; a query stands for one record where only that fits. */
export function argumentTypes(
  compiler: ExpressionCompiler,
  args: readonly Value[],
  candidates: readonly { parameters: readonly TypeRef[] }[]
): TypeRef[] {
  const { registry } = compiler;
  return args.map((arg, index) => {
    const wanted = candidates
      .filter(({ parameters }) => parameters.length === args.length)
      .map(({ parameters }) => parameters[index] ?? OBJECT);
    const fits = wanted.some((type) => registry.assignable(arg.type, type));
    return arg.isQuery && !fits && wanted.some((type) => registry.isSObject(type))
      ? (arg.type.args[0] ?? SOBJECT)
      : arg.type;
  });
}

export function noMethod(compiler: ExpressionCompiler, call: Call, args: readonly Value[], owner: string): never {
  const signature = `${call.name}(${args.map((arg) => show(arg.type)).join(', ')})`;
  return compiler.fail(
    call.at,
    `Method does not exist or incorrect signature: void ${signature} from the type ${owner}`
  );
}

/** The one method of the package that a call means; undefined when none fits. */
function pick(
  compiler: ExpressionCompiler,
  call: Call,
  candidates: readonly MethodInfo[],
  args: readonly Value[]
): MethodInfo | undefined {
  const choice = choose(compiler.registry.conversions, candidates, argumentTypes(compiler, args, candidates));
  if (choice.kind === 'ambiguous') return compiler.fail(call.at, `Method is ambiguous: ${call.name}`);
  return choice.kind === 'one' ? choice.member : undefined;
}

function userCall(
  compiler: ExpressionCompiler,
  method: MethodInfo,
  args: readonly Value[],
  call: Call,
  receiver: Code | null,
  isVirtual: boolean
): Value {
  const codes = bind(compiler, args, method.parameters, call.at);
  const { line } = call.at;
  if (!receiver) {
    return {
      kind: 'value',
      type: method.returns,
      get: (frame) => {
        const values = codes.map((code) => code(frame));
        frame.line = line;
        return frame.run.invoke(method, null, values);
      }
    };
  }
  return {
    kind: 'value',
    type: method.returns,
    get: (frame) => {
      const self = receiver(frame);
      const values = codes.map((code) => code(frame));
      frame.line = line;
      if (self instanceof ApexObject)
        return isVirtual ? frame.run.dispatch(method, self, values) : frame.run.invoke(method, self, values);
      // A native that implements an interface of the package does not exist.
      return self instanceof NativeObject
        ? frame.run.raise('System.TypeException', `Not an instance of ${method.owner.name}`)
        : frame.run.dereference();
    }
  };
}

function ownCall(compiler: ExpressionCompiler, call: Call, args: readonly Value[], scope: Scope): Value {
  const { cls } = scope;
  if (!cls) return noMethod(compiler, call, args, 'a trigger or anonymous block');
  if (call.name === 'this' || call.name === 'super')
    return compiler.fail(call.at, `Call to '${call.name}()' must be the first statement in a constructor method`);
  for (let current: ClassInfo | null = cls, own = true; current; current = current.outer, own = false) {
    const reachable = findMethods(current, call.name);
    const candidates = reachable.filter((method) => method.isStatic || (own && !scope.isStatic));
    const method = pick(compiler, call, candidates, args);
    if (method) {
      checkAccess(compiler, method, call.name, call.at, scope);
      return userCall(compiler, method, args, call, method.isStatic ? null : (frame) => frame.self, true);
    }
    if (pick(compiler, call, reachable, args))
      return compiler.fail(call.at, `Non static method cannot be referenced from a static context: ${call.name}`);
  }
  if (scope.isStatic) return noMethod(compiler, call, args, cls.name);
  return nativeCall(compiler, call, { kind: 'value', type: cls.type, get: (frame) => frame.self }, args);
}

/** `this(…)` and `super(…)`, which stand first in a constructor. @returns null when nothing is to be called */
export function constructorCall(compiler: ExpressionCompiler, call: Call, cls: ClassInfo, scope: Scope): Code | null {
  const args = call.args.map((arg) => compiler.value(arg, scope));
  const owner = call.name === 'this' ? cls : cls.base;
  const natively = !owner && cls.isException;
  if (!owner && !natively) return args.length === 0 ? null : noMethod(compiler, call, args, `the base of ${cls.name}`);
  const makers = owner ? owner.constructors : cls.systemConstructors;
  const visible = makers.filter((maker) => isVisible(maker, scope.cls));
  const maker = pick(compiler, call, visible, args) ?? noMethod(compiler, call, args, owner?.name ?? 'Exception');
  const codes = bind(compiler, args, maker.parameters, call.at);
  const { line } = call.at;
  return (frame) => {
    const values = codes.map((code) => code(frame));
    frame.line = line;
    return frame.run.invoke(maker, frame.self, values);
  };
}

function superCall(compiler: ExpressionCompiler, call: Call, args: readonly Value[], scope: Scope): Value {
  const { cls } = scope;
  if (!cls || scope.isStatic) return compiler.fail(call.at, 'super cannot be used in a static context');
  const candidates = cls.base ? findMethods(cls.base, call.name) : [];
  const method = pick(compiler, call, candidates, args);
  if (!method) return superNativeCall(compiler, call, cls, args);
  checkAccess(compiler, method, call.name, call.at, scope);
  if (method.isAbstract) return compiler.fail(call.at, `Cannot directly call an abstract method: ${call.name}`);
  return userCall(compiler, method, args, call, (frame) => frame.self, false);
}

function instanceCall(
  compiler: ExpressionCompiler,
  call: Call,
  on: Value,
  args: readonly Value[],
  scope: Scope
): Value {
  const user = compiler.registry.userClass(on.type);
  const method = user && pick(compiler, call, methodsOf(compiler, user, call.name), args);
  if (!method) return nativeCall(compiler, call, on, args);
  if (method.isStatic)
    return compiler.fail(call.at, `Static method cannot be referenced from a non static context: ${call.name}`);
  checkAccess(compiler, method, call.name, call.at, scope);
  return userCall(compiler, method, args, call, on.get, true);
}

/** Methods of a class or interface, those of the interfaces it extends or leaves to its subclasses included. */
function methodsOf(compiler: ExpressionCompiler, cls: ClassInfo, name: string): MethodInfo[] {
  const own = findMethods(cls, name);
  if (cls.node.kind !== 'interface' && !cls.isAbstract) return own;
  const inherited = cls.interfaces.flatMap((face) => {
    const info = compiler.registry.userClass(face);
    return info ? methodsOf(compiler, info, name) : [];
  });
  return own.length > 0 ? own : inherited;
}

function staticCall(
  compiler: ExpressionCompiler,
  call: Call,
  type: TypeRef,
  args: readonly Value[],
  scope: Scope
): Value {
  const user = compiler.registry.userClass(type);
  if (!user) return staticNativeCall(compiler, call, type, args);
  const reachable = findMethods(user, call.name);
  const candidates = reachable.filter((method) => method.isStatic);
  const method = pick(compiler, call, candidates, args);
  if (method) {
    checkAccess(compiler, method, call.name, call.at, scope);
    return userCall(compiler, method, args, call, null, false);
  }
  if (user.node.kind === 'enum') return staticNativeCall(compiler, call, type, args);
  if (pick(compiler, call, reachable, args))
    return compiler.fail(call.at, `Non static method cannot be referenced from a static context: ${call.name}`);
  return noMethod(compiler, call, args, user.name);
}
