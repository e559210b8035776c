import type { Expr, Place } from '../parse/ast.ts';
import { type ClassInfo, type Code, findMethods, type MethodInfo, type NativeInfo } from '../types/classes.ts';
import { substitution } from '../types/registry.ts';
import { OBJECT, SOBJECT, show, typeOf, VOID } from '../types/types.ts';
import { ApexObject, type TypeRef } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { single } from './expressions.ts';
import { checkAccess } from './names.ts';
import { type Meaning, Reported, type Scope, type Value } from './scope.ts';

type Call = Expr & { kind: 'call' };

/** `name(…)`, `on.name(…)`, `this(…)`, `super(…)`, `super.name(…)`. */
export function callExpression(compiler: ExpressionCompiler, call: Call, scope: Scope): Value {
  const args = call.args.map((arg) => compiler.value(arg, scope));
  if (call.on === null) return ownCall(compiler, call, args, scope);
  if (call.on.kind === 'super') return superCall(compiler, call, args, scope);
  const on = targetOf(compiler, call, scope);
  if (on.kind === 'value') return instanceCall(compiler, call, on, args, scope);
  const type = on.kind === 'type' ? on.type : typeOf(compiler.registry.native(on.name)?.name ?? on.name);
  return staticCall(compiler, call, type, args, scope);
}

/** What stands before the point; a namespace such as `System` is a class here. */
function targetOf(compiler: ExpressionCompiler, call: Call, scope: Scope): Meaning {
  const on = call.on;
  if (!on) throw new Reported();
  return compiler.meaning(on, scope);
}

function bind(compiler: ExpressionCompiler, args: readonly Value[], parameters: readonly TypeRef[], at: Place): Code[] {
  return args.map((arg, index) => compiler.coerce(arg, parameters[index] ?? OBJECT, at));
}

function argumentTypes(
  compiler: ExpressionCompiler,
  args: readonly Value[],
  candidates: readonly { parameters: TypeRef[] }[]
): TypeRef[] {
  // A query may stand for one record where only that fits.
  return args.map((arg, index) => {
    const wantsRecord =
      arg.isQuery && candidates.some((candidate) => compiler.registry.isSObject(candidate.parameters[index] ?? OBJECT));
    return wantsRecord ? (arg.type.args[0] ?? SOBJECT) : arg.type;
  });
}

function noMethod(compiler: ExpressionCompiler, call: Call, args: readonly Value[], owner: string): never {
  const signature = `${call.name}(${args.map((arg) => show(arg.type)).join(', ')})`;
  return compiler.fail(call.at, `Method does not exist or incorrect signature: ${signature} on ${owner}`);
}

function userCall(
  compiler: ExpressionCompiler,
  method: MethodInfo,
  args: readonly Value[],
  call: Call,
  receiver: Code | null,
  safe: boolean
): Value {
  const codes = bind(compiler, args, method.parameters, call.at);
  const { line } = call.at;
  const isVirtual = !method.isStatic && receiver !== null;
  return {
    kind: 'value',
    type: method.returns,
    get: (frame) => {
      if (!receiver) {
        const values = codes.map((code) => code(frame));
        frame.line = line;
        return frame.run.invoke(method, null, values);
      }
      const self = receiver(frame);
      if (self === null && safe) return null;
      if (!(self instanceof ApexObject)) {
        // A native that implements an interface of ours does not exist; an enum has no methods of its own.
        return frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
      }
      const values = codes.map((code) => code(frame));
      frame.line = line;
      return frame.run.invoke(isVirtual ? frame.run.program.override(self, method) : method, self, values);
    }
  };
}

function ownCall(compiler: ExpressionCompiler, call: Call, args: readonly Value[], scope: Scope): Value {
  const { cls } = scope;
  if (!cls) return noMethod(compiler, call, args, 'a trigger');
  if (call.name === 'this' || call.name === 'super') return constructorCall(compiler, call, args, cls);
  for (let current: ClassInfo | null = cls, own = true; current; current = current.outer, own = false) {
    const candidates = findMethods(current, call.name).filter((method) => method.isStatic || (own && !scope.isStatic));
    const method = compiler.registry.choose(candidates, argumentTypes(compiler, args, candidates));
    if (method) return userCall(compiler, method, args, call, method.isStatic ? null : (frame) => frame.self, false);
  }
  if (cls.isException && !scope.isStatic)
    return nativeCall(compiler, call, { kind: 'value', type: typeOf('Exception'), get: (frame) => frame.self }, args);
  return noMethod(compiler, call, args, cls.name);
}

