import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { DEMO } from '../../service/stand-ins/main.ts';
import { end, start, type Started, StartError, type StartOptions } from './processes.ts';

/** The local org's id; the service lets nobody else in. */
const ORG_ID = '00D000000000001EAA';

export interface DemoOptions {
  port: number;
  servicePort: number;
  /** What a minute of a job's delay takes, in milliseconds. */
  minuteMs?: number;
  onOutput?: StartOptions['onOutput'];
  onError?: StartOptions['onError'];
  /** A part ended by itself. */
  onEnd?: () => void;
  /** Stops all of it, also while it is starting. */
  signal?: AbortSignal;
}

/**
 * The whole product on this machine: local org with sample deals, service, and stand-ins for Slack, Gong and Zendesk,
 * each in a process of its own.
 */
export class Demo {
  readonly url: string;
  readonly #options: DemoOptions;
  readonly #key = randomBytes(24).toString('hex');
  readonly #clientSecret = randomBytes(24).toString('hex');
  // The org begins afresh each time, so old jobs would be about records that are gone.
  readonly #folder = mkdtempSync(join(tmpdir(), 'handoff-'));
  readonly #children = new Map<string, ChildProcess>();
  #sources: Record<string, string> = {};
  #isStopping = false;

  private constructor(options: DemoOptions) {
    this.#options = options;
    this.url = `http://localhost:${options.port}`;
  }

  /** @throws {StartError} when a part cannot start; the others are stopped by then */
  static async start(options: DemoOptions): Promise<Demo> {
    const demo = new Demo(options);
    options.signal?.addEventListener('abort', () => void demo.stop(), { once: true });
    try {
      demo.#sources = sourcesOf(
        await demo.#start('sources', 'service/stand-ins/main.ts', FREE_PORTS, 'Stand-ins ready')
      );
      await Promise.all([demo.startService(), demo.#startOrg()]);
    } catch (error) {
      await demo.stop();
      throw error;
    }
    return demo;
  }

  async startService(): Promise<void> {
    await this.#start(
      'service',
      'service/src/main.ts',
      {
        PORT: String(this.#options.servicePort),
        HANDOFF_API_KEYS: this.#key,
        HANDOFF_ALLOWED_ORGS: ORG_ID,
        LOG_LEVEL: 'info',
        SF_LOGIN_URL: this.url,
        SF_CLIENT_ID: 'handoff-service',
        SF_CLIENT_SECRET: this.#clientSecret,
        HANDOFF_JOB_STORE: join(this.#folder, 'jobs.sqlite'),
        HANDOFF_MODEL_LEDGER: join(this.#folder, 'spending.sqlite'),
        ...this.#sources
      },
      'Server listening'
    );
  }

  /** From now on a source refuses everybody, as with credentials that were taken back. */
  async breakSource(name: 'SLACK' | 'GONG' | 'ZENDESK'): Promise<void> {
    const response = await fetch(new URL('/stand-in/faults', this.#sources[`${name}_URL`]), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'unauthorized', times: 10_000 })
    });
    if (!response.ok) throw new Error(`${name} does not break: ${response.status}`);
  }

  /** What was posted in Slack, in order: where, and all texts of the message. */
  async slackPosts(): Promise<{ name: string; text: string; blocks?: unknown }[]> {
    const response = await fetch(new URL('/stand-in/posts', this.#sources['SLACK_URL']));
    const { posts } = (await response.json()) as { posts: { name: string; text: string; blocks?: unknown }[] }; // Our own stand-in's.
    return posts;
  }

  async stopService(): Promise<void> {
    const service = this.#children.get('service');
    this.#children.delete('service');
    service?.removeAllListeners('exit');
    await end(service);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#children.values()].map((child) => end(child)));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #startOrg(): Promise<void> {
    const { port, servicePort, minuteMs, onOutput } = this.#options;
    await this.#start(
      'org',
      'local-org/src/main.ts',
      {
        PORT: String(port),
        SERVICE_URL: `http://127.0.0.1:${servicePort}`,
        HANDOFF_API_KEY: this.#key,
        LOCAL_ORG_CLIENT_SECRET: this.#clientSecret,
        ...(minuteMs === undefined ? {} : { LOCAL_ORG_MINUTE_MS: String(minuteMs) })
      },
      'Local org ready',
      onOutput
    );
  }

  async #start(
    name: string,
    file: string,
    env: Record<string, string>,
    ready: string,
    onOutput?: StartOptions['onOutput']
  ): Promise<Started> {
    const { onError, onEnd } = this.#options;
    const started = await start({
      file,
      env,
      ready,
      onSpawn: (child) => {
        this.#children.set(name, child);
        if (this.#isStopping) child.kill('SIGTERM');
      },
      ...(onOutput ? { onOutput } : {}),
      ...(onError ? { onError } : {})
    });
    started.child.once('exit', () => {
      if (!this.#isStopping) onEnd?.();
    });
    return started;
  }
}

const FREE_PORTS = { SLACK_PORT: '0', GONG_PORT: '0', ZENDESK_PORT: '0' };

/** Where the stand-ins listen, as the service's configuration. */
function sourcesOf({ output }: Started): Record<string, string> {
  const address = (name: string): string => {
    const found = new RegExp(`${name} stand-in on (\\S+)`).exec(output)?.[1];
    if (found === undefined) throw new StartError(`${name} does not say where it listens`);
    return found;
  };
  return {
    SLACK_URL: `${address('Slack')}/api/`,
    SLACK_TOKEN: DEMO.slack.token,
    SLACK_CHANNEL: '#cs-handoffs',
    GONG_URL: `${address('Gong')}/`,
    GONG_ACCESS_KEY: DEMO.gong.accessKey,
    GONG_ACCESS_SECRET: DEMO.gong.accessSecret,
    ZENDESK_URL: `${address('Zendesk')}/`,
    ZENDESK_EMAIL: DEMO.zendesk.email,
    ZENDESK_TOKEN: DEMO.zendesk.token
  };
}
