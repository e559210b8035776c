import { test as base } from '@playwright/test';
import { World } from './world.ts';

/** Stories have a world of their own, from a clean start. */
export const story = base.extend<{ world: World }>({
  world: async ({ browser }, use) => {
    const world = await World.start(browser);
    await use(world);
    await world.stop();
  }
});
