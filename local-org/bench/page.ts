import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { browserPath } from '../../scripts/run/prerequisites.ts';

/**
 * How long a record page takes until the handoff panel can be used: in a new tab, and from the list without leaving
 * the document. The floor, in the same rounds, is a page with one button and nothing else.
 */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const PORT = '3199';
const URL_OF_ORG = `http://localhost:${PORT}`;
const ROUNDS = 7;

const org = spawn(process.execPath, ['local-org/src/main.ts'], {
  cwd: PROJECT,
  env: { ...process.env, PORT },
  stdio: ['ignore', 'pipe', 'ignore']
});
await new Promise<void>((resolve, reject) => {
  org.once('exit', () => reject(new Error('The local org ended')));
  org.stdout.on('data', (data: Buffer) => {
    if (data.includes('Local org ready')) resolve();
  });
});
const bare = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html').end('<!doctype html><title>Bare</title><button>Ready</button>');
});
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
const address = bare.address();
const barePort = typeof address === 'object' ? address?.port : undefined;

const executablePath = browserPath();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu']
});
const context = await browser.newContext();
const first = await context.newPage();
await first.goto(URL_OF_ORG);
await first.locator('button[value="ae@handoff.example"]').click();
const link = first.getByRole('table').getByRole('link', { name: /^Kestrel Freight:/ });
const href = (await link.getAttribute('href')) ?? '';

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function inNewTab(url: string, ready: (page: Page) => Promise<void>): Promise<number> {
  const page = await context.newPage();
  const ms = await timed(async () => {
    await page.goto(url);
    await ready(page);
  });
  await page.close();
  return ms;
}

const panelReady = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Move to Closed Won' }).click({ trial: true });
const times = { tab: [] as number[], link: [] as number[], bare: [] as number[] };
for (let round = 0; round < ROUNDS; round++) {
  times.tab.push(await inNewTab(`${URL_OF_ORG}${href}`, panelReady));
  times.bare.push(
    await inNewTab(`http://127.0.0.1:${barePort}`, (page) => page.getByRole('button').click({ trial: true }))
  );
  times.link.push(
    await timed(async () => {
      await link.click();
      await panelReady(first);
    })
  );
  await first.goBack();
  await link.waitFor();
}
await browser.close();
bare.close();
org.removeAllListeners('exit');
org.kill('SIGTERM');

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const [tab, fromList, floor] = [median(times.tab), median(times.link), median(times.bare)];
process.stdout.write(
  `Record page usable in a new tab: ${tab.toFixed(0)} ms, ${(tab / floor).toFixed(1)} times a bare page (${floor.toFixed(0)} ms)\n` +
    `Record page usable from its list: ${fromList.toFixed(0)} ms\n`
);
