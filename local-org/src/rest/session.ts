import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { HttpError } from './errors.ts';

export interface Session {
  token: string;
  userId: string;
  issuedAt: number;
}

/** Access tokens in memory. A restart ends all sessions, as the org itself starts afresh. */
export class Sessions {
  readonly #byToken = new Map<string, Session>();
  readonly #orgId: string;

  constructor(orgId: string) {
    this.#orgId = orgId;
  }

  open(userId: string): Session {
    // The shape of a real session id: the org's 15-character id, an exclamation mark, and what nobody can guess.
    const token = `${this.#orgId.slice(0, 15)}!${randomBytes(48).toString('base64url')}`;
    const session = { token, userId, issuedAt: Date.now() };
    this.#byToken.set(token, session);
    return session;
  }

  find(token: string): Session | undefined {
    return this.#byToken.get(token);
  }

  close(token: string): void {
    this.#byToken.delete(token);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set by the hook that authenticates. */
    userId: string;
  }
}

/**
 * The session of a request's `Authorization: Bearer` (or `OAuth`) header.
 *
 * @throws {HttpError} 401 INVALID_SESSION_ID
 */
export function bearerSession(sessions: Sessions, request: FastifyRequest): Session {
  const token = /^(?:Bearer|OAuth) (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const session = token === undefined ? undefined : sessions.find(token);
  if (!session) throw new HttpError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  return session;
}
