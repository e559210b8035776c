import { createServer, type IncomingMessage, request as send, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** How something that fails answers. `{{echo}}` in the body becomes all it was sent, headers too, as some proxies do. */
export interface Failure {
  status: number;
  body: string;
  type?: string;
  headers?: Readonly<Record<string, string>>;
  /** Paths that fail begin so; all without it. */
  path?: string;
}

/** Stands between two parts of the product: passes on, or fails in their place, and remembers which secrets it saw. */
export class Relay {
  readonly #server: Server;
  readonly #failures: Failure[] = [];
  /** Where it passes on to. */
  target: string;
  url = '';
  /** `GET /path`, queries left out. */
  readonly requests: string[] = [];
  /** Credentials and session ids that went by. */
  readonly secrets = new Set<string>();

  private constructor(target: string) {
    this.target = target;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async open(target = ''): Promise<Relay> {
    const relay = new Relay(target);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    const { port } = relay.#server.address() as AddressInfo; // It listens on a port, not on a pipe.
    relay.url = `http://127.0.0.1:${port}`;
    return relay;
  }

  /** The next requests that fit fail, one each, in this order. */
  fail(...failures: readonly Failure[]): void {
    this.#failures.push(...failures);
  }

  /** How many failures nobody has met yet. */
  get left(): number {
    return this.#failures.length;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    this.requests.push(`${method} ${url.split('?')[0]}`);
    const body = await textOf(request);
    this.#remember(request.headers.authorization ?? '', body);
    const index = this.#failures.findIndex(({ path = '/' }) => url.startsWith(path));
    const [failure] = index < 0 ? [] : this.#failures.splice(index, 1);
    if (failure) {
      const echo = `${method} ${url} ${JSON.stringify(request.headers)} ${body}`;
      response.writeHead(failure.status, { 'content-type': failure.type ?? 'application/json', ...failure.headers });
      response.end(failure.body.replaceAll('{{echo}}', JSON.stringify(echo).slice(1, -1)));
      return;
    }
    if (this.target === '') return void response.destroy();
    const { host, connection } = request.headers;
    const onward = send(new URL(url, this.target), {
      method,
      headers: { ...plain(request), host: host ?? '', connection }
    });
    onward.on('error', () => response.destroy());
    onward.on('response', (answer) => {
      void textOf(answer).then((text) => {
        this.#remember('', text);
        response.writeHead(answer.statusCode ?? 502, { ...plain(answer), 'content-length': Buffer.byteLength(text) });
        response.end(text);
      });
    });
    onward.end(body);
  }

  #remember(authorization: string, text: string): void {
    const [, , credential = ''] = /^(\w+) (.+)$/.exec(authorization) ?? [];
    const form = new URLSearchParams(text.includes('grant_type=') ? text : '');
    const [, token = ''] = /"access_token":"([^"]+)"/.exec(text) ?? [];
    for (const secret of [credential, token, form.get('client_secret') ?? '', form.get('assertion') ?? ''])
      if (secret !== '') this.secrets.add(secret);
  }
}

/** What is said to the next machine only, or follows from the body. */
const HOP_BY_HOP = new Set(['transfer-encoding', 'content-length', 'connection']);

/** Headers of a message whose body was read as a whole. */
function plain({ headers }: IncomingMessage): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
