import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ListView } from '../src/metadata/pages.ts';
import type { Activity, Notice } from '../src/web/view/activities.ts';
import type { ListModel } from '../src/web/view/lists.ts';
import type { PageModel, ShownComponent } from '../src/web/view/page.ts';
import type { RecordTable } from '../src/web/view/table.ts';
import { type Answer, idsOf, type RunningPages, save, startPages, stopPages, Tab } from './pages.ts';

/** A list with a field that not everybody may read. */
const STANCES: ListView = {
  object: 'Handoff_Stakeholder__c',
  name: 'Stances',
  label: 'Stances',
  columns: ['NAME', 'Private_Stance__c'],
  mine: false,
  filters: []
};

const SYSTEM: ListView = {
  ...STANCES,
  object: 'Handoff_Citation__c',
  name: 'System',
  columns: ['CREATEDBY_USER', 'CREATED_DATE', 'LAST_UPDATE']
};

/** Names of the components in a region, with what tabs hold below them. */
function outline(components: readonly ShownComponent[] = []): unknown[] {
  return components.map(({ name, properties, tabs }) => {
    if (tabs.length > 0) return tabs.map((tab) => [tab.label, outline(tab.components)]);
    return properties['relatedListApiName'] ?? name;
  });
}

describe('what the pages show', () => {
  let pages: RunningPages;
  let ae: Tab;
  let se: Tab;
  let manager: Tab;
  before(async () => {
    pages = await startPages({
      change: (project) => ({ ...project, listViews: [...project.listViews, STANCES, SYSTEM] })
    });
    ae = await Tab.open(pages.url, 'ae');
    se = await Tab.open(pages.url, 'se');
    manager = await Tab.open(pages.url, 'manager');
  });
  after(() => stopPages(pages));

  const id = (reference: string): string => pages.ids.get(reference) ?? assert.fail(`There is no ${reference}`);
  const refused = ({ status, json }: Answer, expected: number, code: string): void => {
    assert.equal(status, expected);
    assert.equal((json as { errorCode: string }[])[0]?.errorCode, code); // Errors have Salesforce's shape.
  };
  async function read<Model>(tab: Tab, path: string): Promise<Model> {
    const { status, json, text } = await tab.get(`/lightning/view/${path}`);
    assert.equal(status, 200, text);
    return json as Model; // The server's own shape.
  }
  const page = (tab: Tab, object: string, recordId: string): Promise<PageModel> =>
    read(tab, `page/${object}/${recordId}`);

  describe('a record page', () => {
    test('of an opportunity is laid out by its FlexiPage, without lists the user may not read', async () => {
      const model = await page(manager, 'Opportunity', id('OpportunityKestrel'));
      const lists = ['Handoffs__r', 'OpportunityContactRoles', 'Handoff_Gate_Attempts__r'];
      const laidOut = (related: string[]) => ({
        header: ['force:highlightsPanel'],
        subheader: ['runtime_sales_pathassistant:pathAssistant'],
        main: [
          [
            ['Handoff', ['handoffPanel']],
            ['Details', ['force:detailPanel']],
            ['Related', related]
          ]
        ],
        sidebar: ['runtime_sales_activities:activityPanel']
      });
      const regions = ({ regions: all }: PageModel) =>
        Object.fromEntries(Object.entries(all).map(([name, components]) => [name, outline(components)]));
      assert.deepEqual(regions(model), laidOut(lists));
      assert.deepEqual(
        regions(await page(se, 'Opportunity', id('OpportunityKestrel'))),
        laidOut(lists.filter((list) => list !== 'Handoff_Gate_Attempts__r'))
      );
    });

    test('of an opportunity has the stages in order, for the path', async () => {
      const { stages } = await page(ae, 'Opportunity', id('OpportunityKestrel'));
      assert.deepEqual(stages[0], { value: 'Prospecting', isClosed: false, isWon: false });
      assert.deepEqual(stages.slice(-2), [
        { value: 'Closed Won', isClosed: true, isWon: true },
        { value: 'Closed Lost', isClosed: true, isWon: false }
      ]);
    });

    test('of an account holds the brief', async () => {
      const { regions, stages, icon } = await page(ae, 'Account', id('AccountSolenne'));
      assert.deepEqual(outline(regions['subheader']), ['handoffBrief']);
      assert.deepEqual(stages, []);
      assert.equal(icon, 'standard:account');
    });

    test('of a handoff has the highlights of its compact layout and the sections of its layout', async () => {
      const model = await page(ae, 'Handoff__c', id('HandoffKestrel'));
      assert.deepEqual(model.highlights, ['Name', 'Type__c', 'Account__c', 'Status__c', 'Score__c', 'Receiver__c']);
      assert.ok(model.sections.length > 1);
      const fields = model.sections.flatMap(({ columns }) => columns.flat().map(({ field }) => field));
      assert.ok(fields.includes('Buyer_Goals__c'));
      const related = JSON.stringify(outline(model.regions['main']));
      assert.match(related, /Items__r.*Stakeholders__r.*Citations__r/);
    });

    test('of an object without a page of its own is that of a fresh org', async () => {
      const model = await page(ae, 'Contact', id('ContactKestrelPritchard'));
      assert.deepEqual(outline(model.regions['main']), [[['Details', ['force:detailPanel']]]]);
      assert.deepEqual(
        model.sections.map(({ label }) => label),
        ['Contact Information', 'System Information']
      );
    });

    test('says who may edit it', async () => {
      const opportunity = id('OpportunityKestrel');
      assert.equal((await page(ae, 'Opportunity', opportunity)).canEdit, true);
      const csm = await Tab.open(pages.url, 'csm');
      assert.equal((await page(csm, 'Opportunity', opportunity)).canEdit, false);
    });

    test('is refused for what is not there, what is no id, and what may not be read', async () => {
      const missing = '006000000000999';
      for (const path of [
        `page/Opportunity/${missing}`,
        'page/Opportunity/nonsense',
        `page/Opportunity/${missing}ZZZ`,
        `page/Account/${id('OpportunityKestrel')}`,
        'page/Nothing__c/zzz000000000001'
      ])
        refused(await ae.get(`/lightning/view/${path}`), 404, 'NOT_FOUND');
      const [attempt = ''] = save(pages, 'insert', 'Handoff_Gate_Attempt__c', [
        { Opportunity__c: id('OpportunityKestrel'), Outcome__c: 'Bypassed', Key__c: 'page' }
      ]);
      refused(await se.get(`/lightning/view/page/Handoff_Gate_Attempt__c/${attempt}`), 403, 'INSUFFICIENT_ACCESS');
    });
  });

  describe('a list', () => {
    const list = (tab: Tab, object: string, view = ''): Promise<ListModel> =>
      read(tab, `list/${object}?view=${encodeURIComponent(view)}`);
    const rowIds = ({ rows }: RecordTable): string[] => rows.map((row) => row.id).sort();

    test("has the package's views and columns, with lookups by name", async () => {
      const all = await list(ae, 'Handoff__c');
      assert.equal(all.view, 'All');
      assert.deepEqual(all.views.map(({ name }) => name).sort(), [
        'All',
        'Exception_Review',
        'Flagged_Below_70',
        'My_Open_Handoffs'
      ]);
      const columns = ['Handoff Number', 'Type', 'Account', 'Opportunity', 'Status', 'Score', 'Owner Alias'];
      assert.deepEqual(all.columns, columns);
      assert.deepEqual(rowIds(all), idsOf(pages, 'SELECT Id FROM Handoff__c').sort());
      const kestrel = all.rows.find((row) => row.id === id('HandoffKestrel'));
      assert.deepEqual(kestrel?.cells[2], {
        text: 'Kestrel Freight',
        href: `/lightning/r/Account/${id('AccountKestrel')}/view`
      });
      assert.equal(kestrel?.cells[0]?.href, `/lightning/r/Handoff__c/${id('HandoffKestrel')}/view`);
      assert.deepEqual(kestrel?.cells[6], { text: 'ae', href: null });
    });

    test('of my open handoffs: mine, and none of three statuses', async () => {
      const open = await list(ae, 'Handoff__c', 'My_Open_Handoffs');
      const mine = `SELECT Id FROM Handoff__c WHERE OwnerId = '${ae.boot.user.id}'`;
      const expected = idsOf(pages, `${mine} AND Status__c NOT IN ('Closed', 'Superseded', 'Kicked Off')`);
      assert.ok(expected.length > 0 && expected.length < idsOf(pages, 'SELECT Id FROM Handoff__c').length);
      assert.deepEqual(rowIds(open), expected.sort());
      assert.deepEqual(rowIds(await list(se, 'Handoff__c', 'My_Open_Handoffs')), []);
    });

    test('of what is flagged: below 70, and neither closed nor superseded', async () => {
      save(pages, 'update', 'Handoff__c', [
        { Id: id('HandoffKestrel'), Score__c: 69 },
        { Id: id('HandoffMarlow'), Score__c: 70 },
        { Id: id('HandoffSolenneFirst'), Score__c: 10, Status__c: 'Superseded' }
      ]);
      const flagged = rowIds(await list(ae, 'Handoff__c', 'Flagged_Below_70'));
      assert.ok(flagged.includes(id('HandoffKestrel')));
      assert.ok(!flagged.includes(id('HandoffMarlow')) && !flagged.includes(id('HandoffSolenneFirst')));
    });

    test('of what is not known yet: gaps whose box is not ticked', async () => {
      const handoff = id('HandoffKestrel');
      const [open = '', done = ''] = save(pages, 'insert', 'Handoff_Item__c', [
        { Handoff__c: handoff, Kind__c: 'Gap', Answer_Code__c: 's2c.goals', Resolved__c: false },
        { Handoff__c: handoff, Kind__c: 'Gap', Answer_Code__c: 's2c.risks', Resolved__c: true }
      ]);
      const gaps = rowIds(await list(ae, 'Handoff_Item__c', 'Open_Gaps'));
      assert.ok(gaps.includes(open) && !gaps.includes(done));
      assert.ok(!gaps.includes(id('HandoffKestrelItem1')));
    });

    test('of an object without views has all of them and mine; without owners only all', async () => {
      assert.deepEqual((await list(ae, 'Account')).views, [
        { name: 'All', label: 'All Accounts' },
        { name: 'Mine', label: 'My Accounts' }
      ]);
      const mine = await list(manager, 'Account', 'Mine');
      assert.deepEqual(rowIds(mine), []);
      assert.deepEqual(
        (await list(ae, 'OpportunityContactRole')).views.map(({ name }) => name),
        ['All']
      );
    });

    test('leaves out columns that the user may not read', async () => {
      assert.deepEqual((await list(ae, STANCES.object, STANCES.name)).columns, [
        'Handoff Stakeholder Number',
        'Private Stance'
      ]);
      assert.deepEqual((await list(se, STANCES.object, STANCES.name)).columns, ['Handoff Stakeholder Number']);
    });

    test('knows the names that list views have for system fields', async () => {
      const { columns, rows } = await list(ae, SYSTEM.object, SYSTEM.name);
      assert.deepEqual(columns, ['Created By', 'Created Date', 'Last Modified Date']);
      assert.match(
        rows[0]?.cells.map(({ text }) => text).join(' | ') ?? '',
        /^\S+ \S+ \| 11\/20\/2026, .* \| 11\/20\/2026, /
      );
    });

    test('shows the first view for one that is not there, and refuses unknown objects and those without access', async () => {
      assert.equal((await list(ae, 'Handoff__c', 'Nothing')).view, 'All');
      refused(await ae.get('/lightning/view/list/Nothing__c'), 404, 'NOT_FOUND');
      refused(await se.get('/lightning/view/list/Handoff_Gate_Attempt__c'), 403, 'INSUFFICIENT_ACCESS');
      assert.equal((await manager.get('/lightning/view/list/Handoff_Gate_Attempt__c')).status, 200);
    });
  });

  describe('a related list', () => {
    const related = (tab: Tab, path: string): Promise<RecordTable> => read(tab, `related/${path}`);

    test('has the records that point to one, without the column that does', async () => {
      const account = id('AccountSolenne');
      const contacts = await related(ae, `${account}/Contacts`);
      assert.equal(contacts.label, 'Contacts');
      assert.ok(!contacts.columns.includes('Account'));
      assert.equal(contacts.rows.length, idsOf(pages, `SELECT Id FROM Contact WHERE AccountId = '${account}'`).length);
      assert.equal(contacts.isCut, false);
    });

    test('says when it is cut, and takes a sensible number of rows whatever is asked', async () => {
      const account = id('AccountSolenne');
      const cut = await related(ae, `${account}/Contacts?rows=2`);
      assert.equal(cut.rows.length, 2);
      assert.equal(cut.isCut, true);
      for (const rows of ['-5', '0', 'many', '1e9'])
        assert.ok((await related(ae, `${account}/Contacts?rows=${rows}`)).rows.length >= 1, rows);
    });

    test('has the columns of its parent layout', async () => {
      const items = await related(ae, `${id('HandoffSolenne')}/Items__r`);
      const layout = pages.project.layouts.find(({ object }) => object === 'Handoff__c');
      const configured = layout?.relatedLists.get('Handoff_Item__c.Handoff__c') ?? [];
      assert.ok(configured.length > 0);
      assert.equal(items.columns.length, configured.length);
    });

    test('is refused for lists and records there are not, and where the records may not be read', async () => {
      const opportunity = id('OpportunityKestrel');
      refused(await ae.get(`/lightning/view/related/${opportunity}/Nothing__r`), 404, 'NOT_FOUND');
      refused(await ae.get('/lightning/view/related/nonsense/Contacts'), 404, 'NOT_FOUND');
      refused(await ae.get('/lightning/view/related/001000000000999/Contacts'), 404, 'NOT_FOUND');
      const attempts = `/lightning/view/related/${opportunity}/Handoff_Gate_Attempts__r`;
      refused(await se.get(attempts), 403, 'INSUFFICIENT_ACCESS');
      assert.equal((await manager.get(attempts)).status, 200);
    });
  });

  test('activities: what is to come by date, then what was done, the latest first', async () => {
    const deal = id('OpportunityTamarack');
    const task = (Subject: string, ActivityDate: string, Status: string) => ({
      WhatId: deal,
      Subject,
      ActivityDate,
      Status
    });
    save(pages, 'insert', 'Task', [
      task('Later', '2026-12-01', 'Not Started'),
      task('Overdue', '2026-11-02', 'Not Started'),
      task('Called', '2026-11-03', 'Completed')
    ]);
    save(pages, 'insert', 'Event', [
      { WhatId: deal, Subject: 'Demo', StartDateTime: '2026-11-25T10:00:00.000Z' },
      { WhatId: deal, Subject: 'Visit', StartDateTime: '2026-11-19T10:00:00.000Z' }
    ]);
    const activities = await read<Activity[]>(ae, `activities/${deal}`);
    assert.deepEqual(
      activities.map(({ subject, isDone }) => [subject, isDone]),
      [
        ['Overdue', false],
        ['Demo', false],
        ['Later', false],
        ['Visit', true],
        ['Called', true]
      ]
    );
    assert.deepEqual(activities[1], {
      id: activities[1]?.id,
      kind: 'Event',
      subject: 'Demo',
      description: '',
      when: 'Nov 25',
      who: 'Ines Laurent',
      isDone: false
    });
    refused(await ae.get('/lightning/view/activities/nonsense'), 404, 'NOT_FOUND');
  });

  test('what is planned for a record is not told to who may not see the record', async () => {
    const [attempt = ''] = save(pages, 'insert', 'Handoff_Gate_Attempt__c', [
      { Opportunity__c: id('OpportunityKestrel'), Outcome__c: 'Blocked', Key__c: 'activities' }
    ]);
    assert.equal((await manager.get(`/lightning/view/activities/${attempt}`)).status, 200);
    refused(await se.get(`/lightning/view/activities/${attempt}`), 403, 'INSUFFICIENT_ACCESS');
  });

  test('notices: the newest first, each to who it is for, with a link to its record', async () => {
    const send = (userId: string, title: string, targetId: string | null, at: string): void =>
      pages.org.notifications.send({ userId, title, body: 'Read it.', targetId, type: 'Handoff_Notice', at });
    const user = se.boot.user.id;
    send(user, 'First', null, '2026-11-18T08:00:00.000Z');
    send(user, 'Second', id('AccountKestrel'), '2026-11-19T08:00:00.000Z');
    send(ae.boot.user.id, 'For somebody else', null, '2026-11-19T09:00:00.000Z');
    assert.deepEqual(await read<Notice[]>(se, 'notices'), [
      {
        title: 'Second',
        body: 'Read it.',
        href: `/lightning/r/Account/${id('AccountKestrel')}/view`,
        when: 'Nov 19'
      },
      { title: 'First', body: 'Read it.', href: null, when: 'Nov 18' }
    ]);
  });

  test('an id that is none is 404 in the REST API and the UI API too', async () => {
    const admin = await Tab.open(pages.url, 'admin');
    const shortened = id('AccountKestrel').slice(0, 12);
    for (const [method, path] of [
      ['GET', `sobjects/Account/${shortened}`],
      ['GET', `sobjects/Account/${shortened}?fields=Name`],
      ['GET', 'sobjects/Account/001000000000999'],
      ['PATCH', `sobjects/Account/${shortened}`],
      ['DELETE', `sobjects/Account/${shortened}`],
      ['GET', `ui-api/records/${shortened}?fields=Account.Name`],
      ['GET', `ui-api/records/${id('AccountKestrel').slice(0, 15)}ZZZ?fields=Account.Name`],
      ['GET', `ui-api/related-list-records/${shortened}/Contacts`],
      ['DELETE', `ui-api/records/${shortened}`]
    ] as const) {
      const body = method === 'PATCH' ? { Name: 'x' } : undefined;
      refused(await admin.send(method, `/services/data/v66.0/${path}`, body), 404, 'NOT_FOUND');
    }
    const record = `/services/data/v66.0/ui-api/records/${id('AccountKestrel')}`;
    refused(await admin.get(`${record}?fields=Account.Name&fields=Account.Id`), 400, 'INVALID_INPUT');
  });
});
