import { ConfigError, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { createLogger } from './logger.ts';

/** How long a stop waits for answers that are on their way. */
const DRAIN_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const { server, drain } = await createApp(config, logger);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    // A client that never finishes must not keep the process.
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    void drain().then(() => process.exit(0));
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  await server.listen({ port: config.port, host: config.host });
}

try {
  await main();
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = isTaken
    ? `Port ${process.env['PORT'] ?? '8080'} is taken: set PORT to another one.`
    : error instanceof Error
      ? error.message
      : String(error);
  process.stderr.write(
    `${error instanceof ConfigError || isTaken ? message : `The service could not start: ${message}`}\n`
  );
  process.exitCode = 1;
}
