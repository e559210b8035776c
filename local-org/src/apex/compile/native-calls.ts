import type { ClassInfo } from '../types/classes.ts';
import type { Code, Machine } from '../types/code.ts';
import { type NativeInfo, type NativeMember, substitute } from '../types/natives.ts';
import type { NativeFunction, NativeMethod } from '../native.ts';
import { choose } from '../types/overloads.ts';
import { OBJECT, SOBJECT, show, STRING, typeOf } from '../types/types.ts';
import { ApexEnumValue, ApexList, ApexObject, type ApexValue, SObjectValue, type TypeRef } from '../values.ts';
import { argumentTypes, bind, type Call, noMethod } from './calls.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { single } from './expressions.ts';
import { fieldToken } from './names.ts';
import type { Value } from './scope.ts';

interface Found<M> {
  member: NativeMember<M>;
  replace: (type: TypeRef) => TypeRef;
  receiver: TypeRef;
  info: NativeInfo;
}

/** What a value's methods are declared on, nearest first: its own class, its bases, and what everything has. */
function* natureOf(compiler: ExpressionCompiler, type: TypeRef): Iterable<{ info: NativeInfo; type: TypeRef }> {
  const { registry } = compiler;
  const user = registry.userClass(type);
  const start =
    registry.isSObject(type) && type.name !== 'AggregateResult'
      ? SOBJECT
      : user?.isException
        ? typeOf('Exception')
        : registry.isEnum(type)
          ? typeOf('Enum')
          : type;
  if (!user || start !== type) yield* registry.natives.withBases(start);
  if (user) for (const face of interfacesOf(compiler, user)) yield* registry.natives.withBases(face);
  yield* registry.natives.withBases(OBJECT);
}

/** The system's interfaces that a class or its bases implement. */
function* interfacesOf(compiler: ExpressionCompiler, cls: ClassInfo): Iterable<TypeRef> {
  for (let current: ClassInfo | null = cls; current; current = current.base) {
    for (const face of current.interfaces) {
      const user = compiler.registry.userClass(face);
      if (user) yield* interfacesOf(compiler, user);
      else yield face;
    }
  }
}

function findMethod(
  compiler: ExpressionCompiler,
  call: Call,
  type: TypeRef,
  args: readonly Value[]
): Found<NativeMethod> | undefined {
  for (const { info, type: receiver } of natureOf(compiler, type)) {
    const members = info.methods.get(call.name.toLowerCase()) ?? [];
    const replace = substitute(info, receiver);
    const member = pickNative(compiler, members, args, replace);
    if (member) return { member, replace, receiver, info };
  }
  return undefined;
}

function pickNative<M>(
  compiler: ExpressionCompiler,
  members: readonly NativeMember<M>[],
  args: readonly Value[],
  replace: (type: TypeRef) => TypeRef = (type) => type
): NativeMember<M> | undefined {
  const candidates = members.map((member) => ({ member, parameters: member.parameters.map(replace) }));
  const choice = choose(compiler.registry.conversions, candidates, argumentTypes(compiler, args, candidates));
  // The library's overloads of one name mean the same for what fits several.
  return choice.kind === 'none' ? undefined : (choice.kind === 'one' ? choice.member : choice.nearest).member;
}

/** A method of the system library on a value. */
export function nativeCall(compiler: ExpressionCompiler, call: Call, on: Value, args: readonly Value[]): Value {
  const [record] = on.type.args;
  const found = findMethod(compiler, call, on.type, args);
  if (!found && on.isQuery && record)
    return nativeCall(compiler, call, { kind: 'value', type: record, get: single(on.get) }, args);
  if (!found) return noMethod(compiler, call, args, show(on.type));
  const { member, replace, receiver } = found;
  const codes = bind(compiler, args, member.parameters.map(replace), call.at);
  const { implementation, name } = member;
  const { line } = call.at;
  const { get } = on;
  return {
    kind: 'value',
    type: resultType(compiler, replace(member.returns), on.type, name),
    get: (frame) => {
      const self = get(frame) ?? frame.run.dereference();
      const values = codes.map((code) => code(frame));
      frame.line = line;
      // Objects of the package have versions of their own: of an interface's methods, of toString, of getMessage.
      if (self instanceof ApexObject) return frame.run.call(self, name, values);
      return withTypeArgs(frame.run, receiver.args, implementation, self, values);
    }
  };
}

/** `super.getMessage()` and the like: past the class's own version. */
export function superNativeCall(
  compiler: ExpressionCompiler,
  call: Call,
  cls: ClassInfo,
  args: readonly Value[]
): Value {
  const found = findMethod(compiler, call, cls.isException ? typeOf('Exception') : OBJECT, args);
  if (!found) return noMethod(compiler, call, args, `the base of ${cls.name}`);
  const codes = bind(compiler, args, found.member.parameters, call.at);
  const { implementation } = found.member;
  return {
    kind: 'value',
    type: found.member.returns,
    get: (frame) =>
      implementation(
        frame.run,
        frame.self,
        codes.map((code) => code(frame))
      )
  };
}

