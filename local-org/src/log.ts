import type { OrgLog } from './org/ports.ts';

/** One JSON line for each transaction and everything noteworthy. */
export function jsonLog(write: (line: string) => void): OrgLog {
  const line = (level: string) => (fields: Record<string, unknown>, message: string) => {
    const { err, ...rest } = fields;
    const reason = err instanceof Error ? { error: err.message } : {};
    write(`${JSON.stringify({ level, time: new Date().toISOString(), message, ...rest, ...reason })}\n`);
  };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
