import { OrgError } from '../../org/errors.ts';
import { normalizeId } from '../../org/ids.ts';
import type { QueryEngine, QueryRequest, QueryResult, Transaction, UserDirectory } from '../../org/ports.ts';
import type { ObjectDescribe, RecordValues } from '../../org/schema.ts';
import type { RecordSharing } from '../sharing.ts';
import type { Store } from '../store.ts';
import { checkQuery, isBareCount } from './check.ts';
import { countRows, prepare } from './execute.ts';
import { parseSoql, type Select } from './parse.ts';
import { conjuncts } from './rows.ts';
import type { QueryRun } from './run.ts';
import { type Binds, valuesOf } from './where.ts';

/** Parsed and checked queries are kept: the same few texts come again and again. */
const CACHE_SIZE = 500;

interface Checked {
  select: Select;
  object: ObjectDescribe;
}

export class SoqlEngine implements QueryEngine {
  readonly #store: Store;
  readonly #sharing: RecordSharing;
  readonly #users: () => UserDirectory;
  readonly #checked = new Map<string, Checked>();

  constructor(store: Store, sharing: RecordSharing, users: () => UserDirectory) {
    this.#store = store;
    this.#sharing = sharing;
    this.#users = users;
  }

  query(tx: Transaction, request: QueryRequest): QueryResult {
    const { select, object } = this.#check(request.soql);
    // The query's own WITH clause decides; user mode always shares, whatever the caller's class says.
    const access = select.mode ?? request.access;
    const run: QueryRun = {
      tx,
      store: this.#store,
      sharing: this.#sharing,
      binds: request.binds,
      access,
      share: access === 'user' ? 'with' : request.sharing,
      computed: (target, inner) =>
        target.apiName === 'UserRecordAccess' ? this.#recordAccess(tx, inner, request.binds) : undefined
    };
    // "COUNT() and COUNT(fieldName) … counts as one query row" (SOQL and SOSL Limits for Apex).
    if (isBareCount(select)) return { rows: [], rowCount: 1, count: countRows(run, object, select) };
    const { rows, matched } = prepare(run, object, select)();
    return { rows, rowCount: countsOnly(select) ? rows.length : matched, count: null };
  }

  check(soql: string): void {
    this.#check(soql);
  }

  #check(soql: string): Checked {
    const known = this.#checked.get(soql);
    if (known) return known;
    const select = parseSoql(soql);
    const checked = { select, object: checkQuery(this.#store, select) };
    if (this.#checked.size >= CACHE_SIZE) this.#checked.delete(this.#checked.keys().next().value ?? '');
    this.#checked.set(soql, checked);
    return checked;
  }

  #recordAccess(tx: Transaction, select: Select, binds: Binds): RecordValues[] {
    const given = (name: string): string[] =>
      [...conjuncts(select.where)].flatMap((condition) =>
        condition.kind === 'compare' &&
        condition.field.kind === 'field' &&
        condition.field.path[0]?.toLowerCase() === name
          ? valuesOf(condition.value, binds).map(String)
          : []
      );
    const [userId] = given('userid');
    const recordIds = given('recordid');
    if (userId === undefined || recordIds.length === 0) {
      throw new OrgError('MALFORMED_QUERY', 'UserRecordAccess needs UserId and RecordId in its WHERE clause');
    }
    const user = this.#users().context(tx, normalizeId(userId));
    return tx.withUser(user, () => recordIds.map((id) => this.#accessTo(tx, normalizeId(id))));
  }

  #accessTo(tx: Transaction, id: string): RecordValues {
    const object = this.#store.schema.objectOfId(id);
    const row = object && this.#store.table(object.apiName).get(id);
    const access = object && tx.user.permissions.object(object.apiName);
    const read = object && row && access?.read ? this.#sharing.canRead(tx, object, row) : false;
    const edit = object && row && read && access?.edit ? this.#sharing.canEdit(tx, object, row) : false;
    return {
      Id: null,
      UserId: tx.user.id,
      RecordId: id,
      HasReadAccess: read,
      HasEditAccess: edit,
      HasDeleteAccess: object && row && read && access?.delete ? this.#sharing.canDelete(tx, object, row) : false
    };
  }
}

function countsOnly(select: Select): boolean {
  return (
    select.groupBy.length === 0 &&
    select.fields.length > 0 &&
    select.fields.every(({ expression }) => expression.kind === 'call' && expression.name === 'COUNT')
  );
}
