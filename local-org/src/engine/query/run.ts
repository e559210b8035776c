import { OrgError } from '../../org/errors.ts';
import type { AccessLevel, Sharing, Transaction } from '../../org/ports.ts';
import type { FieldDescribe, ObjectDescribe, RecordValues } from '../../org/schema.ts';
import type { RecordSharing } from '../sharing.ts';
import type { Store } from '../store.ts';
import type { Count, Select } from './parse.ts';
import { noSuchColumn, type ResolvedField, unknownObject, unknownRelationship } from './resolve.ts';
import type { Binds } from './where.ts';

/** One run of a query: who asks, with what values and rights. */
export interface QueryRun {
  tx: Transaction;
  store: Store;
  sharing: RecordSharing;
  binds: Binds;
  access: AccessLevel;
  share: Sharing;
  /** Rows of objects that are computed: `UserRecordAccess`. */
  computed: (object: ObjectDescribe, select: Select) => Iterable<RecordValues> | undefined;
}

export function mayRead(run: QueryRun, object: ObjectDescribe, field: FieldDescribe): boolean {
  return run.access === 'system' || run.tx.user.permissions.field(object.apiName, field.apiName).read;
}

/** In user mode what a user may not read does not exist. @throws {OrgError} INVALID_FIELD, INVALID_TYPE */
export function checkField(run: QueryRun, { steps, owner, field }: ResolvedField): void {
  if (run.access === 'system') return;
  for (const step of steps) {
    if (!mayRead(run, step.from, step.lookup) || !mayReadObject(run, step.object)) {
      throw unknownRelationship(step.relationship);
    }
  }
  if (!mayRead(run, owner, field)) throw noSuchColumn(field.apiName, owner.apiName);
}

export function checkObject(run: QueryRun, object: ObjectDescribe): void {
  if (!mayReadObject(run, object)) throw unknownObject(object.apiName);
}

function mayReadObject(run: QueryRun, object: ObjectDescribe): boolean {
  return run.access === 'system' || run.tx.user.permissions.object(object.apiName).read;
}

/** `WITH SECURITY_ENFORCED` looks at what is selected, whatever the mode. */
export function checkSecured(run: QueryRun, resolved: ResolvedField): void {
  try {
    checkField({ ...run, access: 'user' }, resolved);
  } catch (cause) {
    throw new OrgError(
      'INSUFFICIENT_ACCESS',
      `Insufficient permissions: secure query included inaccessible field ${resolved.field.apiName}`,
      [],
      { cause }
    );
  }
}

/** The part of the rows that LIMIT and OFFSET ask for. */
export function cut<T>(run: QueryRun, select: Select, rows: T[]): T[] {
  const offset = countOf(run, select.offset) ?? 0;
  const limit = countOf(run, select.limit);
  if (offset === 0 && limit === undefined) return rows;
  return rows.slice(offset, limit === undefined ? undefined : offset + limit);
}

function countOf(run: QueryRun, count: Count | undefined): number | undefined {
  if (!count) return undefined;
  if ('value' in count) return count.value;
  const value = run.binds[count.bind];
  if (typeof value !== 'number') throw new OrgError('MALFORMED_QUERY', `:${count.bind} must be a number`);
  return value;
}
