import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DmlFailure } from '../src/org/errors.ts';
import { type OpenOrg, openOrg } from '../src/org/open.ts';
import type { OrgFeatures, RecordValues } from '../src/org/schema.ts';
import { PROJECT } from './org.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ALL: OrgFeatures = {
  multiCurrency: { corporate: 'USD', rates: { EUR: 0.8 } },
  personAccounts: true,
  recordTypes: { Opportunity: ['New_Business', 'Renewal'] },
  stateAndCountryPicklists: true
};

/** As the Object Reference and the guidelines for person accounts describe them. */
describe('what an org has that not every org has', () => {
  let opened: OpenOrg;
  before(() => {
    opened = openOrg({ root: PROJECT, log: quiet, minuteMs: 1_000_000, features: ALL });
  });
  after(() => opened.stop());

  type Operation = 'insert' | 'update' | 'delete';
  function save(object: string, values: RecordValues, operation: Operation = 'insert'): string {
    const { org } = opened;
    const user = org.users.idOf('admin@handoff.example') ?? '';
    const [result] = org.transact(user, 'test', (tx) =>
      org.save.save(tx, { operation, object, records: [values], allOrNone: true, access: 'user', sharing: 'with' })
    );
    return result?.id ?? '';
  }
  function query(soql: string): RecordValues[] {
    const { org } = opened;
    const user = org.users.idOf('admin@handoff.example') ?? '';
    return org
      .transact(user, 'test', (tx) => org.query.query(tx, { soql, binds: {}, access: 'user', sharing: 'with' }))
      .rows.map(({ values }) => values);
  }
  function refused(object: string, values: RecordValues, code: string, operation: Operation = 'insert'): void {
    assert.throws(
      () => save(object, values, operation),
      (error: unknown) => error instanceof DmlFailure && error.results[0]?.errors[0]?.statusCode === code
    );
  }

  test('several currencies: each record has one, of those the org has', () => {
    const account = save('Account', { Name: 'Marlow' });
    const read = (): RecordValues => query(`SELECT CurrencyIsoCode FROM Account WHERE Id = '${account}'`)[0] ?? {};
    assert.equal(read()['CurrencyIsoCode'], 'USD');
    save('Account', { Id: account, CurrencyIsoCode: 'EUR' }, 'update');
    assert.equal(read()['CurrencyIsoCode'], 'EUR');
    refused('Account', { Name: 'Marlow', CurrencyIsoCode: 'GBP' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    assert.deepEqual(
      query('SELECT IsoCode, ConversionRate, IsCorporate FROM CurrencyType ORDER BY ConversionRate').map(
        ({ IsoCode, ConversionRate, IsCorporate }) => [IsoCode, ConversionRate, IsCorporate]
      ),
      [
        ['EUR', 0.8, false],
        ['USD', 1, true]
      ]
    );
    assert.throws(() => query('SELECT convertCurrency(Amount) FROM Opportunity'), /CONVERTCURRENCY\(\)/);
  });

  test('new records are in the currency of who makes them, and what a deal carries along in that of the deal', () => {
    const [admin] = query("SELECT Id FROM User WHERE Username = 'admin@handoff.example'");
    save('User', { Id: admin?.['Id'] ?? null, DefaultCurrencyIsoCode: 'EUR' }, 'update');
    const values = { Name: 'Rollout', StageName: 'Prospecting', CloseDate: '2026-12-01', Amount: 5 };
    const deal = save('Opportunity', values);
    save('User', { Id: admin?.['Id'] ?? null, DefaultCurrencyIsoCode: 'USD' }, 'update');
    assert.equal(query(`SELECT CurrencyIsoCode FROM Opportunity WHERE Id = '${deal}'`)[0]?.['CurrencyIsoCode'], 'EUR');
    const history = `SELECT CurrencyIsoCode FROM OpportunityHistory WHERE OpportunityId = '${deal}'`;
    assert.equal(query(history)[0]?.['CurrencyIsoCode'], 'EUR');
  });

  test('a person account is an account and its contact in one', () => {
    const id = save('Account', { FirstName: 'Dana', LastName: 'Reyes', PersonEmail: 'dana@reyes.example' });
    const [account] = query(`SELECT Name, IsPersonAccount, PersonContactId FROM Account WHERE Id = '${id}'`);
    assert.equal(account?.['Name'], 'Dana Reyes');
    assert.equal(account['IsPersonAccount'], true);
    const contact = `SELECT Name, Email, AccountId, IsPersonAccount FROM Contact WHERE Id = '${account['PersonContactId']}'`;
    assert.partialDeepStrictEqual(query(contact)[0], {
      ...{ Name: 'Dana Reyes', Email: 'dana@reyes.example', AccountId: id, IsPersonAccount: true }
    });
    save('Account', { Id: id, LastName: 'Reyes-Cole' }, 'update');
    assert.equal(query(contact)[0]?.['Name'], 'Dana Reyes-Cole');
    assert.equal(query(`SELECT Id FROM Contact WHERE AccountId = '${id}'`).length, 1);
  });

  test('a person has no name of a company, a company none of a person', () => {
    const [person] = query('SELECT Id FROM RecordType WHERE IsPersonType = true');
    const RecordTypeId = person?.['Id'] ?? null;
    refused('Account', { Name: 'Marlow', LastName: 'Reyes' }, 'INVALID_FIELD_FOR_INSERT_UPDATE');
    refused('Account', { FirstName: 'Dana', RecordTypeId }, 'REQUIRED_FIELD_MISSING');
    refused('Account', { Name: 'Marlow', PersonEmail: 'dana@reyes.example' }, 'INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  test("a person's contact is changed through the account, and neither goes alone", () => {
    const id = save('Account', { LastName: 'Okoye' });
    const [contact] = query(`SELECT Id FROM Contact WHERE AccountId = '${id}'`);
    const contactId = contact?.['Id'] ?? null;
    refused('Contact', { Id: contactId, Title: 'CFO' }, 'INSUFFICIENT_ACCESS_OR_READONLY', 'update');
    assert.throws(() => save('Account', { Id: id }, 'delete'), /person account/);
    assert.throws(() => save('Contact', { Id: contactId }, 'delete'), /person account/);
    const [business] = query("SELECT Id FROM RecordType WHERE DeveloperName = 'Business_Account'");
    assert.throws(
      () => save('Account', { Id: id, RecordTypeId: business?.['Id'] ?? null }, 'update'),
      /Turning an account into a person/
    );
  });

  test('record types: the default of the profile, those of the object, no others', () => {
    const types = new Map(
      query('SELECT Id, DeveloperName FROM RecordType').map(({ Id, DeveloperName }) => [DeveloperName, Id ?? null])
    );
    const deal = { Name: 'Rollout', StageName: 'Prospecting', CloseDate: '2026-12-01' };
    const of = (id: string): unknown =>
      query(`SELECT RecordTypeId FROM Opportunity WHERE Id = '${id}'`)[0]?.['RecordTypeId'];
    assert.equal(of(save('Opportunity', deal)), types.get('New_Business'));
    const renewal = types.get('Renewal') ?? null;
    assert.equal(of(save('Opportunity', { ...deal, RecordTypeId: renewal })), renewal);
    const ofAccounts = types.get('Business_Account') ?? null;
    refused('Opportunity', { ...deal, RecordTypeId: ofAccounts }, 'INVALID_CROSS_REFERENCE_KEY');
  });

  test('picklists for countries: a name and its code say the same', () => {
    const read = (id: string): RecordValues | undefined =>
      query(`SELECT BillingCountry, BillingCountryCode FROM Account WHERE Id = '${id}'`)[0];
    const id = save('Account', { Name: 'Marlow', BillingCountryCode: 'DE' });
    assert.equal(read(id)?.['BillingCountry'], 'Germany');
    save('Account', { Id: id, BillingCountry: 'Austria' }, 'update');
    assert.equal(read(id)?.['BillingCountryCode'], 'AT');
    refused('Account', { Name: 'Marlow', BillingCountry: 'Atlantis' }, 'FIELD_INTEGRITY_EXCEPTION');
  });

  test('an org without them knows none of their fields', () => {
    const plain = openOrg({ root: PROJECT, log: quiet });
    try {
      const { schema } = plain.org;
      for (const [object, field] of [
        ['Account', 'CurrencyIsoCode'],
        ['Account', 'IsPersonAccount'],
        ['Account', 'BillingCountryCode'],
        ['Opportunity', 'RecordTypeId'],
        ['User', 'DefaultCurrencyIsoCode'],
        ['RecordType', 'IsPersonType']
      ] as const)
        assert.equal(schema.field(object, field), undefined, field);
      assert.equal(schema.object('CurrencyType'), undefined);
    } finally {
      plain.stop();
    }
  });

  test('what cannot be is refused', () => {
    const open = (features: OrgFeatures) => () => openOrg({ root: PROJECT, log: quiet, features });
    assert.throws(open({ recordTypes: { Oportunity: ['Renewal'] } }), /no object Oportunity/);
    assert.throws(open({ multiCurrency: { corporate: 'Dollar', rates: {} } }), /ISO codes/);
    assert.throws(open({ multiCurrency: { corporate: 'USD', rates: { EUR: 0 } } }), /rate above 0/);
  });
});
