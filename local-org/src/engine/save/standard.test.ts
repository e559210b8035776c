import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordValues } from '../../org/schema.ts';
import { TestOrg } from '../testing/org.ts';

const DEAL = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-05-01', Amount: 200 };

/** "Opportunity", Object Reference: what follows from the stage. */
const STAGES: [values: RecordValues, expected: RecordValues][] = [
  [
    { StageName: 'Closed Won' },
    { IsClosed: true, IsWon: true, Probability: 100, ForecastCategoryName: 'Closed', ExpectedRevenue: 200 }
  ],
  [
    { StageName: 'Closed Lost' },
    { IsClosed: true, IsWon: false, Probability: 0, ForecastCategoryName: 'Omitted', ExpectedRevenue: 0 }
  ],
  [
    { StageName: 'Closed Won', Probability: 55 },
    { IsClosed: true, Probability: 55, ExpectedRevenue: 110 }
  ],
  [{ Probability: 30 }, { IsClosed: false, IsWon: false, Probability: 30, ExpectedRevenue: 60 }],
  [{ Amount: null }, { Probability: 10, ExpectedRevenue: null }]
];

for (const [values, expected] of STAGES) {
  test(`an opportunity with ${JSON.stringify(values)} becomes ${JSON.stringify(expected)}`, () => {
    const org = new TestOrg();
    const id = org.insert('Opportunity', DEAL);
    org.update('Opportunity', { Id: id, ...values });
    const row = org.row('Opportunity', id);
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((field) => [field, row?.[field]])), expected);
  });
}

test('a stage that a before-trigger sets counts like any other', () => {
  const org = new TestOrg();
  org.triggers.on('before', 'insert', 'Opportunity', ([record]) => {
    if (record) record.values['StageName'] = 'Closed Won';
  });
  assert.equal(org.row('Opportunity', org.insert('Opportunity', DEAL))?.['IsWon'], true);
});

test('the history of an opportunity has a row for the start and each change of stage, amount, date or probability', () => {
  const org = new TestOrg();
  const id = org.insert('Opportunity', DEAL);
  for (const values of [{ NextStep: 'Call' }, { StageName: 'Closed Won' }, { Amount: 300 }, { Amount: 300 }]) {
    org.update('Opportunity', { Id: id, ...values });
  }
  const history = org.rows(
    `SELECT StageName, Amount FROM OpportunityHistory WHERE OpportunityId = '${id}' ORDER BY CreatedDate`
  );
  assert.deepEqual(
    history.map(({ values }) => [values['StageName'], values['Amount']]),
    [
      ['Prospecting', 200],
      ['Closed Won', 200],
      ['Closed Won', 300]
    ]
  );
});

test('an opportunity has one primary contact', () => {
  const org = new TestOrg();
  const deal = org.insert('Opportunity', DEAL);
  const roles = ['A', 'B'].map((LastName) => {
    const ContactId = org.insert('Contact', { LastName });
    return org.insert('OpportunityContactRole', { OpportunityId: deal, ContactId, IsPrimary: true });
  });
  assert.deepEqual(
    roles.map((id) => org.row('OpportunityContactRole', id)?.['IsPrimary']),
    [false, true]
  );
});

const DERIVED: [object: string, values: RecordValues, field: string, expected: unknown][] = [
  ['Contact', { FirstName: 'Ada', LastName: 'Lovelace' }, 'Name', 'Ada Lovelace'],
  ['Contact', { LastName: 'Lovelace' }, 'Name', 'Lovelace'],
  ['Task', { Status: 'Completed' }, 'IsClosed', true],
  ['Task', {}, 'IsClosed', false]
];

for (const [object, values, field, expected] of DERIVED) {
  test(`${object} ${JSON.stringify(values)} has ${field} ${expected}`, () => {
    const org = new TestOrg();
    assert.equal(org.row(object, org.insert(object, values))?.[field], expected);
  });
}

const CONTRACTS: [start: string, months: number, end: string][] = [
  ['2026-01-01', 12, '2026-12-31'],
  ['2026-03-15', 6, '2026-09-14'],
  ['2026-01-31', 1, '2026-02-28']
];

for (const [StartDate, ContractTerm, end] of CONTRACTS) {
  test(`a contract from ${StartDate} over ${ContractTerm} months ends on ${end}`, () => {
    const org = new TestOrg();
    const AccountId = org.insert('Account', { Name: 'A' });
    const id = org.insert('Contract', { AccountId, StartDate, ContractTerm, Status: 'Draft' });
    assert.equal(org.row('Contract', id)?.['EndDate'], end);
  });
}
