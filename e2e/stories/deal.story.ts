import { expect } from '@playwright/test';
import { story } from '../story.ts';
import { answer, openRecord } from '../world.ts';

const MISSING = [
  'Buyer goals are missing',
  'Pricing exceptions are missing',
  'Risk notes are missing',
  'Kickoff preference is missing'
];

story('an AE closes a half-filled deal, and the CSM reads it', async ({ world }) => {
  const ae = await world.open('ae');
  await openRecord(ae, 'Opportunities', /Kestrel Freight: damage claims/);
  const panel = ae.locator('c-handoff-panel');
  await expect(panel.getByText('4 answers before Closed Won')).toBeVisible();
  await expect(panel.getByText('50', { exact: true })).toBeVisible();

  await story.step('the path refuses, and names every missing answer', async () => {
    await ae.getByRole('button', { name: 'Closed', exact: true }).click();
    await ae.getByRole('button', { name: 'Select Closed Stage' }).click();
    await ae.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const message = ae.getByRole('alert').filter({ hasText: 'We hit a snag.' });
    for (const text of MISSING) await expect(message).toContainText(text);
    await ae.getByRole('button', { name: 'Close message' }).click();
    await expect(ae.getByRole('button', { name: 'Negotiation/Review' })).toHaveAttribute('aria-current', 'step');
  });

  await story.step('the answers are given in the panel, one as not known yet', async () => {
    await answer(panel, 'Buyer goals', 'Handle claims faster.');
    await answer(panel, 'Pricing exceptions', 'None');
    await expect(panel.getByText('2 answers before Closed Won')).toBeVisible();
    await panel.getByRole('button', { name: 'Risk notes is not known yet' }).click();
    const gap = panel.getByRole('group', { name: 'Not known yet is a fine answer' });
    await gap.getByLabel('By when?').fill('Dec 4, 2027');
    await gap.getByRole('button', { name: 'Save' }).click();
    await expect(panel.getByText('1 answer before Closed Won')).toBeVisible();
    await panel.getByRole('combobox', { name: 'Kickoff preference' }).click();
    await ae.getByRole('option', { name: 'Video' }).click();
    await expect(panel.getByText('Every required answer is there')).toBeVisible();
  });

  const score = panel.locator('c-handoff-score');
  await story.step('the score is below 70, with reasons, and rises with better answers', async () => {
    await panel.getByRole('button', { name: 'Refresh score' }).click();
    await expect(panel.getByText(/ways to raise it/)).toBeVisible();
    const before = Number(await score.innerText().then((text) => /\d+/.exec(text)?.[0]));
    expect(before).toBeLessThan(70);
    await panel.getByRole('button', { name: /ways to raise it/ }).click();
    await expect(panel.getByText('Say what changes for whom, by how much and by when.').first()).toBeVisible();
    await answer(
      panel,
      'Buyer goals',
      'Bogdan wants a damage claim settled in 5 days instead of 19 by the end of June 2027.'
    );
    await panel.getByRole('button', { name: 'Success criteria' }).click();
    await panel.getByRole('button', { name: 'Add a success criterion' }).click();
    await panel.getByLabel('What is it?').fill('80 % of claims settled within 5 days by 30 June 2027.');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await expect
      .poll(async () => Number(/\d+/.exec(await score.innerText())?.[0]), { timeout: 20_000 })
      .toBeGreaterThan(before);
  });

  await story.step('the deal closes', async () => {
    await panel.getByRole('button', { name: 'Move to Closed Won' }).click();
    await expect(ae.getByRole('status').filter({ hasText: 'is in Closed Won now' })).toBeVisible();
    await expect(ae.getByRole('button', { name: 'Closed Won' })).toHaveAttribute('aria-current', 'step');
  });

  await story.step('what was said is confirmed, and the brief is delivered', async () => {
    const review = panel.locator('c-handoff-review');
    await review.getByRole('button', { name: 'Accept the rest' }).click({ timeout: 60_000 });
    await review.getByRole('button', { name: 'Approve and deliver' }).click();
    await expect(review.getByText(/^Approved by Amara Okafor on/)).toBeVisible();
  });

  await story.step('the CSM reads all of it on the account', async () => {
    const csm = await world.open('csm');
    await openRecord(csm, 'Accounts', /Kestrel Freight/);
    const brief = csm.locator('c-handoff-brief');
    await expect(brief.getByText('Bogdan wants a damage claim settled in 5 days')).toBeVisible();
    await expect(brief.getByText('80 % of claims settled within 5 days')).toBeVisible();
    await expect(brief.getByText('$92,400')).toBeVisible();
    await expect(brief.locator('.gap').filter({ hasText: 'Risk notes' })).toContainText(
      'Amara Okafor will ask by 12/4/2027'
    );
    await expect(brief.getByText('Who owns the next step')).toBeVisible();
    await brief
      .getByRole('button', { name: /Show where this comes from/ })
      .first()
      .click();
    await expect(brief.getByRole('heading', { name: /comes from|Source/ })).toBeVisible();
  });
});
