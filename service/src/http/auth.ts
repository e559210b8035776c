import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { importSPKI, importX509, jwtVerify } from 'jose';
import { type Config, LONGEST_KEY, to15 } from '../config.ts';
import { ServiceError } from './errors.ts';

type Key = Awaited<ReturnType<typeof importSPKI>>;

/** How far the clocks of two machines may differ. */
const SKEW_SECONDS = 30;
const LONGEST_LIFE_SECONDS = 3_600;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls: 15 characters of the org and a digest of the credential, for limits and logs. */
    caller: string;
  }
}

/** An API key in a field of one length for all, so that comparing takes the same time whatever was sent. */
interface KnownKey {
  padded: Buffer;
  name: string;
}

/** Checks every call: a credential we know, from an org that may call. */
export class Authenticator {
  readonly #known: readonly KnownKey[];
  /** Where the credential of the call being checked is laid out; checking it never waits. */
  readonly #given = Buffer.alloc(LONGEST_KEY);
  readonly #allowed: ReadonlySet<string>;
  readonly #keys: readonly Key[];
  readonly #audience: string;

  private constructor(config: Config, keys: readonly Key[]) {
    this.#known = config.apiKeys.map((key) => ({ padded: pad(Buffer.alloc(LONGEST_KEY), key), name: nameOf(key) }));
    this.#allowed = config.allowedOrgs;
    this.#keys = keys;
    this.#audience = config.jwtAudience;
  }

  static async create(config: Config): Promise<Authenticator> {
    const keys = await Promise.all(
      config.jwtKeys.map((pem) => (pem.includes('CERTIFICATE') ? importX509(pem, 'RS256') : importSPKI(pem, 'RS256')))
    );
    return new Authenticator(config, keys);
  }

  /**
   * Checks a call and notes its caller.
   *
   * @returns a promise only where a signature must be checked
   * @throws {ServiceError} 401 for an unknown credential, 403 for an org that may not call
   */
  check(request: FastifyRequest): Promise<void> | undefined {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw unauthorized('The Authorization header is missing or has another form.');
    const org = request.headers['x-handoff-org'];
    const id = typeof org === 'string' && /^\w{15}(?:\w{3})?$/.test(org) ? to15(org) : '';
    const key = this.#keyNamed(token);
    if (key !== null) return this.#admit(request, id, key);
    return this.#checkJwt(token, id).then(() => this.#admit(request, id, nameOf(token)));
  }

  #admit(request: FastifyRequest, id: string, credential: string): undefined {
    if (!this.#allowed.has(id)) {
      throw new ServiceError(
        403,
        'ORG_NOT_ALLOWED',
        'This org may not call.',
        'Send X-Handoff-Org, and add the org to HANDOFF_ALLOWED_ORGS.'
      );
    }
    request.caller = `${id}:${credential}`;
  }

  /** All keys are compared over their whole length, so the time tells neither which was close nor how close. */
  #keyNamed(token: string): string | null {
    if (token.length > LONGEST_KEY) return null;
    pad(this.#given, token);
    let name: string | null = null;
    for (const key of this.#known) if (timingSafeEqual(key.padded, this.#given)) name = key.name;
    return name;
  }

  async #checkJwt(token: string, orgId: string): Promise<void> {
    for (const key of this.#keys) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['RS256'],
          audience: this.#audience,
          requiredClaims: ['exp', 'iss'],
          clockTolerance: SKEW_SECONDS
        });
        if (isShortLived(payload) && to15(payload.iss ?? '') === orgId) return;
      } catch {
        // Another key may fit; if none does, the answer is the same for all reasons.
      }
    }
    throw unauthorized('The credential is not known.');
  }
}

/** A token that was copied on its way is of use only while it lasts. */
function isShortLived({ exp = Infinity, iat }: { exp?: number; iat?: number }): boolean {
  const now = Date.now() / 1000;
  return exp <= now + LONGEST_LIFE_SECONDS + SKEW_SECONDS && (iat === undefined || iat <= now + SKEW_SECONDS);
}

function unauthorized(message: string): ServiceError {
  return new ServiceError(401, 'UNAUTHORIZED', message, 'Send Authorization: Bearer with a current API key.');
}

/** Fills a buffer with a credential. Keys are ASCII, so no key is cut. */
function pad(buffer: Buffer, credential: string): Buffer {
  buffer.fill(0, buffer.write(credential, 'utf8'));
  return buffer;
}

/** Names a credential in limits and logs without telling it. */
function nameOf(credential: string): string {
  return hash('sha256', credential).slice(0, 8);
}
