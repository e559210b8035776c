import { type Browser, type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test';
import { Connection } from 'jsforce';
import { Demo } from '../scripts/run/demo.ts';
import { freePort } from '../scripts/run/processes.ts';

/** What a minute of a job's delay takes here: retries come quickly, and still one after the other. */
const MINUTE_MS = 400;

/** Who a page is opened as; the sample users' names before the @. */
export type Role = 'sdr' | 'ae' | 'se' | 'csm' | 'manager' | 'admin';

/** The whole product, from a clean start, and the people who use it. */
export class World {
  readonly demo: Demo;
  readonly #browser: Browser;

  private constructor(browser: Browser, demo: Demo) {
    this.#browser = browser;
    this.demo = demo;
  }

  static async start(browser: Browser): Promise<World> {
    const [port, servicePort] = [await freePort(), await freePort()];
    return new World(browser, await Demo.start({ port, servicePort, minuteMs: MINUTE_MS }));
  }

  stop(): Promise<void> {
    return this.demo.stop();
  }

  /**
   * A browser of their own, signed in, on the list of opportunities.
   *
   * @param options as Playwright's: a story that wants to see what runs may take the page's own policy away
   */
  async open(
    role: Role,
    viewport = { width: 1440, height: 900 },
    options: Pick<BrowserContextOptions, 'bypassCSP'> = {}
  ): Promise<Page> {
    const context = await this.#browser.newContext({ viewport, baseURL: this.demo.url, ...options });
    const page = await context.newPage();
    // A page must run without errors of its own; the stories say which answers are refused.
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto('/');
    await page.locator(`button[value="${role}@handoff.example"]`).click();
    // The list view's own name, which Salesforce does not translate.
    await expect(page.getByRole('heading', { name: 'All Opportunities' })).toBeVisible();
    return page;
  }

  /** Salesforce's API as one of the sample users. */
  async api(role: Role): Promise<Connection> {
    const connection = new Connection({ loginUrl: this.demo.url, instanceUrl: this.demo.url, version: '66.0' });
    const response = await fetch(`${this.demo.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: `${role}@handoff.example`, password: 'local' })
    });
    const { access_token: accessToken } = (await response.json()) as { access_token: string }; // As OAuth has it.
    connection.accessToken = accessToken;
    return connection;
  }

  /** Chooses somebody's language, as their personal settings do. */
  async speak(role: Role, language: 'de' | 'en_US'): Promise<void> {
    const admin = await this.api('admin');
    const user = await admin.sobject('User').findOne({ Username: `${role}@handoff.example` }, ['Id']);
    if (typeof user?.['Id'] !== 'string') throw new Error(`There is no ${role}`);
    const LocaleSidKey = language === 'de' ? 'de_DE' : language;
    await admin.sobject('User').update({ Id: user['Id'], LanguageLocaleKey: language, LocaleSidKey });
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
