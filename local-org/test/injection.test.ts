import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { stopOrg } from './org.ts';
import { auraMethods, RolesOrg } from './roles.ts';

/** Texts that would change a query, a path or a lookup if somebody put them into one. */
const HOSTILE: readonly string[] = [
  "' OR Name LIKE '%",
  "x' OR Id != null OR Name = '",
  "x\\' OR Id != null OR Name = \\'",
  "') OR (Id != null",
  "' LIMIT 1 OFFSET 0 FOR UPDATE",
  "' ALL ROWS",
  "'; DELETE FROM Account; --",
  "' UNION SELECT Id FROM User WHERE Name != '",
  ':handoffId',
  '{!$User.Id}',
  '%',
  '_%',
  '\u02bc OR 1=1',
  "'\u0000 OR Id != null",
  '../../Account/001',
  '__proto__',
  'constructor',
  'a, (SELECT Id FROM Contacts)',
  'Id FROM Account WHERE Name != null OR Name',
  "Name' ASC NULLS LAST, Id"
];
/** What only a query that broke its bounds would answer. */
const HIDDEN = 'Only whoever breaks a query reads this';

describe('texts that would change a query', () => {
  let roles: RolesOrg;
  const ids: Record<'account' | 'deal' | 'handoff' | 'item' | 'person', string> = {
    account: '',
    deal: '',
    handoff: '',
    item: '',
    person: ''
  };

  before(async () => {
    roles = await RolesOrg.start({ pages: true });
    const owner = roles.userId('Handoff_AE');
    for (const [name, problem] of [
      ['Hidden', HIDDEN],
      ['Northwind', 'Claims are typed twice']
    ] as const) {
      ids.account = roles.make('Account', { Name: name, Description: problem, OwnerId: owner });
      ids.deal = roles.make('Opportunity', {
        Name: name,
        AccountId: ids.account,
        StageName: 'Prospecting',
        CloseDate: '2027-01-01',
        Description: problem,
        OwnerId: owner
      });
      ids.handoff = roles.make('Handoff__c', {
        Type__c: 'Sales to CS',
        Opportunity__c: ids.deal,
        Account__c: ids.account,
        Giver__c: owner,
        OwnerId: owner,
        Problem__c: problem
      });
      ids.item = roles.make('Handoff_Item__c', { Handoff__c: ids.handoff, Kind__c: 'Risk', Text__c: problem });
      ids.person = roles.make('Handoff_Stakeholder__c', { Handoff__c: ids.handoff, Person_Name__c: problem });
    }
  });
  after(() => stopOrg(roles.running));

  const count = async (): Promise<string> => {
    const sizes = [];
    for (const object of ['Account', 'Opportunity', 'Handoff__c', 'Handoff_Item__c', 'Handoff_Stakeholder__c'])
      sizes.push((await roles.query('Handoff_Manager', `SELECT COUNT() FROM ${object}`)).text);
    return sizes.join();
  };

  /** What a method is given where the hostile text is not. */
  const honest = (type: string, name: string): unknown => {
    if (type === 'Id')
      return { accountId: ids.account, opportunityId: ids.deal, itemId: ids.item }[name] ?? ids.handoff;
    if (type === 'List<Id>') return [ids.item];
    if (type === 'Date') return '2027-01-02';
    return 'An honest text of more than a few words';
  };

  const hostile = (type: string, text: string): unknown => {
    if (type === 'List<Id>') return [text];
    if (type === 'HandoffItemRequest') return { handoffId: text, kind: text, text };
    if (type === 'HandoffStakeholderRequest') return { handoffId: text, personName: text, role: text };
    if (type === 'HandoffAgendaRequest') return { handoffId: text, points: [{ code: text, done: true, reason: text }] };
    return text;
  };

  for (const { name, params } of auraMethods()) {
    for (const { type, name: param } of params) {
      test(`${name}(${param}) takes them for what they are`, async () => {
        for (const text of HOSTILE) {
          const before = await count();
          const given = Object.fromEntries(
            params.map((each) => [each.name, each.name === param ? hostile(type, text) : honest(each.type, each.name)])
          );
          const answer = await roles.apex('Handoff_AE', name, given);
          assert.ok(!answer.text.includes(HIDDEN), `${text}: ${answer.text}`);
          assert.doesNotMatch(answer.text, /MALFORMED_QUERY|QueryException|unexpected token|UNKNOWN_EXCEPTION/i, text);
          if (type === 'Id' || type === 'List<Id>' || type === 'Date') {
            assert.notEqual(answer.status, 200, `${text} is no ${type}: ${answer.text}`);
            assert.equal(await count(), before, text);
          }
        }
      });
    }
  }

  const paths: [what: string, path: (text: string) => string][] = [
    ['a record id', (text) => `/sobjects/Handoff__c/${text}`],
    ['an external id', (text) => `/sobjects/Handoff__c/Trigger_Key__c/${text}`],
    ['the name of an external id', (text) => `/sobjects/Handoff__c/${text}/x`],
    ['fields of a record', (text) => `/sobjects/Handoff__c/${ids.handoff}?fields=${text}`],
    ['an object', (text) => `/sobjects/${text}/describe`],
    ['a record of the pages', (text) => `/ui-api/records/${text}?fields=Account.Name`],
    ['fields of the pages', (text) => `/ui-api/records/${ids.handoff}?fields=Handoff__c.${text}`],
    ['a related list', (text) => `/ui-api/related-list-records/${ids.account}/${text}`],
    [
      'fields of a related list',
      (text) => `/ui-api/related-list-records/${ids.account}/Contacts?fields=Contact.${text}`
    ],
    ['the order of a related list', (text) => `/ui-api/related-list-records/${ids.account}/Contacts?sortBy=${text}`],
    ['a cursor', (text) => `/query/${text}`]
  ];
  for (const [what, path] of paths) {
    test(`${what} is none of them`, async () => {
      for (const text of HOSTILE) {
        const answer = await roles.ask('Handoff_AE', 'GET', path(encodeURIComponent(text)));
        assert.ok([400, 404].includes(answer.status), `${text}: ${answer.status} ${answer.text}`);
        assert.ok(!answer.text.includes(HIDDEN), `${text}: ${answer.text}`);
        assert.ok(!answer.text.includes('UNKNOWN_EXCEPTION'), `${text}: ${answer.text}`);
      }
    });
  }

  const views: [what: string, path: (text: string) => string][] = [
    ['a list', (text) => `/view/list/${text}`],
    ['a record’s page', (text) => `/view/page/Account/${text}`],
    ['a table of a record', (text) => `/view/related/${ids.account}/${text}?rows=5`],
    ['activities', (text) => `/view/activities/${text}`]
  ];
  for (const [what, path] of views) {
    test(`${what} is found by its name alone`, async () => {
      for (const text of HOSTILE) {
        const answer = await roles.page('Handoff_AE', path(encodeURIComponent(text)));
        assert.ok([400, 404].includes(answer.status), `${text}: ${answer.status} ${answer.text}`);
        assert.ok(!answer.text.includes('UNKNOWN_EXCEPTION'), `${text}: ${answer.text}`);
      }
    });
  }

  test('a client’s query that quotes them finds nothing', async () => {
    for (const text of HOSTILE) {
      const quoted = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
      const found = await roles.query('Handoff_AE', `SELECT Id FROM Account WHERE Name = '${quoted}'`);
      assert.equal(found.status, 200, `${text}: ${found.text}`);
      assert.equal((found.body as { totalSize: number }).totalSize, 0, text);
    }
  });
});
