import { z } from 'zod';
import type { Deal, Window } from '../domain/deal.ts';
import type { Evidence, EvidenceKind, Segment, Speaker } from '../domain/evidence.ts';
import { type Connector, ConnectorError } from '../ports.ts';
import { shaped } from './http.ts';
import { People } from './people.ts';
import { mailText } from './reply.ts';
import { change, event, mail, note, supportCase, task } from './salesforce-rows.ts';
import { connector, utc } from './source.ts';
import { cleanText } from './text.ts';

/** Runs a SOQL query and returns all its rows, as the REST API gives them. Somebody else signs in. */
export type Query = (soql: string) => Promise<readonly unknown[]>;

export interface SalesforceOptions {
  query: Query;
  /** Address of the org, for links to records. */
  instanceUrl: string;
}

/** The newest so many rows of each kind; a sales cycle with more has them elsewhere too. */
const MOST_ROWS = 2000;

/** What one query is built from, and what its rows become. */
interface Part {
  what: string;
  soql: string;
  evidence(rows: readonly unknown[]): Iterable<Evidence>;
}

/**
 * Mails, tasks, events, cases, notes and the opportunity's history: one query each. What the org does not have or does
 * not let the user read is named once the rest was read.
 */
export function salesforceConnector({ query, instanceUrl }: SalesforceOptions): Connector {
  return connector('Salesforce', async function* read(deal, window, signal) {
    const unread: string[] = [];
    let canRetry = true;
    let cause: unknown;
    for (const part of partsOf(deal, window, instanceUrl)) {
      if (signal.aborted) return;
      let found: Evidence[];
      try {
        found = [...part.evidence(await query(part.soql))];
      } catch (error) {
        const code = codeOf(error);
        unread.push(code === null ? part.what : `${part.what} (${code})`);
        canRetry &&= error instanceof ConnectorError ? error.retryable : code === null;
        cause ??= error;
        continue;
      }
      yield* found;
    }
    if (unread.length > 0) throw new ConnectorError(`${unread.join(', ')} could not be read`, canRetry, { cause });
  });
}

