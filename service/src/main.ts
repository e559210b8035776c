import type { FastifyBaseLogger } from 'fastify';
import type { BriefService } from './brief/service.ts';
import { composeBrief, composePosts, openStore } from './composeBrief.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { createLogger, guardConsole, wordsOf } from './logger.ts';
import { makersOf } from './makers.ts';
import type { PostService } from './posts/service.ts';
import { createOrgClient } from './salesforce/client.ts';
import { withNamespace } from './salesforce/namespace.ts';

/** How long a stop waits for answers and steps that are on their way. */
const DRAIN_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  guardConsole(logger);
  const briefs = await startBriefs(config, logger);
  const { server, drain } = await createApp(config, logger, briefs?.service ?? null, briefs?.posts ?? null);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    // A client that never finishes must not keep the process.
    setTimeout(() => process.exit(1), DRAIN_MS + 1_000).unref();
    void Promise.all([drain(), briefs?.stop()]).then(() => process.exit(0));
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  await server.listen({ port: config.port, host: config.host });
}

/** The making of briefs and the posting of messages, going on where the last process stopped; null for a service that only scores. */
async function startBriefs(
  config: Config,
  logger: FastifyBaseLogger
): Promise<{ service: BriefService; posts: PostService; stop: () => Promise<void> } | null> {
  if (config.briefs === null) return null;
  const { loginUrl, credentials, orgTimeoutMs, namespace } = config.briefs;
  const client = withNamespace(createOrgClient({ loginUrl, credentials, timeoutMs: orgTimeoutMs }), namespace);
  const { makers, close } = makersOf(config, client, logger);
  const store = await openStore(config.briefs);
  const service = composeBrief(config.briefs, store, client, makers, logger);
  const posts = composePosts(config.sources.slack, store, client, logger);
  await service.start();
  void posts.wake();
  return {
    service,
    posts,
    stop: async () => {
      await posts.stop();
      await service.stop(DRAIN_MS);
      close();
    }
  };
}

try {
  await main();
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = isTaken ? `Port ${process.env['PORT'] ?? '8080'} is taken: set PORT to another one.` : wordsOf(error);
  process.stderr.write(
    `${error instanceof ConfigError || isTaken ? message : `The service could not start: ${message}`}\n`
  );
  process.exitCode = 1;
}
