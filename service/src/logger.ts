import { pino } from 'pino';
import type { FastifyBaseLogger } from 'fastify';

/** JSON lines with request ids. Headers and bodies are never logged: they hold credentials and customers' words. */
export function createLogger(level: string, destination?: { write(line: string): void }): FastifyBaseLogger {
  const options = {
    level,
    serializers: {
      req: (request: { method: string; url: string }) => ({ method: request.method, url: request.url.split('?')[0] }),
      res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode })
    }
  };
  return destination ? pino(options, destination) : pino(options);
}
