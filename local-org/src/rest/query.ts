import { randomUUID } from 'node:crypto';
import { OrgError } from '../org/errors.ts';
import type { Org, QueryRow } from '../org/ports.ts';
import { type JsonObject, type RecordUrls, toJsonRow } from './json.ts';

/** Rows of one answer, and the most that `Sforce-Query-Options: batchSize` may ask for. */
const MAX_BATCH = 2000;
/** Open cursors a user may have; the oldest is closed for a new one. */
const MAX_CURSORS = 10;

interface Cursor {
  id: string;
  userId: string;
  rows: QueryRow[];
  batch: number;
}

/** `/query`: runs SOQL for a user and keeps what does not fit one answer for `queryMore`. */
export class QueryPages {
  readonly #org: Org;
  readonly #cursors = new Map<string, Cursor>();

  constructor(org: Org) {
    this.#org = org;
  }

  /** @param options the `Sforce-Query-Options` header, e.g. `batchSize=500` */
  run(userId: string, soql: string | undefined, options: string | undefined, urls: RecordUrls): JsonObject {
    if (!soql) throw new OrgError('MALFORMED_QUERY', 'A query string has to be specified');
    const result = this.#org.transact(userId, 'GET /query', (tx) =>
      this.#org.query.query(tx, { soql, binds: {}, access: 'user', sharing: 'with' })
    );
    if (result.count !== null) return { totalSize: result.count, done: true, records: [] };
    const cursor = { id: randomUUID(), userId, rows: result.rows, batch: batchSize(options) };
    if (result.rows.length > cursor.batch) this.#keep(cursor);
    return this.#page(cursor, 0, urls);
  }

  /** @param locator `<cursor>-<offset>`, as an earlier answer's `nextRecordsUrl` gave it */
  more(userId: string, locator: string, urls: RecordUrls): JsonObject {
    const [, id, offset] = /^(.+)-(\d+)$/.exec(locator) ?? [];
    const cursor = id === undefined ? undefined : this.#cursors.get(id);
    if (!cursor || cursor.userId !== userId) throw new OrgError('INVALID_QUERY_LOCATOR', 'invalid query locator');
    return this.#page(cursor, Number(offset), urls);
  }

  #keep(cursor: Cursor): void {
    const mine = [...this.#cursors.values()].filter((other) => other.userId === cursor.userId);
    const oldest = mine.length >= MAX_CURSORS ? mine[0] : undefined;
    if (oldest) this.#cursors.delete(oldest.id);
    this.#cursors.set(cursor.id, cursor);
  }

  #page(cursor: Cursor, offset: number, urls: RecordUrls): JsonObject {
    const end = offset + cursor.batch;
    const done = end >= cursor.rows.length;
    const records = cursor.rows.slice(offset, end).map((row) => toJsonRow(this.#org.schema, row, urls));
    const next = done ? {} : { nextRecordsUrl: `${urls.base}/query/${cursor.id}-${end}` };
    return { totalSize: cursor.rows.length, done, ...next, records };
  }
}

function batchSize(options: string | undefined): number {
  const asked = Number(/batchSize=(\d+)/.exec(options ?? '')?.[1] ?? MAX_BATCH);
  return Math.min(Math.max(asked, 200), MAX_BATCH);
}
