import { UnsupportedError } from '../../org/errors.ts';
import type { FieldDescribe } from '../../org/schema.ts';
import type { Place } from '../parse/ast.ts';
import { setField } from '../semantics/records.ts';
import { type Access, type ClassInfo, type FieldInfo, findField, isVisible } from '../types/classes.ts';
import type { Code, Frame } from '../types/code.ts';
import { substitute } from '../types/natives.ts';
import { ID, SOBJECT, show, STRING, typeOf, typeOfField } from '../types/types.ts';
import { ApexObject, SObjectValue } from '../values.ts';
import type { ExpressionCompiler } from './expressions.ts';
import { single } from './expressions.ts';
import { placeOf, type Scope, type Value } from './scope.ts';

/** Private members are for their own top-level class, and for tests where `@TestVisible` says so. */
export function checkAccess(
  compiler: ExpressionCompiler,
  member: { owner: ClassInfo; access: Access; testVisible: boolean },
  name: string,
  at: Place,
  scope: Scope
): void {
  if (!isVisible(member, scope.cls)) compiler.fail(at, `${name} is not visible: it is ${member.access}`);
}

/** `value.name`: a field or property of an object, a field or relationship of a record, a native property. */
export function memberOfValue(compiler: ExpressionCompiler, on: Value, name: string, at: Place, scope: Scope): Value {
  const { registry } = compiler;
  const type = on.isQuery ? (on.type.args[0] ?? SOBJECT) : on.type;
  const get = on.isQuery ? single(on.get) : on.get;
  const user = registry.userClass(type);
  if (user) {
    const field = findField(user, name);
    if (!field || field.isStatic) return compiler.fail(at, `Variable does not exist: ${name} on ${show(type)}`);
    return instanceField(compiler, field, get, at, scope);
  }
  for (const { info, type: receiver } of registry.natives.withBases(type)) {
    const property = info.properties.get(name.toLowerCase());
    if (!property) continue;
    const { get: read, set: write } = property.implementation;
    const target = (frame: Frame) => get(frame) ?? frame.run.dereference();
    return {
      kind: 'value',
      type: substitute(info, receiver)(property.returns),
      get: (frame) => (read ? read(frame.run, target(frame)) : null),
      ...(write
        ? {
            place: placeOf(
              target,
              (frame, self) => (read ? read(frame.run, self) : null),
              (frame, self, value) => write(frame.run, self, value)
            )
          }
        : {})
    };
  }
  const object = registry.schema.object(type.name);
  if (object) return fieldOfRecord(compiler, { ...on, type, get }, object.apiName, name, at);
  if (type === SOBJECT && on.isParent) return fieldOfAnyParent(compiler, get, name, at);
  return compiler.fail(at, `Variable does not exist: ${name} on ${show(type)}`);
}

function fieldOfRecord(compiler: ExpressionCompiler, on: Value, objectName: string, name: string, at: Place): Value {
  const { schema } = compiler.registry;
  const { get } = on;
  const isParent = on.isParent === true;
  const record = (frame: Frame): SObjectValue | null => {
    const value = get(frame);
    if (value instanceof SObjectValue) return value;
    return isParent ? null : frame.run.dereference();
  };
  const written = (frame: Frame): SObjectValue => {
    const row = record(frame) ?? frame.run.dereference();
    return row.readOnly ? frame.run.raise('System.FinalException', 'Record is read-only') : row;
  };
  const field = schema.field(objectName, name);
  if (field) return scalarField(field, objectName, record, written);
  const object = schema.object(objectName);
  const lookup = object?.fields.find((each) => each.relationshipName?.toLowerCase() === name.toLowerCase());
  if (lookup?.relationshipName) return parentOf(lookup, lookup.relationshipName, record, written);
  const children = object?.childRelationships.find((child) => child.name.toLowerCase() === name.toLowerCase());
  if (!children) return compiler.fail(at, `Variable does not exist: ${name} on ${objectName}`);
  return {
    kind: 'value',
    type: typeOf('List', typeOf(children.childObject)),
    notWritable: `Field is not writeable: ${objectName}.${children.name}`,
    get: (frame) => {
      const row = record(frame);
      return row && (row.children.get(children.name) ?? missing(frame, row, children.name));
    }
  };
}

/** Fields of the `Name` object, which stands for whatever a lookup to several objects points to. */
const NAME_FIELDS: Readonly<Record<string, string>> = {
  id: 'Id',
  name: 'Name',
  firstname: 'FirstName',
  lastname: 'LastName',
  email: 'Email',
  phone: 'Phone',
  title: 'Title',
  username: 'Username'
};

function fieldOfAnyParent(compiler: ExpressionCompiler, get: Code, name: string, at: Place): Value {
  const key = NAME_FIELDS[name.toLowerCase()] ?? compiler.fail(at, `Variable does not exist: ${name} on Name`);
  return {
    kind: 'value',
    type: key === 'Id' ? ID : STRING,
    get: (frame) => {
      const row = get(frame);
      return row instanceof SObjectValue ? (row.fields.get(key) ?? missing(frame, row, key)) : null;
    }
  };
}

