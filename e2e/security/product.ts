import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Connection } from 'jsforce';
import { Tab } from '../../local-org/test/pages.ts';
import { end, freePort, start } from '../../scripts/run/processes.ts';
import { type GongData, gongStandIn } from '../../service/stand-ins/gong.ts';
import { type SlackData, slackStandIn } from '../../service/stand-ins/slack.ts';
import { type ZendeskData, zendeskStandIn } from '../../service/stand-ins/zendesk.ts';
import type { Role } from '../world.ts';
import { Relay } from './relay.ts';

export const ORG_ID = '00D000000000001EAA';
const CLIENT_ID = 'handoff-service';

/** What the three sources hold. */
export interface Talk {
  slack: SlackData;
  gong: GongData;
  zendesk: ZendeskData;
}

/** Everything that opens something. */
export interface Secrets {
  apiKey: string;
  clientSecret: string;
  slackToken: string;
  gongKey: string;
  gongSecret: string;
  zendeskEmail: string;
  zendeskToken: string;
  modelKey: string;
}

/** Secrets that occur nowhere else. */
export function newSecrets(): Secrets {
  const secret = (name: string): string => `${name}-${randomBytes(20).toString('hex')}`;
  return {
    apiKey: secret('key'),
    clientSecret: secret('client'),
    slackToken: secret('xoxb'),
    gongKey: secret('gongkey'),
    gongSecret: secret('gongsecret'),
    zendeskEmail: `${secret('agent')}@handoff.example`,
    zendeskToken: secret('zendesk'),
    modelKey: secret('model')
  };
}

/**
 * The whole product in processes of its own, with a relay between any two of its parts, and everything it says. The
 * sources are stand-ins in this process, so that what they hold can be changed while it runs.
 */
export class Product {
  readonly secrets: Secrets;
  readonly org: Relay;
  readonly service: Relay;
  readonly slack: Relay;
  readonly gong: Relay;
  readonly zendesk: Relay;
  /** Everything that was written to standard output and error, by part. */
  readonly said = { org: '', service: '' };
  /** Of the people who use it. */
  readonly sessions = new Set<string>();
  readonly folder = mkdtempSync(join(tmpdir(), 'handoff-security-'));
  readonly #children: ChildProcess[] = [];
  readonly #sources: FastifyInstance[] = [];
  readonly #listeners = new Set<() => void>();

  private constructor(
    secrets: Secrets,
    [org, service, slack, gong, zendesk]: readonly [Relay, Relay, Relay, Relay, Relay]
  ) {
    this.secrets = secrets;
    this.org = org;
    this.service = service;
    this.slack = slack;
    this.gong = gong;
    this.zendesk = zendesk;
  }

