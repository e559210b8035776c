import { LimitError, type SaveError, type SaveResult } from '../../org/errors.ts';
import type { SaveOperation, Savepoint } from '../../org/ports.ts';
import { type NativeContext, type NativeFunction, nativeClass } from '../native.ts';
import { STRING, typeOf } from '../types/types.ts';
import { ApexEnumValue, ApexList, ApexMap, type ApexValue, NativeObject, SObjectValue } from '../values.ts';
import { state, text } from './args.ts';
import { isFieldToken } from './schema.ts';
import { rows } from './sobject.ts';

const RESULT_TYPES: Readonly<Record<SaveOperation, string>> = {
  insert: 'Database.SaveResult',
  update: 'Database.SaveResult',
  upsert: 'Database.UpsertResult',
  delete: 'Database.DeleteResult',
  undelete: 'Database.UndeleteResult',
  purge: 'Database.EmptyRecycleBinResult'
};

interface Options {
  allOrNone: boolean;
  access: 'user' | 'system';
  externalIdField?: string;
}

function accessOf(value: ApexValue | undefined): 'user' | 'system' {
  return value instanceof ApexEnumValue && value.name === 'USER_MODE' ? 'user' : 'system';
}

function run(ctx: NativeContext, operation: SaveOperation, target: ApexValue | undefined, options: Options): ApexValue {
  const type = typeOf(RESULT_TYPES[operation]);
  const results = ctx.dml(operation, rowsOf(ctx, target), options).map((result) => new NativeObject(type, result));
  return target instanceof ApexList ? new ApexList(type, results) : (results[0] ?? null);
}

/** Records, or ids of records, as delete and undelete take them. */
function rowsOf(ctx: NativeContext, target: ApexValue | undefined): SObjectValue[] {
  const items = target instanceof ApexList ? target.items : [target ?? null];
  if (!items.some((item) => typeof item === 'string')) return rows(ctx, target);
  return items.map((item) => {
    const id = text(ctx, item);
    const made = new SObjectValue(ctx.org.schema.objectOfId(id)?.apiName ?? '');
    made.fields.set('Id', id);
    return made;
  });
}

/** `insert(records, allOrNone, accessLevel)` in every shape there is, for one record and for lists. */
function overloads(operation: SaveOperation): Record<string, NativeFunction> {
  const name = operation;
  const made: Record<string, NativeFunction> = {};
  const result = RESULT_TYPES[operation];
  const takesIds = operation === 'delete' || operation === 'undelete';
  for (const [one, many] of [['SObject', 'List<SObject>'], ...(takesIds ? [['Id', 'List<Id>']] : [])]) {
    for (const [parameter, returns] of [
      [one, result],
      [many, `List<${result}>`]
    ]) {
      made[`${name}(${parameter}):${returns}`] = (ctx, [target]) =>
        run(ctx, operation, target, { allOrNone: true, access: 'system' });
      made[`${name}(${parameter},Boolean):${returns}`] = (ctx, [target, all]) =>
        run(ctx, operation, target, { allOrNone: all === true, access: 'system' });
      made[`${name}(${parameter},AccessLevel):${returns}`] = (ctx, [target, level]) =>
        run(ctx, operation, target, { allOrNone: true, access: accessOf(level) });
      made[`${name}(${parameter},Boolean,AccessLevel):${returns}`] = (ctx, [target, all, level]) =>
        run(ctx, operation, target, { allOrNone: all === true, access: accessOf(level) });
    }
  }
  return made;
}

function upserts(): Record<string, NativeFunction> {
  const made = overloads('upsert');
  const key = (ctx: NativeContext, field: ApexValue | undefined): string => state(ctx, field, isFieldToken).field;
  for (const [parameter, returns] of [
    ['SObject', 'Database.UpsertResult'],
    ['List<SObject>', 'List<Database.UpsertResult>']
  ]) {
    made[`upsert(${parameter},Schema.SObjectField):${returns}`] = (ctx, [target, field]) =>
      run(ctx, 'upsert', target, { allOrNone: true, access: 'system', externalIdField: key(ctx, field) });
    made[`upsert(${parameter},Schema.SObjectField,Boolean):${returns}`] = (ctx, [target, field, all]) =>
      run(ctx, 'upsert', target, { allOrNone: all === true, access: 'system', externalIdField: key(ctx, field) });
    made[`upsert(${parameter},Schema.SObjectField,Boolean,AccessLevel):${returns}`] = (
      ctx,
      [target, field, all, level]
    ) =>
      run(ctx, 'upsert', target, {
        allOrNone: all === true,
        access: accessOf(level),
        externalIdField: key(ctx, field)
      });
  }
  return made;
}

