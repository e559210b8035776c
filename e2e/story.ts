import { type Browser, test as base } from '@playwright/test';
import { World } from './world.ts';

async function during(browser: Browser, use: (world: World) => Promise<void>): Promise<void> {
  const world = await World.start(browser);
  await use(world);
  await world.stop();
}

/** Stories have a world of their own, from a clean start. */
export const story = base.extend<{ world: World }>({
  world: ({ browser }, use) => during(browser, use)
});

/** Stories that only read share a world with the others of their worker, which saves its start. */
export const reading = base.extend<object, { world: World }>({
  world: [({ browser }, use) => during(browser, use), { scope: 'worker' }]
});
