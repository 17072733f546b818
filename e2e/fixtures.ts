import { test as base } from '@playwright/test';
import { openInDesktop } from '#e2e/worlds/desktop-shell.ts';
import { openInBrowser } from '#e2e/worlds/browser-shell.ts';
import type { OpenConsole, OpenedConsole } from '#e2e/worlds/opened-console.ts';
import { makeWorld, type World } from '#e2e/worlds/world.ts';

interface Fixtures {
  /** A temporary home and folders; whatever is started through it is ended with it. */
  readonly world: World;
  /** Opens the console of the project's shell on the world's home. */
  readonly openConsole: OpenConsole;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the first parameter's pattern to know what a fixture needs.
  // eslint-disable-next-line no-empty-pattern
  world: async ({}, use) => {
    const world = await makeWorld();
    await use(world);
    await world.remove();
  },
  openConsole: async ({ world }, use, info) => {
    const open = info.project.name === 'desktop' ? openInDesktop : openInBrowser;
    const opened: OpenedConsole[] = [];
    await use(async (options = {}) => {
      const one = await open(world, options);
      opened.push(one);
      return one;
    });
    for (const one of opened) await one.close();
  },
});

export { expect } from '@playwright/test';
