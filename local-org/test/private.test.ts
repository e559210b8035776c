import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { stopOrg } from './org.ts';
import { type Answered, auraMethods, ROLE_USERS, RolesOrg } from './roles.ts';

const STANCE = 'Prefers the other vendor and says so only in private';
const NOTES = 'Discount of 31 percent was approved before the call';
const PLAIN = 'The cutover moves to March';

/** Who may read what; everybody else must never be answered with a word of it. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  [STANCE]: ['Handoff_AE', 'Handoff_CSM', 'Handoff_Manager', 'Handoff_Admin', 'Administrator'],
  [NOTES]: ['Handoff_Manager', 'Handoff_Admin', 'Handoff_Integration', 'Administrator']
};
const ROLES = [...Object.keys(ROLE_USERS), 'Administrator'];
const STRANGERS = ['Nobody', 'Handoff_Bypass'];

describe('the private stance and the managers’ notes', () => {
  let roles: RolesOrg;
  const ids: Record<'account' | 'deal' | 'handoff' | 'person' | 'proposed' | 'citation' | 'item', string> = {
    account: '',
    deal: '',
    handoff: '',
    person: '',
    proposed: '',
    citation: '',
    item: ''
  };

  before(async () => {
    roles = await RolesOrg.start({ pages: true });
    const owner = roles.userId('Handoff_AE');
    ids.account = roles.make('Account', { Name: 'Northwind', OwnerId: owner });
    ids.deal = roles.make('Opportunity', {
      Name: 'Rollout',
      AccountId: ids.account,
      StageName: 'Prospecting',
      CloseDate: '2027-01-01',
      OwnerId: owner
    });
    ids.handoff = roles.make('Handoff__c', {
      Type__c: 'Sales to CS',
      Status__c: 'Delivered',
      Brief_Status__c: 'Delivered',
      Opportunity__c: ids.deal,
      Account__c: ids.account,
      Giver__c: owner,
      Receiver__c: roles.userId('Handoff_CSM'),
      OwnerId: owner,
      Problem__c: PLAIN,
      Manager_Notes__c: NOTES
    });
    const person = { Handoff__c: ids.handoff, Role__c: 'Champion', Stance__c: 'Ally', Private_Stance__c: STANCE };
    ids.person = roles.make('Handoff_Stakeholder__c', { ...person, Person_Name__c: 'Dana', Review__c: 'Accepted' });
    ids.proposed = roles.make('Handoff_Stakeholder__c', { ...person, Person_Name__c: 'Piet', Review__c: 'Proposed' });
    ids.item = roles.make('Handoff_Item__c', { Handoff__c: ids.handoff, Kind__c: 'Risk', Text__c: PLAIN });
    ids.citation = roles.make('Handoff_Citation__c', {
      Handoff__c: ids.handoff,
      Stakeholder__c: ids.person,
      Quote__c: PLAIN
    });
    roles.change('Account', { Id: ids.account, Current_Handoff__c: ids.handoff });
  });
  after(() => stopOrg(roles.running));

  /** Every way in that we know of; a refusal is as good as an answer without the words. */
  async function everything(role: string): Promise<Map<string, Answered>> {
    const { account, deal, handoff, person, proposed, citation, item } = ids;
    const answers = new Map<string, Answered>();
    const query = async (soql: string) => void answers.set(soql, await roles.query(role, soql));
    const get = async (path: string) => void answers.set(path, await roles.ask(role, 'GET', path));
    const page = async (path: string) => void answers.set(path, await roles.page(role, path));
    const apex = async (name: string, params: object) => void answers.set(name, await roles.apex(role, name, params));

    await query('SELECT Private_Stance__c FROM Handoff_Stakeholder__c');
    await query('SELECT Manager_Notes__c FROM Handoff__c');
    await query('SELECT FIELDS(ALL) FROM Handoff_Stakeholder__c LIMIT 200');
    await query('SELECT FIELDS(ALL) FROM Handoff__c LIMIT 200');
    await query('SELECT FIELDS(CUSTOM) FROM Handoff__c LIMIT 200');
    await query('SELECT Id, (SELECT Private_Stance__c FROM Stakeholders__r) FROM Handoff__c');
    await query('SELECT Id, (SELECT Manager_Notes__c FROM Handoffs__r) FROM Account');
    await query('SELECT Id, (SELECT Manager_Notes__c FROM Handoffs__r) FROM Opportunity');
    await query('SELECT Handoff__r.Manager_Notes__c FROM Handoff_Item__c');
    await query('SELECT Handoff__r.Manager_Notes__c FROM Handoff_Stakeholder__c');
    await query('SELECT Stakeholder__r.Private_Stance__c, Handoff__r.Manager_Notes__c FROM Handoff_Citation__c');
    await query('SELECT Current_Handoff__r.Manager_Notes__c FROM Account');
    await query('SELECT Account.Current_Handoff__r.Manager_Notes__c FROM Opportunity');
    await get(`/sobjects/Handoff__c/${handoff}`);
    await get(`/sobjects/Handoff__c/${handoff}?fields=Manager_Notes__c`);
    for (const id of [person, proposed]) {
      await get(`/sobjects/Handoff_Stakeholder__c/${id}`);
      await get(`/ui-api/records/${id}?fields=Handoff_Stakeholder__c.Private_Stance__c`);
      await get(`/ui-api/records/${id}?optionalFields=Handoff_Stakeholder__c.Private_Stance__c`);
    }
    await get(`/ui-api/records/${handoff}?optionalFields=Handoff__c.Manager_Notes__c`);
    await get(`/ui-api/records/${item}?optionalFields=Handoff_Item__c.Handoff__r.Manager_Notes__c`);
    await get(`/ui-api/records/${citation}?optionalFields=Handoff_Citation__c.Stakeholder__r.Private_Stance__c`);
    await get(
      `/ui-api/related-list-records/${handoff}/Stakeholders__r?fields=Handoff_Stakeholder__c.Private_Stance__c`
    );
    await get(`/ui-api/related-list-records/${account}/Handoffs__r?fields=Handoff__c.Manager_Notes__c`);
    answers.set(
      'collection',
      await roles.ask(role, 'POST', '/composite/sobjects/Handoff_Stakeholder__c', {
        ids: [person, proposed],
        fields: ['Id', 'Private_Stance__c']
      })
    );
    answers.set(
      'pages’ update',
      await roles.ask(role, 'PATCH', `/ui-api/records/${person}`, { fields: { Prefers__c: 'E-mail' } })
    );
    for (const [object, id] of [
      ['Account', account],
      ['Opportunity', deal],
      ['Handoff__c', handoff],
      ['Handoff_Stakeholder__c', person]
    ] as const) {
      await page(`/view/page/${object}/${id}`);
      await page(`/view/list/${object}`);
      await page(`/view/activities/${id}`);
    }
    await page(`/view/related/${handoff}/Stakeholders__r?rows=10`);
    await page(`/view/related/${account}/Handoffs__r?rows=10`);
    await page('/view/notices');
    await apex('HandoffPanelController.load', { opportunityId: deal });
    await apex('HandoffBriefController.load', { accountId: account, handoffId: null });
    await apex('HandoffBriefController.preview', { handoffId: handoff });
    await apex('HandoffReviewController.load', { handoffId: handoff });
    await apex('HandoffReceiveController.kickoff', { handoffId: handoff });
    return answers;
  }

  for (const role of ROLES) {
    test(`${role} is answered with what is meant for them`, async () => {
      const answers = await everything(role);
      for (const [secret, allowed] of Object.entries(MAY)) {
        const told = [...answers].filter(([, { text }]) => text.includes(secret)).map(([way]) => way);
        if (!allowed.includes(role)) assert.deepEqual(told, [], secret);
        // Else the ways in would prove nothing.
        else {
          assert.ok(told.length >= 8, `${secret}: ${told.join('\n')}`);
          if (secret === STANCE) assert.ok(told.includes('HandoffPanelController.load'));
        }
      }
    });

    test(`${role} can neither filter, sort nor group by them, nor change them`, async () => {
      const field = { [STANCE]: 'Private_Stance__c', [NOTES]: 'Manager_Notes__c' };
      for (const [secret, object] of [
        [STANCE, 'Handoff_Stakeholder__c'],
        [NOTES, 'Handoff__c']
      ] as const) {
        for (const rest of [
          `WHERE ${field[secret]} LIKE 'P%'`,
          `WHERE ${field[secret]} != null`,
          `ORDER BY ${field[secret]}`,
          `GROUP BY ${field[secret]}`
        ]) {
          const { status } = await roles.query(
            role,
            `SELECT ${rest.startsWith('GROUP') ? 'COUNT(Id)' : 'Id'} FROM ${object} ${rest}`
          );
          assert.equal(status, 400, rest);
        }
        if (MAY[secret]?.includes(role)) continue;
        const id = object === 'Handoff__c' ? ids.handoff : ids.person;
        for (const answer of [
          await roles.ask(role, 'PATCH', `/sobjects/${object}/${id}`, { [field[secret]]: 'x' }),
          await roles.ask(role, 'PATCH', `/ui-api/records/${id}`, { fields: { [field[secret]]: 'x' } })
        ])
          assert.ok([400, 403].includes(answer.status), answer.text);
        assert.equal(roles.stored(object, id, field[secret]), secret);
      }
    });
  }

  for (const role of STRANGERS) {
    test(`${role} sees nothing of the package`, async () => {
      for (const [way, { text }] of await everything(role)) assert.ok(!text.includes(PLAIN), `${way}: ${text}`);
      for (const object of [
        'Handoff__c',
        'Handoff_Item__c',
        'Handoff_Stakeholder__c',
        'Handoff_Citation__c',
        'Handoff_Gate_Attempt__c'
      ]) {
        const { status } = await roles.query(role, `SELECT Id FROM ${object}`);
        assert.equal(status, 400, object);
        assert.equal((await roles.ask(role, 'GET', `/sobjects/${object}/describe`)).status, 404, object);
        assert.equal((await roles.ask(role, 'GET', `/ui-api/object-info/${object}`)).status, 403, object);
      }
    });

    test(`${role} may call no Apex of the package`, async () => {
      const methods = auraMethods();
      assert.ok(methods.length >= 28, String(methods.length));
      for (const { name } of methods) {
        const { status, text } = await roles.apex(role, name, {});
        assert.equal(status, 403, `${name}: ${text}`);
      }
    });
  }
});
