import { expect } from '@playwright/test';
import { looksRight } from '../looks.ts';
import { reading, story } from '../story.ts';
import { openRecord } from '../world.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** The fullest sample brief, with the kickoff beside it, is as high as the window. */
const BRIEF_HEIGHT = WIDE.height;

const SIZES = Object.entries({ wide: WIDE, narrow: NARROW });

for (const [size, viewport] of SIZES) {
  reading(`the AE's pages are accessible and fit, ${size}`, async ({ world }) => {
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
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('heading', { name: 'Why they bought' })).toBeVisible();
    await looksRight(page, `preview-${size}`);
    await dialog
      .getByRole('button', { name: /Close|Cancel/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Details' }).click();
    await page.getByRole('button', { name: 'Edit Next Step' }).click();
    await looksRight(page, `details-${size}`);
  });

  reading(`the CSM's pages are accessible and fit, ${size}`, async ({ world }) => {
    const page = await world.open('csm', viewport);
    await openRecord(page, 'Accounts', /Solenne Energy/);
    const brief = page.locator('c-handoff-brief');
    await expect(brief.getByRole('heading', { name: 'Why they bought' })).toBeVisible();
    await expect(brief.getByRole('heading', { name: 'Talking points' })).toBeVisible();
    await looksRight(page, `brief-${size}`);
    if (size === 'wide') {
      const { height = Infinity } = (await brief.boundingBox()) ?? {};
      expect(height, 'the brief is one screen of a laptop').toBeLessThanOrEqual(BRIEF_HEIGHT);
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

story('the review is accessible and fits, wide and narrow', async ({ world }) => {
  const page = await world.open('ae', WIDE);
  await openRecord(page, 'Opportunities', /Marlow Street Clinics: patient intake/);
  await page.getByRole('button', { name: 'Gather the evidence' }).click();
  await expect(page.getByText('A accept · E edit')).toBeVisible({ timeout: 60_000 });
  await looksRight(page, 'review-wide');
  await page.setViewportSize(NARROW);
  await page.locator('c-handoff-review-proposal').first().getByRole('button', { name: 'Edit' }).click();
  await looksRight(page, 'review-narrow');
});
