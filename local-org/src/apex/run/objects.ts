import { exceptionState, typeName } from '../semantics/exceptions.ts';
import { isoDate, textOfDatetime, textOfDouble, tokenText } from '../semantics/operations.ts';
import { findField, findMethods, type FieldInfo, type MethodInfo, withBases } from '../types/classes.ts';
import type { Machine } from '../types/code.ts';
import { choose } from '../types/overloads.ts';
import type { Registry } from '../types/registry.ts';
import { OBJECT, show } from '../types/types.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnumValue,
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  ApexTime,
  type ApexValue,
  ExceptionState,
  type HashKey,
  NativeObject,
  SObjectValue,
  type TypeRef
} from '../values.ts';

/** Calls a method by name, choosing by the arguments' own types: the package's version first, then the system's. */
export function callByName(
  registry: Registry,
  run: Machine,
  target: ApexValue,
  name: string,
  args: readonly ApexValue[]
): ApexValue {
  const types = args.map((arg) => run.typeOf(arg));
  if (target instanceof ApexObject) {
    const method = ownMethod(registry, target, name, types);
    if (method) return run.invoke(method, target, args);
  }
  const type = run.typeOf(target);
  const start = registry.isSObject(type) && type.name !== 'AggregateResult' ? 'SObject' : type.name;
  const starts = [
    target instanceof ApexObject && target.exception ? 'Exception' : registry.isEnum(type) ? 'Enum' : start,
    OBJECT.name
  ];
  for (const each of starts) {
    for (const { info } of registry.natives.withBases({ name: each, args: type.args })) {
      const members = info.methods.get(name.toLowerCase()) ?? [];
      const member = members.find((candidate) => candidate.parameters.length === args.length);
      if (member && !info.definition.isInterface) return callMember(run, member.implementation, type, target, args);
      if (member && target instanceof NativeObject) return callMember(run, member.implementation, type, target, args);
    }
  }
  return run.raise('System.TypeException', `Method does not exist: ${name} on ${show(type)}`);
}

function callMember(
  run: Machine,
  implementation: (run: Machine, self: ApexValue, args: readonly ApexValue[]) => ApexValue,
  type: TypeRef,
  target: ApexValue,
  args: readonly ApexValue[]
): ApexValue {
  const before = run.typeArgs;
  run.typeArgs = type.args;
  const result = implementation(run, target, args);
  run.typeArgs = before;
  return result;
}

function ownMethod(
  registry: Registry,
  target: ApexObject,
  name: string,
  types: readonly TypeRef[]
): MethodInfo | undefined {
  const cls = registry.userClass(target.type);
  const candidates = cls ? findMethods(cls, name).filter((each) => each.code && !each.isStatic) : [];
  const choice = choose(registry.conversions, candidates, types);
  if (choice.kind !== 'none') return choice.kind === 'one' ? choice.member : choice.nearest;
  return candidates.find(({ parameters }) => parameters.length === types.length);
}

/** Instance fields and properties of a class, base classes' first. */
export function fieldsOf(registry: Registry, type: TypeRef): FieldInfo[] {
  const cls = registry.userClass(type);
  if (!cls) return [];
  return [...withBases(cls)].reverse().flatMap((each) => [...each.fields.values()].filter((field) => !field.isStatic));
}

export function readField(registry: Registry, run: Machine, object: ApexValue, name: string): ApexValue {
  const field = fieldIn(registry, object, name);
  if (!field || !(object instanceof ApexObject)) return null;
  const getter = field.property?.get;
  return getter ? run.invoke(getter, object, []) : (object.fields.get(field.key) ?? null);
}

export function writeField(registry: Registry, run: Machine, object: ApexValue, name: string, value: ApexValue): void {
  const field = fieldIn(registry, object, name);
  if (!field || !(object instanceof ApexObject)) return;
  const converted = run.convert(value, field.type);
  const setter = field.property?.set;
  if (setter) run.invoke(setter, object, [converted]);
  else object.fields.set(field.key, converted);
}

function fieldIn(registry: Registry, object: ApexValue, name: string): FieldInfo | undefined {
  const cls = object instanceof ApexObject ? registry.userClass(object.type) : undefined;
  const field = cls && findField(cls, name);
  return field?.isStatic ? undefined : field;
}

/** A value as text, the way `String.valueOf` and `+` write it. */
export function textOf(registry: Registry, run: Machine, value: ApexValue): string {
  const text = (each: ApexValue): string => textOf(registry, run, each);
  if (value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (value instanceof ApexDouble) return textOfDouble(value.value);
  if (value instanceof ApexDecimal) return value.value.toFixed(value.scale);
  if (value instanceof ApexDate) return `${isoDate(value.days)} 00:00:00`;
  if (value instanceof ApexDatetime) return textOfDatetime(value.ms);
  if (value instanceof ApexTime) return `${new Date(value.ms).toISOString().slice(11, 23)}Z`;
  if (value instanceof ApexBlob) return `Blob[${value.bytes.length}]`;
  if (value instanceof ApexEnumValue) return value.name;
  if (value instanceof ApexList) return `(${value.items.map(text).join(', ')})`;
  if (value instanceof ApexSet) return `{${[...value.entries.values()].map(text).join(', ')}}`;
  if (value instanceof ApexMap) {
    const pairs = [...value.entries.values()].map(({ key, value: entry }) => `${text(key)}=${text(entry)}`);
    return `{${pairs.join(', ')}}`;
  }
  if (value instanceof SObjectValue)
    return `${value.type}:{${[...value.fields].map(([name, field]) => `${name}=${text(field)}`).join(', ')}}`;
  if (value instanceof ApexObject) return textOfObject(registry, run, value);
  if (value.state instanceof ExceptionState) return exceptionText(value);
  return tokenText(value)?.split('.').at(-1) ?? show(value.type);
}

function textOfObject(registry: Registry, run: Machine, value: ApexObject): string {
  const written = ownMethod(registry, value, 'toString', []);
  if (written) return textOf(registry, run, run.invoke(written, value, []));
  if (value.exception) return exceptionText(value);
  const fields = fieldsOf(registry, value.type).map(
    ({ name, key }) => `${name}=${textOf(registry, run, value.fields.get(key) ?? null)}`
  );
  return `${value.type.name}:[${fields.join(', ')}]`;
}

function exceptionText(value: ApexObject | NativeObject): string {
  return `${typeName(value)}: ${exceptionState(value).message ?? 'Script-thrown exception'}`;
}

/** The package's own `equals`; undefined where a class has none. */
export function ownEquals(registry: Registry, run: Machine, object: ApexObject, other: ApexValue): boolean | undefined {
  const cls = registry.userClass(object.type);
  const method = cls && findMethods(cls, 'equals').find(({ parameters, code }) => code && parameters.length === 1);
  if (!method) return undefined;
  // An `equals` that takes the class itself is never asked about anything else.
  const [parameter] = method.parameters;
  if (parameter && !registry.assignable(run.typeOf(other), parameter)) return false;
  return run.invoke(method, object, [other]) === true;
}

/** What an object is filed under: its `hashCode` where the class has `equals` as well, itself otherwise. */
export function ownHash(registry: Registry, run: Machine, object: ApexObject): HashKey {
  const method = ownMethod(registry, object, 'hashCode', []);
  return method ? `o${object.type.name}:${textOf(registry, run, run.invoke(method, object, []))}` : object;
}