function scalarField(
  field: FieldDescribe,
  objectName: string,
  record: (frame: Frame) => SObjectValue | null,
  written: (frame: Frame) => SObjectValue
): Value {
  const key = field.apiName;
  const empty = field.kind === 'checkbox' ? false : null;
  const read = (frame: Frame, row: SObjectValue) => {
    const value = row.fields.get(key);
    if (value !== undefined) return value;
    missing(frame, row, key);
    return empty;
  };
  const isWritable = (!field.readOnly || field.kind === 'id') && field.formula === undefined;
  return {
    kind: 'value',
    type: typeOfField(field),
    recordField: { record, object: objectName, field: key },
    get: (frame) => {
      const row = record(frame);
      return row && read(frame, row);
    },
    ...(isWritable
      ? { place: placeOf(written, read, (_frame, row, value) => setField(row, key, value)) }
      : { notWritable: `Field is not writeable: ${objectName}.${key}` })
  };
}

function parentOf(
  lookup: FieldDescribe,
  key: string,
  record: (frame: Frame) => SObjectValue | null,
  written: (frame: Frame) => SObjectValue
): Value {
  const read = (frame: Frame, row: SObjectValue) => {
    const parent = row.parents.get(key);
    if (parent !== undefined) return parent;
    missing(frame, row, key);
    return null;
  };
  return {
    kind: 'value',
    type: lookup.referenceTo.length === 1 ? typeOf(lookup.referenceTo[0] ?? 'SObject') : SOBJECT,
    isParent: true,
    get: (frame) => {
      const row = record(frame);
      return row && read(frame, row);
    },
    place: placeOf(written, read, (frame, row, value) => {
      if (value !== null && !(value instanceof SObjectValue)) return frame.run.dereference();
      row.parents.set(key, value);
    })
  };
}

/** A queried row holds only what was selected. */
function missing(frame: Frame, row: SObjectValue, field: string): null {
  if (!row.queried) return null;
  return frame.run.raise(
    'System.SObjectException',
    `SObject row was retrieved via SOQL without querying the requested field: ${row.type}.${field}`
  );
}

export function staticField(compiler: ExpressionCompiler, field: FieldInfo, at: Place, scope: Scope): Value {
  const { owner, key } = field;
  const value = fieldValue(compiler, field, at, scope, (frame) => {
    const values = frame.run.statics(owner);
    return { self: null, read: () => values.get(key) ?? null, write: (result) => void values.set(key, result) };
  });
  return behind(field, scope) ? { ...value, get: (frame) => frame.run.statics(owner).get(key) ?? null } : value;
}

export function instanceField(
  compiler: ExpressionCompiler,
  field: FieldInfo,
  target: Code,
  at: Place,
  scope: Scope
): Value {
  const { key } = field;
  const object = (frame: Frame): ApexObject => {
    const value = target(frame);
    return value instanceof ApexObject ? value : frame.run.dereference();
  };
  const value = fieldValue(compiler, field, at, scope, (frame) => {
    const self = object(frame);
    return { self, read: () => self.fields.get(key) ?? null, write: (result) => void self.fields.set(key, result) };
  });
  if (behind(field, scope)) return { ...value, get: (frame) => object(frame).fields.get(key) ?? null };
  return value;
}

interface Holder {
  self: ApexObject | null;
  read: () => ReturnType<Code>;
  write: (value: ReturnType<Code>) => void;
}

/** Whether reading means the value itself, not a getter's answer. */
function behind(field: FieldInfo, scope: Scope): boolean {
  return !field.property?.get || scope.accessorOf === field;
}

function fieldValue(
  compiler: ExpressionCompiler,
  field: FieldInfo,
  at: Place,
  scope: Scope,
  holder: (frame: Frame) => Holder
): Value {
  checkAccess(compiler, field, field.name, at, scope);
  const { property, owner } = field;
  const inside = scope.accessorOf === field;
  const read = (frame: Frame, { self, read: plain }: Holder) =>
    property?.get && !inside ? frame.run.invoke(property.get, self, []) : plain();
  const write = (frame: Frame, { self, write: plain }: Holder, value: ReturnType<Code>): void => {
    if (property?.set && !inside) frame.run.invoke(property.set, self, [value]);
    else plain(value);
  };
  const refusal = inside ? null : notWritable(field, scope);
  if (
    property &&
    !inside &&
    !isVisible({ owner, access: property.getAccess, testVisible: field.testVisible }, scope.cls)
  )
    compiler.fail(at, `${field.name} cannot be read here: its getter is ${property.getAccess}`);
  return {
    kind: 'value',
    type: field.type,
    get: (frame) => read(frame, holder(frame)),
    ...(refusal === null ? { place: placeOf(holder, read, write) } : { notWritable: refusal })
  };
}

function notWritable(field: FieldInfo, scope: Scope): string | null {
  const { property, owner } = field;
  if (property) {
    if (property.node.set === null) return `${field.name} cannot be written: it has no setter`;
    const setter = { owner, access: property.setAccess, testVisible: field.testVisible };
    return isVisible(setter, scope.cls) ? null : `${field.name} cannot be written here: its setter is ${setter.access}`;
  }
  const settable = scope.cls === owner && scope.initializes === (field.isStatic ? 'static' : 'instance');
  return field.isFinal && !settable ? `Final variable cannot be assigned: ${field.name}` : null;
}

/** Refuses what the interpreter cannot tell apart. */
export function refuseVirtualProperty(field: FieldInfo): void {
  const words = field.property?.node.modifiers.words ?? [];
  const word = words.find((each) => ['virtual', 'override', 'abstract'].includes(each));
  if (word !== undefined) throw new UnsupportedError(`The ${word} property`, `${field.at.file}:${field.at.line}`);
}
