import type { ChildProcess } from 'node:child_process';
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { Connection } from 'jsforce';
import { end, freePort, start } from './processes.ts';

const KEY = 'story-key-'.padEnd(40, 'x');
const ORG_ID = '00D000000000001EAA';
/** What a minute of a job's delay takes here: retries come quickly, and still one after the other. */
const MINUTE_MS = 400;

/** Who a page is opened as; the sample users' names before the @. */
export type Role = 'sdr' | 'ae' | 'se' | 'csm' | 'manager' | 'admin';

/** An org with sample data and a scoring service, each in a process of its own. */
export class World {
  readonly url: string;
  readonly #browser: Browser;
  readonly #servicePort: number;
  #org: ChildProcess | undefined;
  #service: ChildProcess | undefined;

  private constructor(browser: Browser, orgPort: number, servicePort: number) {
    this.#browser = browser;
    this.url = `http://localhost:${orgPort}`;
    this.#servicePort = servicePort;
  }

  static async start(browser: Browser): Promise<World> {
    const [orgPort, servicePort] = await Promise.all([freePort(), freePort()]);
    const world = new World(browser, orgPort, servicePort);
    await world.startService();
    world.#org = await start(
      'local-org/src/main.ts',
      {
        PORT: String(orgPort),
        SERVICE_URL: `http://127.0.0.1:${servicePort}`,
        HANDOFF_API_KEY: KEY,
        LOCAL_ORG_MINUTE_MS: String(MINUTE_MS)
      },
      'Local org ready'
    );
    return world;
  }

  async startService(): Promise<void> {
    this.#service = await start(
      'service/src/main.ts',
      { PORT: String(this.#servicePort), HANDOFF_API_KEYS: KEY, HANDOFF_ALLOWED_ORGS: ORG_ID, LOG_LEVEL: 'info' },
      'Server listening'
    );
  }

  async stopService(): Promise<void> {
    await end(this.#service);
    this.#service = undefined;
  }

  async stop(): Promise<void> {
    await Promise.all([end(this.#org), end(this.#service)]);
  }

  /** A browser of their own, signed in, on the list of opportunities. */
  async open(role: Role, viewport = { width: 1440, height: 900 }): Promise<Page> {
    const context = await this.#browser.newContext({ viewport, baseURL: this.url });
    const page = await context.newPage();
    // A page must run without errors of its own; the stories say which answers are refused.
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto('/');
    await page.locator(`button[value="${role}@handoff.example"]`).click();
    await expect(page.getByRole('heading', { name: 'All Opportunities' })).toBeVisible();
    return page;
  }

  /** Salesforce's API as one of the sample users. */
  async api(role: Role): Promise<Connection> {
    const connection = new Connection({ loginUrl: this.url, instanceUrl: this.url, version: '66.0' });
    const response = await fetch(`${this.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: `${role}@handoff.example`, password: 'local' })
    });
    const { access_token: accessToken } = (await response.json()) as { access_token: string }; // As OAuth has it.
    connection.accessToken = accessToken;
    return connection;
  }

  async recordId(object: string, name: string): Promise<string> {
    const admin = await this.api('admin');
    const record = await admin.sobject(object).findOne({ Name: { $like: name } }, ['Id']);
    if (typeof record?.['Id'] !== 'string') throw new Error(`There is no ${object} like ${name}`);
    return record['Id'];
  }
}

/** Opens a record from its object's list, as people do. */
export async function openRecord(page: Page, tab: string, name: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: tab }).click();
  await page.getByRole('table').getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Types an answer into the panel and leaves the field, which saves it. */
export async function answer(panel: Locator, label: string, text: string): Promise<void> {
  const field = panel.getByRole('textbox', { name: label });
  await field.fill(text);
  await field.blur();
}
