import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Transaction } from '../src/org/ports.ts';
import { PROJECT, type RunningOrg, startOrg, stopOrg } from './org.ts';

const KEY = 'test-key-'.padEnd(40, 'x');

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The real service in a process of its own: callouts block this one. */
async function startService(port: number, orgId: string): Promise<ChildProcess> {
  const env = {
    ...process.env,
    PORT: String(port),
    HANDOFF_API_KEYS: KEY,
    HANDOFF_ALLOWED_ORGS: orgId,
    LOG_LEVEL: 'info'
  };
  const child = spawn(process.execPath, ['service/src/main.ts'], {
    cwd: PROJECT,
    env,
    stdio: ['ignore', 'pipe', 'inherit']
  });
  await new Promise<void>((resolve, reject) => {
    child.on('exit', () => reject(new Error('the service ended')));
    child.stdout.on('data', (line: Buffer) => {
      if (line.includes('Server listening')) resolve();
    });
  });
  return child;
}

async function stopService(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.removeAllListeners('exit');
  child.once('exit', () => undefined);
  child.kill('SIGTERM');
  await Promise.race([ended, new Promise((resolve) => child.once('close', resolve))]);
}

describe('the org and the service together', () => {
  let org: RunningOrg;
  let port: number;
  let service: ChildProcess | undefined;

  before(async () => {
    port = await freePort();
    org = await startOrg({ serviceUrl: `http://127.0.0.1:${port}`, apiKey: KEY, minuteMs: 700 });
  });
  after(async () => {
    if (service) await stopService(service);
    await stopOrg(org);
  });

  const asAe = <T>(work: (tx: Transaction) => T): T =>
    org.org.transact(org.org.users.idOf('ae@handoff.example') ?? '', 'test', work);
  const save = (operation: 'insert' | 'update', object: string, values: Record<string, string>): string =>
    asAe(
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
  const handoffOf = (deal: string) =>
    asAe(
      (tx) =>
        org.org.query.query(tx, {
          soql: 'SELECT Id, Score__c, Score_Status__c, Score_Error__c, Score_Reasons__c FROM Handoff__c WHERE Opportunity__c = :deal',
          binds: { deal },
          access: 'user',
          sharing: 'with'
        }).rows[0]?.values ?? {}
    );
  const newDeal = (): string =>
    save('insert', 'Opportunity', {
      Name: 'Rollout',
      AccountId: save('insert', 'Account', { Name: 'Northwind' }),
      StageName: 'Negotiation/Review',
      CloseDate: '2026-12-01'
    });

  test('while the service is down everything else works, and the score arrives by itself once it is back', async () => {
    const deal = newDeal();
    org.org.async.drain();
    const waiting = handoffOf(deal);
    assert.equal(waiting['Score_Status__c'], 'Waiting');
    assert.match(String(waiting['Score_Error__c']), /cannot be reached/);
    service = await startService(port, org.org.id);
    // The next try is a (shortened) minute away.
    const deadline = Date.now() + 20_000;
    while (handoffOf(deal)['Score_Status__c'] === 'Waiting' && Date.now() < deadline)
      await new Promise((resolve) => setImmediate(resolve));
    assert.equal(handoffOf(deal)['Score_Status__c'], 'Scored');
  });

  test('the score is below 70 with reasons, and rises when two answers get better', async () => {
    service ??= await startService(port, org.org.id);
    const deal = newDeal();
    const handoff = String(handoffOf(deal)['Id']);
    const contact = save('insert', 'Contact', { LastName: 'Raman' });
    save('update', 'Handoff__c', {
      Id: handoff,
      Buyer_Goals__c: 'Improve productivity',
      Main_Contact__c: contact,
      Signed_Scope__c: 'Full suite',
      Start_Date__c: '2027-01-11',
      Promised_Deliverables__c: 'Connector',
      Pricing_Exceptions__c: 'None',
      Risk_Notes__c: 'Small team',
      Kickoff_Preference__c: 'Video call'
    });
    org.org.async.drain();
    const before = handoffOf(deal);
    assert.equal(before['Score_Status__c'], 'Scored', String(before['Score_Error__c']));
    assert.ok(Number(before['Score__c']) < 70);
    const reasons = JSON.parse(String(before['Score_Reasons__c'])) as { code: string; add: string }[];
    assert.ok(reasons.some((reason) => reason.code === 'context.goals.vague' && reason.add.length > 0));
    save('update', 'Handoff__c', {
      Id: handoff,
      Buyer_Goals__c: 'Cut invoice approval from 9 days to 3 by the end of June',
      Success_In_Their_Words__c: '"When nobody asks me where an invoice is any more, this has worked."',
      Promised_Deliverables__c: 'SAP connector live by 15 March; two trainings before go-live'
    });
    org.org.async.drain();
    assert.ok(Number(handoffOf(deal)['Score__c']) > Number(before['Score__c']));
  });

  test('200 handoffs are scored in at most two callouts', async () => {
    service ??= await startService(port, org.org.id);
    const account = save('insert', 'Account', { Name: 'Bulk' });
    const records = Array.from({ length: 200 }, (_, index) => ({
      Name: `Deal ${index}`,
      AccountId: account,
      StageName: 'Negotiation/Review',
      CloseDate: '2026-12-01'
    }));
    asAe((tx) =>
      org.org.save.save(tx, {
        operation: 'insert',
        object: 'Opportunity',
        records,
        allOrNone: true,
        access: 'user',
        sharing: 'with'
      })
    );
    org.transactions.length = 0;
    org.org.async.drain();
    const callouts = org.transactions.reduce((sum, line) => sum + line.callouts, 0);
    assert.equal(callouts, 2);
    const { count } = asAe((tx) =>
      org.org.query.query(tx, {
        soql: "SELECT COUNT() FROM Handoff__c WHERE Account__c = :account AND Score_Status__c = 'Scored'",
        binds: { account },
        access: 'user',
        sharing: 'with'
      })
    );
    assert.equal(count, 200);
  });
});
