import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { PROJECT, type RunningOrg, startOrg, stopOrg } from './org.ts';

/** Answers anything with `{}` on a thread of its own, since Apex blocks this one, and tells who asked for what. */
const ECHO = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:http').createServer((request, response) => {
    parentPort.postMessage({ url: request.url, authorization: request.headers.authorization });
    response.end('{}');
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** What an installation does in Setup, by the Connect API and by anonymous Apex. */
describe('setting the package up', () => {
  let org: RunningOrg;
  let service: Worker;
  let port = 0;
  const calls: unknown[] = [];

  before(async () => {
    service = new Worker(ECHO, { eval: true });
    [port] = await once(service, 'message');
    service.on('message', (call) => calls.push(call));
    org = await startOrg();
  });
  after(async () => {
    await stopOrg(org);
    await service.terminate();
  });

  const login = async (username: string): Promise<string> => {
    const body = new URLSearchParams({ grant_type: 'password', username, password: 'local' });
    const answer = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body });
    const { access_token } = (await answer.json()) as { access_token: string }; // Salesforce's own answer.
    return access_token;
  };
  const ask = async (token: string, path: string, method = 'GET', body?: unknown): Promise<Response> =>
    fetch(`${org.url}/services/data/v66.0${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
  const apex = async (token: string, source: string): Promise<{ success: unknown; exceptionMessage: unknown }> => {
    const answer = await ask(token, `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(source)}`);
    const { success, exceptionMessage } = (await answer.json()) as Record<string, unknown>; // A JSON object.
    return { success, exceptionMessage };
  };
  const principal = {
    externalCredential: 'Handoff_Service',
    principalName: 'Handoff_Service',
    principalType: 'NamedPrincipal'
  };
  const secret = (value: string): unknown => ({
    ...principal,
    authenticationProtocol: 'Custom',
    credentials: { ApiKey: { value, encrypted: true } }
  });

  test('callouts go to the address, and carry the secret, that an admin set; the secret is never told', async () => {
    const token = await login('admin@handoff.example');
    const put = await ask(token, '/named-credentials/named-credential-setup/Handoff_Service', 'PUT', {
      calloutUrl: `http://127.0.0.1:${port}/base/`
    });
    assert.equal(put.status, 200);
    const first = await ask(token, '/named-credentials/credential', 'POST', secret('first key'));
    assert.equal(first.status, 200);
    assert.equal((await first.text()).includes('first key'), false);
    assert.equal((await ask(token, '/named-credentials/credential', 'POST', secret('other'))).status, 400);
    const callOut = `HandoffServiceClient.get('/readyz');`;
    assert.deepEqual(await apex(token, callOut), { success: true, exceptionMessage: null });
    assert.equal((await ask(token, '/named-credentials/credential', 'PATCH', secret('second key'))).status, 200);
    assert.deepEqual(await apex(token, callOut), { success: true, exceptionMessage: null });
    assert.deepEqual(calls, [
      { url: '/base/readyz', authorization: 'Bearer first key' },
      { url: '/base/readyz', authorization: 'Bearer second key' }
    ]);
    const read = await ask(token, `/named-credentials/credential?${new URLSearchParams(principal)}`);
    assert.deepEqual(Object.keys(((await read.json()) as { credentials: object }).credentials), ['ApiKey']); // As written above.
  });

  test('nobody but an admin, and nothing that is no address or not there', async () => {
    const path = '/named-credentials/named-credential-setup/Handoff_Service';
    const url = { calloutUrl: 'https://elsewhere.example' };
    for (const name of ['ae', 'csm', 'manager', 'integration']) {
      const token = await login(`${name}@handoff.example`);
      assert.equal((await ask(token, path, 'PUT', url)).status, 403, name);
      assert.equal((await ask(token, '/named-credentials/credential', 'PATCH', secret('x'))).status, 403, name);
    }
    const token = await login('admin@handoff.example');
    for (const wrong of [{}, { calloutUrl: 'ftp://x' }, { calloutUrl: 7 }, { calloutUrl: 'https://a b' }])
      assert.equal((await ask(token, path, 'PUT', wrong)).status, 400, JSON.stringify(wrong));
    assert.equal((await ask(token, `${path}_2`, 'PUT', url)).status, 404);
    for (const wrong of [{ ...principal }, { ...principal, credentials: { ApiKey: 'bare' } }, []])
      assert.equal((await ask(token, '/named-credentials/credential', 'PUT', wrong)).status, 400);
    const other = { ...principal, principalName: 'Other', credentials: {} };
    assert.equal((await ask(token, '/named-credentials/credential', 'PUT', other)).status, 404);
  });

  test('the jobs are scheduled once, however often it is asked', async () => {
    const token = await login('admin@handoff.example');
    const source = readFileSync(join(PROJECT, 'scripts', 'install', 'schedule.apex'), 'utf8');
    for (let time = 0; time < 2; time++)
      assert.deepEqual(await apex(token, source), { success: true, exceptionMessage: null });
    const again = `System.schedule('Handoff: scores left behind', '0 0 * * * ?', new HandoffScoreSweepSchedulable());`;
    assert.match(String((await apex(token, again)).exceptionMessage), /^System\.AsyncException: .*already scheduled/);
    assert.deepEqual(
      org.org.async
        .pending()
        .map(({ label }) => label)
        .sort(),
      [
        'HandoffBriefSweepSchedulable',
        'HandoffErasureSweepSchedulable',
        'HandoffRetentionSchedulable',
        'HandoffScoreSweepSchedulable'
      ]
    );
  });

  test('an address with two slashes is the same, and the version the CLI asks at is answered', async () => {
    const answer = await fetch(`${org.url}//services/data`);
    assert.equal(answer.status, 200);
    const token = await login('admin@handoff.example');
    const old = await fetch(`${org.url}/services/data/v51.0/limits`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(old.status, 200);
  });
});
