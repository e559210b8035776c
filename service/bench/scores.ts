import Fastify from 'fastify';
import { completeHandoff } from '../test/handoffs.ts';
import { readConfig } from '../src/config.ts';
import { scoreHandoff, RUBRIC_VERSION } from '../src/domain/score.ts';
import { createApp } from '../src/http/app.ts';

/**
 * `/v1/scores` with authentication, validation and scoring, against a bare Fastify route that answers the same
 * bytes to the same request. Rounds alternate, so that a busy machine slows both.
 */
const ROUNDS = 6;
const ROUND_MS = 2000;
const CONNECTIONS = 16;
const KEY = 'k'.repeat(40);
const ORG = '00D000000000001EAA';

const body = JSON.stringify({ handoffs: [completeHandoff()] });
const headers = { authorization: `Bearer ${KEY}`, 'x-handoff-org': ORG, 'content-type': 'application/json' };

const app = await createApp(
  readConfig({ HANDOFF_API_KEYS: KEY, HANDOFF_ALLOWED_ORGS: ORG, HANDOFF_REQUESTS_PER_MINUTE: '1000000' }),
  false
);
const bare = Fastify();
const answer = JSON.stringify({ rubricVersion: RUBRIC_VERSION, results: [scoreHandoff(completeHandoff())] });
bare.post('/v1/scores', async (_request, reply) => reply.type('application/json').send(answer));
const addresses = { ours: await app.server.listen({ port: 0 }), bare: await bare.listen({ port: 0 }) };

async function round(address: string): Promise<number> {
  const end = performance.now() + ROUND_MS;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      const response = await fetch(`${address}/v1/scores`, { method: 'POST', headers, body });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
      done++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return (done * 1000) / ROUND_MS;
}

await round(addresses.ours);
await round(addresses.bare);
const rates = { ours: 0, bare: 0 };
for (let index = 0; index < ROUNDS; index++) {
  rates.ours += (await round(addresses.ours)) / ROUNDS;
  rates.bare += (await round(addresses.bare)) / ROUNDS;
}
const hundred = { handoffs: Array.from({ length: 100 }, completeHandoff) };
const started = performance.now();
await (
  await fetch(`${addresses.ours}/v1/scores`, { method: 'POST', headers, body: JSON.stringify(hundred) })
).arrayBuffer();
const batch = performance.now() - started;
process.stdout.write(
  `/v1/scores ${rates.ours.toFixed(0)} requests/s, bare route ${rates.bare.toFixed(0)} requests/s, ratio ${(rates.ours / rates.bare).toFixed(2)}\n` +
    `100 handoffs in one request: ${batch.toFixed(0)} ms\n`
);
await app.drain();
await bare.close();
