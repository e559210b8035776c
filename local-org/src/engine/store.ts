import { IdGenerator } from '../org/ids.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues, Schema } from '../org/schema.ts';

type Key = string | number | boolean;

/** Rows of one object. A row is never changed in place: a write puts a new one. */
export class Table {
  readonly describe: ObjectDescribe;
  readonly #live = new Map<string, RecordValues>();
  /** The recycle bin. */
  readonly #deleted = new Map<string, RecordValues>();
  readonly #indexes = new Map<string, { field: FieldDescribe; ids: Map<Key, Set<string>> }>();
  /** Grows with every change, also with one that is undone. */
  version = 0;

  constructor(describe: ObjectDescribe) {
    this.describe = describe;
    for (const field of describe.fields) {
      if (field.referenceTo.length > 0 || field.unique || field.externalId) {
        this.#indexes.set(field.apiName, { field, ids: new Map() });
      }
    }
  }

  get(id: string): RecordValues | undefined {
    return this.#live.get(id);
  }

  getDeleted(id: string): RecordValues | undefined {
    return this.#deleted.get(id);
  }

  rows(): Iterable<RecordValues> {
    return this.#live.values();
  }

  deletedRows(): Iterable<RecordValues> {
    return this.#deleted.values();
  }

  get size(): number {
    return this.#live.size;
  }

  isIndexed(field: string): boolean {
    return this.#indexes.has(field);
  }

  /** Ids of live rows whose indexed field has this value; texts match as the field's case sensitivity says. */
  find(field: string, value: FieldValue): Iterable<string> {
    const index = this.#indexes.get(field);
    if (!index || value === null) return [];
    return index.ids.get(keyOf(index.field, value)) ?? [];
  }

  /** Puts, replaces or takes away a row. @returns what was there before, for undoing */
  put(
    id: string,
    row: RecordValues | undefined,
    deleted: boolean
  ): { row: RecordValues | undefined; deleted: boolean } {
    this.version++;
    const wasLive = this.#live.get(id);
    const before = { row: wasLive ?? this.#deleted.get(id), deleted: wasLive === undefined && this.#deleted.has(id) };
    const next = deleted ? undefined : row;
    this.#reindex(id, wasLive, next);
    this.#deleted.delete(id);
    if (next) {
      this.#live.set(id, next);
    } else {
      this.#live.delete(id);
      if (row !== undefined) this.#deleted.set(id, row);
    }
    return before;
  }

  #reindex(id: string, from: RecordValues | undefined, to: RecordValues | undefined): void {
    for (const [name, { field, ids }] of this.#indexes) {
      const [before, after] = [from?.[name] ?? null, to?.[name] ?? null];
      if (before === after) continue;
      if (before !== null) {
        const key = keyOf(field, before);
        const entry = ids.get(key);
        entry?.delete(id);
        if (entry?.size === 0) ids.delete(key);
      }
      if (after !== null) {
        const key = keyOf(field, after);
        const entry = ids.get(key);
        if (entry) entry.add(id);
        else ids.set(key, new Set([id]));
      }
    }
  }
}

function keyOf(field: FieldDescribe, value: string | number | boolean): Key {
  if (typeof value !== 'string' || field.caseSensitive || field.referenceTo.length > 0) return value;
  return value.toLowerCase();
}

/** How a row got into the recycle bin, to bring back exactly what went with it. */
export interface Removal {
  /** The record that somebody deleted: the row itself, or the master it went with. */
  root: string;
  /** Lookups that were emptied because they pointed to the row. */
  emptied: readonly { object: string; id: string; field: string }[];
}

/** All rows of the org, in memory. */
export class Store {
  readonly schema: Schema;
  readonly ids = new IdGenerator();
  /** By deleted row: rows are never changed in place, so an undone or repeated deletion has an entry of its own. */
  readonly removals = new WeakMap<RecordValues, Removal>();
  readonly #tables = new Map<string, Table>();
  readonly #autoNumbers = new Map<string, number>();
  #lastMoment = 0;
  #replayId = 0;

  constructor(schema: Schema) {
    this.schema = schema;
    for (const object of schema.objects()) this.#tables.set(object.apiName, new Table(object));
  }

  /** @param object in the schema's spelling */
  table(object: string): Table {
    const table = this.#tables.get(object);
    if (!table) throw new Error(`There is no table ${object}`);
    return table;
  }

  /** The next auto-number. Numbers are spent even where the save fails, as on the platform. */
  autoNumber(object: string, field: FieldDescribe): string {
    const key = `${object}.${field.apiName}`;
    const next = (this.#autoNumbers.get(key) ?? 0) + 1;
    this.#autoNumbers.set(key, next);
    const format = field.displayFormat ?? '{00000000}';
    return format.replace(/\{(0+)\}/, (_whole, zeros: string) => String(next).padStart(zeros.length, '0'));
  }

  /** Number of the next platform event. */
  nextReplayId(): number {
    return ++this.#replayId;
  }

  /** A moment that is later than every one before, so that "modified since" never ties. */
  moment(now: Date): string {
    this.#lastMoment = Math.max(now.getTime(), this.#lastMoment + 1);
    return new Date(this.#lastMoment).toISOString();
  }
}
