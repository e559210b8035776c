import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readSources, type SourcesConfig } from './config.ts';
import { connectorsFrom } from './index.ts';

function read(env: Record<string, string>): { sources: SourcesConfig; problems: string[] } {
  const problems: string[] = [];
  return { sources: readSources(env, problems), problems };
}

const complete = {
  SLACK_TOKEN: 'xoxb-1',
  GONG_ACCESS_KEY: 'key',
  GONG_ACCESS_SECRET: 'secret',
  GONG_URL: 'https://us-1.api.gong.io',
  ZENDESK_SUBDOMAIN: 'acme',
  ZENDESK_EMAIL: 'agent@acme.example',
  ZENDESK_TOKEN: 'token',
  EVIDENCE_FILE: 'evidence.jsonl'
};

test('nothing set is nothing read', () => {
  const { sources, problems } = read({});
  assert.deepEqual(problems, []);
  assert.deepEqual(sources, { slack: null, gong: null, zendesk: null, evidenceFile: null });
  assert.deepEqual(connectorsFrom(sources, null), []);
});

test('what is set makes a connector, Salesforce first', () => {
  const { sources, problems } = read(complete);
  assert.deepEqual(problems, []);
  assert.equal(sources.zendesk?.url, 'https://acme.zendesk.com/');
  assert.equal(sources.gong?.url, 'https://us-1.api.gong.io/');
  const salesforce = { query: async () => [], instanceUrl: 'https://org.example' };
  assert.deepEqual(
    connectorsFrom(sources, salesforce).map(({ name }) => name),
    ['Salesforce', 'Slack', 'Gong', 'Zendesk', 'Evidence file']
  );
});

const wrong: [env: Record<string, string>, problem: RegExp][] = [
  [{ GONG_ACCESS_KEY: 'key' }, /^Gong needs GONG_ACCESS_SECRET as well$/],
  [{ ZENDESK_EMAIL: 'a@b.example', ZENDESK_TOKEN: 't' }, /^Zendesk needs ZENDESK_SUBDOMAIN or ZENDESK_URL as well$/],
  [{ ZENDESK_SUBDOMAIN: 'acme' }, /^Zendesk needs ZENDESK_EMAIL and ZENDESK_TOKEN as well$/],
  [{ ...complete, ZENDESK_SUBDOMAIN: 'evil.example/x' }, /^ZENDESK_SUBDOMAIN must be what stands before/],
  [{ SLACK_TOKEN: 'secret-1' }, /^SLACK_TOKEN must be a bot token, which begins with xoxb-$/],
  [{ SLACK_TOKEN: 'xoxb-secret-1 2' }, /^SLACK_TOKEN holds a space/],
  [{ ...complete, GONG_URL: 'http://gong.example/' }, /^GONG_URL must be an https address/],
  [{ ...complete, GONG_URL: 'https://a:secret-1@gong.example/' }, /^GONG_URL must be an https address/],
  [{ ...complete, SLACK_URL: 'nowhere' }, /^SLACK_URL must be an https address/]
];

test('what is wrong is named, and no secret is shown', () => {
  for (const [env, expected] of wrong) {
    const { problems } = read(env);
    assert.equal(problems.length, 1, JSON.stringify(problems));
    assert.match(problems[0] ?? '', expected);
    assert.doesNotMatch(problems[0] ?? '', /secret-1/);
  }
});

test('an address on this machine needs no https, for stand-ins', () => {
  const { sources, problems } = read({ ...complete, SLACK_URL: 'http://127.0.0.1:3101/api' });
  assert.deepEqual(problems, []);
  assert.equal(sources.slack?.url, 'http://127.0.0.1:3101/api/');
});

test('every variable is in .env.example', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const names = [...Object.keys(complete), 'SLACK_URL', 'ZENDESK_URL'];
  for (const name of names) assert.match(example, new RegExp(`^${name}=`, 'm'));
});
