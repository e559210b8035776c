import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { importSPKI, importX509, jwtVerify } from 'jose';
import { type Config, to15 } from '../config.ts';
import { ServiceError } from './errors.ts';

type Key = Awaited<ReturnType<typeof importSPKI>>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls: 15 characters of the org and a digest of the credential, for limits and logs. */
    caller: string;
  }
}

/** Checks every call: a credential we know, from an org that may call. */
export class Authenticator {
  readonly #digests: readonly Buffer[];
  readonly #allowed: ReadonlySet<string>;
  readonly #keys: readonly Key[];
  readonly #audience: string;

  private constructor(config: Config, keys: readonly Key[]) {
    this.#digests = config.apiKeys.map(digest);
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

  /** @throws {ServiceError} 401 for an unknown credential, 403 for an org that may not call */
  async check(request: FastifyRequest): Promise<void> {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw unauthorized('The Authorization header is missing or has another form.');
    const org = request.headers['x-handoff-org'];
    const id = typeof org === 'string' ? to15(org) : '';
    const given = digest(token);
    const isKey = this.#isKnown(given);
    if (!isKey) await this.#checkJwt(token, id);
    if (!this.#allowed.has(id)) {
      throw new ServiceError(
        403,
        'ORG_NOT_ALLOWED',
        'This org may not call.',
        'Send X-Handoff-Org, and add the org to HANDOFF_ALLOWED_ORGS.'
      );
    }
    request.caller = `${id}:${given.toString('hex').slice(0, 8)}`;
  }

  /** Digests have one length, so comparing them tells nothing; all are compared, so neither does their order. */
  #isKnown(given: Buffer): boolean {
    let known = false;
    for (const expected of this.#digests) known = timingSafeEqual(expected, given) || known;
    return known;
  }

  async #checkJwt(token: string, orgId: string): Promise<void> {
    for (const key of this.#keys) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['RS256'],
          audience: this.#audience,
          requiredClaims: ['exp', 'iss'],
          clockTolerance: 30
        });
        if (to15(payload.iss ?? '') === orgId) return;
      } catch {
        // Another key may fit; if none does, the answer is the same for all reasons.
      }
    }
    throw unauthorized('The credential is not known.');
  }
}

function unauthorized(message: string): ServiceError {
  return new ServiceError(401, 'UNAUTHORIZED', message, 'Send Authorization: Bearer with a current API key.');
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
