import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { SignJWT } from 'jose';
import jsforce from 'jsforce';
import { type RunningOrg, startOrg, stopOrg } from './org.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

interface ApiError {
  errorCode?: string;
  name?: string;
  message: string;
}

/** What a call is refused with. */
async function refusal(call: PromiseLike<unknown>): Promise<ApiError> {
  try {
    await call;
  } catch (error) {
    return error as ApiError; // jsforce rejects with errors that carry Salesforce's code.
  }
  return assert.fail('the call must be refused');
}

describe('the REST API, as jsforce uses it', () => {
  let org: RunningOrg;
  let ae: jsforce.Connection;

  before(async () => {
    org = await startOrg({ certificate: publicKey.export({ type: 'spki', format: 'pem' }).toString() });
    ae = await login('ae@handoff.example');
  });
  after(() => stopOrg(org));

  /** Logs in as a person, by name and password. */
  async function login(username: string): Promise<jsforce.Connection> {
    const connection = new jsforce.Connection({ loginUrl: org.url, instanceUrl: org.url, version: '66.0' });
    const token = await fetch(`${org.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'handoff-service', username, password: 'local' })
    });
    const { access_token: accessToken } = (await token.json()) as { access_token: string };
    connection.accessToken = accessToken;
    return connection;
  }

  async function deal(stage = 'Negotiation/Review'): Promise<string> {
    const account = await ae.sobject('Account').create({ Name: 'Northwind' });
    const made = await ae
      .sobject('Opportunity')
      .create({ Name: 'Rollout', AccountId: account.id, StageName: stage, CloseDate: '2026-12-01' });
    assert.ok(made.success);
    return made.id;
  }

  /** What the log says of the last collection update; jobs that run in between have lines of their own. */
  function lastUpdate(): { queries: number; dml: number } {
    const line = org.transactions.findLast(
      ({ label }) => label.startsWith('PATCH') && label.endsWith('/composite/sobjects')
    );
    assert.ok(line, org.transactions.map(({ label }) => label).join());
    return { queries: line.queries, dml: line.dml };
  }

  const answers = {
    Buyer_Goals__c: 'Cut approval from 9 days to 3 by June',
    Signed_Scope__c: '240 users in Germany',
    Start_Date__c: '2027-01-11',
    Promised_Deliverables__c: 'SAP connector by March',
    Pricing_Exceptions__c: 'None',
    Risk_Notes__c: 'The integration team is two people',
    Kickoff_Preference__c: 'Video call'
  };

  async function answerAll(opportunityIds: readonly string[]): Promise<void> {
    const contact = await ae.sobject('Contact').create({ LastName: 'Raman' });
    const { records } = await ae.query<{ Id: string }>(
      `SELECT Id FROM Handoff__c WHERE Opportunity__c IN ('${opportunityIds.join("','")}')`
    );
    const results = await ae
      .sobject('Handoff__c')
      .update(records.map(({ Id }) => ({ Id, ...answers, Main_Contact__c: contact.id })));
    assert.ok(
      results.every((result) => result.success),
      JSON.stringify(results.find((result) => !result.success))
    );
  }

  test('logs in by password, client credentials and a signed JWT, and refuses the rest', async () => {
    const token = async (form: Record<string, string>) => {
      const answer = await fetch(`${org.url}/services/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams(form)
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, string> };
    };
    const sign = (subject: string) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer('handoff-service')
        .setSubject(subject)
        .setAudience('https://login.salesforce.com')
        .setExpirationTime('2m')
        .sign(privateKey);
    const jwt = await token({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: await sign('integration@handoff.example')
    });
    assert.equal(jwt.status, 200, JSON.stringify(jwt.body));
    const client = await token({
      grant_type: 'client_credentials',
      client_id: 'handoff-service',
      client_secret: 'a secret of this test'
    });
    assert.equal(client.status, 200);
    assert.equal(
      (await token({ grant_type: 'client_credentials', client_id: 'handoff-service', client_secret: 'wrong' })).body[
        'error'
      ],
      'invalid_client'
    );
    assert.equal(
      (await token({ grant_type: 'password', username: 'ae@handoff.example', password: 'wrong' })).body['error'],
      'invalid_grant'
    );
    assert.equal((await token({ grant_type: 'magic' })).body['error'], 'unsupported_grant_type');
    const who = await ae.identity();
    assert.equal(who.username, 'ae@handoff.example');
  });

  test('a session that nobody opened is refused', async () => {
    const stranger = new jsforce.Connection({ instanceUrl: org.url, accessToken: 'made up', version: '66.0' });
    assert.equal((await refusal(stranger.query('SELECT Id FROM Account'))).errorCode, 'INVALID_SESSION_ID');
  });

  test('creates, reads, changes and deletes', async () => {
    const made = await ae.sobject('Account').create({ Name: 'Contoso', NumberOfEmployees: 42 });
    const read = await ae.sobject('Account').retrieve(made.id ?? '');
    assert.equal(read['Name'], 'Contoso');
    assert.equal(read['NumberOfEmployees'], 42);
    await ae.sobject('Account').update({ Id: made.id ?? '', Name: 'Contoso Ltd' });
    const { records } = await ae.query<{ Name: string }>(`SELECT Name FROM Account WHERE Id = '${made.id}'`);
    assert.equal(records[0]?.Name, 'Contoso Ltd');
    const admin = await login('admin@handoff.example');
    await admin.sobject('Account').destroy(made.id ?? '');
    assert.equal((await refusal(ae.sobject('Account').retrieve(made.id ?? ''))).errorCode, 'NOT_FOUND');
  });

  test('names what is wrong as Salesforce does', async () => {
    assert.equal((await refusal(ae.query('SELECT Nonsense__c FROM Account'))).errorCode, 'INVALID_FIELD');
    assert.equal((await refusal(ae.query('SELECT FROM'))).errorCode, 'MALFORMED_QUERY');
    assert.equal((await refusal(ae.query('SELECT Id FROM Nonsense__c'))).errorCode, 'INVALID_TYPE');
    assert.equal(
      (await refusal(ae.sobject('Opportunity').create({ Name: 'No stage' }))).errorCode,
      'REQUIRED_FIELD_MISSING'
    );
  });

  test('a refused deal names every missing answer', async () => {
    const id = await deal();
    const answer = await fetch(`${org.url}/services/data/v66.0/sobjects/Opportunity/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${ae.accessToken ?? ''}`, 'content-type': 'application/json' },
      body: JSON.stringify({ StageName: 'Closed Won' })
    });
    assert.equal(answer.status, 400);
    const errors = (await answer.json()) as ApiError[];
    assert.equal(errors.length, 8);
    assert.ok(errors.every((error) => error.errorCode === 'FIELD_CUSTOM_VALIDATION_EXCEPTION'));
    assert.ok(errors.some((error) => error.message.startsWith('Buyer goals are missing')));
    org.org.async.drain();
    const manager = await login('manager@handoff.example');
    const { records } = await manager.query<{ Outcome__c: string }>(
      `SELECT Outcome__c FROM Handoff_Gate_Attempt__c WHERE Opportunity__c = '${id}'`
    );
    assert.deepEqual(
      records.map((record) => record.Outcome__c),
      ['Blocked']
    );
  });

  test('of 200 deals in one call, three bad ones are named and 197 pass, for the price of one', async () => {
    const account = await ae.sobject('Account').create({ Name: 'Bulk' });
    const made = await ae.sobject('Opportunity').create(
      Array.from({ length: 200 }, (_, index) => ({
        Name: `Deal ${index}`,
        AccountId: account.id,
        StageName: 'Negotiation/Review',
        CloseDate: '2026-12-01'
      }))
    );
    const ids = made.map((result) => result.id ?? '');
    await answerAll(ids);
    const bad = ids.slice(0, 3);
    const { records } = await ae.query<{ Id: string }>(
      `SELECT Id FROM Handoff__c WHERE Opportunity__c IN ('${bad.join("','")}')`
    );
    await ae.sobject('Handoff__c').update(records.map(({ Id }) => ({ Id, Buyer_Goals__c: 'TBD' })));
    org.transactions.length = 0;
    const results = await ae.sobject('Opportunity').update(
      ids.map((Id) => ({ Id, StageName: 'Closed Won' })),
      { allOrNone: false }
    );
    const failed = results.filter((result) => !result.success);
    assert.equal(failed.length, 3);
    assert.ok(
      failed.every((result) => !result.success && result.errors[0]?.message.startsWith('Buyer goals are missing'))
    );
    const { queries, dml } = lastUpdate();
    // The first try of all 200 is undone and the 197 are saved again; the counts go on.
    assert.ok(queries > 0 && queries <= 24 && dml > 0 && dml <= 8, `${queries} queries, ${dml} DML statements`);
    const { totalSize } = await ae.query(
      `SELECT Id FROM Opportunity WHERE AccountId = '${account.id}' AND StageName = 'Closed Won'`
    );
    assert.equal(totalSize, 197);
  });

  test('closing 200 deals costs as many queries and statements as closing one', async (context) => {
    const price = async (count: number): Promise<{ queries: number; dml: number }> => {
      const account = await ae.sobject('Account').create({ Name: `Price of ${count}` });
      const made = await ae.sobject('Opportunity').create(
        Array.from({ length: count }, (_, index) => ({
          Name: `Deal ${index}`,
          AccountId: account.id,
          StageName: 'Negotiation/Review',
          CloseDate: '2026-12-01'
        }))
      );
      const ids = made.map((result) => result.id ?? '');
      await answerAll(ids);
      org.transactions.length = 0;
      const results = await ae.sobject('Opportunity').update(ids.map((Id) => ({ Id, StageName: 'Closed Won' })));
      assert.ok(results.every((result) => result.success));
      return lastUpdate();
    };
    const [one, many] = [await price(1), await price(200)];
    const said = ({ queries, dml }: typeof one): string => `${queries} SOQL queries and ${dml} DML statements`;
    context.diagnostic(`1 deal: ${said(one)}; 200 deals: ${said(many)}`);
    assert.deepEqual(many, one);
    assert.ok(many.queries <= 12 && many.dml > 0 && many.dml <= 8, JSON.stringify(many));
  });

  test('what a role may not see or do is refused', async () => {
    const csm = await login('csm@handoff.example');
    assert.equal(
      (
        await refusal(
          csm.sobject('Opportunity').create({ Name: 'x', StageName: 'Prospecting', CloseDate: '2026-12-01' })
        )
      ).errorCode,
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'
    );
    const se = await login('se@handoff.example');
    assert.equal(
      (await refusal(se.query('SELECT Private_Stance__c FROM Handoff_Stakeholder__c'))).errorCode,
      'INVALID_FIELD'
    );
    assert.equal((await refusal(se.query('SELECT Id FROM Handoff_Gate_Attempt__c'))).errorCode, 'INVALID_TYPE');
    const id = await deal();
    const { records } = await ae.query<{ Id: string }>(`SELECT Id FROM Handoff__c WHERE Opportunity__c = '${id}'`);
    const error = await refusal(ae.sobject('Handoff__c').update({ Id: records[0]?.Id ?? '', Score__c: 100 }));
    assert.equal(error.errorCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  test('describes only what the user may see', async () => {
    const se = await login('se@handoff.example');
    const { fields } = await se.sobject('Handoff_Stakeholder__c').describe();
    assert.ok(fields.some((field) => field.name === 'Role__c'));
    assert.ok(!fields.some((field) => field.name === 'Private_Stance__c'));
  });

  test('inline edit: the UI API refuses in its own shape, and what somebody else changed meanwhile', async () => {
    const id = await deal();
    const headers = { authorization: `Bearer ${ae.accessToken ?? ''}`, 'content-type': 'application/json' };
    const refused = await fetch(`${org.url}/services/data/v66.0/ui-api/records/${id}`, {
      method: 'PATCH',
      headers,
      body: JSON.stringify({ fields: { StageName: 'Closed Won' } })
    });
    const [error] = (await refused.json()) as [{ output: { errors: { message: string }[] } }];
    assert.equal(refused.status, 400);
    assert.equal(error.output.errors.length, 8);
    const read = await fetch(
      `${org.url}/services/data/v66.0/ui-api/records/${id}?fields=Opportunity.Name,Opportunity.Account.Name`,
      { headers }
    );
    const record = (await read.json()) as { lastModifiedDate: string; fields: { Name: { value: string } } };
    assert.equal(record.fields.Name.value, 'Rollout');
    await ae.sobject('Opportunity').update({ Id: id, NextStep: 'Sign' });
    const conflict = await fetch(`${org.url}/services/data/v66.0/ui-api/records/${id}`, {
      method: 'PATCH',
      headers: { ...headers, 'if-unmodified-since': record.lastModifiedDate },
      body: JSON.stringify({ fields: { NextStep: 'Call' } })
    });
    assert.equal(conflict.status, 412);
  });

  test('long results come in pages', async () => {
    const answer = await fetch(
      `${org.url}/services/data/v66.0/query?q=${encodeURIComponent('SELECT Id FROM OpportunityHistory')}`,
      {
        headers: { authorization: `Bearer ${ae.accessToken ?? ''}`, 'sforce-query-options': 'batchSize=200' }
      }
    );
    const page = (await answer.json()) as {
      totalSize: number;
      done: boolean;
      nextRecordsUrl: string;
      records: unknown[];
    };
    assert.equal(page.done, false);
    assert.equal(page.records.length, 200);
    const next = await ae.request<{ records: unknown[] }>(page.nextRecordsUrl);
    assert.ok(next.records.length > 0);
  });

  test('later parts of a composite request use earlier ones', async () => {
    const result = await ae.requestPost<{ compositeResponse: { httpStatusCode: number; body: unknown }[] }>(
      '/composite',
      {
        compositeRequest: [
          {
            method: 'POST',
            url: '/services/data/v66.0/sobjects/Account',
            referenceId: 'account',
            body: { Name: 'Composite' }
          },
          {
            method: 'POST',
            url: '/services/data/v66.0/sobjects/Contact',
            referenceId: 'contact',
            body: { LastName: 'Raman', AccountId: '@{account.id}' }
          }
        ]
      }
    );
    assert.deepEqual(
      result.compositeResponse.map((part) => part.httpStatusCode),
      [201, 201]
    );
  });

  test('an API version or resource it does not have is refused', async () => {
    const headers = { authorization: `Bearer ${ae.accessToken ?? ''}` };
    assert.equal((await fetch(`${org.url}/services/data/v40.0/limits`, { headers })).status, 404);
    assert.equal((await fetch(`${org.url}/services/data/v66.0/analytics`, { headers })).status, 404);
    assert.equal((await fetch(`${org.url}/services/data/v66.0/limits`, { headers })).status, 200);
  });
});
