import { kestrel, marlow } from './connectors.ts';

const AMARA = '005000000000001AAA';
const BEATRIZ = '003000000000011AAA';

/** Rows of two deals as the REST API gives them, by object and by the deal they are of. */
const ROWS: Record<string, readonly (Record<string, unknown> & { of: string })[]> = {
  EmailMessage: [
    {
      of: marlow.opportunityId,
      Id: '02s000000000001AAA',
      Subject: 'Re: use cases',
      HtmlBody:
        '<p>The tablet form has to land in the record system by itself, otherwise we have only moved the typing.</p>' +
        '<blockquote>We will do everything you ask for.</blockquote>',
      TextBody: null,
      FromAddress: 'beatriz.ferreira@marlowstreet.example',
      FromName: 'Beatriz Ferreira',
      MessageDate: '2026-09-17T09:40:00.000+0000',
      ActivityId: '00T000000000009AAA'
    },
    {
      of: kestrel.opportunityId,
      Id: '02s000000000002AAA',
      Subject: 'Offer',
      HtmlBody: null,
      TextBody:
        'I take it to the board on 2 December.\n\nOn 17 Nov 2026 Amara <ae@handoff.example> wrote:\n> The offer.',
      FromAddress: 'bogdan.iliescu@kestrelfreight.example',
      FromName: 'Bogdan Iliescu',
      MessageDate: '2026-11-17T12:00:00.000+0000',
      ActivityId: null
    }
  ],
  Task: [
    {
      of: marlow.opportunityId,
      Id: '00T000000000001AAA',
      Subject: 'Call: pilot review',
      Description: 'Intake went from 35 to 11 minutes in three weeks.',
      ActivityDate: '2026-11-12',
      CreatedDate: '2026-11-19T08:00:00.000+0000',
      IsClosed: true,
      OwnerId: AMARA,
      Owner: { Name: 'Amara Okafor' }
    },
    {
      of: marlow.opportunityId,
      Id: '00T000000000002AAA',
      Subject: 'Ask for the list',
      Description: 'Beatriz owes the list of 40 people.',
      ActivityDate: '2026-12-11',
      CreatedDate: '2026-11-19T08:00:00.000+0000',
      IsClosed: false,
      OwnerId: '005000000000077AAA',
      Owner: { Name: 'Somebody New' }
    },
    {
      of: marlow.opportunityId,
      Id: '00T000000000009AAA',
      Subject: 'Email: use cases',
      Description: 'The tablet form has to land in the record system by itself.',
      ActivityDate: '2026-09-17',
      CreatedDate: '2026-09-17T09:40:00.000+0000',
      IsClosed: true,
      OwnerId: AMARA,
      Owner: { Name: 'Amara Okafor' }
    }
  ],
  Event: [
    {
      of: marlow.opportunityId,
      Id: '00U000000000001AAA',
      Subject: 'Pilot kick-off',
      Description: null,
      StartDateTime: '2026-10-19T13:00:00.000+0000',
      OwnerId: AMARA,
      Owner: { Name: 'Amara Okafor' },
      EventRelations: {
        totalSize: 2,
        done: true,
        records: [
          { RelationId: BEATRIZ, Relation: { Name: 'Beatriz Ferreira' } },
          { RelationId: '003000000000098AAA', Relation: { Name: 'A Guest' } }
        ]
      }
    }
  ],
  Case: [
    {
      of: marlow.accountId,
      Id: '500000000000001AAA',
      Subject: 'Tablet',
      Description: 'The tablet does not charge.\n\nSent from my iPhone',
      CreatedDate: '2026-10-23T09:00:00.000+0000',
      ContactId: BEATRIZ,
      Contact: { Name: 'Beatriz Ferreira', Email: null },
      SuppliedName: null,
      SuppliedEmail: null,
      CaseComments: {
        records: [
          {
            CommentBody: 'It does now.',
            CreatedDate: '2026-10-24T09:00:00.000+0000',
            CreatedById: BEATRIZ,
            CreatedBy: { Name: 'Beatriz Ferreira' }
          },
          {
            CommentBody: 'We send another cable tomorrow.',
            CreatedDate: '2026-10-23T10:00:00.000+0000',
            CreatedById: '005000000000002AAA',
            CreatedBy: { Name: 'Kenji Watanabe' }
          }
        ]
      }
    }
  ],
  Note: [],
  OpportunityHistory: [
    {
      of: marlow.opportunityId,
      Id: '008000000000002AAA',
      StageName: 'Proposal/Price Quote',
      Amount: 186_000,
      CloseDate: '2026-11-27',
      CreatedDate: '2026-11-02T09:00:00.000+0000',
      CreatedById: AMARA,
      CreatedBy: { Name: 'Amara Okafor' }
    },
    {
      of: marlow.opportunityId,
      Id: '008000000000001AAA',
      StageName: 'Qualification',
      Amount: null,
      CloseDate: '2026-10-30',
      CreatedDate: '2026-09-10T09:00:00.000+0000',
      CreatedById: AMARA,
      CreatedBy: { Name: 'Amara Okafor' }
    }
  ]
};

/** The object a query is about: the last FROM outside brackets. */
export function objectOf(soql: string): string {
  const [, object = ''] = /FROM (\w+)/.exec(soql.replace(/\(SELECT [^()]*\)/g, '')) ?? [];
  return object;
}

/** Answers the connector's queries. @throws {Error} INVALID_TYPE for an object that this org does not have */
export function rowsOf(soql: string, without: readonly string[] = []): Record<string, unknown>[] {
  const object = objectOf(soql);
  const rows = ROWS[object];
  if (!rows || without.includes(object))
    throw Object.assign(new Error(`sObject type '${object}' is not supported.`), { errorCode: 'INVALID_TYPE' });
  return rows.filter(({ of }) => soql.includes(`'${of}'`));
}
