import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { openRecord, World } from '../e2e/world.ts';
import { browserPath } from './run/prerequisites.ts';

/** Takes the README's pictures from the running product: the panel of a half-filled deal, and a delivered brief. */
const FOLDER = join('docs', 'images');
const LAPTOP = { width: 1280, height: 800 };

const executablePath = browserPath();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu']
});
const world = await World.start(browser);

async function take(page: Page, selector: string, name: string): Promise<void> {
  await page.locator(selector).screenshot({ path: join(FOLDER, name), animations: 'disabled' });
  process.stdout.write(`${join(FOLDER, name)}\n`);
}

try {
  mkdirSync(FOLDER, { recursive: true });
  const ae = await world.open('ae', LAPTOP);
  await openRecord(ae, 'Opportunities', /Kestrel Freight: damage claims/);
  await ae.getByText('Only you know').waitFor();
  await ae.setViewportSize({ width: LAPTOP.width, height: 1150 });
  await ae.screenshot({ path: join(FOLDER, 'panel.png'), animations: 'disabled' });
  process.stdout.write(`${join(FOLDER, 'panel.png')}\n`);
  const csm = await world.open('csm', { width: 1440, height: 900 });
  await openRecord(csm, 'Accounts', /Solenne Energy/);
  await csm.getByText('Why they bought').waitFor();
  await take(csm, 'c-handoff-brief', 'brief.png');
} finally {
  await world.stop();
  await browser.close();
}
