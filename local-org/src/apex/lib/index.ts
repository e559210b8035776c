import type { NativeClass } from '../native.ts';
import * as assert from './assert.ts';
import * as async from './async.ts';
import * as collections from './collections.ts';
import * as database from './database.ts';
import * as dates from './dates.ts';
import * as exceptions from './exceptions.ts';
import * as http from './http.ts';
import * as json from './json.ts';
import * as numbers from './numbers.ts';
import * as regex from './regex.ts';
import * as schema from './schema.ts';
import * as sobject from './sobject.ts';
import * as string from './string.ts';
import * as system from './system.ts';

function isClass(value: unknown): value is NativeClass {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

/** Every system class there is. What is not here, the package may not use. */
export const systemLibrary: readonly NativeClass[] = [
  ...[
    assert,
    async,
    collections,
    database,
    dates,
    exceptions,
    http,
    json,
    numbers,
    regex,
    schema,
    sobject,
    string,
    system
  ].flatMap((module) => Object.values(module).filter(isClass)),
  ...exceptions.systemExceptions,
  ...database.results
];
