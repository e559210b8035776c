import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { RecordValues } from '../../org/schema.ts';
import { TestOrg } from '../testing/org.ts';

const org = new TestOrg();

before(() => {
  const account = org.insert('Account', { Name: 'Acme' });
  const records: RecordValues[] = [
    { Title__c: 'a', Status__c: 'Open', Weight__c: 0.1, Due__c: '2026-01-05', Account__c: account },
    { Title__c: 'A', Status__c: 'Open', Weight__c: 0.2, Due__c: '2026-02-05', Account__c: account },
    { Title__c: 'b', Status__c: 'Packed', Weight__c: 5, Due__c: '2025-02-05' },
    { Title__c: 'c', Status__c: 'Packed' },
    { Status__c: null, Weight__c: 7 }
  ];
  org.save({ object: 'Parcel__c', records });
});

/** Each row as `alias=value`; "Aggregate Functions" and "GROUP BY", SOQL and SOSL Reference. */
const RESULTS: [soql: string, rows: string[]][] = [
  ['SELECT COUNT(Id), COUNT(Weight__c) w, COUNT_DISTINCT(Title__c) FROM Parcel__c', ['expr0=5 w=4 expr1=3']],
  ['SELECT SUM(Weight__c) s, AVG(Weight__c) a FROM Parcel__c', ['s=12.3 a=3.075']],
  ['SELECT MIN(Due__c), MAX(Weight__c) FROM Parcel__c', ['expr0=2025-02-05 expr1=7']],
  ["SELECT SUM(Weight__c) s, COUNT(Id) n FROM Parcel__c WHERE Title__c = 'none'", ['s=null n=0']],
  ["SELECT status__c, COUNT(Id) FROM Parcel__c WHERE Title__c = 'none' GROUP BY Status__c", []],
  [
    'SELECT status__c, COUNT(Id) n FROM Parcel__c GROUP BY Status__c ORDER BY Status__c NULLS LAST',
    ['Status__c=Open n=2', 'Status__c=Packed n=2', 'Status__c=null n=1']
  ],
  [
    'SELECT Status__c st, SUM(Weight__c) FROM Parcel__c GROUP BY Status__c ORDER BY SUM(Weight__c) DESC LIMIT 2',
    ['st=null expr0=7', 'st=Packed expr0=5']
  ],
  [
    'SELECT Status__c, COUNT(Id) n FROM Parcel__c GROUP BY Status__c HAVING COUNT(Id) > 1 AND SUM(Weight__c) < 1',
    ['Status__c=Open n=2']
  ],
  [
    'SELECT Account__r.Name, COUNT(Id) n FROM Parcel__c GROUP BY Account__r.Name ORDER BY COUNT(Id)',
    ['Name=Acme n=2', 'Name=null n=3']
  ],
  [
    'SELECT CALENDAR_YEAR(Due__c) y, COUNT(Id) n FROM Parcel__c WHERE Due__c != NULL GROUP BY CALENDAR_YEAR(Due__c) ORDER BY CALENDAR_YEAR(Due__c)',
    ['y=2025 n=1', 'y=2026 n=2']
  ]
];

for (const [soql, expected] of RESULTS) {
  test(soql, () => {
    const rows = org.rows(soql).map(({ values, type, aggregate }) => {
      assert.equal(type, 'AggregateResult');
      assert.ok(aggregate);
      return Object.entries(values)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ');
    });
    assert.deepEqual(rows, expected);
  });
}

test('COUNT() gives a number and no rows, within LIMIT', () => {
  const count = (soql: string) =>
    org.as('admin', (tx) => org.engine.query.query(tx, { soql, binds: {}, access: 'system', sharing: 'without' }));
  assert.deepEqual(count('SELECT COUNT() FROM Parcel__c WHERE Weight__c > 1'), { rows: [], rowCount: 1, count: 2 });
  assert.equal(count('SELECT COUNT() FROM Parcel__c LIMIT 3').count, 3);
});
