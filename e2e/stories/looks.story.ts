import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { story } from '../story.ts';
import { openRecord } from '../world.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** Nothing serious for axe, and nothing that has to be scrolled sideways. */
async function looksRight(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(serious, name).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `test-results/looks/${name}.png`, fullPage: true });
}

for (const [size, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
  story(`the AE's pages are accessible and fit, ${size}`, async ({ world }) => {
    const page = await world.open('ae', viewport);
    await looksRight(page, `opportunities-${size}`);
    await openRecord(page, 'Opportunities', /Kestrel Freight: damage claims/);
    await expect(page.getByText('4 answers before Closed Won')).toBeVisible();
    await looksRight(page, `panel-${size}`);
    await page.getByRole('button', { name: /ways to raise it/ }).click();
    await page.getByRole('button', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Risk notes is not known yet' }).click();
    await looksRight(page, `panel-open-${size}`);
    await page.getByRole('button', { name: 'Preview as CSM' }).click();
    await expect(page.getByRole('dialog').getByText('Why they bought')).toBeVisible();
    await looksRight(page, `preview-${size}`);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Close|Cancel/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Details' }).click();
    await page.getByRole('button', { name: 'Edit Next Step' }).click();
    await looksRight(page, `details-${size}`);
  });

  story(`the CSM's pages are accessible and fit, ${size}`, async ({ world }) => {
    const page = await world.open('csm', viewport);
    await openRecord(page, 'Accounts', /Solenne Energy/);
    const brief = page.locator('c-handoff-brief');
    await expect(brief.getByText('Why they bought')).toBeVisible();
    await looksRight(page, `brief-${size}`);
    if (size === 'wide') {
      const { height = Infinity } = (await brief.boundingBox()) ?? {};
      expect(height, 'the brief is one screen of a laptop').toBeLessThanOrEqual(WIDE.height);
    }
    await brief.getByRole('button', { name: /Show where this comes from: .*Won on the pilot/ }).click();
    await looksRight(page, `drawer-${size}`);
    await openRecord(page, 'Handoffs', /HO-00005/);
    await looksRight(page, `handoff-${size}`);
    await page.getByRole('tab', { name: 'Related' }).click();
    await expect(page.getByRole('table').first()).toBeVisible();
    await looksRight(page, `handoff-related-${size}`);
  });
}
