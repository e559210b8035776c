import { OrgError } from '../../org/errors.ts';
import { normalizeId } from '../../org/ids.ts';
import type { QueryEngine, QueryRequest, QueryResult, QueryRow, Transaction, UserDirectory } from '../../org/ports.ts';
import type { ObjectDescribe, RecordValues } from '../../org/schema.ts';
import type { RecordSharing } from '../sharing.ts';
import type { Store } from '../store.ts';
import { conjuncts, countRows, execute, type Execution, unknownObject } from './execute.ts';
import { parseSoql, type Expression, type Select } from './parse.ts';
import { reader } from './resolve.ts';
import { type Binds, valuesOf } from './where.ts';

/** Parsed queries are kept: the same few texts come again and again. */
const CACHE_SIZE = 500;

export class SoqlEngine implements QueryEngine {
  readonly #store: Store;
  readonly #sharing: RecordSharing;
  readonly #users: () => UserDirectory;
  readonly #parsed = new Map<string, Select>();

  constructor(store: Store, sharing: RecordSharing, users: () => UserDirectory) {
    this.#store = store;
    this.#sharing = sharing;
    this.#users = users;
  }

  query(tx: Transaction, request: QueryRequest): QueryResult {
    const select = this.#parse(request.soql);
    const object = this.#store.schema.object(select.from);
    if (!object) throw unknownObject(select.from);
    // The query's own WITH clause decides; user mode always shares, whatever the caller's class says.
    const access = select.mode ?? request.access;
    const run: Execution = {
      tx,
      store: this.#store,
      sharing: this.#sharing,
      binds: request.binds,
      access,
      share: access === 'user' ? 'with' : request.sharing,
      computed: (target, inner) =>
        target.apiName === 'UserRecordAccess' ? this.#recordAccess(tx, inner, request.binds) : undefined
    };
    if (isBareCount(select)) {
      const count = countRows(run, object, select);
      return { rows: [], rowCount: 1, count };
    }
    const rows = execute(run, object, select);
    return { rows, rowCount: rows.reduce((sum, row) => sum + weight(row), 0), count: null };
  }

  check(soql: string): void {
    this.#checkSelect(this.#parse(soql), undefined);
  }

  #parse(soql: string): Select {
    const known = this.#parsed.get(soql);
    if (known) return known;
    const select = parseSoql(soql);
    if (this.#parsed.size >= CACHE_SIZE) this.#parsed.delete(this.#parsed.keys().next().value ?? '');
    this.#parsed.set(soql, select);
    return select;
  }

  #checkSelect(select: Select, parent: ObjectDescribe | undefined): void {
    const relationship = parent?.childRelationships.find(
      (child) => child.name.toLowerCase() === select.from.toLowerCase()
    );
    const object = this.#store.schema.object(parent ? (relationship?.childObject ?? '') : select.from);
    if (!object)
      throw parent
        ? new OrgError('INVALID_FIELD', `Didn't understand relationship '${select.from}' in FROM part of query call`)
        : unknownObject(select.from);
    const check = (expression: Expression): void => {
      const inner = expression.kind === 'call' ? expression.argument : expression;
      if (inner) reader(this.#store, object, inner, () => undefined);
    };
    for (const { expression } of select.fields) check(expression);
    for (const expression of select.groupBy) check(expression);
    for (const { expression } of select.orderBy) check(expression);
    for (const condition of everyComparison(select)) {
      check(condition.field);
      if (condition.value.kind === 'query') this.#checkSelect(condition.value.query, undefined);
    }
    for (const child of select.children) this.#checkSelect(child, object);
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
      HasDeleteAccess: edit && access?.delete === true
    };
  }
}

function isBareCount(select: Select): boolean {
  const [only] = select.fields;
  return (
    select.fields.length === 1 &&
    only?.expression.kind === 'call' &&
    only.expression.name === 'COUNT' &&
    only.expression.argument === null &&
    select.groupBy.length === 0
  );
}

/** Rows of child queries count too. */
function weight(row: QueryRow): number {
  let sum = 1;
  for (const children of Object.values(row.children)) sum += children.length;
  return sum;
}

function* everyComparison(select: Select) {
  const open = [select.where];
  while (open.length > 0) {
    const condition = open.pop();
    if (!condition) continue;
    if (condition.kind === 'compare') yield condition;
    else if (condition.kind === 'not') open.push(condition.of);
    else open.push(condition.left, condition.right);
  }
}
