import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { composeBrief, openStore } from '../../service/src/composeBrief.ts';
import { readConfig } from '../../service/src/config.ts';
import { salesforceConnector } from '../../service/src/connectors/salesforce.ts';
import { createLogger } from '../../service/src/logger.ts';
import { makersOf } from '../../service/src/makers.ts';
import { createOrgClient, type OrgClient } from '../../service/src/salesforce/client.ts';
import { createDealReader } from '../../service/src/salesforce/deal.ts';
import { withNamespace } from '../../service/src/salesforce/namespace.ts';
import { createBriefWriter } from '../../service/src/salesforce/writer.ts';
import type { OrgFeatures, RecordValues } from '../src/org/schema.ts';
import { type RunningOrg, startOrg, stopOrg } from './org.ts';

const ALL: OrgFeatures = {
  multiCurrency: { corporate: 'USD', rates: { EUR: 0.8 } },
  personAccounts: true,
  recordTypes: { Opportunity: ['New_Business', 'Renewal'] },
  stateAndCountryPicklists: true
};

describe('the service in orgs that have what not every org has', () => {
  const orgs: RunningOrg[] = [];
  after(() => Promise.all(orgs.map(stopOrg)));

  async function open(options: { features?: OrgFeatures; namespace?: string }): Promise<RunningOrg> {
    const org = await startOrg({ minuteMs: 1_000_000, ...options });
    orgs.push(org);
    return org;
  }
  const clientOf = (org: RunningOrg): OrgClient =>
    createOrgClient({
      loginUrl: org.url,
      credentials: { flow: 'client credentials', clientId: 'handoff-service', clientSecret: 'a secret of this test' },
      timeoutMs: 10_000
    });
  function save({ org }: RunningOrg, object: string, values: RecordValues): string {
    const [result] = org.transact(org.users.idOf('admin@handoff.example') ?? '', 'test', (tx) =>
      org.save.save(tx, {
        operation: 'Id' in values ? 'update' : 'insert',
        object,
        records: [values],
        allOrNone: true,
        access: 'user',
        sharing: 'with'
      })
    );
    return result?.id ?? '';
  }
  function rows({ org }: RunningOrg, soql: string): RecordValues[] {
    return org
      .transact(org.users.idOf('admin@handoff.example') ?? '', 'test', (tx) =>
        org.query.query(tx, { soql, binds: {}, access: 'system', sharing: 'without' })
      )
      .rows.map(({ values }) => values);
  }
  /** A deal at the stage where its handoff is made. @returns the handoff's id */
  function newHandoff(org: RunningOrg, account: RecordValues, deal: RecordValues = {}): string {
    const AccountId = save(org, 'Account', account);
    const dealId = save(org, 'Opportunity', {
      ...{ Name: 'Rollout', AccountId, StageName: 'Negotiation/Review', CloseDate: '2026-12-01', Amount: 210_000 },
      ...deal
    });
    return String(rows(org, `SELECT Id FROM Handoff__c WHERE Opportunity__c = '${dealId}'`)[0]?.['Id']);
  }
  const readerOf = (client: OrgClient) =>
    createDealReader({ client, competitors: [], sellerDomains: [], lookBackDays: 90 });
  const idOf = async (client: OrgClient): Promise<string> => client.orgId();

  test('an org without any of it: typed countries tell how dates are written', async () => {
    const org = await open({});
    const client = clientOf(org);
    const german = newHandoff(org, { Name: 'Marlow', Website: 'https://marlow.com', BillingCountry: 'Germany' });
    const unknown = newHandoff(org, { Name: 'Kestrel', Website: 'https://kestrel.com' });
    const reader = readerOf(client);
    const deal = await reader.resolveDeal(german, await idOf(client));
    assert.equal(deal.currency, null);
    assert.equal(deal.dateOrder, 'day first');
    assert.equal((await reader.resolveDeal(unknown, await idOf(client))).dateOrder, 'month first');
    assert.equal((await reader.reviewContext(deal)).currencies, null);
  });

  test('all of it: amounts with their currency, the person as who decides, the country by its code', async () => {
    const org = await open({ features: ALL });
    const client = clientOf(org);
    const person = { FirstName: 'Dana', LastName: 'Reyes', PersonEmail: 'dana@employer.com', BillingCountryCode: 'AT' };
    const reader = readerOf(client);
    const handoff = newHandoff(org, person, { CurrencyIsoCode: 'EUR' });
    const deal = await reader.resolveDeal(handoff, await idOf(client));
    assert.equal(deal.currency, 'EUR');
    assert.equal(deal.accountName, 'Dana Reyes');
    assert.equal(deal.dateOrder, 'day first');
    assert.deepEqual(deal.customerDomains, []);
    assert.partialDeepStrictEqual(
      deal.people.filter(({ side }) => side === 'customer'),
      [{ name: 'Dana Reyes', email: 'dana@employer.com', contactRole: 'Decision Maker' }]
    );
    assert.deepEqual((await reader.reviewContext(deal)).currencies, {
      corporate: 'USD',
      rates: { USD: 1, EUR: 0.8 }
    });
    const told: string[] = [];
    const connector = salesforceConnector({ query: (soql) => client.query(soql), instanceUrl: org.url });
    for await (const { segments } of connector.fetch(deal, deal.window, new AbortController().signal))
      told.push(...segments.map(({ text }) => text));
    assert.ok(
      told.some((text) => text.includes('amount EUR 210000')),
      told.join('\n')
    );
    const company = newHandoff(org, { Name: 'Marlow' }, { CurrencyIsoCode: 'USD' });
    save(org, 'Contact', {
      LastName: 'Okoye',
      AccountId: String(rows(org, "SELECT Id FROM Account WHERE Name = 'Marlow'")[0]?.['Id'])
    });
    const other = await reader.resolveDeal(company, await idOf(client));
    assert.equal(other.currency, 'USD');
    assert.deepEqual(
      other.people.filter(({ side }) => side === 'customer').map(({ contactRole }) => contactRole),
      [null]
    );
  });

  test('no Slack, no Gong, no Zendesk: the brief is made from Salesforce alone, and misses nobody', async () => {
    const org = await open({ features: ALL });
    const client = clientOf(org);
    const handoffId = newHandoff(org, { FirstName: 'Dana', LastName: 'Reyes' }, { CurrencyIsoCode: 'EUR' });
    const folder = mkdtempSync(join(tmpdir(), 'handoff-variants-'));
    const config = readConfig({
      HANDOFF_API_KEYS: 'k'.repeat(40),
      HANDOFF_ALLOWED_ORGS: org.org.id,
      SF_LOGIN_URL: org.url,
      SF_CLIENT_ID: 'handoff-service',
      SF_CLIENT_SECRET: 'a secret of this test',
      HANDOFF_JOB_STORE: join(folder, 'jobs.sqlite')
    });
    const logger = createLogger('silent');
    const { makers, close } = makersOf(config, client, logger);
    assert.ok(config.briefs);
    assert.deepEqual(
      makers.sources.map(({ name }) => name),
      ['Salesforce']
    );
    const briefs = composeBrief(config.briefs, await openStore(config.briefs), client, makers, logger);
    await briefs.start();
    try {
      const asked = { org: await client.orgId(), handoffId, trigger: 'won', idempotencyKey: 'once' } as const;
      const { id } = await briefs.request(asked);
      let status = await briefs.find(asked.org, id);
      while (status?.status === 'queued' || status?.status === 'running') {
        await new Promise((resolve) => setImmediate(resolve));
        status = await briefs.find(asked.org, id);
      }
      assert.equal(status?.status, 'done', status?.problem ?? '');
      assert.equal(status.counts?.sourcesFailed, 0);
      const [handoff] = rows(org, 'SELECT Brief_Status__c, Brief_Sources__c, Gate_Results__c FROM Handoff__c');
      assert.equal(handoff?.['Brief_Status__c'], 'In Review');
      assert.deepEqual(
        JSON.parse(String(handoff['Brief_Sources__c'])).map(({ name, state }: { name: string; state: string }) => [
          name,
          state
        ]),
        [['Salesforce', 'read']]
      );
      const lines = rows(org, 'SELECT Kind__c, Text__c FROM Handoff_Item__c');
      assert.doesNotMatch(JSON.stringify([handoff, lines]), /Gong|Slack|Zendesk|could not be read|may be missing/);
      assert.deepEqual(
        rows(org, 'SELECT Person_Name__c, Role__c FROM Handoff_Stakeholder__c').map((row) => row['Person_Name__c']),
        ['Dana Reyes']
      );
    } finally {
      await briefs.stop(5000);
      close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('a package with a namespace: read and written by its names there, and by no others', async () => {
    const org = await open({ namespace: 'hndf', features: ALL });
    const bare = clientOf(org);
    await assert.rejects(bare.query('SELECT Id FROM Handoff__c'), /INVALID_TYPE/);
    await assert.rejects(bare.query('SELECT Score__c FROM hndf__Handoff__c'), /INVALID_FIELD/);
    await assert.rejects(bare.writableFields('Handoff__c'), /refused/);
    const client = withNamespace(bare, 'hndf');
    const handoffId = newHandoff(org, { Name: 'Marlow__c' }, { CurrencyIsoCode: 'EUR' });
    const deal = await readerOf(client).resolveDeal(handoffId, await idOf(client));
    assert.equal(deal.accountName, 'Marlow__c');
    assert.equal(deal.opportunityName, 'Rollout');
    const writer = createBriefWriter({ client, wait: async () => undefined });
    await writer.begin(deal, 'job-1');
    const citations = [
      {
        key: 'c1',
        evidenceId: 'slack:1',
        sourceType: 'Slack',
        link: null,
        quote: 'It is Text__c slow.',
        speaker: 'Dana Reyes',
        at: '2026-11-01T09:00:00.000Z'
      }
    ] as const;
    const written = await writer.writeBack({
      handoffId,
      version: 1,
      items: [
        {
          ...{
            key: 'i1',
            kind: 'Pain',
            claimKind: 'pain',
            section: 'Context',
            text: 'It is slow.',
            condition: null,
            due: null
          },
          ...{ milestoneDay: null, severity: null, basis: 'Customer said', order: 1, citations }
        }
      ],
      people: []
    });
    assert.deepEqual(written, { items: 1, people: 0, citations: 1, leftAlone: 0 });
    assert.equal(rows(org, 'SELECT Brief_Status__c FROM Handoff__c')[0]?.['Brief_Status__c'], 'Gathering');
    const [citation] = rows(org, 'SELECT Quote__c, Item__c FROM Handoff_Citation__c');
    assert.equal(citation?.['Quote__c'], 'It is Text__c slow.');
    assert.notEqual(citation['Item__c'], null);
  });
});
