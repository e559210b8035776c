import { end, freePort, start } from './processes.ts';

/** Compiles the pages once, before several orgs want them at the same time. */
export default async function prepare(): Promise<void> {
  await end(await start('local-org/src/main.ts', { PORT: String(await freePort()) }, 'Local org ready'));
}
