import { expect } from '@playwright/test';
import { reading, story } from '../story.ts';
import { answer, openRecord } from '../world.ts';

story('two people change the same answer: the second is asked, and nothing is lost', async ({ world }) => {
  const [ae, manager] = await Promise.all([world.open('ae'), world.api('admin')]);
  await openRecord(ae, 'Opportunities', /Kestrel Freight: damage claims/);
  const panel = ae.locator('c-handoff-panel');
  await expect(panel.getByText('4 answers before Closed Won')).toBeVisible();
  const id = await world.recordId('Handoff__c', 'HO-00003');
  await manager.sobject('Handoff__c').update({ Id: id, Buyer_Goals__c: 'Settle claims in 7 days by June 2027.' });

  await answer(panel, 'Buyer goals', 'Settle claims in 5 days by June 2027.');
  const conflict = panel.getByRole('alert').filter({ hasText: 'saved another text' });
  await expect(conflict).toContainText('Settle claims in 7 days by June 2027.');
  await expect(panel.getByRole('textbox', { name: 'Buyer goals' })).toHaveValue(
    'Settle claims in 5 days by June 2027.'
  );
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect(conflict).toBeHidden();
  await expect
    .poll(async () => (await manager.sobject('Handoff__c').retrieve(id))['Buyer_Goals__c'])
    .toBe('Settle claims in 5 days by June 2027.');
});

reading('each role sees and does what it may', async ({ world }) => {
  const csm = await world.open('csm');
  await openRecord(csm, 'Opportunities', /Kestrel Freight: damage claims/);
  const panel = csm.locator('c-handoff-panel');
  await expect(panel.getByText('You can read this handoff; its owner edits it.')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Move to Closed Won' })).toBeHidden();
  await expect(csm.getByRole('button', { name: 'Mark Stage as Complete' })).toBeDisabled();
  await csm.getByRole('tab', { name: 'Related' }).click();
  await expect(csm.getByRole('table', { name: 'Handoffs' })).toBeVisible();
  await expect(csm.getByText('Handoff Gate Attempts')).toBeHidden();

  const manager = await world.open('manager');
  await expect(manager.getByRole('navigation').getByRole('link', { name: 'Handoff Gate Attempts' })).toBeVisible();
  await expect(csm.getByRole('navigation').getByRole('link', { name: 'Handoff Gate Attempts' })).toBeHidden();
});

reading('one can become somebody else, and comes back to the same page', async ({ world }) => {
  const page = await world.open('ae');
  await openRecord(page, 'Accounts', /Solenne Energy/);
  const address = page.url();
  await page.getByRole('button', { name: /Signed in as Amara Okafor/ }).click();
  await page
    .getByRole('form', { name: 'Switch user or language' })
    .getByRole('button', { name: /Lena Brandt/ })
    .click();
  await expect(page.getByRole('button', { name: /Signed in as Lena Brandt/ })).toBeVisible();
  expect(page.url()).toBe(address);
});
