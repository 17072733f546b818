import { test as base } from '@playwright/test';
import {
  openInDesktop,
  startDesktop,
  type DesktopOptions,
  type OpenedDesktop,
  type StartedDesktop,
} from '#e2e/worlds/desktop-shell.ts';
import { openInBrowser } from '#e2e/worlds/browser-shell.ts';
import type { OpenConsole, OpenOptions } from '#e2e/worlds/opened-console.ts';
import { makeWorld, type World } from '#e2e/worlds/world.ts';

interface Fixtures {
  /** A temporary home and folders; whatever is started through it is ended with it. */
  readonly world: World;
  /** Opens the console of the project's shell on the world's home. */
  readonly openConsole: OpenConsole;
  /** Opens the window, whatever the project; for what only a desktop has. */
  readonly openDesktop: (options?: DesktopOptions) => Promise<OpenedDesktop>;
  /** Starts the app without waiting for a window. */
  readonly startDesktop: (options?: DesktopOptions) => Promise<StartedDesktop>;
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
    await lend((options: OpenOptions = {}) => open(world, options), use);
  },
  openDesktop: ({ world }, use) =>
    lend((options: DesktopOptions = {}) => openInDesktop(world, options), use),
  startDesktop: ({ world }, use) =>
    lend((options: DesktopOptions = {}) => startDesktop(world, options), use),
});

/** Lends out a way to open something; closes what was opened when the story is over. */
async function lend<Options, One extends { close(): Promise<void> }>(
  open: (options?: Options) => Promise<One>,
  use: (open: (options?: Options) => Promise<One>) => Promise<void>,
): Promise<void> {
  const opened: One[] = [];
  await use(async (options) => {
    const one = await open(options);
    opened.push(one);
    return one;
  });
  for (const one of opened) await one.close();
}

export { expect } from '@playwright/test';
