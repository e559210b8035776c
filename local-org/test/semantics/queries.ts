import { queryRows } from './row.ts';

/** What SOQL makes of nulls, case, patterns, groups and dates; it is Wednesday, 18 March 2026. */
export const QUERIES = queryRows(
  [
    ['Parcel__c', { Title__c: 'alpha', Weight__c: 2, Due__c: '2026-03-18', Serial__c: 'ab', Status__c: 'Open' }],
    ['Parcel__c', { Title__c: 'Beta', Weight__c: 4, Due__c: '2026-03-17', Serial__c: 'AB', Status__c: 'Packed' }],
    ['Parcel__c', { Title__c: 'a_c', Weight__c: null, Due__c: '2026-03-25', Status__c: 'Packed' }],
    ['Parcel__c', { Title__c: null, Weight__c: 6, Due__c: null, Status__c: null }]
  ],
  [
    {
      says: 'Nulls are sorted first',
      page: 'orderBy',
      soql: 'SELECT Title__c FROM Parcel__c ORDER BY Title__c LIMIT 1',
      gives: [null]
    },
    {
      says: 'NULLS LAST puts them last',
      page: 'orderBy',
      soql: 'SELECT Weight__c FROM Parcel__c ORDER BY Weight__c NULLS LAST',
      gives: [2, 4, 6, null]
    },
    {
      says: 'Sorting is not case-sensitive',
      page: 'orderBy',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Weight__c < 5 ORDER BY Title__c',
      gives: ['alpha', 'Beta']
    },
    {
      says: 'Comparisons of text are not case-sensitive',
      page: 'comparison',
      soql: "SELECT Title__c FROM Parcel__c WHERE Title__c = 'ALPHA'",
      gives: ['alpha']
    },
    {
      says: 'They are for unique case-sensitive fields',
      page: 'comparison',
      soql: "SELECT Title__c FROM Parcel__c WHERE Serial__c = 'AB'",
      gives: ['Beta']
    },
    {
      says: '% stands for any number of characters',
      page: 'comparison',
      soql: "SELECT Title__c FROM Parcel__c WHERE Title__c LIKE 'AL%'",
      gives: ['alpha']
    },
    {
      says: '_ stands for exactly one',
      page: 'comparison',
      soql: "SELECT Title__c FROM Parcel__c WHERE Title__c LIKE 'bet_'",
      gives: ['Beta']
    },
    {
      says: 'An escaped _ stands for itself',
      page: 'comparison',
      soql: "SELECT Title__c FROM Parcel__c WHERE Title__c LIKE 'a\\_%'",
      gives: ['a_c']
    },
    {
      says: 'A field equals null when it is blank',
      page: 'comparison',
      soql: 'SELECT Weight__c FROM Parcel__c WHERE Title__c = NULL',
      gives: [6]
    },
    {
      says: '!= NULL leaves the blank ones out',
      page: 'comparison',
      soql: 'SELECT Weight__c FROM Parcel__c WHERE Weight__c != NULL ORDER BY Weight__c',
      gives: [2, 4, 6]
    },
    {
      says: 'A long text area cannot be filtered',
      page: 'fieldExpression',
      soql: "SELECT Id FROM Parcel__c WHERE Notes__c = 'x'",
      refuses: /Notes__c/
    },
    {
      says: 'COUNT(field) leaves nulls out',
      page: 'count',
      soql: 'SELECT COUNT(Title__c) n FROM Parcel__c',
      gives: [3]
    },
    { says: 'COUNT(Id) does not', page: 'count', soql: 'SELECT COUNT(Id) n FROM Parcel__c', gives: [4] },
    {
      says: 'COUNT_DISTINCT counts values that are not null',
      page: 'aggregates',
      soql: 'SELECT COUNT_DISTINCT(Status__c) n FROM Parcel__c',
      gives: [2]
    },
    { says: 'SUM leaves nulls out', page: 'aggregates', soql: 'SELECT SUM(Weight__c) n FROM Parcel__c', gives: [12] },
    { says: 'AVG leaves nulls out', page: 'aggregates', soql: 'SELECT AVG(Weight__c) n FROM Parcel__c', gives: [4] },
    { says: 'MAX leaves nulls out', page: 'aggregates', soql: 'SELECT MAX(Weight__c) n FROM Parcel__c', gives: [6] },
    { says: 'MIN leaves nulls out', page: 'aggregates', soql: 'SELECT MIN(Weight__c) n FROM Parcel__c', gives: [2] },
    {
      says: 'TODAY is the whole day',
      page: 'dates',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Due__c = TODAY',
      gives: ['alpha']
    },
    {
      says: 'YESTERDAY is the day before',
      page: 'dates',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Due__c = YESTERDAY',
      gives: ['Beta']
    },
    {
      says: '> TODAY begins after the range',
      page: 'dates',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Due__c > TODAY',
      gives: ['a_c']
    },
    {
      says: 'A blank date is in no range',
      page: 'dates',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Due__c < TODAY',
      gives: ['Beta']
    }
  ]
);
