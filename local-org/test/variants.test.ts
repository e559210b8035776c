import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { DmlFailure } from '../src/org/errors.ts';
import { type OpenOrg, openOrg } from '../src/org/open.ts';
import type { OrgFeatures, RecordValues } from '../src/org/schema.ts';
import { PROJECT } from './org.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const EURO: OrgFeatures = { multiCurrency: { corporate: 'USD', rates: { EUR: 0.8, JPY: 150 } } };
const PEOPLE: OrgFeatures = { personAccounts: true };
const TYPES: OrgFeatures = { recordTypes: { Opportunity: ['New_Business', 'Renewal'] } };
const COUNTRIES: OrgFeatures = { stateAndCountryPicklists: true };
const ALL: OrgFeatures = { ...EURO, ...PEOPLE, ...TYPES, ...COUNTRIES };

/** Answers to all that the CRM does not know. */
const ANSWERS = {
  Buyer_Goals__c: 'Close the books in three days by June',
  Signed_Scope__c: '240 users, the approvals module and single sign-on',
  Start_Date__c: '2027-01-11',
  Promised_Deliverables__c: 'Data migration of two years and a test account',
  Pricing_Exceptions__c: 'None',
  Risk_Notes__c: 'None',
  Kickoff_Preference__c: 'Video call'
};

/** An org with features, worked in as one of its sample users. */
class Variant {
  readonly opened: OpenOrg;

  constructor(features: OrgFeatures) {
    this.opened = openOrg({ root: PROJECT, log: quiet, minuteMs: 1_000_000, features });
  }

  #as<T>(user: string, work: (tx: Parameters<Parameters<OpenOrg['org']['transact']>[2]>[0]) => T): T {
    const { org } = this.opened;
    return org.transact(org.users.idOf(`${user}@handoff.example`) ?? '', 'test', work);
  }

  save(user: string, object: string, values: RecordValues): string {
    const { org } = this.opened;
    const [result] = this.#as(user, (tx) =>
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

  /** @returns why a save was refused, one line for each reason; empty when it went through */
  refusal(user: string, object: string, values: RecordValues): readonly string[] {
    try {
      this.save(user, object, values);
      return [];
    } catch (error) {
      if (!(error instanceof DmlFailure)) throw error;
      return error.results.flatMap(({ errors }) => errors.map(({ message }) => message));
    }
  }

  /** The first row of a query that anybody may ask. */
  row(soql: string): RecordValues {
    const { org } = this.opened;
    const { rows } = this.#as('admin', (tx) =>
      org.query.query(tx, { soql, binds: {}, access: 'system', sharing: 'without' })
    );
    return rows[0]?.values ?? {};
  }

  /** What a controller gives a page. */
  load(user: string, className: string, method: string, args: Record<string, unknown>): unknown {
    const { org } = this.opened;
    return this.#as(user, (tx) => org.apex.invokeAura(tx, className, method, args));
  }

  typeId(developerName: string): string {
    return String(this.row(`SELECT Id FROM RecordType WHERE DeveloperName = '${developerName}'`)['Id']);
  }
}

/** From a deal without answers to the brief on the account. */
function mainJob(variant: Variant, account: RecordValues, deal: RecordValues): { panel: string; brief: string } {
  const accountId = variant.save('admin', 'Account', account);
  const ae = variant.opened.org.users.idOf('ae@handoff.example') ?? '';
  const dealId = variant.save('admin', 'Opportunity', {
    ...{ Name: 'Rollout', AccountId: accountId, StageName: 'Negotiation/Review', CloseDate: '2026-12-01' },
    ...{ OwnerId: ae, Amount: 190000 },
    ...deal
  });
  const refused = variant.refusal('ae', 'Opportunity', { Id: dealId, StageName: 'Closed Won' });
  assert.ok(refused.length >= 7, refused.join('\n'));
  const handoffId = String(variant.row(`SELECT Id FROM Handoff__c WHERE Opportunity__c = '${dealId}'`)['Id']);
  const isPerson = variant.opened.org.schema.field('Account', 'IsPersonAccount') && account['LastName'] !== undefined;
  const contact = isPerson
    ? {}
    : { Main_Contact__c: variant.save('admin', 'Contact', { LastName: 'Okoye', AccountId: accountId }) };
  assert.deepEqual(variant.refusal('ae', 'Handoff__c', { Id: handoffId, ...ANSWERS, ...contact }), []);
  const panel = JSON.stringify(variant.load('ae', 'HandoffPanelController', 'load', { opportunityId: dealId }));
  assert.deepEqual(variant.refusal('ae', 'Opportunity', { Id: dealId, StageName: 'Closed Won' }), []);
  const brief = variant.load('csm', 'HandoffBriefController', 'load', { accountId, handoffId });
  return { panel, brief: JSON.stringify(brief) };
}