function constructorCall(compiler: ExpressionCompiler, call: Call, args: readonly Value[], cls: ClassInfo): Value {
  const owner = call.name === 'this' ? cls : cls.base;
  if (!owner) {
    // `super(…)` of an exception sets its message and cause.
    const [message, cause] = args;
    return {
      kind: 'value',
      type: VOID,
      get: (frame) =>
        frame.run.program.initException(
          frame.run,
          frame.self,
          [message, cause].flatMap((arg) => (arg ? [arg.get(frame)] : []))
        )
    };
  }
  const method = compiler.registry.choose(owner.constructors, argumentTypes(compiler, args, owner.constructors));
  if (!method && args.length > 0) return noMethod(compiler, call, args, owner.name);
  const codes = method ? bind(compiler, args, method.parameters, call.at) : [];
  return {
    kind: 'value',
    type: VOID,
    get: (frame) => {
      const values = codes.map((code) => code(frame));
      if (method && frame.self) frame.run.invoke(method, frame.self, values);
      return null;
    }
  };
}

function superCall(compiler: ExpressionCompiler, call: Call, args: readonly Value[], scope: Scope): Value {
  const base = scope.cls?.base;
  const candidates = base ? findMethods(base, call.name) : [];
  const method = compiler.registry.choose(candidates, argumentTypes(compiler, args, candidates));
  if (!method) return noMethod(compiler, call, args, base?.name ?? 'super');
  const codes = bind(compiler, args, method.parameters, call.at);
  return {
    kind: 'value',
    type: method.returns,
    get: (frame) =>
      frame.run.invoke(
        method,
        frame.self,
        codes.map((code) => code(frame))
      )
  };
}

function instanceCall(
  compiler: ExpressionCompiler,
  call: Call,
  on: Value,
  args: readonly Value[],
  scope: Scope
): Value {
  const user = compiler.registry.userClass(on.type);
  if (user) {
    const candidates = methodsOf(compiler, user, call.name);
    const method = compiler.registry.choose(candidates, argumentTypes(compiler, args, candidates));
    if (method) {
      if (method.isStatic)
        return compiler.fail(call.at, `Static method cannot be referenced from a non static context: ${call.name}`);
      checkAccess(compiler, method, call.name, call.at, scope);
      return userCall(compiler, method, args, call, on.get, call.safe);
    }
  }
  return nativeCall(compiler, call, on, args);
}

/** Methods of a class or interface, those of the interfaces it extends included. */
function methodsOf(compiler: ExpressionCompiler, cls: ClassInfo, name: string): MethodInfo[] {
  const own = findMethods(cls, name);
  if (cls.node.kind !== 'interface') return own;
  return [
    ...own,
    ...cls.interfaces.flatMap((face) => {
      const info = compiler.registry.userClass(face);
      return info ? methodsOf(compiler, info, name) : [];
    })
  ];
}

function nativeCall(compiler: ExpressionCompiler, call: Call, on: Value, args: readonly Value[]): Value {
  const type =
    on.isQuery && !compiler.registry.nativeMethods(on.type, call.name).length ? (on.type.args[0] ?? SOBJECT) : on.type;
  const get = type === on.type ? on.get : single(on.get);
  const user = compiler.registry.userClass(type);
  const lookup = user?.isException
    ? typeOf('Exception')
    : user?.node.kind === 'enum'
      ? typeOf('Enum')
      : enumType(compiler, type);
  for (const { info, members } of compiler.registry.nativeMethods(lookup, call.name)) {
    const replace = substitution(info, type);
    const member = compiler.registry.choose(members, argumentTypes(compiler, args, members), replace);
    if (!member) continue;
    const codes = bind(compiler, args, member.parameters.map(replace), call.at);
    const { implementation } = member;
    const { safe } = call;
    const { line } = call.at;
    return {
      kind: 'value',
      type: resultType(compiler, replace(member.returns), type, call.name),
      get: (frame) => {
        const self = get(frame);
        if (self === null)
          return safe ? null : frame.run.raise('System.NullPointerException', 'Attempt to de-reference a null object');
        const values = codes.map((code) => code(frame));
        frame.line = line;
        return withTypeArgs(frame.run, type.args, () => implementation(frame.run, self, values));
      }
    };
  }
  return noMethod(compiler, call, args, show(type));
}

