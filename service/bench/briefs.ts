import { performance } from 'node:perf_hooks';
import { Service, World } from '../test/briefWorld.ts';
import { startPostgres } from '../test/postgres.ts';

/**
 * Briefs per minute on PostgreSQL, with one and with four processes of one worker each: nine durable steps a brief, two
 * sources, around them an org and an extractor that answer at once. What is measured is the pipeline, not the org.
 */
const BRIEFS = Number(process.env['BRIEFS'] ?? 100);

function handoffId(index: number): string {
  return `a04${String(index).padStart(12, '0')}AAA`;
}

async function measure(workers: number): Promise<{ rate: number; doubled: number; lost: number }> {
  const database = await startPostgres();
  const world = new World();
  await world.open();
  const env = { DATABASE_URL: database.url, STAND_IN_URL: world.url, HANDOFF_BRIEF_WORKERS: '1' };
  const services = Array.from({ length: workers }, () => new Service(env));
  try {
    await Promise.all(services.map((service) => service.until('listening')));
    const started = performance.now();
    await Promise.all(
      Array.from({ length: BRIEFS }, (_, index) => services[index % workers]?.ask(handoffId(index), `key-${index}`))
    );
    await world.reviewed(BRIEFS);
    const minutes = (performance.now() - started) / 60_000;
    const doubled = [...world.reviews.values()].filter((count) => count > 1).length;
    return { rate: BRIEFS / minutes, doubled, lost: BRIEFS - world.reviews.size };
  } finally {
    await Promise.all(services.map((service) => service.kill('SIGTERM')));
    world.close();
    await database.stop();
  }
}

for (const workers of [1, 4]) {
  const { rate, doubled, lost } = await measure(workers);
  process.stdout.write(
    `${workers} ${workers === 1 ? 'worker' : 'workers'}: ${rate.toFixed(0)} briefs a minute, ${lost} lost, ${doubled} doubled\n`
  );
}