describe('the package in orgs that have what not every org has', () => {
  const variants: Variant[] = [];
  after(() => variants.forEach(({ opened }) => opened.stop()));
  const open = (features: OrgFeatures): Variant => {
    const variant = new Variant(features);
    variants.push(variant);
    return variant;
  };

  test('an org with one currency, companies only and no record types', () => {
    const { panel, brief } = mainJob(open({}), { Name: 'Marlow' }, {});
    assert.match(panel, /"value":"190,000[^"]*"/);
    assert.doesNotMatch(brief, /isoCode/);
  });

  test('several currencies: amounts are shown in their own, and compared in the corporate one', () => {
    const variant = open(EURO);
    const { panel, brief } = mainJob(variant, { Name: 'Marlow' }, { CurrencyIsoCode: 'EUR' });
    assert.match(panel, /"value":"EUR 190,000/);
    assert.match(brief, /"isoCode":"EUR"/);
    assert.equal(variant.row('SELECT CurrencyIsoCode FROM Handoff__c')['CurrencyIsoCode'], 'EUR');
    const reasons = (amount: number, code: string): unknown => {
      const id = String(variant.row('SELECT Id FROM Opportunity')['Id']);
      variant.save('admin', 'Opportunity', { Id: id, Amount: amount, CurrencyIsoCode: code });
      const handoffId = String(variant.row('SELECT Id FROM Handoff__c')['Id']);
      return variant.load('ae', 'HandoffReviewController', 'load', { handoffId });
    };
    // 250,000 dollars are the limit.
    assert.match(JSON.stringify(reasons(210_000, 'EUR')), /EUR 210,000.*USD 250,000/);
    assert.doesNotMatch(JSON.stringify(reasons(199_000, 'EUR')), /USD 250,000/);
    assert.doesNotMatch(JSON.stringify(reasons(30_000_000, 'JPY')), /USD 250,000/);
  });

  test('a customer who is a person: that person is the contact, and nobody is asked for one', () => {
    const { panel, brief } = mainJob(open(PEOPLE), { FirstName: 'Dana', LastName: 'Reyes' }, {});
    assert.match(panel, /"source":"Person account"/);
    assert.match(brief, /"accountName":"Dana Reyes"/);
    assert.match(brief, /"value":"Person"/);
  });

  test('record types: a deal without one of them is gated as before', () => {
    mainJob(open(TYPES), { Name: 'Marlow' }, {});
  });

  test('picklists for countries', () => {
    mainJob(open(COUNTRIES), { Name: 'Marlow', BillingCountryCode: 'DE' }, {});
  });

  test('all of it at once', () => {
    const variant = open(ALL);
    const { panel, brief } = mainJob(
      variant,
      { LastName: 'Reyes', CurrencyIsoCode: 'EUR', BillingCountryCode: 'AT' },
      { CurrencyIsoCode: 'JPY', RecordTypeId: variant.typeId('Renewal') }
    );
    assert.match(panel, /"value":"JPY 190,000/);
    assert.match(brief, /"isoCode":"JPY"/);
  });

  test("the package's own tests hold in such an org", () => {
    const { results } = open(ALL).opened.org.apex.runTests({});
    const failed = results.filter(({ passed }) => !passed);
    assert.deepEqual(
      failed.map(({ className, method, message }) => `${className}.${method}: ${message}`),
      []
    );
    assert.ok(results.length > 140, `only ${results.length}`);
  });
});