/** Clones keep the type of what is cloned. */
function resultType(compiler: ExpressionCompiler, declared: TypeRef, receiver: TypeRef, name: string): TypeRef {
  if (declared === SOBJECT && name.toLowerCase() === 'clone' && compiler.registry.isSObject(receiver)) return receiver;
  return declared;
}

function enumType(compiler: ExpressionCompiler, type: TypeRef): TypeRef {
  return compiler.registry.native(type.name)?.definition.enumValues ? typeOf('Enum') : type;
}

function withTypeArgs<T>(run: { typeArgs: readonly TypeRef[] }, typeArgs: readonly TypeRef[], work: () => T): T {
  const before = run.typeArgs;
  run.typeArgs = typeArgs;
  try {
    return work();
  } finally {
    run.typeArgs = before;
  }
}

function staticCall(
  compiler: ExpressionCompiler,
  call: Call,
  type: TypeRef,
  args: readonly Value[],
  scope: Scope
): Value {
  const { registry } = compiler;
  const user = registry.userClass(type);
  if (user) {
    const candidates = findMethods(user, call.name).filter((method) => method.isStatic);
    const method = registry.choose(candidates, argumentTypes(compiler, args, candidates));
    if (method) {
      checkAccess(compiler, method, call.name, call.at, scope);
      return userCall(compiler, method, args, call, null, false);
    }
    if (user.node.kind === 'enum') return enumStatic(compiler, call, user, args);
    return noMethod(compiler, call, args, user.name);
  }
  const object = registry.schema.object(type.name);
  if (object && (call.name.toLowerCase() === 'getall' || call.name.toLowerCase() === 'getinstance'))
    return customMetadata(compiler, call, type, args);
  const native = registry.native(type.name);
  const members = native?.statics.get(call.name.toLowerCase()) ?? [];
  const member = native && registry.choose(members, argumentTypes(compiler, args, members));
  if (!native || !member) return noMethod(compiler, call, args, show(type));
  checkNativeStatic(compiler, native, call, args);
  const codes = bind(compiler, args, member.parameters, call.at);
  const { implementation } = member;
  const { line } = call.at;
  return {
    kind: 'value',
    type: member.returns,
    get: (frame) => {
      const values = codes.map((code) => code(frame));
      frame.line = line;
      return withTypeArgs(frame.run, type.args, () => implementation(frame.run, values));
    }
  };
}

/** What the platform refuses when Apex is saved and not when it runs. */
function checkNativeStatic(compiler: ExpressionCompiler, native: NativeInfo, call: Call, args: readonly Value[]): void {
  const [first] = args;
  if (
    native.name === 'System' &&
    call.name.toLowerCase() === 'enqueuejob' &&
    first &&
    !compiler.registry.assignable(first.type, typeOf('Queueable'))
  ) {
    compiler.fail(call.at, `${show(first.type)} does not implement Queueable`);
  }
}

function enumStatic(compiler: ExpressionCompiler, call: Call, cls: ClassInfo, args: readonly Value[]): Value {
  const [name] = args;
  if (call.name.toLowerCase() === 'values' && args.length === 0) {
    return { kind: 'value', type: typeOf('List', cls.type), get: (frame) => frame.run.program.enumValues(cls) };
  }
  if (call.name.toLowerCase() === 'valueof' && name) {
    return {
      kind: 'value',
      type: cls.type,
      get: (frame) => frame.run.program.enumValue(frame.run, cls, name.get(frame))
    };
  }
  return noMethod(compiler, call, args, cls.name);
}

/** `Handoff_Gate__mdt.getAll()` and `getInstance('Name')`. */
function customMetadata(compiler: ExpressionCompiler, call: Call, type: TypeRef, args: readonly Value[]): Value {
  if (call.name.toLowerCase() === 'getall') {
    return {
      kind: 'value',
      type: typeOf('Map', typeOf('String'), type),
      get: (frame) => frame.run.program.customMetadata(frame.run, type)
    };
  }
  const [name] = args;
  if (!name) return noMethod(compiler, call, args, type.name);
  const get = compiler.coerce(name, typeOf('String'), call.at);
  return { kind: 'value', type, get: (frame) => frame.run.program.customMetadataRecord(frame.run, type, get(frame)) };
}
