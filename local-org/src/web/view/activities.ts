import { localeTag } from '../../org/locale.ts';
import type { Org, QueryRow, Reader, Transaction, UserContext } from '../../org/ports.ts';
import { requireRecord } from './record.ts';
import { recordHref } from './table.ts';

export interface Activity {
  id: string;
  kind: 'Task' | 'Event';
  subject: string;
  description: string;
  when: string;
  who: string;
  isDone: boolean;
}

export interface Notice {
  title: string;
  body: string;
  href: string | null;
  when: string;
}

const ROWS = 50;
/** `Nov 21`, or `21. Nov.` */
function shortDay(at: string, { locale }: Reader): string {
  return new Date(at).toLocaleDateString(localeTag(locale), { month: 'short', day: 'numeric', timeZone: 'UTC' });
}

/**
 * Tasks and events of a record: open ones by date, then done ones, the latest first.
 *
 * @throws {OrgError} as `requireRecord` does: who may not see a record does not learn what is planned for it
 */
export function activitiesOf(org: Org, tx: Transaction, recordId: string): Activity[] {
  requireRecord(org, tx, recordId);
  const read = (soql: string): QueryRow[] =>
    org.query.query(tx, { soql, binds: { id: recordId }, access: 'user', sharing: 'with' }).rows;
  const tasks = read(
    `SELECT Id, Subject, Description, ActivityDate, IsClosed, Owner.Name FROM Task WHERE WhatId = :id OR WhoId = :id ORDER BY ActivityDate LIMIT ${ROWS}`
  ).map((row) => toActivity('Task', row, row.values['ActivityDate'], row.values['IsClosed'] === true, tx.user));
  const events = read(
    `SELECT Id, Subject, Description, StartDateTime, Owner.Name FROM Event WHERE WhatId = :id OR WhoId = :id ORDER BY StartDateTime LIMIT ${ROWS}`
  ).map((row) => {
    const start = row.values['StartDateTime'];
    return toActivity('Event', row, start, String(start) < tx.now.toISOString(), tx.user);
  });
  const all = [...tasks, ...events].sort((left, right) => left.at.localeCompare(right.at));
  const open = all.filter(({ activity }) => !activity.isDone);
  const done = all.filter(({ activity }) => activity.isDone).reverse();
  return [...open, ...done].map(({ activity }) => activity);
}

function toActivity(
  kind: Activity['kind'],
  row: QueryRow,
  at: unknown,
  isDone: boolean,
  reader: Reader
): { at: string; activity: Activity } {
  const text = (name: string): string => String(row.values[name] ?? '');
  const owner = row.parents['Owner']?.values['Name'];
  return {
    at: String(at ?? ''),
    activity: {
      id: text('Id'),
      kind,
      subject: text('Subject'),
      description: text('Description'),
      when: typeof at === 'string' ? shortDay(at, reader) : '',
      who: owner === undefined || owner === null ? '' : String(owner),
      isDone
    }
  };
}

/** Custom notifications of the user, newest first. */
export function noticesOf(org: Org, user: UserContext): Notice[] {
  return org.notifications
    .of(user.id)
    .toReversed()
    .map(({ title, body, targetId, at }) => ({
      title,
      body,
      href: targetId === null ? null : recordHref(org.schema.objectOfId(targetId)?.apiName ?? '', targetId),
      when: shortDay(at, user)
    }));
}
