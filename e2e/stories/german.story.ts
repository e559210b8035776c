import { expect, type Page } from '@playwright/test';
import { looksRight } from '../looks.ts';
import { story } from '../story.ts';
import { answer, type World } from '../world.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** What a value of the package's picklists looks like where nobody translated it. */
const ENGLISH =
  /\b(?:Draft|In Review|Delivered|Ally|Economic Buyer|Technical Lead|Red|Yellow|Customer said|We said|Call \d|Email \d|On site|Sales to CS)\b/;

/** Opens a record as somebody who reads German; names of tabs are the org's own. */
async function record(page: Page, object: string, id: string): Promise<void> {
  await page.goto(`/lightning/r/${object}/${id}/view`);
}

/** As people see it: wide and narrow. */
async function inBothSizes(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ narrow: NARROW, wide: WIDE })) {
    await page.setViewportSize(viewport);
    await looksRight(page, `german-${name}-${size}`);
  }
}

async function germanPages(world: World): Promise<{ ae: Page; csm: Page }> {
  await world.speak('ae', 'de');
  await world.speak('csm', 'de');
  return { ae: await world.open('ae'), csm: await world.open('csm') };
}

story('an AE and a CSM hand over in German', async ({ world }) => {
  const { ae, csm } = await germanPages(world);
  await looksRight(ae, 'german-list-wide');
  await record(ae, 'Opportunity', await world.recordId('Opportunity', 'Kestrel Freight: damage claims%'));
  const panel = ae.locator('c-handoff-panel');

  await story.step('the panel says what is missing', async () => {
    await expect(panel.getByText('4 Antworten bis Closed Won')).toBeVisible();
    await expect(panel.getByText('HO-00003 · Entwurf, Version 1 · für Lena Brandt')).toBeVisible();
    await expect(panel.getByText(/„TBD“ ist ein Platzhalter/)).toBeVisible();
    await inBothSizes(ae, 'panel');
  });

  await story.step('the path refuses in German', async () => {
    await ae.getByRole('button', { name: 'Closed', exact: true }).click();
    await ae.getByRole('button', { name: 'Select Closed Stage' }).click();
    await ae.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const message = ae.getByRole('alert').filter({ hasText: 'We hit a snag.' });
    for (const text of [
      /Ziele des Käufers fehlen/,
      /Preisausnahmen fehlen/,
      /Risikonotizen fehlen/,
      /Kickoff-Wunsch fehlt/
    ])
      await expect(message).toContainText(text);
    await ae.getByRole('button', { name: 'Close message' }).click();
  });

  await story.step('answers and their reasons are German', async () => {
    await answer(panel, 'Ziele des Käufers', 'folgt');
    await expect(panel.getByText(/„folgt“ ist ein Platzhalter/)).toBeVisible();
    await answer(panel, 'Preisausnahmen', 'Keine');
    await expect(panel.getByText('3 Antworten bis Closed Won')).toBeVisible();
    await answer(panel, 'Ziele des Käufers', 'Produktivität verbessern');
    await expect(panel.getByText('2 Antworten bis Closed Won')).toBeVisible();
    await panel.getByRole('button', { name: 'Punktzahl aktualisieren' }).click();
    await expect(panel.getByText(/Wege, sie zu erhöhen/)).toBeVisible();
    await panel.getByRole('button', { name: /Wege, sie zu erhöhen/ }).click();
    await expect(panel.getByText(/„Produktivität verbessern“/)).toBeVisible();
    const goal = 'Bogdan will eine Schadensmeldung bis Ende Juni 2027 in 5 statt 19 Tagen regulieren.';
    await answer(panel, 'Ziele des Käufers', goal);
    await expect(panel.getByText(/„Produktivität verbessern“/)).toBeHidden();
    for (const name of [/^Personen/, /^Probleme und Anwendungsfälle/])
      await panel.getByRole('button', { name }).click();
    await expect(panel.getByText(/Bogdan Iliescu · Anruf · /)).toBeVisible();
    await inBothSizes(ae, 'panel-open');
    expect(await panel.innerText()).not.toMatch(ENGLISH);
  });

  await story.step('the CSM reads the brief and prepares the kickoff in German', async () => {
    await record(csm, 'Account', await world.recordId('Account', 'Solenne Energy%'));
    const brief = csm.locator('c-handoff-brief');
    await expect(brief.getByRole('heading', { name: 'Warum sie gekauft haben' })).toBeVisible();
    await expect(brief.getByRole('heading', { name: 'Gesprächspunkte' })).toBeVisible();
    await expect(brief.getByText('264.000 $')).toBeVisible();
    await expect(brief.getByText('Wirtschaftlicher Entscheider')).toBeVisible();
    await expect(brief.getByText('Vor Ort', { exact: true })).toBeVisible();
    expect(await brief.innerText()).not.toMatch(ENGLISH);
    await inBothSizes(csm, 'brief');
    await brief.getByRole('button', { name: /Won on the pilot/ }).click();
    await expect(brief.getByText('Quelle: Vom Kunden gesagt')).toBeVisible();
    await inBothSizes(csm, 'drawer');
    await record(csm, 'Handoff__c', await world.recordId('Handoff__c', 'HO-00005'));
    await expect(csm.getByText('Zugestellt').first()).toBeVisible();
    await inBothSizes(csm, 'handoff');
  });
});

story('a review reads well in German', async ({ world }) => {
  await world.speak('ae', 'de');
  const ae = await world.open('ae');
  await record(ae, 'Opportunity', await world.recordId('Opportunity', 'Marlow Street Clinics: patient intake%'));
  const review = ae.locator('c-handoff-review');
  await review.getByRole('button', { name: 'Belege sammeln' }).click();
  await expect(review.getByText('A annehmen · E bearbeiten')).toBeVisible({ timeout: 60_000 });
  await expect(review.getByText(/wir · Anruf · /)).toBeVisible();
  await inBothSizes(ae, 'review');
});
