import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createOrgClient, type OrgClient } from './client.ts';
import { createBriefWriter } from './writer.ts';

const SECRET = 'a-secret-nobody-may-read';

/** An org that forgets sessions, is down, or holds records, as told. */
describe('the client of an org', () => {
  let server: Server;
  let url: string;
  let client: OrgClient;
  let logins: number;
  let time = 0;
  /** Answers to the next API calls; null is a normal one. */
  let script: (((path: string, body: string) => { status: number; body: unknown }) | null)[];
  let bodies: string[];

  before(async () => {
    server = createServer((request, response) => {
      void readBody(request).then((body) => {
        const { status, body: answer } = answerTo(request.url ?? '', request.headers.authorization ?? '', body);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    url = `http://127.0.0.1:${address.port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    logins = 0;
    script = [];
    bodies = [];
    client = createOrgClient({
      loginUrl: url,
      credentials: { flow: 'client credentials', clientId: 'app', clientSecret: SECRET },
      timeoutMs: 2000,
      now: () => time
    });
  });

  function answerTo(path: string, authorization: string, body: string): { status: number; body: unknown } {
    if (path.includes('/oauth2/token')) {
      logins++;
      return {
        status: 200,
        body: {
          access_token: `token-${logins}`,
          instance_url: url,
          id: `${url}/id/00D000000000001EAA/005000000000001AAA`
        }
      };
    }
    if (authorization === '') return { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'no' }] };
    bodies.push(body);
    const next = script.shift() ?? null;
    if (next !== null) return next(path, body);
    if (path.includes('/query')) return { status: 200, body: { done: true, records: [{ Id: '1' }] } };
    if (path.endsWith('/describe'))
      return { status: 200, body: { fields: [{ name: 'Kind__c', createable: true, picklistValues: [] }] } };
    return { status: 200, body: { compositeResponse: saved(body, () => null) } };
  }

  /** Collection results: null for a record that is saved, else its status code. */
  function saved(body: string, codeOf: (object: string, index: number) => string | null) {
    const { compositeRequest } = JSON.parse(body) as {
      compositeRequest: { referenceId: string; url: string; body: { records: unknown[] } }[];
    };
    return compositeRequest.map(({ referenceId, url: target, body: content }) => ({
      referenceId,
      httpStatusCode: 200,
      body: content.records.map((_record, index) => {
        const code = codeOf(target.split('/').at(-2) ?? '', index);
        return code === null
          ? { success: true, id: 'x', errors: [] }
          : { success: false, errors: [{ statusCode: code, message: 'the words of a customer', fields: ['Text__c'] }] };
      })
    }));
  }

  const unauthorised = () => ({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }] });
  test('logs in again when the session is lost, once', async () => {
    await client.query('SELECT Id FROM Account');
    time += 60_000;
    script = [unauthorised];
    assert.equal((await client.query('SELECT Id FROM Account')).length, 1);
    assert.equal(logins, 2);
  });

  test('gives up when a new session is refused too', async () => {
    script = Array.from({ length: 50 }, () => unauthorised);
    await assert.rejects(client.query('SELECT Id FROM Account'));
    assert.ok(script.length > 40, 'it must not go on for ever');
  });

  test('says what is refused, never a secret or a value', async () => {
    script = [() => ({ status: 400, body: [{ errorCode: 'INVALID_FIELD', message: `No such column ${SECRET}` }] })];
    await assert.rejects(client.query('SELECT X FROM Account'), (error: Error) => {
      assert.match(error.message, /INVALID_FIELD/);
      assert.ok(!JSON.stringify([error.message, error.stack]).includes(SECRET));
      return true;
    });
  });

  const item = (key: string) => ({
    key,
    kind: 'Pain' as const,
    claimKind: 'pain' as const,
    section: 'Context' as const,
    text: 'It is slow.',
    condition: null,
    due: null,
    milestoneDay: null,
    severity: null,
    basis: 'Customer said' as const,
    order: 10,
    citations: [
      {
        key: `c${key}`,
        evidenceId: 'call:1',
        sourceType: 'Call' as const,
        link: null,
        quote: 'It is slow.',
        speaker: 'Dana',
        at: '2026-11-01T00:00:00.000Z'
      }
    ]
  });
  const draft = { handoffId: 'a04000000000001AAA', version: 1, items: [item('one'), item('two')], people: [] };
  const waited: number[] = [];
  const writer = () => createBriefWriter({ client, wait: async (ms) => void waited.push(ms) });

  test('tries again only the records that somebody else held', async () => {
    const lockSecond = (_path: string, body: string) => ({
      status: 200,
      body: {
        compositeResponse: saved(body, (object, index) =>
          index === 1 ? (object === 'Handoff_Item__c' ? 'UNABLE_TO_LOCK_ROW' : 'INVALID_FIELD') : null
        )
      }
    });
    script = [null, null, lockSecond];
    await writer().writeBack(draft);
    const second = JSON.parse(bodies.at(-1) ?? '{}').compositeRequest as { body: { records: { Key__c: string }[] } }[];
    assert.deepEqual(
      second.map(({ body }) => body.records.map(({ Key__c }) => Key__c)),
      [['two'], ['ctwo']]
    );
    assert.equal(client.calls.writes, 2);
    assert.deepEqual(waited, [250]);
  });

  test('a record that is refused for good ends it, with its code and field and no words of a customer', async () => {
    script = [
      null,
      null,
      (_path, body) => ({ status: 200, body: { compositeResponse: saved(body, () => 'STRING_TOO_LONG') } })
    ];
    await assert.rejects(writer().writeBack(draft), (error: Error & { retryable?: boolean }) => {
      assert.equal(error.message, 'Salesforce refused it: STRING_TOO_LONG (Handoff_Item__c Text__c).');
      assert.equal(error.retryable, false);
      return true;
    });
  });

  test('records that stay locked are a failure that may pass', async () => {
    script = [
      null,
      null,
      ...Array.from({ length: 10 }, () => (_path: string, body: string) => ({
        status: 200,
        body: { compositeResponse: saved(body, () => 'UNABLE_TO_LOCK_ROW') }
      }))
    ];
    await assert.rejects(writer().writeBack(draft), { code: 'ROW_LOCKED', retryable: true });
  });
});

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
