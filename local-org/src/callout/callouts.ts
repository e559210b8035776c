import { Worker } from 'node:worker_threads';
import { OrgError } from '../org/errors.ts';
import type { CalloutPort, CalloutRequest, CalloutResponse, UserContext } from '../org/ports.ts';
import type { Credentials } from './credentials.ts';

/** Largest answer, as for Apex callouts. */
const MOST_BYTES = 6_000_000;

interface Answer extends CalloutResponse {
  error?: string;
}

/**
 * HTTP callouts that block, as they do in Apex: a worker does the request while this thread waits.
 */
export class BlockingCallouts implements CalloutPort {
  readonly #credentials: Credentials;
  #worker: Worker | undefined;

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  send(user: UserContext, request: CalloutRequest): CalloutResponse {
    const resolved = this.#resolve(user, request);
    this.#worker ??= this.#start();
    const signal = new Int32Array(new SharedArrayBuffer(8));
    const bytes = new SharedArrayBuffer(MOST_BYTES);
    this.#worker.postMessage({ ...resolved, signal, bytes });
    // A little longer than the request's own timeout, which the worker reports in words.
    if (Atomics.wait(signal, 0, 0, request.timeoutMs + 2000) === 'timed-out') {
      void this.#worker.terminate();
      this.#worker = undefined;
      throw new OrgError('CALLOUT_FAILED', 'Read timed out');
    }
    const length = Atomics.load(signal, 1);
    const answer: Answer = JSON.parse(Buffer.from(bytes, 0, length).toString());
    if (answer.error !== undefined) throw new OrgError('CALLOUT_FAILED', answer.error);
    return answer;
  }

  stop(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    worker.unref();
    return worker;
  }

  #resolve(user: UserContext, request: CalloutRequest): Omit<CalloutRequest, 'endpoint'> & { url: string } {
    const { endpoint, ...rest } = request;
    const [, name, path = ''] = /^callout:(\w+)(.*)$/s.exec(endpoint) ?? [];
    if (name === undefined) {
      throw new OrgError(
        'CALLOUT_FAILED',
        `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${endpoint}`
      );
    }
    const credential = this.#credentials.named(name);
    const external = credential && this.#credentials.external(credential.externalCredential);
    if (!credential || !external)
      throw new OrgError(
        'CALLOUT_FAILED',
        `The callout couldn't access the endpoint. The named credential ${name} doesn't exist.`
      );
    if (!user.permissions.principal(`${external.name}-${external.principal}`)) {
      throw new OrgError(
        'CALLOUT_FAILED',
        `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${external.name}" might not exist.`
      );
    }
    const headers = { ...rest.headers };
    for (const [header, formula] of external.headers) headers[header] = this.#evaluate(formula);
    return { ...rest, headers, url: credential.url.replace(/\/$/, '') + path };
  }

  /** Header formulas of the one form this package uses: quoted text and credential parameters joined by `&`. */
  #evaluate(formula: string): string {
    const inner = /^\{!(.*)\}$/s.exec(formula)?.[1] ?? formula;
    return inner
      .split('&')
      .map((part) => part.trim())
      .map((part) => {
        const quoted = /^'(.*)'$/s.exec(part)?.[1];
        if (quoted !== undefined) return quoted;
        const secret = /^\$Credential\.(\w+\.\w+)$/.exec(part)?.[1];
        if (secret === undefined)
          throw new OrgError('UNSUPPORTED', `The header formula ${formula} is not supported by the local org`);
        return this.#credentials.secret(secret) ?? '';
      })
      .join('');
  }
}
