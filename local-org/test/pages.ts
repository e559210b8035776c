import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { SAMPLE_USERS } from '../src/access/seed.ts';
import { composeApp } from '../src/app.ts';
import type { ProjectMetadata } from '../src/metadata/project.ts';
import { openOrg, type OpenOrg } from '../src/org/open.ts';
import type { RecordValues } from '../src/org/schema.ts';
import { Sessions } from '../src/rest/session.ts';
import { importSampleData } from '../src/sampledata/import.ts';
import { buildBundle, type Bundle } from '../src/web/bundle/build.ts';
import type { Boot } from '../src/web/document.ts';
import { PROJECT } from './org.ts';

export type Role = 'sdr' | 'ae' | 'se' | 'csm' | 'manager' | 'admin';

export interface RunningPages extends OpenOrg {
  app: FastifyInstance;
  /** `http://127.0.0.1:port` */
  url: string;
  bundle: Bundle;
  /** Ids of the sample records by their reference: `OpportunityKestrel`. */
  ids: ReadonlyMap<string, string>;
  /** The sessions' clock, in milliseconds; tests move it. */
  clock: { now: number };
}

export interface PagesOptions {
  /** Another project than this one; its components are this one's. */
  root?: string;
  /** Changes what the pages are told of the project. */
  change?: (project: ProjectMetadata) => ProjectMetadata;
}

/** The day it is in the org. */
export const NOW = '2026-11-20T09:00:00.000Z';

/** The package's own org with its sample deals and its pages, on a port of its own. */
export async function startPages({
  root = PROJECT,
  change = (same) => same
}: PagesOptions = {}): Promise<RunningPages> {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const opened = openOrg({ root, log: quiet, now: () => new Date(NOW) });
  const { org, project } = opened;
  const bundle = await buildBundle({
    root: PROJECT,
    project,
    isCacheable: (className, method) => org.apex.isCacheable(className, method),
    progress: () => undefined
  });
  const clock = { now: Date.parse(NOW) };
  const app = await composeApp({
    org,
    sessions: new Sessions(org.id, () => clock.now),
    credentials: opened.credentials,
    oauth: { passwords: new Map(SAMPLE_USERS.map(({ username }) => [username, 'local'])), clients: [], audiences: [] },
    pages: { project: change(project), bundle }
  });
  const ids = importSampleData(org, join(PROJECT, 'scripts', 'data'));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { ...opened, app, url, bundle, ids, clock };
}

export async function stopPages(pages: RunningPages): Promise<void> {
  pages.stop();
  await pages.app.close();
}

export interface Asking {
  method?: string;
  body?: unknown;
  /** Sent as a form instead of JSON. */
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}

/** Asks as a browser would; redirects are not followed. */
export async function ask(url: string, { method, body, form, headers = {} }: Asking = {}): Promise<Answer> {
  const content = form ? new URLSearchParams(form) : body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(url, {
    method: method ?? (content === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(content === undefined ? {} : { body: content })
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

/** A tab of a signed-in person: the cookie, and what the page itself knows. */
export class Tab {
  readonly cookie: string;
  readonly boot: Boot;
  readonly #url: string;

  private constructor(url: string, cookie: string, boot: Boot) {
    this.#url = url;
    this.cookie = cookie;
    this.boot = boot;
  }

  static async open(url: string, role: Role): Promise<Tab> {
    const signedIn = await ask(`${url}/login`, { form: { username: `${role}@handoff.example` } });
    return Tab.of(url, cookieOf(signedIn));
  }

  /** Another tab of the same browser. */
  static async of(url: string, cookie: string): Promise<Tab> {
    const { text } = await ask(`${url}/lightning`, { headers: { cookie } });
    return new Tab(url, cookie, bootOf(text));
  }

  /** Asks as the page's own scripts do. */
  get(path: string): Promise<Answer> {
    return ask(`${this.#url}${path}`, { headers: this.#headers() });
  }

  send(method: string, path: string, body: unknown): Promise<Answer> {
    return ask(`${this.#url}${path}`, { method, body, headers: this.#headers() });
  }

  apex(className: string, method: string, params: unknown): Promise<Answer> {
    return this.send('POST', `/lightning/apex/${className}/${method}`, params);
  }

  #headers(): Record<string, string> {
    return { cookie: this.cookie, 'x-csrf-token': this.boot.csrf };
  }
}

/** `name=value` of the session cookie that an answer sets. */
export function cookieOf(answer: Answer): string {
  const [cookie = ''] = answer.headers.getSetCookie();
  assert.match(cookie, /^local_org_sid=/);
  return cookie.split(';')[0] ?? '';
}

/** What a page was told about its session. */
export function bootOf(html: string): Boot {
  const [, text = ''] = /<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(text) as Boot; // Written by the server, whose shape this is.
}

/** Saves records as the administrator, and gives their ids. */
export function save(
  { org }: RunningPages,
  operation: 'insert' | 'update',
  object: string,
  records: RecordValues[]
): string[] {
  return org.transact(org.users.idOf('admin@handoff.example') ?? '', 'test', (tx) =>
    org.save
      .save(tx, { operation, object, records, allOrNone: true, access: 'user', sharing: 'with' })
      .map(({ id }) => id ?? '')
  );
}

/** Ids of what a query finds, whoever may see it. */
export function idsOf({ org }: RunningPages, soql: string): string[] {
  return org.transact(org.users.idOf('admin@handoff.example') ?? '', 'test', (tx) =>
    org.query
      .query(tx, { soql, binds: {}, access: 'system', sharing: 'without' })
      .rows.map(({ values }) => String(values['Id']))
  );
}
