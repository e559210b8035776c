import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { all, DEALS, FakeClock, kestrel, listening, marlow } from '../../test/connectors.ts';
import { rowsOf } from '../../test/salesforce.ts';
import type { StandIn } from '../../stand-ins/faults.ts';
import { gongStandIn } from '../../stand-ins/gong.ts';
import { slackStandIn } from '../../stand-ins/slack.ts';
import { zendeskStandIn } from '../../stand-ins/zendesk.ts';
import { EVIDENCE_KINDS } from '../domain/evidence.ts';
import { type Connector, ConnectorError } from '../ports.ts';
import { fileConnector } from './file.ts';
import { gongConnector } from './gong.ts';
import { People } from './people.ts';
import { salesforceConnector } from './salesforce.ts';
import { slackConnector } from './slack.ts';
import { zendeskConnector } from './zendesk.ts';

/** A source with the demo data in it, and a way to break it for good. */
interface Source {
  connector: Connector;
  breakDown(): void;
}

const broken = (stand: StandIn) => (): void => stand.fail({ kind: 'broken', times: 1000 });

const sources: Record<string, (context: TestContext) => Promise<Source>> = {
  async Slack(context) {
    const clock = new FakeClock();
    const stand = slackStandIn({ token: 'xoxb-test', now: clock.now });
    const url = `${await listening(stand, context)}api/`;
    return { connector: slackConnector({ token: 'xoxb-test', url, clock }), breakDown: broken(stand) };
  },
  async Gong(context) {
    const clock = new FakeClock();
    const account = { accessKey: 'key', accessSecret: 'secret' };
    const stand = gongStandIn({ ...account, now: clock.now });
    const url = await listening(stand, context);
    return { connector: gongConnector({ ...account, url, clock }), breakDown: broken(stand) };
  },
  async Zendesk(context) {
    const clock = new FakeClock();
    const agent = { email: 'agent@handoff.example', token: 'token' };
    const stand = zendeskStandIn({ ...agent, now: clock.now });
    const url = await listening(stand, context);
    return { connector: zendeskConnector({ ...agent, url, clock }), breakDown: broken(stand) };
  },
  async Salesforce() {
    let isBroken = false;
    const query = async (soql: string): Promise<unknown[]> => {
      if (isBroken) throw new ConnectorError('down', true);
      return rowsOf(soql);
    };
    const connector = salesforceConnector({ query, instanceUrl: 'https://org.example' });
    return { connector, breakDown: () => (isBroken = true) };
  },
  async 'Evidence file'(context) {
    const folder = await mkdtemp(join(tmpdir(), 'handoff-evidence-'));
    context.after(() => rm(folder, { recursive: true }));
    const file = join(folder, 'evidence.jsonl');
    const lines = DEALS.map(({ people, accountName }, index) => ({
      id: `file:${index}`,
      kind: 'meeting',
      at: '2026-10-01T09:00:00+02:00',
      title: accountName,
      segments: people.map(({ name, email }) => ({ speaker: { name, email }, text: `${name} spoke.` }))
    }));
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    let path = file;
    const connector: Connector = {
      name: 'Evidence file',
      fetch: (...given) => fileConnector(path).fetch(...given)
    };
    return { connector, breakDown: () => (path = join(folder, 'gone.jsonl')) };
  }
};

for (const [name, make] of Object.entries(sources))
  describe(`the connector to ${name}`, () => {
    test('is called what people call it', async (context) => {
      const { connector } = await make(context);
      assert.equal(connector.name, name);
    });

    test('gives evidence in the one shape', async (context) => {
      const { connector } = await make(context);
      const evidence = await all(connector, marlow);
      assert.ok(evidence.length > 0);
      assert.equal(new Set(evidence.map(({ id }) => id)).size, evidence.length);
      for (const { id, kind, at, title, segments } of evidence) {
        assert.match(id, /^[a-z]+:\S+$/);
        assert.ok(EVIDENCE_KINDS.includes(kind));
        assert.equal(at, new Date(at).toISOString());
        assert.equal(title, title.trim());
        assert.ok(segments.length > 0);
        for (const segment of segments) {
          assert.equal(segment.at, new Date(segment.at).toISOString());
          assert.notEqual(segment.text.trim(), '');
        }
      }
    });

    test('gives the same each time', async (context) => {
      const { connector } = await make(context);
      assert.deepEqual(await all(connector, marlow), await all(connector, marlow));
    });

    test('gives each deal its own and nothing of another', async (context) => {
      const { connector } = await make(context);
      const given = await Promise.all([marlow, kestrel].map((deal) => all(connector, deal)));
      const [ours, theirs] = given.map((evidence) => evidence.map(({ id }) => id));
      assert.ok(ours && theirs && ours.length > 0 && theirs.length > 0);
      assert.deepEqual(
        ours.filter((id) => theirs.includes(id)),
        []
      );
    });

    test('knows sellers and customers by what the CRM knows', async (context) => {
      const { connector } = await make(context);
      const people = new People(marlow);
      const speakers = (await all(connector, marlow)).flatMap(({ segments }) => segments.map((one) => one.speaker));
      assert.ok(speakers.some(({ side }) => side === 'seller'));
      for (const speaker of speakers)
        if (speaker.email !== null) assert.equal(speaker.side, people.resolve(speaker).side, speaker.email);
    });

    test('ends without an error when it is aborted before or on the way', async (context) => {
      const { connector } = await make(context);
      assert.deepEqual(await all(connector, marlow, AbortSignal.abort()), []);
      const controller = new AbortController();
      const ids: string[] = [];
      for await (const { id } of connector.fetch(marlow, marlow.window, controller.signal)) {
        ids.push(id);
        controller.abort();
      }
      assert.equal(ids.length, 1);
    });

    test('says that it could not be read', async (context) => {
      const { connector, breakDown } = await make(context);
      breakDown();
      await assert.rejects(all(connector, marlow), ConnectorError);
    });
  });
