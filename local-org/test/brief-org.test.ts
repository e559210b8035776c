import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type RunningOrg, startOrg, stopOrg } from './org.ts';
import type { Transaction } from '../src/org/ports.ts';
import { Refs } from '../../service/src/brief/citations.ts';
import { toItems } from '../../service/src/brief/items.ts';
import { linkPeople } from '../../service/src/brief/people.ts';
import { readSource } from '../../service/src/brief/read.ts';
import type { BriefSummary } from '../../service/src/brief/ports.ts';
import type { BriefStatus } from '../../service/src/brief/status.ts';
import { composeBrief, openStore } from '../../service/src/composeBrief.ts';
import { readConfig } from '../../service/src/config.ts';
import { createLogger } from '../../service/src/logger.ts';
import { exactVerify, markedExtractor, sourceOf, talk, textMerge } from '../../service/test/briefs.ts';
import { createOrgClient, type OrgClient } from '../../service/src/salesforce/client.ts';
import { createDealReader } from '../../service/src/salesforce/deal.ts';
import { createBriefWriter } from '../../service/src/salesforce/writer.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const NOW = () => new Date('2026-11-21T12:00:00Z');

describe('the org, as the integration user reads and writes it', () => {
  let org: RunningOrg;
  let client: OrgClient;
  let handoffId: string;

  before(async () => {
    org = await startOrg({ certificate: publicKey.export({ type: 'spki', format: 'pem' }).toString() });
    client = clientOf('a secret of this test');
    handoffId = newHandoff();
  });
  after(() => stopOrg(org));

  const clientOf = (clientSecret: string): OrgClient =>
    createOrgClient({
      loginUrl: org.url,
      credentials: { flow: 'client credentials', clientId: 'handoff-service', clientSecret },
      timeoutMs: 10_000
    });
  const as = <T>(user: string, work: (tx: Transaction) => T): T =>
    org.org.transact(org.org.users.idOf(user) ?? '', 'test', work);
  const save = (operation: 'insert' | 'update', object: string, values: Record<string, string>): string =>
    as(
      'ae@handoff.example',
      (tx) =>
        org.org.save.save(tx, {
          operation,
          object,
          records: [values],
          allOrNone: true,
          access: 'user',
          sharing: 'with'
        })[0]?.id ?? ''
    );
  const rows = (soql: string) =>
    as(
      'admin@handoff.example',
      (tx) => org.org.query.query(tx, { soql, binds: {}, access: 'system', sharing: 'without' }).rows
    ).map(({ values }) => values);
  const newHandoff = (): string => {
    const account = save('insert', 'Account', { Name: 'Northwind', Website: 'https://www.northwind.example/en' });
    const deal = save('insert', 'Opportunity', {
      Name: 'Rollout',
      AccountId: account,
      StageName: 'Negotiation/Review',
      CloseDate: '2026-12-01'
    });
    const dana = save('insert', 'Contact', {
      FirstName: 'Dana',
      LastName: 'Moreau',
      AccountId: account,
      Email: 'dana@northwind.example'
    });
    save('insert', 'OpportunityContactRole', { OpportunityId: deal, ContactId: dana, Role: 'Economic Buyer' });
    return String(rows(`SELECT Id FROM Handoff__c WHERE Opportunity__c = '${deal}'`)[0]?.['Id']);
  };
  const reader = (of = client) =>
    createDealReader({ client: of, competitors: ['Acme'], sellerDomains: [], lookBackDays: 90, now: NOW });
  const orgId = () => org.org.id.slice(0, 15);

  const SUMMARY: BriefSummary = {
    gates: [{ name: 'tickets', passed: false, why: 'one is missing', refs: ['ticket:1'] }],
    triggers: [],
    routes: ['AE'],
    score: { score: 40, flagged: true, sections: [] },
    sources: [{ name: 'Gong', state: 'failed', count: 0, note: 'It refused the key.' }],
    managerNotes: '2026-11-01 Amara: "We can go to 20 %."'
  };
  const evidence = [
    talk('call:1', 'call', '2026-11-02T10:00:00.000Z', [
      ['customer', 'pain: We type every invoice twice. It is tiring.'],
      ['seller', 'commitment: We will connect SAP by March 15.']
    ]),
    talk('ticket:7', 'ticket', '2026-11-03T10:00:00.000Z', [['customer', 'The export fails on Mondays.']])
  ];
  async function draft() {
    const deal = await reader().resolveDeal(handoffId, orgId());
    const reading = await readSource(sourceOf('Gong', evidence), deal, {
      extractor: markedExtractor(),
      verify: exactVerify,
      sourceTimeoutMs: 5000,
      stop: new AbortController().signal
    });
    const refs = new Refs([reading]);
    const claims = textMerge(reading.claims, deal);
    const people = linkPeople(deal, [reading], claims, refs);
    return {
      deal,
      draft: { handoffId, version: deal.version, items: toItems(deal, [reading], claims, people, refs), people }
    };
  }

  test('a deal is resolved with people, domains and window, in at most four reads', async () => {
    const own = reader();
    // What the org has is asked once, with two more.
    await own.resolveDeal(handoffId, orgId());
    const before = client.calls.reads;
    const deal = await own.resolveDeal(handoffId, orgId());
    assert.ok(client.calls.reads - before <= 4, String(client.calls.reads - before));
    assert.equal(deal.accountName, 'Northwind');
    assert.deepEqual(deal.customerDomains, ['northwind.example']);
    assert.deepEqual(deal.sellerDomains, ['handoff.example']);
    const dana = deal.people.find(({ name }) => name === 'Dana Moreau');
    assert.deepEqual(
      [dana?.side, dana?.contactRole, dana?.email],
      ['customer', 'Economic Buyer', 'dana@northwind.example']
    );
    assert.ok(deal.people.some(({ side, name }) => side === 'seller' && name === 'Amara Okafor'));
    assert.equal(deal.crm['StageName'], 'Negotiation/Review');
    assert.equal(deal.window.to, NOW().toISOString());
    assert.deepEqual(deal.competitors, ['Acme']);
  });

  test('settings and failed gates of the account are known for the review', async () => {
    const { deal } = await draft();
    const context = await reader().reviewContext(deal);
    assert.deepEqual(context, { currencies: null, arrLimit: 250_000, recencyDays: 90, failedBefore: false });
  });

  test('what is missing or belongs to another org is refused with what to do', async () => {
    await assert.rejects(reader().resolveDeal('a04000000000999AAA', orgId()), { code: 'NO_HANDOFF', retryable: false });
    await assert.rejects(reader().resolveDeal(handoffId, '00D000000000009'), { code: 'OTHER_ORG', retryable: false });
    await assert.rejects(reader(clientOf('wrong')).resolveDeal(handoffId, orgId()), {
      code: 'LOGIN_REFUSED',
      retryable: false
    });
  });

  test('a signed JWT logs in as well', async () => {
    const jwt = createOrgClient({
      loginUrl: org.url,
      credentials: {
        flow: 'jwt bearer',
        clientId: 'handoff-service',
        username: 'integration@handoff.example',
        audience: 'https://login.salesforce.com',
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
      },
      timeoutMs: 10_000
    });
    assert.equal(await jwt.orgId(), orgId());
    assert.equal((await jwt.query('SELECT Id FROM Organization')).length, 1);
  });

  test('a brief is written in one call, twice is once, and what a person decided stays', async () => {
    // Somebody has typed two of them in already.
    const dana = rows("SELECT Id FROM Contact WHERE Name = 'Dana Moreau'")[0]?.['Id'];
    save('insert', 'Handoff_Stakeholder__c', {
      Handoff__c: handoffId,
      Contact__c: String(dana),
      Role__c: 'Champion',
      Last_Touch__c: '2026-11-10'
    });
    save('insert', 'Handoff_Item__c', {
      Handoff__c: handoffId,
      Kind__c: 'Commitment',
      Text__c: 'We will connect SAP by March 15'
    });
    const { draft: brief } = await draft();
    assert.deepEqual(
      brief.items.filter(({ kind }) => kind === 'Gap').map(({ text }) => text),
      ['Economic Buyer: nobody is known.'],
      'the champion somebody named is no gap'
    );
    const writer = createBriefWriter({ client, now: NOW });
    const before = { ...client.calls };
    const written = await writer.writeBack(brief);
    assert.equal(client.calls.writes - before.writes, 1);
    const items = () =>
      rows(
        `SELECT Id, Kind__c, Text__c, Basis__c, Review__c, Key__c FROM Handoff_Item__c WHERE Handoff__c = '${handoffId}' ORDER BY Sort_Order__c`
      );
    const first = items();
    assert.deepEqual(
      first.map((item) => [item['Kind__c'], item['Basis__c'], item['Review__c']]),
      [
        ['Commitment', null, null],
        ['Pain', 'Customer said', 'Proposed'],
        ['Open Thread', 'Customer said', 'Proposed'],
        ['Gap', 'CRM record', 'Accepted']
      ]
    );
    assert.deepEqual([written.citations, written.people, written.leftAlone], [2, 0, 2]);
    const quotes = rows(
      `SELECT Quote__c, Speaker__c, Item__r.Kind__c FROM Handoff_Citation__c WHERE Handoff__c = '${handoffId}'`
    );
    assert.ok(quotes.some((quote) => quote['Quote__c'] === 'We type every invoice twice.'));

    save('update', 'Handoff_Item__c', { Id: String(first[1]?.['Id']), Review__c: 'Edited', Text__c: 'In our words' });
    const again = await writer.writeBack(brief);
    assert.deepEqual([again.leftAlone, again.citations], [4, 0]);
    const second = items();
    assert.equal(second.length, first.length);
    assert.deepEqual([second[1]?.['Text__c'], second[1]?.['Review__c']], ['In our words', 'Edited']);
  });

  test('a citation whose line does not exist fails alone', async () => {
    const citation = (key: string, item: string) => ({
      attributes: { type: 'Handoff_Citation__c' },
      Key__c: key,
      Handoff__c: handoffId,
      Item__r: { Key__c: item },
      Quote__c: 'It is slow.'
    });
    const there = rows(`SELECT Key__c FROM Handoff_Item__c WHERE Handoff__c = '${handoffId}' AND Key__c != null`)[0];
    const outcomes = await client.upsertAll([
      {
        method: 'PATCH',
        path: '/composite/sobjects/Handoff_Citation__c/Key__c',
        referenceId: 'Citation0',
        body: {
          allOrNone: false,
          records: [citation('orphan', 'nobody'), citation('child', String(there?.['Key__c']))]
        }
      }
    ]);
    assert.deepEqual(outcomes.get('Citation0'), [
      { success: false, problem: { statusCode: 'INVALID_FIELD', fields: [] } },
      { success: true }
    ]);
  });

  test('the handoff shows where the brief stands, and why it failed', async () => {
    const { deal } = await draft();
    const writer = createBriefWriter({ client, now: NOW });
    const handoff = () => rows(`SELECT Brief_Status__c, Gate_Results__c FROM Handoff__c WHERE Id = '${handoffId}'`)[0];
    await writer.begin(deal, 'job');
    assert.equal(handoff()?.['Brief_Status__c'], 'Gathering');
    await writer.askForReview(deal, SUMMARY);
    assert.equal(handoff()?.['Brief_Status__c'], 'In Review');
    assert.deepEqual(JSON.parse(String(handoff()?.['Gate_Results__c'])).gates, SUMMARY.gates);
    await writer.fail(handoffId, 'job', 'It could not be read.', 'Run it again.');
    assert.equal(handoff()?.['Brief_Status__c'], 'Failed');
  });

  test('a whole brief takes at most six reads and three writes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'handoff-brief-org-'));
    const config = readConfig({
      HANDOFF_API_KEYS: 'k'.repeat(40),
      HANDOFF_ALLOWED_ORGS: org.org.id,
      SF_LOGIN_URL: org.url,
      SF_CLIENT_ID: 'handoff-service',
      SF_CLIENT_SECRET: 'a secret of this test',
      HANDOFF_JOB_STORE: join(folder, 'jobs.sqlite')
    }).briefs;
    assert.ok(config);
    const makers = {
      sources: [sourceOf('Gong', evidence)],
      extractor: markedExtractor(),
      verify: exactVerify,
      merge: textMerge
    };
    const briefs = composeBrief(config, await openStore(config), client, makers, createLogger('silent'));
    await briefs.start();
    try {
      const make = async (handoff: string): Promise<BriefStatus | null> => {
        const asked = { org: orgId(), handoffId: handoff, trigger: 'won' as const, idempotencyKey: `${handoff}:1` };
        const { id } = await briefs.request(asked);
        let status = await briefs.find(orgId(), id);
        while (status?.status === 'queued' || status?.status === 'running') {
          await new Promise((resolve) => setImmediate(resolve));
          status = await briefs.find(orgId(), id);
        }
        return status;
      };
      assert.equal((await make(handoffId))?.status, 'done');
      const before = { ...client.calls };
      const fresh = newHandoff();
      const status = await make(fresh);
      assert.equal(status?.status, 'done', status?.problem ?? '');
      const [reads, writes] = [client.calls.reads - before.reads, client.calls.writes - before.writes];
      assert.ok(reads <= 6 && writes <= 3, `${reads} reads, ${writes} writes`);
      assert.equal(
        rows(`SELECT Brief_Status__c FROM Handoff__c WHERE Id = '${fresh}'`)[0]?.['Brief_Status__c'],
        'In Review'
      );
    } finally {
      await briefs.stop(5000);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('an org that is down is told apart from one that refuses', async () => {
    const gone = createOrgClient({
      loginUrl: 'http://127.0.0.1:1',
      credentials: { flow: 'client credentials', clientId: 'x', clientSecret: 'y' },
      timeoutMs: 500
    });
    await assert.rejects(gone.query('SELECT Id FROM Account'), { code: 'ORG_UNREACHABLE', retryable: true });
    await assert.rejects(client.query('SELECT Nothing__c FROM Account'), { code: 'ORG_REFUSED', retryable: false });
  });
});
