import { Decimal } from 'decimal.js';
import { OrgError } from '../../org/errors.ts';
import { type MethodInfo, findField } from '../types/classes.ts';
import { OBJECT, show } from '../types/types.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnumValue,
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  type ApexValue,
  NativeObject,
  SObjectValue,
  type TypeRef
} from '../values.ts';
import { decimalOf, isoDate } from '../semantics/operations.ts';
import type { Program } from './program.ts';
import { setField, toApex } from '../semantics/records.ts';
import type { Run } from './run.ts';

/** The `@AuraEnabled` method of a class. @throws {OrgError} when there is none that pages may call */
export function auraMethod(program: Program, className: string, methodName: string): MethodInfo {
  const cls = program.registry.classes.get(className.toLowerCase());
  const method = cls?.methods.get(methodName.toLowerCase())?.find((candidate) => candidate.isStatic);
  const enabled = method?.node.modifiers.annotations.some((annotation) => annotation.name === 'auraenabled');
  if (!method || !enabled)
    throw new OrgError('NOT_FOUND', `There is no @AuraEnabled method ${className}.${methodName}`);
  return method;
}

export function isCacheable(method: MethodInfo): boolean {
  return method.node.modifiers.annotations.some(
    (annotation) => annotation.name === 'auraenabled' && annotation.values['cacheable']?.toLowerCase() === 'true'
  );
}

/** A parameter of a page's call, as its declared type. @throws {OrgError} naming the parameter */
export function fromJson(run: Run, value: unknown, type: TypeRef, name: string): ApexValue {
  const wrong = (): never => {
    throw new OrgError('INVALID_PARAMETER', `The parameter ${name} takes ${show(type)}, not ${JSON.stringify(value)}`);
  };
  if (value === null || value === undefined) return null;
  if (type.name === 'List' || type.name === 'Set') {
    if (!Array.isArray(value)) return wrong();
    const element = type.args[0] ?? OBJECT;
    const items = value.map((item) => fromJson(run, item, element, name));
    if (type.name === 'List') return new ApexList(element, items);
    const set = new ApexSet(element);
    for (const item of items) set.entries.set(run.hash(item), item);
    return set;
  }
  if (typeof value === 'object') return objectFromJson(run, value as Record<string, unknown>, type, name, wrong); // Arrays are done; JSON has no other objects.
  return scalarFromJson(run, value, type, wrong);
}

function scalarFromJson(run: Run, value: unknown, type: TypeRef, wrong: () => never): ApexValue {
  switch (type.name) {
    case 'Boolean':
      return typeof value === 'boolean' ? value : wrong();
    case 'Integer':
      return typeof value === 'number' && Number.isInteger(value)
        ? value
        : typeof value === 'string' && /^-?\d+$/.test(value)
          ? Number(value)
          : wrong();
    case 'Long':
      return typeof value === 'number' ? BigInt(Math.trunc(value)) : wrong();
    case 'Double':
      return typeof value === 'number' ? new ApexDouble(value) : wrong();
    case 'Decimal':
      return typeof value === 'number' || typeof value === 'string' ? decimalOf(new Decimal(value)) : wrong();
    case 'Date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)
        ? new ApexDate(Date.parse(value.slice(0, 10)) / 86_400_000)
        : wrong();
    case 'Datetime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
        ? new ApexDatetime(Date.parse(value))
        : wrong();
    case 'Id':
      return typeof value === 'string' ? run.convert(value, type) : wrong();
    case 'String':
      return typeof value === 'string' ? value : wrong();
    case 'Object':
      return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : wrong();
    default:
      return wrong();
  }
}

function objectFromJson(
  run: Run,
  value: Record<string, unknown>,
  type: TypeRef,
  name: string,
  wrong: () => never
): ApexValue {
  const { registry } = run.program;
  const cls = registry.userClass(type);
  if (cls) {
    const object = run.program.construct(
      run,
      cls,
      cls.constructors.find((maker) => maker.parameters.length === 0) ?? null,
      []
    );
    for (const [key, entry] of Object.entries(value)) {
      const field = findField(cls, key);
      // Only what is open to pages can be set by them.
      if (!field?.auraEnabled) continue;
      run.program.writeField(run, object, key, fromJson(run, entry, field.type, `${name}.${key}`));
    }
    return object;
  }
  if (type.name === 'Map') {
    const [keyType, valueType] = [type.args[0] ?? OBJECT, type.args[1] ?? OBJECT];
    const map = new ApexMap(keyType, valueType);
    for (const [key, entry] of Object.entries(value)) {
      const converted = fromJson(run, key, keyType, name);
      map.entries.set(run.hash(converted), {
        key: converted,
        value: fromJson(run, entry, valueType, `${name}.${key}`)
      });
    }
    return map;
  }
  const object = registry.schema.object(type.name);
  if (!object) return wrong();
  const record = new SObjectValue(object.apiName);
  for (const [key, entry] of Object.entries(value)) {
    const field = registry.schema.field(object.apiName, key);
    if (field) setField(record, field.apiName, toApex(field, entry as string | number | boolean | null)); // JSON scalars; the engine checks their types.
  }
  return record;
}

/** A result as a page gets it: only `@AuraEnabled` members, ISO dates, null members left out. */
export function toJson(run: Run, value: ApexValue): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDecimal) return value.value.toNumber();
  if (value instanceof ApexDate) return isoDate(value.days);
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
  if (value instanceof ApexEnumValue) return value.name;
  if (value instanceof ApexList) return value.items.map((item) => toJson(run, item));
  if (value instanceof ApexSet) return [...value.entries.values()].map((item) => toJson(run, item));
  if (value instanceof ApexMap) {
    return Object.fromEntries(
      [...value.entries.values()].map(({ key, value: entry }) => [run.text(key), toJson(run, entry)])
    );
  }
  if (value instanceof SObjectValue) {
    const fields = [...value.fields].map(([name, field]) => [name, toJson(run, field)] as const);
    const parents = [...value.parents].map(([name, parent]) => [name, toJson(run, parent)] as const);
    const children = [...value.children].map(([name, list]) => [name, toJson(run, list)] as const);
    return Object.fromEntries([...fields, ...parents, ...children].filter(([, entry]) => entry !== null));
  }
  if (value instanceof ApexObject) return objectToJson(run, value);
  return value instanceof NativeObject ? run.text(value) : null;
}

function objectToJson(run: Run, object: ApexObject): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (let cls = run.program.registry.userClass(object.type) ?? null; cls; cls = cls.base) {
    for (const field of cls.fields.values()) {
      if (!field.auraEnabled || field.isStatic) continue;
      const value = toJson(run, run.program.readProperty(run, field, field.property?.get ?? null, object));
      // Lightning leaves members without a value out.
      if (value !== null) json[field.name] = value;
    }
  }
  return json;
}