function partsOf(deal: Deal, window: Window, instanceUrl: string): Part[] {
  const people = new People(deal);
  const records = `(${quote(deal.opportunityId)}, ${quote(deal.accountId)})`;
  const customers = deal.people.filter(({ side }) => side === 'customer').map(({ id }) => quote(id));
  const about =
    customers.length === 0
      ? `WhatId IN ${records}`
      : // What names a contact and nothing else may be about this deal; what names another record is not.
        `(WhatId IN ${records} OR (WhatId = null AND WhoId IN (${customers.join(', ')})))`;
  const from = soqlSecond(window.from, Math.floor);
  // What was written in the window's last second is in it.
  const to = soqlSecond(window.to, Math.ceil);
  const during = (field: string): string => `${field} >= ${from} AND ${field} <= ${to}`;
  const linkTo = (id: string): string | null => (URL.canParse(id, instanceUrl) ? new URL(id, instanceUrl).href : null);
  /** Who has a user's id is one of ours, also when the deal does not list them. */
  const user = (id: string | null | undefined, name: string | null | undefined): Speaker =>
    people.byId(id) ?? { ...people.resolve({ name }), ...(id?.startsWith('005') ? { side: 'seller' } : {}) };
  const make = (
    kind: EvidenceKind,
    id: string,
    at: string | null,
    title: string | null | undefined,
    said: Segment[]
  ) =>
    at === null || said.length === 0
      ? []
      : [{ id: `salesforce:${id}`, kind, at, title: cleanText(title ?? ''), url: linkTo(id), segments: said }];
  const say = (speaker: Speaker, words: string | null | undefined, at: string | null): Segment[] => {
    const plain = cleanText(words ?? '');
    return plain === '' || at === null ? [] : [{ speaker, text: plain, at }];
  };
  /** Logged mails appear as tasks too. */
  const mailTasks = new Set<string>();

  return [
    {
      what: 'e-mails',
      soql:
        'SELECT Id, Subject, TextBody, HtmlBody, FromAddress, FromName, MessageDate, ActivityId FROM EmailMessage ' +
        `WHERE RelatedToId IN ${records} AND ${during('MessageDate')} ${newest('MessageDate')}`,
      *evidence(rows) {
        for (const row of shaped(rows, z.array(mail), 'EmailMessage')) {
          if (row.ActivityId) mailTasks.add(row.ActivityId);
          const at = utc(row.MessageDate);
          const words = mailText({ html: row.HtmlBody ?? null, text: row.TextBody ?? null });
          const speaker = people.resolve({ name: row.FromName, email: row.FromAddress });
          yield* make('email', row.Id, at, row.Subject, say(speaker, words, at));
        }
      }
    },
    {
      what: 'tasks',
      soql:
        'SELECT Id, Subject, Description, ActivityDate, CreatedDate, IsClosed, OwnerId, Owner.Name FROM Task ' +
        `WHERE ${about} AND ((ActivityDate >= ${window.from.slice(0, 10)} AND ActivityDate <= ` +
        `${window.to.slice(0, 10)}) OR (${during('CreatedDate')})) ${newest('CreatedDate')}`,
      *evidence(rows) {
        for (const row of shaped(rows, z.array(task), 'Task')) {
          if (mailTasks.has(row.Id)) continue;
          // A done task tells of its day, which has no hour: noon is that day nearly everywhere. An open one tells of
          // the day it was written, its date being still to come.
          const at = utc(row.IsClosed && row.ActivityDate ? `${row.ActivityDate}T12:00:00Z` : row.CreatedDate);
          yield* make(
            'document',
            row.Id,
            at,
            row.Subject,
            say(user(row.OwnerId, row.Owner?.Name), row.Description, at)
          );
        }
      }
    },
    {
      what: 'events',
      soql:
        'SELECT Id, Subject, Description, StartDateTime, OwnerId, Owner.Name, ' +
        '(SELECT RelationId, Relation.Name FROM EventRelations) FROM Event ' +
        `WHERE ${about} AND ${during('StartDateTime')} ${newest('StartDateTime')}`,
      *evidence(rows) {
        for (const row of shaped(rows, z.array(event), 'Event')) {
          const at = utc(row.StartDateTime);
          const owner = user(row.OwnerId, row.Owner?.Name);
          const guests = row.EventRelations.map(
            ({ RelationId, Relation }) => people.byId(RelationId)?.name ?? Relation?.Name
          ).filter((name) => typeof name === 'string' && name !== '');
          const invited = guests.length === 0 ? null : `Invited: ${[...new Set(guests)].sort().join(', ')}.`;
          // Who was invited is a fact of the CRM: nobody said it.
          const said = [...say(owner, row.Description, at), ...say(people.resolve({}), invited, at)];
          yield* make('meeting', row.Id, at, row.Subject, said);
        }
      }
    },
    {
      what: 'cases',
      soql:
        'SELECT Id, Subject, Description, CreatedDate, ContactId, Contact.Name, Contact.Email, SuppliedName, ' +
        'SuppliedEmail, (SELECT CommentBody, CreatedDate, CreatedById, CreatedBy.Name FROM CaseComments) FROM Case ' +
        `WHERE AccountId = ${quote(deal.accountId)} AND ${during('CreatedDate')} ${newest('CreatedDate')}`,
      *evidence(rows) {
        for (const row of shaped(rows, z.array(supportCase), 'Case')) {
          const at = utc(row.CreatedDate);
          const author =
            people.byId(row.ContactId) ??
            people.resolve({
              name: row.Contact?.Name ?? row.SuppliedName,
              email: row.Contact?.Email ?? row.SuppliedEmail
            });
          const comments = row.CaseComments.flatMap(({ CommentBody, CreatedDate, CreatedById, CreatedBy }) =>
            say(user(CreatedById, CreatedBy?.Name), CommentBody, utc(CreatedDate))
          ).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
          const words = mailText({ html: null, text: row.Description ?? null });
          yield* make('ticket', row.Id, at, row.Subject, [...say(author, words, at), ...comments]);
        }
      }
    },
    {
      what: 'notes',
      soql:
        'SELECT Id, Title, Body, CreatedDate, CreatedById, CreatedBy.Name FROM Note ' +
        `WHERE ParentId IN ${records} AND ${during('CreatedDate')} ${newest('CreatedDate')}`,
      *evidence(rows) {
        for (const row of shaped(rows, z.array(note), 'Note')) {
          const at = utc(row.CreatedDate);
          const author = user(row.CreatedById, row.CreatedBy?.Name);
          yield* make('document', row.Id, at, row.Title, say(author, row.Body, at));
        }
      }
    },
    {
      what: "the opportunity's history",
      soql:
        `SELECT Id, StageName, Amount, ${deal.currency ? 'CurrencyIsoCode, ' : ''}CloseDate, CreatedDate, CreatedById, ` +
        'CreatedBy.Name FROM OpportunityHistory ' +
        `WHERE OpportunityId = ${quote(deal.opportunityId)} AND ${during('CreatedDate')} ${newest('CreatedDate')}`,
      *evidence(rows) {
        const said = shaped(rows, z.array(change), 'OpportunityHistory')
          .flatMap(({ StageName, Amount, CurrencyIsoCode, CloseDate, CreatedDate, CreatedById, CreatedBy }) => {
            const facts = [`Stage ${StageName ?? 'not set'}`, `close date ${CloseDate ?? 'not set'}`];
            if (typeof Amount === 'number')
              facts.push(`amount ${CurrencyIsoCode ? `${CurrencyIsoCode} ` : ''}${Amount}`);
            return say(user(CreatedById, CreatedBy?.Name), `${facts.join(', ')}.`, utc(CreatedDate));
          })
          .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
        yield* make('document', `${deal.opportunityId}/history`, said[0]?.at ?? null, 'Opportunity history', said);
      }
    }
  ];
}

function newest(field: string): string {
  return `ORDER BY ${field} DESC LIMIT ${MOST_ROWS}`;
}

/** A SOQL text literal; ids come from the org, and are quoted as if they did not. */
function quote(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

/** A SOQL date-time literal: without milliseconds, without quotes. */
function soqlSecond(at: string, round: (seconds: number) => number): string {
  return new Date(round(Date.parse(at) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** Salesforce's own code, such as INVALID_TYPE where the org has no such object; its message may quote the query. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const codes = [error.name, 'errorCode' in error ? error.errorCode : null, 'code' in error ? error.code : null];
  return codes.filter((code) => typeof code === 'string').find((code) => /^[A-Z][A-Z_]{3,60}$/.test(code)) ?? null;
}
