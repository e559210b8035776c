import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { HttpError } from './errors.ts';

export interface Session {
  token: string;
  userId: string;
  issuedAt: number;
  /** What a page sends beside its cookie, since a browser sends the cookie for other sites too. */
  csrf: string;
}

/** The cookie that carries a page's session. */
export const SESSION_COOKIE = 'local_org_sid';
export const CSRF_HEADER = 'x-csrf-token';

/** How long a session lasts that nobody uses: twelve hours, one of the timeouts an org can choose. */
const IDLE_MS = 12 * 60 * 60 * 1000;

/** Access tokens in memory. A restart ends all sessions, as the org itself starts afresh. */
export class Sessions {
  readonly #byToken = new Map<string, { session: Session; usedAt: number }>();
  readonly #orgId: string;
  readonly #now: () => number;

  /** @param now the time, in milliseconds since 1970 */
  constructor(orgId: string, now: () => number = Date.now) {
    this.#orgId = orgId;
    this.#now = now;
  }

  open(userId: string): Session {
    for (const token of this.#byToken.keys()) this.#live(token);
    // The shape of a real session id: the org's 15-character id, an exclamation mark, and what nobody can guess.
    const token = `${this.#orgId.slice(0, 15)}!${randomBytes(48).toString('base64url')}`;
    const session = { token, userId, issuedAt: this.#now(), csrf: randomBytes(24).toString('base64url') };
    this.#byToken.set(token, { session, usedAt: session.issuedAt });
    return session;
  }

  /** The session of a token, which counts as used now; undefined once it has been idle for too long. */
  find(token: string): Session | undefined {
    const entry = this.#live(token);
    if (entry) entry.usedAt = this.#now();
    return entry?.session;
  }

  close(token: string): void {
    this.#byToken.delete(token);
  }

  /** What is kept under a token; what is over is forgotten here. */
  #live(token: string): { session: Session; usedAt: number } | undefined {
    const entry = this.#byToken.get(token);
    if (!entry || this.#now() - entry.usedAt < IDLE_MS) return entry;
    this.#byToken.delete(token);
    return undefined;
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

/** The session of a page's cookie, which reads what the page itself may show; see `requestSession` for the rest. */
export function cookieSession(sessions: Sessions, request: FastifyRequest): Session | undefined {
  const token = request.cookies?.[SESSION_COOKIE];
  return token === undefined ? undefined : sessions.find(token);
}

/**
 * The session of a client (`Authorization`) or of a page (cookie, with the token only our own pages know).
 *
 * @throws {HttpError} 401 INVALID_SESSION_ID
 */
export function requestSession(sessions: Sessions, request: FastifyRequest): Session {
  if (request.headers.authorization !== undefined) return bearerSession(sessions, request);
  const session = cookieSession(sessions, request);
  if (!session || !isSame(session.csrf, request.headers[CSRF_HEADER])) {
    throw new HttpError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  }
  return session;
}

/** Compares secrets in constant time. */
export function isSame(expected: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
