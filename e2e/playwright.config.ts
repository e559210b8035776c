import { defineConfig } from '@playwright/test';
import { browserPath } from '../scripts/run/prerequisites.ts';

const executablePath = browserPath();

/** Stories in a real browser. Each has an org and a service of its own, so that they never meet. */
export default defineConfig({
  globalSetup: './prepare.ts',
  testDir: 'stories',
  testMatch: '*.story.ts',
  outputDir: '../test-results',
  // Generous, for machines with other work: a story that passes takes a fraction of it.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['line']],
  use: {
    viewport: { width: 1440, height: 900 },
    // What cannot be clicked after this long never can: a story says so, instead of waiting for its own end.
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    // Recording every step takes time; ask for it when a story has to be looked into.
    trace: process.env['TRACE'] === undefined ? 'off' : 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
    }
  }
});