  /** The org and the relays; services are started as they are needed. */
  static async start(secrets: Secrets): Promise<Product> {
    const relays = [Relay.open(), Relay.open(), Relay.open(), Relay.open(), Relay.open()] as const;
    const product = new Product(secrets, await Promise.all(relays));
    const port = await freePort();
    await product.#spawn('org', 'local-org/src/main.ts', 'Local org ready', {
      PORT: String(port),
      SERVICE_URL: product.service.url,
      HANDOFF_API_KEY: secrets.apiKey,
      LOCAL_ORG_CLIENT_SECRET: secrets.clientSecret,
      LOCAL_ORG_MINUTE_MS: '50'
    });
    product.org.target = `http://localhost:${port}`;
    return product;
  }

  /** Starts a service, which the org calls from now on. @param more settings beside the usual ones */
  async startService(more: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
    const port = await freePort();
    const child = await this.#spawn('service', 'service/src/main.ts', 'Server listening', {
      ...this.serviceEnv(),
      PORT: String(port),
      HANDOFF_JOB_STORE: join(this.folder, `jobs-${port}.sqlite`),
      HANDOFF_MODEL_LEDGER: join(this.folder, `spending-${port}.sqlite`),
      ...more
    });
    this.service.target = `http://127.0.0.1:${port}`;
    return child;
  }

  /** Settings of a service that reaches everything through the relays, and says all there is to say. */
  serviceEnv(): Record<string, string> {
    const { apiKey, clientSecret, slackToken, gongKey, gongSecret, zendeskEmail, zendeskToken } = this.secrets;
    return {
      HANDOFF_API_KEYS: apiKey,
      HANDOFF_ALLOWED_ORGS: ORG_ID,
      HANDOFF_REQUESTS_PER_MINUTE: '1000000',
      LOG_LEVEL: 'trace',
      SF_LOGIN_URL: this.org.url,
      SF_CLIENT_ID: CLIENT_ID,
      SF_CLIENT_SECRET: clientSecret,
      SLACK_URL: `${this.slack.url}/api/`,
      SLACK_TOKEN: slackToken,
      GONG_URL: `${this.gong.url}/`,
      GONG_ACCESS_KEY: gongKey,
      GONG_ACCESS_SECRET: gongSecret,
      ZENDESK_URL: `${this.zendesk.url}/`,
      ZENDESK_EMAIL: zendeskEmail,
      ZENDESK_TOKEN: zendeskToken
    };
  }

  /** From now on the sources hold this. */
  async hold({ slack, gong, zendesk }: Talk): Promise<void> {
    const { slackToken, gongKey, gongSecret, zendeskEmail, zendeskToken } = this.secrets;
    // A clock of their own: many deals one after the other are no abuse of the vendors' limits.
    let time = 0;
    const now = (): number => (time += 60_000);
    const servers = [
      slackStandIn({ token: slackToken, data: slack, now }).server,
      gongStandIn({ accessKey: gongKey, accessSecret: gongSecret, data: gong, now }).server,
      zendeskStandIn({ email: zendeskEmail, token: zendeskToken, data: zendesk, now }).server
    ];
    const urls = await Promise.all(servers.map((server) => server.listen({ port: 0, host: '127.0.0.1' })));
    const before = this.#sources.splice(0, this.#sources.length, ...servers);
    [this.slack.target, this.gong.target, this.zendesk.target] = [urls[0] ?? '', urls[1] ?? '', urls[2] ?? ''];
    await Promise.all(before.map((server) => server.close()));
  }

  /** Salesforce's API as one of the sample users, past the relay. */
  async api(role: Role): Promise<Connection> {
    const response = await fetch(`${this.org.target}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: `${role}@handoff.example`, password: 'local' })
    });
    const { access_token: accessToken } = (await response.json()) as { access_token: string }; // As OAuth has it.
    this.sessions.add(accessToken);
    return new Connection({ instanceUrl: this.org.target, accessToken, version: '66.0' });
  }

  /** The pages as one of the sample users. */
  async tab(role: Role): Promise<Tab> {
    const tab = await Tab.open(this.org.target, role);
    this.sessions.add(tab.cookie.split('=')[1] ?? '').add(tab.boot.csrf);
    return tab;
  }

  /** Waits until the service has said it. @throws {Error} when it has not for a minute and a half */
  heard(test: (said: string) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#listeners.delete(listener);
        reject(new Error(`The service did not say it. Its last words: ${this.said.service.slice(-3000)}`));
      }, 90_000);
      const listener = (): void => {
        if (!test(this.said.service)) return;
        clearTimeout(late);
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
      listener();
    });
  }

  /** Every byte that services keep. */
  kept(): string {
    return readdirSync(this.folder)
      .filter((file) => file.includes('.sqlite'))
      .map((file) => readFileSync(join(this.folder, file)).toString('latin1'))
      .join('\n');
  }

  /** Keeps what a program says from now on, and ends it with the rest. */
  listenTo(child: ChildProcess, part: 'org' | 'service' = 'service'): void {
    this.#children.push(child);
    const hear = (data: Buffer): void => {
      this.said[part] += data.toString();
      for (const listener of this.#listeners) listener();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#children.map((child) => end(child)));
    await Promise.all(this.#sources.map((server) => server.close()));
    await Promise.all([this.org, this.service, this.slack, this.gong, this.zendesk].map((relay) => relay.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #spawn(
    part: 'org' | 'service',
    file: string,
    ready: string,
    env: Record<string, string>
  ): Promise<ChildProcess> {
    const onSpawn = (child: ChildProcess): void => this.listenTo(child, part);
    return (await start({ file, env, ready, onSpawn })).child;
  }
}
