import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cellOf, labelOf } from '../src/web/client/modules/org/cells/cells.ts';
import { messagesOf } from '../src/web/client/modules/org/messages/messages.ts';
import {
  refreshResult,
  Resource,
  Resources,
  wireAdapter,
  type WireResult
} from '../src/web/client/modules/org/resource/resource.ts';
import { pathInApp, recordPath, routeOf } from '../src/web/client/modules/org/route/route.ts';
import type { UiRecord } from '../src/web/client/modules/org/uiApi/uiApi.ts';

const ID = '001000000000001AAA';

/** Reads that are answered when the test says so. */
class Answers<Value> {
  readonly waiting: { resolve: (value: Value) => void; reject: (error: Error) => void }[] = [];
  count = 0;

  readonly fetch = (): Promise<Value> => {
    this.count++;
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  };

  async give(value: Value): Promise<void> {
    this.waiting.shift()?.resolve(value);
    await settled();
  }

  async refuse(error: Error): Promise<void> {
    this.waiting.shift()?.reject(error);
    await settled();
  }
}

/** Lets everything run that waits for nothing but its turn. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what the address says', () => {
  test('a record, with an id of 15 or 18 characters', () => {
    const expected = { kind: 'record', object: 'Handoff__c', recordId: ID };
    assert.deepEqual(routeOf(recordPath('Handoff__c', ID), ''), expected);
    assert.equal(routeOf(recordPath('Handoff__c', ID.slice(0, 15)), '?c__tab=x').kind, 'record');
  });

  test('a list, with its view if there is one', () => {
    assert.deepEqual(routeOf('/lightning/o/Account/list', ''), { kind: 'list', object: 'Account', view: '' });
    assert.deepEqual(routeOf('/lightning/o/Account/list', '?filterName=Mine'), {
      kind: 'list',
      object: 'Account',
      view: 'Mine'
    });
  });

  for (const path of [
    '/lightning',
    '/lightning/n/Something',
    '/lightning/r/Account/001/view',
    `/lightning/r/Account/${ID}/edit`,
    `/lightning/r/Account/${ID.slice(0, 17)}_/view`,
    `/lightning/r/${ID}/view`,
    '/lightning/o/Account/new'
  ])
    test(`nothing it knows: ${path}`, () => assert.deepEqual(routeOf(path, ''), { kind: 'unknown', path }));

  test('a link is followed inside the app only where it leads to one of its pages', () => {
    const here = 'http://localhost:3000/lightning/o/Account/list';
    const record = recordPath('Account', ID);
    assert.equal(pathInApp(`${record}?a=1`, here), `${record}?a=1`);
    assert.equal(pathInApp(`http://localhost:3000${record}`, here), record);
    for (const href of [
      `http://evil.example${record}`,
      `https://localhost:3000${record}`,
      '/lightning/app/main.js',
      '/login',
      '#main',
      `${record}#section`,
      'mailto:ae@handoff.example'
    ])
      assert.equal(pathInApp(href, here), undefined, href);
  });
});

describe('what an error says', () => {
  const GENERAL = ['Something went wrong. Try again.'];

  test('every message of a refused save, of the page and of its fields', () => {
    const output = {
      errors: [{ message: 'Buyer goals are missing.' }, { message: 'Risk notes are missing.' }],
      fieldErrors: { Name: [{ message: 'Too long.' }], CloseDate: [{ message: 'In the past.' }] }
    };
    const body = { message: 'An error occurred', output };
    assert.deepEqual(messagesOf({ body }), [
      'Buyer goals are missing.',
      'Risk notes are missing.',
      'Too long.',
      'In the past.'
    ]);
  });

  test('its own message where nothing else is said', () => {
    assert.deepEqual(messagesOf({ body: { message: 'Not found', output: { errors: [], fieldErrors: {} } } }), [
      'Not found'
    ]);
    assert.deepEqual(messagesOf(new Error('broken')), ['broken']);
  });

  for (const error of [undefined, null, 'text', {}, { body: null }, { body: 'text' }, { body: {} }])
    test(`something, whatever it is: ${JSON.stringify(error)}`, () => assert.deepEqual(messagesOf(error), GENERAL));
});

describe('a field as people read it', () => {
  const record = (apiName: string, fields: UiRecord['fields']): UiRecord => ({
    id: ID,
    apiName,
    fields,
    lastModifiedById: null,
    lastModifiedDate: null
  });
  const deal = record('Opportunity', {
    Name: { value: 'Rollout', displayValue: null },
    Amount: { value: 92400, displayValue: '$92,400.00' },
    NextStep: { value: null, displayValue: null },
    Probability: { value: 0, displayValue: null },
    AccountId: { value: ID, displayValue: null },
    Account: { value: record('Account', {}), displayValue: 'Kestrel Freight' },
    OwnerId: { value: '005000000000001AAA', displayValue: null },
    Owner: { value: record('User', {}), displayValue: 'Amara Okafor' },
    CampaignId: { value: '701000000000001AAA', displayValue: null },
    Campaign: { value: null, displayValue: null }
  });

  for (const [field, relationship, expected] of [
    ['Name', null, { text: 'Rollout', href: null }],
    ['Amount', null, { text: '$92,400.00', href: null }],
    ['NextStep', null, { text: '', href: null }],
    ['Probability', null, { text: '0', href: null }],
    ['AccountId', 'Account', { text: 'Kestrel Freight', href: recordPath('Account', ID) }],
    // Users have no page here.
    ['OwnerId', 'Owner', { text: 'Amara Okafor', href: null }],
    ['CampaignId', 'Campaign', { text: '701000000000001AAA', href: null }],
    ['Unreadable__c', null, { text: '', href: null }]
  ] as const)
    test(field, () => assert.deepEqual(cellOf(deal, field, relationship), expected));

  test('nothing while there is no record', () =>
    assert.deepEqual(cellOf(undefined, 'Name', null), { text: '', href: null }));

  test('a lookup is called by what it points to', () => {
    assert.equal(labelOf({ label: 'Owner ID', reference: true }, 'OwnerId'), 'Owner');
    assert.equal(labelOf({ label: 'Tax ID', reference: false }, 'Tax__c'), 'Tax ID');
    assert.equal(labelOf(undefined, 'Tax__c'), 'Tax__c');
  });
});

describe('something read from the org', () => {
  test('is read once for all who look, and told to each', async () => {
    const answers = new Answers<string>();
    const resource = new Resource(answers.fetch, () => undefined);
    const seen: unknown[] = [];
    const look = (): (() => void) => () => void seen.push(resource.result.data);
    resource.subscribe(look());
    resource.subscribe(look());
    await answers.give('one');
    assert.deepEqual(seen, ['one', 'one']);
    resource.subscribe(look());
    assert.deepEqual(seen, ['one', 'one', 'one']);
    assert.equal(answers.count, 1);
  });

  test('a refresh during a read reads once more, since that read may have begun before the change', async () => {
    const answers = new Answers<string>();
    const resource = new Resource(answers.fetch, () => undefined);
    resource.subscribe(() => undefined);
    const refreshes = [resource.refresh(), resource.refresh()];
    await answers.give('old');
    assert.equal(answers.count, 2);
    await answers.give('new');
    await Promise.all(refreshes);
    assert.equal(resource.result.data, 'new');
    assert.equal(answers.count, 2);
  });

  test('a refusal is told as an error, and gone after a read that went well', async () => {
    const answers = new Answers<string>();
    const resource = new Resource(answers.fetch, () => undefined);
    resource.subscribe(() => undefined);
    const failure = new Error('refused');
    await answers.refuse(failure);
    assert.deepEqual(resource.result, { data: undefined, error: failure });
    const again = resource.refresh();
    await settled();
    await answers.give('well');
    await again;
    assert.deepEqual(resource.result, { data: 'well', error: undefined });
  });

  test('lives as long as somebody looks at it', async () => {
    const answers = new Answers<string>();
    const resources = new Resources();
    const first = resources.get('record:1', answers.fetch);
    const stop = first.subscribe(() => undefined);
    assert.equal(resources.get('record:1', answers.fetch), first);
    stop();
    assert.notEqual(resources.get('record:1', answers.fetch), first);
  });

  test('is refreshed by the beginning of its key', async () => {
    const resources = new Resources();
    const [record, list] = [new Answers<number>(), new Answers<number>()];
    resources.get('record:1?a', record.fetch).subscribe(() => undefined);
    resources.get('list:1', list.fetch).subscribe(() => undefined);
    await Promise.all([record.give(1), list.give(1)]);
    const refreshed = resources.refresh('record:1');
    await settled();
    await record.give(2);
    await refreshed;
    assert.equal(record.count, 2);
    assert.equal(list.count, 1);
  });
});

describe('a wire', () => {
  /** An adapter over records by id, and what it gives. */
  function wired() {
    const answers = new Answers<{ id: unknown }>();
    const resources = new Resources();
    const Adapter = wireAdapter(({ id }) =>
      id === undefined ? undefined : resources.get(`record:${String(id)}`, answers.fetch)
    );
    const given: WireResult<{ id: unknown }>[] = [];
    const adapter = new Adapter((result) => given.push(result));
    return { answers, adapter, given, last: () => given.at(-1) };
  }

  test('gives nothing at first, and waits until its configuration is complete', async () => {
    const { adapter, answers, given } = wired();
    adapter.connect();
    adapter.update({ id: undefined });
    assert.deepEqual(given, [{ data: undefined, error: undefined }]);
    assert.equal(answers.count, 0);
    adapter.update({ id: 1 });
    await answers.give({ id: 1 });
    assert.deepEqual(given.at(-1), { data: { id: 1 }, error: undefined });
  });

  test('reads again only when its configuration changes, and never gives what it no longer wants', async () => {
    const { adapter, answers, last } = wired();
    adapter.connect();
    adapter.update({ id: 1 });
    adapter.update({ id: 1 });
    assert.equal(answers.count, 1);
    adapter.update({ id: 2 });
    assert.equal(answers.count, 2);
    await answers.give({ id: 1 });
    assert.equal(last()?.data, undefined);
    await answers.give({ id: 2 });
    assert.deepEqual(last()?.data, { id: 2 });
  });

  test('is silent while it is not on the page, and reads afresh when it comes back', async () => {
    const { adapter, answers, given } = wired();
    adapter.connect();
    adapter.update({ id: 1 });
    adapter.disconnect();
    await answers.give({ id: 1 });
    assert.equal(given.length, 1);
    adapter.connect();
    assert.equal(answers.count, 2);
  });

  test('can be read again by the whole of what it gave, or by its data, under a cover too', async () => {
    const { adapter, answers, last } = wired();
    adapter.connect();
    adapter.update({ id: 1 });
    await answers.give({ id: 1 });
    const covers = new WeakMap<object, unknown>();
    const cover = (value: object): object => {
      const covered = {};
      covers.set(covered, value);
      return covered;
    };
    const unwrap = (value: unknown): unknown =>
      typeof value === 'object' && value !== null ? (covers.get(value) ?? value) : value;
    const given = last();
    assert.ok(given?.data);
    for (const [round, value] of [given, { data: given.data }, cover(given), { data: cover(given.data) }].entries()) {
      const refreshed = refreshResult(value, unwrap);
      await settled();
      assert.equal(answers.count, round + 2);
      await answers.give({ id: round });
      await refreshed;
    }
    await refreshResult(undefined, unwrap);
    await refreshResult({ data: 'text' }, unwrap);
    assert.equal(answers.count, 5);
  });
});
