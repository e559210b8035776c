import { fork } from 'node:child_process';
import { once } from 'node:events';
import Fastify from 'fastify';
import { completeHandoff } from '../test/handoffs.ts';
import { readConfig } from '../src/config.ts';
import { RUBRIC_VERSION, scoreHandoff } from '../src/domain/score.ts';
import { createApp } from '../src/http/app.ts';
import type { Load } from './client.ts';

/**
 * `/v1/scores` with authentication, validation and scoring, against a bare Fastify route that answers the same
 * bytes to the same request. One client, in a process of its own, measures both; rounds alternate, so that a busy
 * machine slows both, and the middle round counts.
 */
const ROUNDS = 7;
const ROUND_MS = 1500;
const CONNECTIONS = 16;
const KEY = 'k'.repeat(40);
const ORG = '00D000000000001EAA';

const headers = { authorization: `Bearer ${KEY}`, 'x-handoff-org': ORG, 'content-type': 'application/json' };
const head = [
  'POST /v1/scores HTTP/1.1',
  'Host: 127.0.0.1',
  ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
].join('\r\n');
const body = JSON.stringify({ handoffs: [completeHandoff()] });

const app = await createApp(
  readConfig({ HANDOFF_API_KEYS: KEY, HANDOFF_ALLOWED_ORGS: ORG, HANDOFF_REQUESTS_PER_MINUTE: '1000000' }),
  false
);
const bare = Fastify();
const answer = JSON.stringify({ rubricVersion: RUBRIC_VERSION, results: [scoreHandoff(completeHandoff())] });
bare.post('/v1/scores', async (_request, reply) => reply.type('application/json').send(answer));
const addresses = { ours: await app.server.listen({ port: 0 }), bare: await bare.listen({ port: 0 }) };

interface Measured {
  /** Requests answered in a second. */
  rate: number;
  /** Microseconds this process computed for one request, whatever else the machine did. */
  cost: number;
}

async function round(address: string): Promise<Measured> {
  const load: Load = {
    port: Number(new URL(address).port),
    head,
    body,
    connections: CONNECTIONS,
    milliseconds: ROUND_MS
  };
  const client = fork(new URL('./client.ts', import.meta.url));
  await once(client, 'spawn');
  client.send(load);
  const before = process.cpuUsage();
  const [answered] = await once(client, 'message');
  const { user, system } = process.cpuUsage(before);
  await once(client, 'exit');
  return { rate: (Number(answered) * 1000) / ROUND_MS, cost: (user + system) / Number(answered) };
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

await round(addresses.ours);
await round(addresses.bare);
const rounds: { ours: Measured[]; bare: Measured[] } = { ours: [], bare: [] };
for (let index = 0; index < ROUNDS; index++) {
  rounds.ours.push(await round(addresses.ours));
  rounds.bare.push(await round(addresses.bare));
}
const hundred = { handoffs: Array.from({ length: 100 }, completeHandoff) };
const started = performance.now();
await (
  await fetch(`${addresses.ours}/v1/scores`, { method: 'POST', headers, body: JSON.stringify(hundred) })
).arrayBuffer();
const batch = performance.now() - started;
const ours = middle(rounds.ours.map(({ rate }) => rate));
const plain = middle(rounds.bare.map(({ rate }) => rate));
const cost = { ours: middle(rounds.ours.map(({ cost }) => cost)), bare: middle(rounds.bare.map(({ cost }) => cost)) };
process.stdout.write(
  `/v1/scores ${ours.toFixed(0)} requests/s, bare route ${plain.toFixed(0)} requests/s, ratio ${(ours / plain).toFixed(2)}\n` +
    `${cost.ours.toFixed(0)} against ${cost.bare.toFixed(0)} microseconds of processor a request, ratio ${(cost.bare / cost.ours).toFixed(2)}\n` +
    `100 handoffs in one request: ${batch.toFixed(0)} ms\n`
);
await app.drain();
await bare.close();
