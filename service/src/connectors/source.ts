import type { Deal, Window } from '../domain/deal.ts';
import type { Evidence } from '../domain/evidence.ts';
import { type Connector, ConnectorError } from '../ports.ts';

/** Reads a source; it may throw whatever it likes. */
export type Read = (deal: Deal, window: Window, signal: AbortSignal) => AsyncIterable<Evidence>;

/**
 * Makes a connector of a reader: an aborted one ends without an error, and every error says in plain words what the
 * source could not do.
 */
export function connector(name: string, read: Read): Connector {
  return {
    name,
    async *fetch(deal, window, signal) {
      try {
        for await (const evidence of read(deal, window, signal)) {
          if (signal.aborted) return;
          yield evidence;
        }
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ConnectorError) throw error;
        // Messages of libraries may quote addresses, headers or data; the cause is for the log's code only.
        throw new ConnectorError('something unexpected happened while reading it', false, { cause: error });
      }
    }
  };
}

export function isWithin(at: string, { from, to }: Window): boolean {
  const moment = Date.parse(at);
  return moment >= Date.parse(from) && moment <= Date.parse(to);
}

/** ISO 8601 in UTC, or null when it is no moment. */
export function utc(at: string | number | null | undefined): string | null {
  if (at === null || at === undefined || at === '') return null;
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
