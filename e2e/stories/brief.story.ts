import { expect } from '@playwright/test';
import { story } from '../story.ts';
import { openRecord } from '../world.ts';

story('what was really said becomes a brief that the CSM trusts', async ({ world }) => {
  const ae = await world.open('ae');
  await openRecord(ae, 'Opportunities', /Marlow Street Clinics: patient intake/);
  const panel = ae.locator('c-handoff-panel');
  const review = panel.locator('c-handoff-review');
  const proposals = review.locator('c-handoff-review-proposal');

  await story.step('the deal closes, and the evidence is gathered while one watches', async () => {
    await panel.getByRole('button', { name: 'Move to Closed Won' }).click();
    await expect(ae.getByRole('status').filter({ hasText: 'is in Closed Won now' })).toBeVisible();
    await expect(review.getByRole('progressbar').or(proposals.first())).toBeVisible();
    await expect(review.getByText('A accept · E edit')).toBeVisible({ timeout: 60_000 });
    await expect(review.getByText(/^Read: Salesforce \d+ · Slack \d+ · Gong \d+ · Zendesk \d+$/)).toBeVisible();
  });

  await story.step('proposals are decided by one key each', async () => {
    await expect(proposals).toHaveCount(12);
    const first = proposals.first();
    await expect(first.locator('blockquote')).not.toBeEmpty();
    const text = await first.locator('.text').innerText();
    await first.getByRole('button', { expanded: true }).focus();
    await ae.keyboard.press('r');
    await expect(review.getByRole('status')).toContainText(`Rejected: ${text}`);
    await ae.keyboard.press('u');
    await expect(review.getByRole('status')).toContainText('Taken back.');
    await expect(first.locator('.text')).toHaveText(text);
    await ae.keyboard.press('a');
    await expect(review.getByRole('status')).toContainText(`Accepted: ${text}`);
    await ae.keyboard.press('e');
    await review
      .getByRole('textbox', { name: 'What it says' })
      .fill('Okta single sign-on is live by 15 February 2027.');
    await review.getByRole('button', { name: 'Save' }).click();
    await expect(review.getByRole('status')).toContainText('Changed: Okta single sign-on');
    await review.getByRole('button', { name: 'Accept the rest' }).click();
    await expect(review.getByRole('heading', { name: 'Everything is reviewed' })).toBeVisible();
  });

  await story.step('the approval delivers it', async () => {
    await review.getByRole('button', { name: 'Approve and deliver' }).click();
    await expect(ae.getByText('Approved and delivered.')).toBeVisible();
    await expect(review.getByText(/^Approved by Amara Okafor on/)).toBeVisible();
  });

  const csm = await world.open('csm');
  await story.step('the CSM reads it, with the words behind each line, and acknowledges', async () => {
    await openRecord(csm, 'Accounts', /Marlow Street Clinics/);
    const brief = csm.locator('c-handoff-brief');
    await expect(brief.getByText(/I've reviewed everything you discussed with Amara Okafor/)).toBeVisible();
    const more = brief.getByRole('button', { name: /more lines?$/ });
    for (let left = await more.count(); left > 0; left--) await more.first().click();
    await expect(brief.getByText('Okta single sign-on is live by 15 February 2027.').first()).toBeVisible();
    const cited = brief.locator('button.source').filter({ hasText: /Call|Email|Slack|Ticket/ });
    for (const index of [0, 1, 2]) {
      await cited.nth(index).click();
      await expect(brief.locator('c-handoff-brief-drawer blockquote').first()).not.toBeEmpty();
    }
    await brief.locator('c-handoff-brief-drawer').getByRole('button', { name: 'Close' }).click();
    await brief.getByRole('button', { name: 'Welcome mail' }).click();
    const welcome = csm.getByRole('dialog');
    await expect(welcome.getByRole('textbox', { name: 'Text of the mail' })).toHaveValue(
      /^Hello Beatriz,\n\nI take over from Amara Okafor[^]*“If nobody at the front desk types a name twice any more/
    );
    await expect(welcome.getByRole('link', { name: 'Open in mail' })).toHaveAttribute(
      'href',
      /^mailto:beatriz\.ferreira%40marlowstreet\.example\?subject=/
    );
    await welcome.getByRole('textbox', { name: 'Text of the mail' }).fill('Hello Beatriz, nothing is lost.');
    await welcome.getByRole('button', { name: 'Close' }).last().click();
    await brief.getByRole('button', { name: 'Welcome mail' }).click();
    await expect(welcome.getByRole('textbox')).toHaveValue('Hello Beatriz, nothing is lost.');
    await welcome.getByRole('button', { name: 'Close' }).last().click();
    await brief.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(brief.getByText("Say the customer's problem in your own words first.")).toBeVisible();
    await brief
      .getByRole('textbox', { name: 'In one sentence, what problem are they solving?' })
      .fill('Front desks type every patient into three systems, and referrals get lost on the way.');
    await brief.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(brief.getByRole('heading', { name: /^Acknowledged/ })).toBeVisible();
    await expect(csm.getByText('Handed over: Marlow Street Clinics: patient intake')).toBeVisible();
  });

  await story.step(
    'what follows is there: the kickoff task, the note on the account, and the messages in Slack',
    async () => {
      const admin = await world.api('admin');
      const tasks = await admin
        .sobject('Task')
        .find({ Subject: { $like: 'Kick off Marlow%' } }, ['Subject', 'OwnerId']);
      expect(tasks).toHaveLength(1);
      const notes = await admin
        .sobject('Task')
        .find({ Subject: { $like: 'Handed over: Marlow%' } }, ['WhatId', 'Status']);
      expect(notes).toMatchObject([{ WhatId: await world.recordId('Account', 'Marlow%'), Status: 'Completed' }]);

      // The sample data brings a delivered handoff of its own.
      const posts = async () =>
        (await world.demo.slackPosts()).filter((post) => JSON.stringify(post).includes('Marlow Street Clinics'));
      await expect
        .poll(async () => (await posts()).map(({ name, text }) => [name, text]), { timeout: 30_000 })
        .toEqual([
          ['amara', 'Review the brief'],
          ['cs-handoffs', 'Handed over: Marlow Street Clinics: patient intake']
        ]);
      const [, delivered] = await posts();
      const links = [...JSON.stringify(delivered?.blocks).matchAll(/<([^|>]+)\|/g)].map(([, link]) => link ?? '');
      expect(links.length).toBeGreaterThan(3);
      for (const link of links) expect(link).toMatch(new RegExp(`^${world.demo.url}/lightning/r/\\w+/\\w{18}/view$`));
      await csm.goto(links.find((link) => link.includes('/Handoff_Item__c/')) ?? '');
      await expect(csm.getByRole('heading', { level: 1, name: /^HI-/ })).toBeVisible();
    }
  );
});

story('a source that is down becomes a named gap, not a failed brief', async ({ world }) => {
  await world.demo.breakSource('GONG');
  const ae = await world.open('ae');
  await openRecord(ae, 'Opportunities', /Kestrel Freight: damage claims/);
  const review = ae.locator('c-handoff-review');
  await review.getByRole('button', { name: 'Gather the evidence' }).click();
  await expect(review.getByText('Gong could not be read')).toBeVisible({ timeout: 90_000 });
  await expect(review.getByText(/^Read: Salesforce/)).toBeVisible();
});

story('a CSM sends a handoff back with one question, and the AE reads it', async ({ world }) => {
  const csm = await world.open('csm');
  await openRecord(csm, 'Accounts', /Solenne Energy/);
  const brief = csm.locator('c-handoff-brief');
  await brief.getByRole('button', { name: 'Send back' }).click();
  await brief.getByRole('textbox', { name: 'What is missing?' }).fill('Who decides on the night window?');
  await brief.getByRole('button', { name: 'Send back' }).click();
  await expect(csm.getByText('Amara Okafor was asked.')).toBeVisible();

  const ae = await world.open('ae');
  await openRecord(ae, 'Opportunities', /Solenne Energy: field work orders/);
  await expect(ae.locator('c-handoff-review').getByText('Sent back: Who decides on the night window?')).toBeVisible();
});
