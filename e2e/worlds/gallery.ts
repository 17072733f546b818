import { join } from 'node:path';
import type { Page } from '@playwright/test';

const rendererDir = join(import.meta.dirname, '..', '..', 'out', 'renderer');
const origin = 'http://gallery.localhost';

/** One screen with nothing to list, with one, with many, and under names that try the layout. */
const withEach = (screen: string, counts: readonly number[] = [0, 1, 50, 2000]) => [
  ...counts.map((count) => `${screen}&items=${count}`),
  `${screen}&items=12&names=long`,
  `${screen}&items=12&names=rtl`,
];

/** Every look of the gallery, as its address asks for it. */
export const galleryLooks: readonly string[] = [
  'screen=welcome',
  ...withEach('screen=triage'),
  'screen=triage&state=first',
  'screen=triage&state=failure',
  'screen=triage&state=running',
  'screen=triage&state=lost',
  'screen=selected&items=50',
  'screen=menu&items=3',
  ...withEach('screen=view', [50]),
  'screen=naming',
  'screen=search&items=50',
  'screen=query&items=50',
  ...withEach('screen=workspaces', [50]),
  ...withEach('screen=acknowledged'),
  ...withEach('screen=item', [0, 1, 50]),
  ...withEach('screen=item&end=end', [1, 50]),
  ...withEach('screen=review', [1, 50, 200]),
  'screen=planning',
  'screen=typed',
  ...withEach('screen=results', [1, 50, 200]),
  ...withEach('screen=environments'),
  ...withEach('screen=environment', [0, 1, 2000]),
  ...withEach('screen=environment&end=end', [50]),
  'screen=diff&items=3',
  'screen=diff&items=3&names=rtl',
  'screen=snooze',
  ...withEach('screen=runs'),
  ...withEach('screen=task', [50]),
  ...withEach('screen=operations', [0, 1, 50, 200]),
  ...withEach('screen=operations&tab=Backups', [0, 1, 50, 200]),
  ...withEach('screen=history'),
  ...withEach('screen=history&tab=Audit'),
  ...withEach('screen=settings', [1, 50]),
  ...withEach('screen=settings&tab=Agents', [0, 1, 50]),
  'screen=settings&tab=Policies',
  ...withEach('screen=settings&tab=Policies&end=end', [50]),
  'screen=settings&tab=Programs',
  'screen=settings&tab=Notifications',
  'screen=settings&tab=Appearance',
  'screen=settings&tab=Keys',
  'screen=settings&tab=About',
  'screen=palette&items=0',
  'screen=palette&items=50',
  ...withEach('screen=found', [50]),
  'screen=keys',
  ...withEach('screen=notices', [50]),
];

/** Lets a page open the built gallery without a server. */
export const serveGallery = (page: Page): Promise<unknown> =>
  page.route(`${origin}/**`, (route) =>
    route.fulfill({ path: join(rendererDir, new URL(route.request().url()).pathname) }),
  );

/** Opens one look, in a theme or the system's, and waits until it stands still. */
export async function openLook(page: Page, look: string, theme?: string): Promise<void> {
  const inTheme = theme === undefined ? '' : `&theme=${theme}`;
  await page.goto(`${origin}/gallery.html?${look}${inTheme}`);
  await page.locator('[data-opened]').waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What was just opened is drawn, and what that asks the console for as well.
    for (let frame = 0; frame < 3; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    // A skeleton shimmers for ever: only what has an end is waited for.
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map((one) => one.finished));
  });
}
