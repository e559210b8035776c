import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import {
  exactVerify,
  HANDOFF_ID,
  markedExtractor,
  ORG,
  sampleDeal,
  sourceOf,
  talk,
  textMerge
} from '../../test/briefs.ts';
import { rowsOf, subrequestsOf } from '../salesforce/bodies.ts';
import { reviewValues } from '../salesforce/writer.ts';
import { ConfigError } from '../config.ts';
import { BriefError } from './errors.ts';
import type { BriefWriter, DealReader } from './ports.ts';
import { BriefService } from './service.ts';
import { openSqliteStore } from './sqliteStore.ts';
import type { BriefStatus } from './status.ts';
import type { Source } from './types.ts';

const LOGGER = { info: () => undefined, error: () => undefined };
const SECRET_TALK = 'Between us, the parrot of our chairman sings opera at night';
const CALL = talk('call:1', 'call', '2026-11-02T10:00:00.000Z', [
  ['customer', `pain: We type every invoice twice. ${SECRET_TALK}.`],
  ['seller', 'commitment: We will connect SAP by March 15. internal_only: We can go down to 20 percent.']
]);
const TICKET = talk('ticket:7', 'ticket', '2026-11-03T10:00:00.000Z', [['customer', 'The export fails on Mondays.']]);

/** An org in memory that notes what is written, byte for byte. */
class MemoryOrg implements DealReader, BriefWriter {
  readonly written: string[] = [];
  status: string | null = null;
  error: string | null = null;
  failures: BriefError[] = [];

  async resolveDeal() {
    const failure = this.failures.shift();
    if (failure) throw failure;
    return sampleDeal();
  }
  async reviewContext() {
    return { arrLimit: 250_000, recencyDays: 90, failedBefore: false };
  }
  async begin() {
    this.status = 'Gathering';
  }
  async writeBack(draft: Parameters<BriefWriter['writeBack']>[0]) {
    const empty = { items: new Map(), people: new Map(), citations: new Set<string>() };
    const { rows, leftAlone } = rowsOf(draft, empty, new Map());
    this.written.push(JSON.stringify(subrequestsOf(rows).map(({ subrequest }) => subrequest)));
    const count = (object: string) => rows.filter((row) => row.object === object).length;
    return {
      items: count('Handoff_Item__c'),
      people: count('Handoff_Stakeholder__c'),
      citations: count('Handoff_Citation__c'),
      leftAlone
    };
  }
  async askForReview(_deal: unknown, summary: Parameters<BriefWriter['askForReview']>[1]) {
    this.status = 'In Review';
    this.written.push(JSON.stringify(reviewValues(summary)));
  }
  async fail(_handoffId: string, _jobId: string, problem: string, action: string) {
    this.status = 'Failed';
    this.error = `${problem} ${action}`;
  }
}

