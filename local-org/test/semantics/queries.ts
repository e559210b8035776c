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
    },
    {
      says: 'THIS_WEEK begins on Sunday, as the week of the en_US locale',
      page: 'dates',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Due__c = THIS_WEEK ORDER BY Due__c',
      gives: ['Beta', 'alpha']
    },
    {
      says: 'NEXT_WEEK is the seven days after it',
      page: 'dates',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Due__c = NEXT_WEEK',
      gives: ['a_c']
    },
    {
      says: 'LAST_N_DAYS:1 is yesterday and today',
      page: 'dates',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Due__c = LAST_N_DAYS:1 ORDER BY Due__c',
      gives: ['Beta', 'alpha']
    },
    {
      says: 'NEXT_N_DAYS:7 begins tomorrow',
      page: 'dates',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Due__c = NEXT_N_DAYS:7',
      gives: ['a_c']
    },
    {
      says: '> LAST_N_DAYS:1 is after today',
      page: 'dates',
      soql: 'SELECT Title__c FROM Parcel__c WHERE Due__c > LAST_N_DAYS:1',
      gives: ['a_c']
    },
    {
      says: 'A group of its own is made of what is null',
      page: 'groupBy',
      soql: 'SELECT Status__c FROM Parcel__c GROUP BY Status__c ORDER BY Status__c NULLS LAST',
      gives: ['Open', 'Packed', null]
    },
    {
      says: 'What is selected is grouped or aggregated',
      page: 'groupBy',
      soql: 'SELECT Status__c, Title__c, COUNT(Id) FROM Parcel__c GROUP BY Status__c',
      refuses: /Title__c/
    },
    {
      says: 'IN NULL finds what is blank',
      page: 'comparison',
      fromUse: true,
      soql: "SELECT Title__c FROM Parcel__c WHERE Status__c IN ('Open', NULL) ORDER BY Title__c",
      gives: [null, 'alpha']
    },
    {
      says: 'NOT IN keeps what is blank',
      page: 'comparison',
      fromUse: true,
      soql: "SELECT Title__c FROM Parcel__c WHERE Status__c NOT IN ('Packed') ORDER BY Title__c",
      gives: [null, 'alpha']
    },
    {
      says: '!= keeps what is blank',
      page: 'comparison',
      fromUse: true,
      soql: "SELECT Title__c FROM Parcel__c WHERE Status__c != 'Packed' ORDER BY Title__c",
      gives: [null, 'alpha']
    }
  ]
);

const PARCELS = 'SELECT Title__c FROM Parcel__c WHERE';

/** Sub-queries in WHERE. */
export const SEMI_JOINS = queryRows(
  [
    ['Account', { Name: 'Acme' }],
    ['Parcel__c', { Title__c: 'full', Account__c: '@Acme' }],
    ['Parcel__c', { Title__c: 'empty' }],
    ['Item__c', { Name: 'i', Parcel__c: '@full' }]
  ],
  [
    {
      says: 'A semi-join finds records that others refer to',
      page: 'comparison',
      soql: `${PARCELS} Id IN (SELECT Parcel__c FROM Item__c)`,
      gives: ['full']
    },
    {
      says: 'An anti-join finds those that none refers to',
      page: 'comparison',
      soql: `${PARCELS} Id NOT IN (SELECT Parcel__c FROM Item__c)`,
      gives: ['empty']
    },
    {
      says: 'A reference may stand on the left',
      page: 'comparison',
      soql: `${PARCELS} Account__c IN (SELECT Id FROM Account WHERE Name = 'Acme')`,
      gives: ['full']
    },
    {
      says: 'The left field is an id or a reference',
      page: 'comparison',
      soql: `${PARCELS} Title__c IN (SELECT Parcel__c FROM Item__c)`,
      refuses: /left field 'Title__c'/
    },
    {
      says: 'The left field does not belong to another record',
      page: 'comparison',
      soql: `${PARCELS} Account__r.Id IN (SELECT AccountId FROM Contact)`,
      refuses: /left field .* another record/
    },
    {
      says: 'The selected field is a reference',
      page: 'comparison',
      soql: `${PARCELS} Id IN (SELECT Name FROM Item__c)`,
      refuses: /selected field 'Name'/
    },
    {
      says: 'The selected field does not belong to another record',
      page: 'comparison',
      soql: `${PARCELS} Id IN (SELECT Parcel__r.Id FROM Item__c)`,
      refuses: /selected field .* another record/
    },
    {
      says: 'The selected field refers to the object of the left one',
      page: 'comparison',
      soql: `${PARCELS} Id IN (SELECT AccountId FROM Contact)`,
      refuses: /refers to Parcel__c/
    },
    {
      says: 'The sub-query reads another object',
      page: 'comparison',
      soql: `${PARCELS} Id IN (SELECT Next__c FROM Parcel__c)`,
      refuses: /cannot read Parcel__c/
    },
    {
      says: 'It stands in no other',
      page: 'comparison',
      soql: `${PARCELS} Account__c IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT Guard__c FROM Parcel__c))`,
      refuses: /cannot stand in another/
    },
    {
      says: 'It is not combined by OR',
      page: 'comparison',
      soql: `${PARCELS} Title__c = 'x' OR Id IN (SELECT Parcel__c FROM Item__c)`,
      refuses: /OR/
    },
    {
      says: 'NOT does not stand before it',
      page: 'comparison',
      soql: `${PARCELS} (NOT Id IN (SELECT Parcel__c FROM Item__c))`,
      refuses: /NOT cannot stand/
    },
    {
      says: 'There are two at most',
      page: 'comparison',
      soql: `${PARCELS} Id IN (SELECT Parcel__c FROM Item__c) AND Id IN (SELECT Parcel__c FROM Note__c) AND Account__c IN (SELECT Id FROM Account)`,
      refuses: /at most 2/
    },
    {
      says: 'It has no LIMIT',
      page: 'comparison',
      soql: `${PARCELS} Id IN (SELECT Parcel__c FROM Item__c LIMIT 1)`,
      refuses: /LIMIT/
    },
    {
      says: 'It does not read tasks',
      page: 'comparison',
      soql: 'SELECT Name FROM Account WHERE Id IN (SELECT WhatId FROM Task)',
      refuses: /cannot read Task/
    }
  ]
);