function bindsOf(binds: ApexValue | undefined): Record<string, ApexValue> {
  if (!(binds instanceof ApexMap)) return {};
  return Object.fromEntries([...binds.entries.values()].map(({ key, value }) => [String(key), value]));
}

/** "The maximum number of records is 200" (emptyRecycleBin, SOAP API Developer Guide). */
const MOST_PURGED = 200;

/** It gives results, and never throws for a record. */
function purge(ctx: NativeContext, [target]: readonly ApexValue[]): ApexValue {
  if (target instanceof ApexList && target.items.length > MOST_PURGED)
    throw new LimitError(`emptyRecycleBin takes at most ${MOST_PURGED} records`);
  return run(ctx, 'purge', target, { allOrNone: false, access: 'system' });
}

interface SavepointState {
  savepoint: Savepoint;
}

const isSavepoint = (value: unknown): value is SavepointState =>
  typeof value === 'object' && value !== null && 'savepoint' in value;

export const database = nativeClass('Database', {
  statics: {
    ...overloads('insert'),
    ...overloads('update'),
    ...upserts(),
    ...overloads('delete'),
    ...overloads('undelete'),
    'emptyRecycleBin(List<Id>):List<Database.EmptyRecycleBinResult>': purge,
    'emptyRecycleBin(List<SObject>):List<Database.EmptyRecycleBinResult>': purge,
    'emptyRecycleBin(SObject):Database.EmptyRecycleBinResult': purge,
    'queryWithBinds(String,Map<String,Object>,AccessLevel):List<SObject>': (ctx, [soql, binds, level]) =>
      ctx.query(text(ctx, soql), bindsOf(binds), accessOf(level)).records,
    'countQueryWithBinds(String,Map<String,Object>,AccessLevel):Integer': (ctx, [soql, binds, level]) =>
      ctx.query(text(ctx, soql), bindsOf(binds), accessOf(level)).result.count ?? 0,
    'setSavepoint():System.Savepoint': (ctx) => {
      ctx.tx.limits.add('dmlStatements', 1);
      return new NativeObject(typeOf('Savepoint'), { savepoint: ctx.tx.savepoint() } satisfies SavepointState);
    },
    'rollback(System.Savepoint):void': (ctx, [mark]) => {
      ctx.tx.limits.add('dmlStatements', 1);
      ctx.tx.rollback(state(ctx, mark, isSavepoint).savepoint);
      return null;
    }
  }
});

export const savepoint = nativeClass('Savepoint', {});
export const accessLevel = nativeClass('AccessLevel', { enumValues: ['SYSTEM_MODE', 'USER_MODE'] });
export const allowsCallouts = nativeClass('Database.AllowsCallouts', { isInterface: true });

const isResult = (value: unknown): value is SaveResult =>
  typeof value === 'object' && value !== null && 'success' in value;
const isError = (value: unknown): value is SaveError =>
  typeof value === 'object' && value !== null && 'statusCode' in value;

export const results = Object.values(RESULT_TYPES)
  .filter((name, index, all) => all.indexOf(name) === index)
  .map((name) =>
    nativeClass(name, {
      methods: {
        'isSuccess():Boolean': (ctx, self) => state(ctx, self, isResult).success,
        'isCreated():Boolean': (ctx, self) => state(ctx, self, isResult).created,
        'getId():Id': (ctx, self) => state(ctx, self, isResult).id,
        'getErrors():List<Database.Error>': (ctx, self) =>
          new ApexList(
            typeOf('Database.Error'),
            state(ctx, self, isResult).errors.map((error) => new NativeObject(typeOf('Database.Error'), error))
          )
      }
    })
  );

export const databaseError = nativeClass('Database.Error', {
  methods: {
    'getMessage():String': (ctx, self) => state(ctx, self, isError).message,
    'getStatusCode():String': (ctx, self) => state(ctx, self, isError).statusCode,
    'getFields():List<String>': (ctx, self) => new ApexList(STRING, [...state(ctx, self, isError).fields])
  }
});
