import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DEALS, FakeClock, solenne, tamarack } from '../../test/connectors.ts';
import { gongStandIn } from '../../stand-ins/gong.ts';
import { DEMO } from '../../stand-ins/main.ts';
import { slackStandIn } from '../../stand-ins/slack.ts';
import { zendeskStandIn } from '../../stand-ins/zendesk.ts';
import type { Connector } from '../ports.ts';
import { readSources } from './config.ts';
import { type Gathered, gather } from './gather.ts';
import { gongConnector } from './gong.ts';
import { connectorsFrom } from './index.ts';
import { slackConnector } from './slack.ts';
import { zendeskConnector } from './zendesk.ts';

interface Citation {
  Source_Type__c: string;
  Source_Id__c: string;
  Quote__c: string;
  Speaker__c: string;
  Spoken_At__c: string;
}

const { signal } = new AbortController();

describe('the demo', () => {
  const gathered = new Map<string, Gathered[]>();
  const clock = new FakeClock();
  const now = clock.now;
  const stands = [
    slackStandIn({ ...DEMO.slack, now }),
    gongStandIn({ ...DEMO.gong, now }),
    zendeskStandIn({ ...DEMO.zendesk, now })
  ];

  before(async () => {
    const [slack, gong, zendesk] = await Promise.all(
      stands.map(({ server }) => server.listen({ port: 0, host: '127.0.0.1' }))
    );
    const connectors = [
      slackConnector({ ...DEMO.slack, url: `${slack}/api/`, clock }),
      gongConnector({ ...DEMO.gong, url: `${gong}/`, clock }),
      zendeskConnector({ ...DEMO.zendesk, url: `${zendesk}/`, clock })
    ];
    for (const deal of DEALS) gathered.set(deal.accountName, await gather(connectors, deal, signal));
  });

  after(() => Promise.all(stands.map(({ server }) => server.close())));

  for (const { accountName } of DEALS)
    test(`shows talk of ${accountName} from every source`, () => {
      for (const { source, evidence, problem } of gathered.get(accountName) ?? []) {
        assert.ok(evidence.length > 0, source);
        const isClosed = accountName === solenne.accountName && source === 'Slack';
        assert.equal(problem === null, !isClosed, problem ?? '');
      }
    });

  test('holds every call and every Slack message that the sample deals cite', () => {
    const file = new URL('../../../scripts/data/citations.json', import.meta.url);
    const { records }: { records: Citation[] } = JSON.parse(readFileSync(file, 'utf8'));
    const cited = records.filter((one) => one.Source_Type__c === 'Call' || one.Source_Type__c === 'Slack');
    const said = [...gathered.values()].flat().flatMap(({ evidence }) => evidence.flatMap(({ segments }) => segments));
    assert.ok(cited.length >= 10);
    for (const { Quote__c: quote, Speaker__c: name, Spoken_At__c: at } of cited) {
      const segment = said.find(({ text }) => text.includes(quote));
      assert.deepEqual([segment?.speaker.name, segment?.at.slice(0, 10)], [name, at.slice(0, 10)], quote);
    }
  });

  test('holds instructions to machines, as words and nothing more', () => {
    const all = [...gathered.values()].flat().flatMap(({ evidence }) => evidence);
    const told = all.filter(({ title, segments }) =>
      [title, ...segments.map(({ text }) => text)].some((text) => /ignore previous instructions/i.test(text))
    );
    assert.deepEqual(new Set(told.map(({ kind }) => kind)), new Set(['call', 'slack', 'ticket']));
    const sellers = told.flatMap(({ segments }) =>
      segments.filter(({ speaker, text }) => speaker.side === 'seller' && /ignore previous/i.test(text))
    );
    assert.deepEqual(sellers, []);
  });
});

describe('the demo, as a process of its own', () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../stand-ins/main.ts', import.meta.url))], {
    env: { ...process.env, SLACK_PORT: '0', GONG_PORT: '0', ZENDESK_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit']
  });

  const urls = new Map<string, string>();
  let connectors: Connector[] = [];

  before(async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const [, name, url] = /^(\w+) stand-in on (\S+)$/.exec(line) ?? [];
      if (name !== undefined && url !== undefined) urls.set(name, url);
      if (line === 'Stand-ins ready') break;
    }
    const problems: string[] = [];
    const sources = readSources(
      {
        SLACK_TOKEN: DEMO.slack.token,
        SLACK_URL: `${urls.get('Slack')}/api/`,
        GONG_ACCESS_KEY: DEMO.gong.accessKey,
        GONG_ACCESS_SECRET: DEMO.gong.accessSecret,
        GONG_URL: `${urls.get('Gong')}/`,
        ZENDESK_EMAIL: DEMO.zendesk.email,
        ZENDESK_TOKEN: DEMO.zendesk.token,
        ZENDESK_URL: `${urls.get('Zendesk')}/`
      },
      problems
    );
    assert.deepEqual(problems, []);
    connectors = connectorsFrom(sources, null);
  });

  after(async () => {
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });

  test('can be told to misbehave, and tells what it was asked', async () => {
    const gong = urls.get('Gong') ?? '';
    const told = await fetch(`${gong}/stand-in/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'forbidden', path: '/v2/calls/transcript' })
    });
    assert.equal(told.status, 204);
    const [, found] = await gather(connectors, tamarack, signal);
    assert.deepEqual([found?.source, found?.evidence.length, found?.retryable], ['Gong', 0, false]);
    assert.equal(found?.problem, 'Gong: v2/calls/transcript does not allow this with these credentials (403).');
    const { requests }: { requests: string[] } = JSON.parse(await (await fetch(`${gong}/stand-in/requests`)).text());
    assert.equal(requests.at(-1), 'POST /v2/calls/transcript');
  });
});
