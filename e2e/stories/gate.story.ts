import { expect } from '@playwright/test';
import { story } from '../story.ts';
import { openRecord } from '../world.ts';

story('inline edit refuses as the path does, and keeps what was typed', async ({ world }) => {
  const ae = await world.open('ae');
  await openRecord(ae, 'Opportunities', /Kestrel Freight: damage claims/);
  await ae.getByRole('tab', { name: 'Details' }).click();
  await ae.getByRole('button', { name: 'Edit Stage' }).click();
  const stage = ae.getByRole('combobox', { name: 'Stage' });
  await expect(stage).toBeFocused();
  await stage.click();
  await ae.getByRole('option', { name: 'Closed Won' }).click();
  await ae.getByRole('textbox', { name: 'Next Step' }).fill('Send the signed order form to Bogdan.');
  await ae.getByRole('button', { name: 'Save', exact: true }).click();

  const problems = ae.getByRole('alert').filter({ hasText: 'We hit a snag.' });
  await expect(problems).toContainText('Buyer goals are missing');
  await expect(problems).toContainText('Kickoff preference is missing');
  await expect(ae.getByRole('textbox', { name: 'Next Step' })).toHaveValue('Send the signed order form to Bogdan.');

  await ae.getByRole('combobox', { name: 'Stage' }).click();
  await ae.getByRole('option', { name: 'Negotiation/Review' }).click();
  await ae.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(ae.getByText('Opportunity was saved.')).toBeVisible();
  await expect(ae.getByText('Send the signed order form to Bogdan.')).toBeVisible();
});

story('whoever may bypass the gate passes, and the manager sees that they did', async ({ world }) => {
  const admin = await world.api('admin');
  const set = await admin.sobject('PermissionSet').findOne({ Name: 'Handoff_Bypass' }, ['Id']);
  const user = await admin.sobject('User').findOne({ Username: 'ae@handoff.example' }, ['Id']);
  await admin
    .sobject('PermissionSetAssignment')
    .create({ AssigneeId: String(user?.['Id']), PermissionSetId: String(set?.['Id']) });

  const ae = await world.open('ae');
  await openRecord(ae, 'Opportunities', /Kestrel Freight: damage claims/);
  await expect(ae.getByText('You may pass without them. It will be recorded.')).toBeVisible();
  await ae.getByRole('button', { name: 'Closed', exact: true }).click();
  await ae.getByRole('button', { name: 'Select Closed Stage' }).click();
  await ae.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(ae.getByText('Stage changed successfully.')).toBeVisible();

  const manager = await world.open('manager');
  await openRecord(manager, 'Opportunities', /Kestrel Freight: damage claims/);
  await manager.getByRole('tab', { name: 'Related' }).click();
  const attempts = manager.getByRole('table', { name: 'Handoff Gate Attempts' });
  await expect(attempts).toContainText('Bypassed');
  await expect(attempts).toContainText('Amara Okafor');
});

story('a deal is lost or goes back without any answer', async ({ world }) => {
  const ae = await world.open('ae');
  await openRecord(ae, 'Opportunities', /Kestrel Freight: damage claims/);
  await ae.getByRole('button', { name: 'Value Proposition' }).click();
  await ae.getByRole('button', { name: 'Mark as Current Stage' }).click();
  await expect(ae.getByRole('button', { name: 'Value Proposition' })).toHaveAttribute('aria-current', 'step');
  await ae.getByRole('button', { name: 'Closed', exact: true }).click();
  await ae.getByRole('button', { name: 'Select Closed Stage' }).click();
  await ae.getByRole('dialog').getByRole('combobox', { name: 'Stage' }).click();
  await ae.getByRole('option', { name: 'Closed Lost' }).click();
  await ae.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(ae.getByRole('button', { name: 'Closed Lost' })).toHaveAttribute('aria-current', 'step');
});
