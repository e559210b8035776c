import { expect, type Page } from '@playwright/test';
import { FLAG, poison } from '../hostile.ts';
import { story } from '../story.ts';
import type { Role, World } from '../world.ts';

const OBJECTS = ['Contact', 'Account', 'Opportunity', 'Handoff__c', 'Handoff_Item__c', 'Handoff_Stakeholder__c'];
const MORE = ['Handoff_Citation__c', 'Task', 'Event', 'Case', 'EmailMessage'];
const ROLES: readonly Role[] = ['sdr', 'ae', 'se', 'csm', 'manager', 'admin'];

/** Who has the most on their pages. */
const LOOKED_AT = /^(?:ae|csm)-/;

/** Pages, and what the tabs of Lightning's base components have for an address. */
const LINK = /^(?:https?:\/\/|\/(?!\/)|#|mailto:|tel:|javascript:void\(0\)$)/;

/** A page whose own policy does not protect it, so that whatever would run, runs; and what it did. */
async function openUnprotected(world: World, role: Role): Promise<{ page: Page; seen: string[] }> {
  const page = await world.open(role, { width: 1440, height: 900 }, { bypassCSP: true });
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== world.demo.url) seen.push(`request: ${request.url()}`);
  });
  page.on('popup', (popup) => seen.push(`window: ${popup.url()}`));
  return { page, seen };
}

/** Nothing ran, nothing of the texts became an element, no link leads anywhere but to pages. @returns marks shown */
async function isHarmless(page: Page, name: string): Promise<Set<string>> {
  expect(await page.evaluate((flag) => flag in window, FLAG), `${name}: a script ran`).toBe(false);
  const born = page.locator('iframe, base, [onerror], [onload], [onclick], img[src="x"], form[action*="evil"]');
  await expect(born, `${name}: texts became elements`).toHaveCount(0);
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  for (const link of links) expect(link, `${name}: a link`).toMatch(LINK);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
  if (LOOKED_AT.test(name)) await page.screenshot({ path: `test-results/hostile/${name}.png` });
  const fields = await page
    .locator('textarea, input')
    .evaluateAll((all) => all.map((one) => ('value' in one ? String(one.value) : '')));
  const text = `${await page.locator('body').innerText()} ${fields.join(' ')}`;
  return new Set([...text.matchAll(/\[h\d+\]/g)].map(([mark]) => mark));
}

/** Opens what can be opened on a page, and looks after each. */
async function lookEverywhere(page: Page, name: string): Promise<Set<string>> {
  const marks = new Set<string>();
  const look = async (part: string): Promise<void> => {
    for (const mark of await isHarmless(page, `${name}-${part}`)) marks.add(mark);
  };
  await look('open');
  const more = page.getByRole('button', { name: /more lines?$|ways to raise it/ });
  for (let left = await more.count(); left > 0; left--) await more.first().click();
  for (const label of ['People', 'Lines', 'Preview as CSM']) {
    const button = page.getByRole('button', { name: label, exact: true });
    if ((await button.count()) === 0) continue;
    await button.first().click();
    await look(label.split(' ')[0] ?? '');
  }
  const dialog = page.getByRole('dialog');
  if ((await dialog.count()) > 0) await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0); // What it showed is gone with it, and would be waited for in vain.
  const sources = page.locator('button.source');
  for (let index = 0; index < Math.min(2, await sources.count()); index++) {
    await sources.nth(index).click();
    await look(`source-${index}`);
  }
  for (const tab of ['Details', 'Related']) {
    const header = page.getByRole('tab', { name: tab });
    if ((await header.count()) === 0) continue;
    await header.click();
    await expect(page.getByRole('tabpanel').filter({ visible: true })).not.toBeEmpty();
    await look(tab);
  }
  return marks;
}

story('hostile texts are texts: nothing runs, nothing is fetched, nothing breaks the page', async ({ world }) => {
  story.setTimeout(600_000);
  const admin = await world.api('admin');
  const pages: (readonly [object: string, id: string])[] = [
    ['Account', await world.recordId('Account', 'Solenne%')],
    ['Handoff__c', await world.recordId('Handoff__c', 'HO-00005')]
  ];
  const deals = {
    draft: await world.recordId('Opportunity', 'Kestrel%'),
    delivered: await world.recordId('Opportunity', 'Solenne%')
  };

  await story.step('every text that may be written is hostile', async () => {
    let texts = 0;
    for (const object of [...OBJECTS, ...MORE]) texts += await poison(admin, object);
    expect(texts).toBeGreaterThan(500);
  });

  const all = new Set<string>();
  for (const role of ROLES)
    await story.step(`as ${role}`, async () => {
      const { page, seen } = await openUnprotected(world, role);
      const visit = async (path: string, name: string): Promise<void> => {
        await page.goto(path);
        await expect(page.locator('main, [role="main"]').first()).not.toBeEmpty();
        await expect(page.getByText(/\[h\d+\]/).first()).toBeVisible();
        for (const mark of await lookEverywhere(page, `${role}-${name}`)) all.add(mark);
      };
      if (role === 'manager')
        for (const object of ['Opportunity', 'Account', 'Handoff__c'])
          await visit(`/lightning/o/${object}/list`, object);
      for (const [object, id] of pages) await visit(`/lightning/r/${object}/${id}/view`, object);
      const deal = role === 'ae' || role === 'se' ? deals.draft : deals.delivered;
      await visit(`/lightning/r/Opportunity/${deal}/view`, 'deal');
      expect(seen, role).toEqual([]);
      await page.context().close();
    });
  expect(all.size, 'texts that were shown').toBeGreaterThan(150);
});