/** Clones keep the type of what is cloned. */
function resultType(compiler: ExpressionCompiler, declared: TypeRef, receiver: TypeRef, name: string): TypeRef {
  const clones = ['clone', 'deepclone'].includes(name.toLowerCase());
  if (clones && compiler.registry.isSObject(receiver) && declared === SOBJECT) return receiver;
  return declared;
}

/** Natives read the type arguments first thing, so that a call that throws needs no putting back. */
function withTypeArgs<A extends readonly unknown[]>(
  run: Machine,
  typeArgs: readonly TypeRef[],
  implementation: (run: Machine, ...args: A) => ApexValue,
  ...args: A
): ApexValue {
  const before = run.typeArgs;
  run.typeArgs = typeArgs;
  const result = implementation(run, ...args);
  run.typeArgs = before;
  return result;
}

/** `record.Field__c.addError(message)`: the record's `addError` with the field named. */
export function fieldError(
  compiler: ExpressionCompiler,
  call: Call,
  field: NonNullable<Value['recordField']>,
  args: readonly Value[]
): Value {
  const token = fieldToken(field.object, field.field);
  const record: Value = { kind: 'value', type: SOBJECT, get: field.record };
  const named: Value = { kind: 'value', type: token.type, get: () => token };
  return nativeCall(compiler, call, record, [named, ...args]);
}

/** A static method of the system library, of an enum, or of a custom metadata type. */
export function staticNativeCall(
  compiler: ExpressionCompiler,
  call: Call,
  type: TypeRef,
  args: readonly Value[]
): Value {
  const { registry } = compiler;
  const name = call.name.toLowerCase();
  if (registry.isEnum(type)) {
    const value = enumStatic(compiler, call, type, args);
    if (value) return value;
  }
  if (registry.schema.object(type.name)?.kind === 'customMetadata') return customMetadata(compiler, call, type, args);
  const native = registry.natives.find(type.name);
  const member = native && pickNative<NativeFunction>(compiler, native.statics.get(name) ?? [], args);
  if (native?.name === 'System' && name === 'enqueuejob') checkQueueable(compiler, call, args);
  if (!native || !member) return noMethod(compiler, call, args, show(type));
  const codes = bind(compiler, args, member.parameters, call.at);
  const { implementation } = member;
  const { line } = call.at;
  return {
    kind: 'value',
    type: member.returns,
    get: (frame) => {
      const values = codes.map((code) => code(frame));
      frame.line = line;
      return withTypeArgs(frame.run, type.args, implementation, values);
    }
  };
}

/** What the platform refuses when Apex is saved and not when it runs. */
function checkQueueable(compiler: ExpressionCompiler, call: Call, [job]: readonly Value[]): void {
  if (job && !compiler.registry.assignable(job.type, typeOf('Queueable')))
    compiler.fail(call.at, `${show(job.type)} does not implement Queueable`);
}

function enumStatic(
  compiler: ExpressionCompiler,
  call: Call,
  type: TypeRef,
  args: readonly Value[]
): Value | undefined {
  const { registry } = compiler;
  const values =
    registry.userClass(type)?.enumValues ??
    (registry.natives.find(type.name)?.definition.enumValues ?? []).map(
      (name, index) => new ApexEnumValue(type, name, index)
    );
  const name = call.name.toLowerCase();
  if (name === 'values' && args.length === 0)
    return { kind: 'value', type: typeOf('List', type), get: () => new ApexList(type, [...values]) };
  const [given] = args;
  if (name !== 'valueof' || !given || args.length !== 1) return undefined;
  const get = compiler.coerce(given, STRING, call.at);
  return {
    kind: 'value',
    type,
    get: (frame) => {
      const wanted = get(frame) ?? frame.run.dereference();
      const found = values.find((value) => value.name.toLowerCase() === String(wanted).toLowerCase());
      return (
        found ?? frame.run.raise('System.NoSuchElementException', `No enum constant ${show(type)}.${String(wanted)}`)
      );
    }
  };
}

/** `Handoff_Gate__mdt.getAll()` and `getInstance('Name')`. */
function customMetadata(compiler: ExpressionCompiler, call: Call, type: TypeRef, args: readonly Value[]): Value {
  const name = call.name.toLowerCase();
  if (name === 'getall' && args.length === 0)
    return { kind: 'value', type: typeOf('Map', STRING, type), get: (frame) => frame.run.customMetadata(type) };
  const [given] = args;
  if (name !== 'getinstance' || !given || args.length !== 1) return noMethod(compiler, call, args, type.name);
  const get: Code = compiler.coerce(given, STRING, call.at);
  return {
    kind: 'value',
    type,
    get: (frame) => {
      const wanted = String(get(frame) ?? frame.run.dereference()).toLowerCase();
      for (const { value } of frame.run.customMetadata(type).entries.values()) {
        if (!(value instanceof SObjectValue)) continue;
        const names = ['DeveloperName', 'QualifiedApiName', 'Id'].map((field) => value.fields.get(field));
        if (names.some((each) => typeof each === 'string' && each.toLowerCase() === wanted)) return value;
      }
      return null;
    }
  };
}
