import { end, freePort, start } from '../scripts/run/processes.ts';

/** Compiles the pages once, before several orgs want them at the same time. */
export default async function prepare(): Promise<void> {
  const env = { PORT: String(await freePort()) };
  const { child } = await start({ file: 'local-org/src/main.ts', env, ready: 'Local org ready' });
  await end(child);
}