describe('the brief service on SQLite', () => {
  let folder: string;
  let org: MemoryOrg;
  let open: BriefService[];
  let seen: { calls: string[] };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'handoff-briefs-'));
    org = new MemoryOrg();
    open = [];
    seen = { calls: [] };
  });
  afterEach(async () => {
    await Promise.all(open.map((service) => service.stop(5000)));
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (): string => join(folder, 'jobs.sqlite');
  async function start(
    sources: readonly Source[] = [sourceOf('Gong', [CALL]), sourceOf('Zendesk', [TICKET], ['ticket'])]
  ) {
    const service = new BriefService({
      store: openSqliteStore(file()),
      workers: 2,
      keepStepsDays: 7,
      logger: LOGGER,
      parts: {
        sources,
        extractor: markedExtractor(seen),
        verify: exactVerify,
        merge: textMerge,
        reader: org,
        writer: org,
        sourceTimeoutMs: 1000,
        retry: { initialInterval: '1ms', maximumAttempts: 3 }
      }
    });
    open.push(service);
    await service.start();
    return service;
  }
  const ask = (service: BriefService, idempotencyKey = 'key') =>
    service.request({ org: ORG, handoffId: HANDOFF_ID, trigger: 'won', idempotencyKey });
  async function ended(service: BriefService, id: string): Promise<BriefStatus> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const status = await service.find(ORG, id);
      if (status?.status === 'done' || status?.status === 'failed') return status;
      assert.ok(Date.now() < deadline, JSON.stringify(status));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  test('a brief goes through its steps and ends in review', async () => {
    const service = await start();
    const { id } = await ask(service);
    const status = await ended(service, id);
    assert.equal(status.status, 'done', status.problem ?? '');
    assert.deepEqual(
      status.steps.map(({ name, state }) => `${name}: ${state}`),
      [
        'resolve',
        'gather Gong',
        'gather Zendesk',
        'verify',
        'link people',
        'gates',
        'score',
        'write back',
        'ask for review'
      ].map((name) => `${name}: done`)
    );
    assert.equal(status.progress, 100);
    assert.equal(org.status, 'In Review');
    assert.equal(status.counts?.kept, 3);
    const review = JSON.parse(org.written[1] ?? '{}');
    assert.match(review.Manager_Notes__c, /20 percent/);
    assert.ok(!org.written[0]?.includes('20 percent'), 'what is internal is in no line');
  });

  test('one key makes one brief, while it runs, when it is finished, and for another handoff never', async () => {
    const service = await start();
    const both = await Promise.all([ask(service), ask(service)]);
    assert.equal(both[0].id, both[1].id);
    await ended(service, both[0].id);
    const later = await ask(service);
    assert.deepEqual([later.id, later.status], [both[0].id, 'done']);
    assert.equal(org.written.length, 2);
    await assert.rejects(
      service.request({ org: ORG, handoffId: 'a04000000000002AAA', trigger: 'won', idempotencyKey: 'key' }),
      { code: 'KEY_IN_USE' }
    );
    assert.notEqual((await ask(service, 'other')).id, both[0].id);
  });

  test('a brief is seen by the org that asked for it only', async () => {
    const service = await start();
    const { id } = await ask(service);
    assert.equal(await service.find('00D000000000009', id), null);
    assert.equal(await service.retry('00D000000000009', id), null);
    assert.equal(await service.find(ORG, 'f'.repeat(32)), null);
  });

  test('a source that fails is a named gap, and the gates that need it do not pass', async () => {
    const broken: Source = {
      name: 'Zendesk',
      gives: ['ticket'],
      gather: async () => ({ evidence: [], problem: 'It refused the key.' })
    };
    const thrown: Source = {
      name: 'Slack',
      gives: ['slack'],
      gather: async () => Promise.reject(new TypeError(SECRET_TALK))
    };
    const service = await start([sourceOf('Gong', [CALL]), broken, thrown]);
    const status = await ended(service, (await ask(service)).id);
    assert.equal(status.status, 'done');
    assert.equal(status.counts?.sourcesFailed, 2);
    assert.match(org.written[0] ?? '', /Zendesk is not part of this brief, or only in part\. It refused the key\./);
    const review = JSON.parse(org.written[1] ?? '{}');
    assert.deepEqual(
      JSON.parse(review.Brief_Sources__c).map(({ name, state }: { name: string; state: string }) => [name, state]),
      [
        ['Gong', 'read'],
        ['Zendesk', 'failed'],
        ['Slack', 'failed']
      ]
    );
    const gates = JSON.parse(review.Gate_Results__c).gates as { name: string; passed: boolean }[];
    assert.equal(gates.find(({ name }) => name === 'tickets')?.passed, false);
    assert.ok(!org.written.join().includes('parrot'));
  });

  test('a step that is refused ends the brief visibly, and it can be run again without paying twice', async () => {
    const service = await start();
    const refuse = new BriefError('ORG_REFUSED', 'Salesforce refused it.', 'Put it right.', false);
    const write = org.writeBack.bind(org);
    org.writeBack = () => Promise.reject(refuse);
    const { id } = await ask(service);
    const failed = await ended(service, id);
    assert.deepEqual(
      [failed.status, failed.step, failed.problem, failed.action],
      ['failed', 'write back', 'Salesforce refused it.', 'Put it right.']
    );
    assert.deepEqual([org.status, org.error], ['Failed', 'Salesforce refused it. Put it right.']);
    assert.equal(seen.calls.length, 2);

    org.writeBack = write;
    const again = await service.retry(ORG, id);
    assert.equal(again?.id, id);
    assert.equal((await ended(service, id)).status, 'done');
    assert.equal(seen.calls.length, 2, 'what was extracted is not extracted again');
    await assert.rejects(service.retry(ORG, id), { code: 'NOT_FAILED' });
  });

  test('what may pass is tried again, and given up after its tries', async () => {
    const down = () => new BriefError('ORG_UNREACHABLE', 'Salesforce could not be reached.', 'Look.', true);
    const service = await start();
    org.failures = [down(), down()];
    assert.equal((await ended(service, (await ask(service, 'twice')).id)).status, 'done');
    org.failures = [down(), down(), down()];
    const status = await ended(service, (await ask(service, 'thrice')).id);
    assert.deepEqual([status.status, status.problem], ['failed', 'Salesforce could not be reached.']);
    assert.equal(org.status, 'Failed');
  });

  test('the same evidence twice is the same, byte for byte', async () => {
    const service = await start();
    await ended(service, (await ask(service, 'one')).id);
    await ended(service, (await ask(service, 'two')).id);
    assert.equal(org.written.length, 4);
    assert.equal(org.written[0], org.written[2]);
    assert.equal(org.written[1], org.written[3]);
  });

  test('the store holds quotes, never what was said around them', async () => {
    const service = await start();
    await ended(service, (await ask(service)).id);
    await service.stop(5000);
    open = [];
    const bytes = readFileSync(file()).toString('latin1');
    assert.ok(bytes.includes('We type every invoice twice.'));
    assert.ok(!bytes.includes('parrot'));
  });

  test('a store is one process’s: the second is told so', async () => {
    await start();
    assert.throws(() => openSqliteStore(file()), ConfigError);
  });
});
