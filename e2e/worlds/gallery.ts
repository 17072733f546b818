import { join } from 'node:path';
import type { Page } from '@playwright/test';

const rendererDir = join(import.meta.dirname, '..', '..', 'out', 'renderer');
const origin = 'http://gallery.invalid';

/** Every look of the gallery, as its address asks for it. */
export const galleryLooks: readonly string[] = [
  'screen=welcome',
  'screen=triage&items=0',
  'screen=triage&items=1',
  'screen=triage&items=50',
  'screen=triage&items=2000',
  'screen=triage&items=12&names=long',
  'screen=triage&items=12&names=rtl',
  'screen=triage&state=first',
  'screen=triage&state=failure',
  'screen=triage&state=running',
  'screen=triage&state=lost',
  'screen=selected&items=50',
  'screen=view&items=50',
  'screen=naming',
  'screen=search&items=50',
  'screen=query&items=50',
  'screen=acknowledged',
  'screen=acknowledged&names=long',
  'screen=item',
  'screen=item&names=long',
  'screen=item&names=rtl',
  'screen=review',
  'screen=typed',
  'screen=results',
  'screen=environments',
  'screen=environments&items=0',
  'screen=environment',
  'screen=diff',
  'screen=snooze',
  'screen=runs',
  'screen=runs&items=0',
  'screen=operations',
  'screen=operations&items=0',
  'screen=history',
  'screen=history&items=0',
  'screen=settings',
  'screen=palette',
  'screen=keys',
  'screen=notices',
];

/** Lets a page open the built gallery without a server. */
export const serveGallery = (page: Page): Promise<unknown> =>
  page.route(`${origin}/**`, (route) =>
    route.fulfill({ path: join(rendererDir, new URL(route.request().url()).pathname) }),
  );

/** How long the gallery may take to open its screen: a moment after the first rows, as an operator would. */
const opensWithinMs = 250;

/** Opens one look and waits until it stands still; `0` for who looks again and again. */
export async function openLook(
  page: Page,
  look: string,
  theme: string,
  waitMs = opensWithinMs,
): Promise<void> {
  await page.goto(`${origin}/gallery.html?${look}&theme=${theme}`);
  await page.locator('main, [role=alert], h1').first().waitFor();
  await page.waitForTimeout(waitMs);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // A skeleton shimmers for ever: only what has an end is waited for.
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map((one) => one.finished));
  });
}
