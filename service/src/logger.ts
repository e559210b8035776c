import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { BriefError } from './brief/errors.ts';
import { ConfigError } from './config.ts';
import { ServiceError } from './http/errors.ts';
import { ConnectorError } from './ports.ts';

/** What is logged of a request; a path may hold anything, so only the route that it met. */
interface LoggedRequest {
  method: string;
  routeOptions?: { url?: string | undefined };
}

/** JSON lines with request ids. Headers and bodies are never logged: they hold credentials and customers' words. */
export function createLogger(level: string, destination?: { write(line: string): void }): FastifyBaseLogger {
  const options = {
    level,
    hooks: {
      // Pino makes an error's own words the line's when there are no others.
      logMethod(this: unknown, [first, ...rest]: unknown[], method: (...args: unknown[]) => void): void {
        const fields = first instanceof Error ? { err: first } : first;
        const hasWords = typeof fields === 'string' || typeof rest[0] === 'string';
        method.apply(this, hasWords ? [fields, ...rest] : [fields, 'error']);
      }
    },
    serializers: {
      req: ({ method, routeOptions }: LoggedRequest) => ({ method, url: routeOptions?.url ?? 'unknown' }),
      res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
      err: errorForLog
    }
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * What may be logged of an error: kind, code, and where it was thrown. The words of errors that are not ours may quote
 * a query, a row or a whole request, and their other properties may hold it.
 */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && isCode(error.code) ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: errorForLog(error.cause) };
  return {
    type: error.name,
    ...code,
    ...(isOurs(error) ? { message: error.message } : {}),
    at: frames(error),
    ...cause
  };
}

/** Why something ended, in one line: our own words, or else kind and code of what is at the bottom of it. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'for a reason that it does not tell';
  if (isOurs(error)) return error.message;
  let last = error;
  while (last.cause instanceof Error) last = last.cause;
  return 'code' in last && isCode(last.code) ? `${last.name} ${last.code}` : last.name;
}

function isOurs(error: Error): boolean {
  return [BriefError, ConfigError, ConnectorError, ServiceError].some((known) => error instanceof known);
}

function isCode(code: unknown): boolean {
  return typeof code === 'string' && /^\w{1,60}$/.test(code);
}

/** The stack begins with the message, which is left out. */
function frames({ stack = '' }: Error): string[] {
  return stack.split('\n').flatMap((line) => /^ +at (.+)$/.exec(line)?.[1] ?? []);
}

/**
 * Lets nothing past the logger: what libraries write to the console, and errors that nobody caught, after which the
 * process ends. Texts of libraries may hold anything, so only their errors are told.
 */
export function guardConsole(logger: Pick<FastifyBaseLogger, 'warn' | 'fatal'>): void {
  const log = (...said: readonly unknown[]): void =>
    logger.warn(
      { errors: said.filter((one) => one instanceof Error).map(errorForLog) },
      'a library wrote to the console'
    );
  Object.assign(console, { log, info: log, warn: log, error: log, debug: log, trace: log });
  const end = (error: unknown): void => {
    logger.fatal({ err: error }, 'nobody caught this');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
