import { expect } from '@playwright/test';
import { story } from '../story.ts';
import { answer, openRecord } from '../world.ts';

story('without the scoring service the deal closes, and its score arrives by itself', async ({ world }) => {
  await world.demo.stopService();
  const ae = await world.open('ae');
  await openRecord(ae, 'Opportunities', /Marlow Street Clinics: patient intake/);
  const panel = ae.locator('c-handoff-panel');
  await answer(
    panel,
    'What was promised out loud?',
    'That Jonas stays their consultant until the third clinic is live.'
  );
  await expect(panel.getByText(/The score comes by itself|A new score is on its way/)).toBeVisible();
  await panel.getByRole('button', { name: 'Move to Closed Won' }).click();
  await expect(ae.getByRole('status').filter({ hasText: 'is in Closed Won now' })).toBeVisible();

  await world.demo.startService();
  await expect(panel.getByText(/The score comes by itself|A new score is on its way/)).toBeHidden({ timeout: 30_000 });
  await expect(panel.getByRole('img', { name: /^Score \d+ of 100/ })).toBeVisible();
});
