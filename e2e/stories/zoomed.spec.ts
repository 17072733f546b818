import { launchChromium } from '#e2e/worlds/browser-shell.ts';
import { openLook, serveGallery } from '#e2e/worlds/gallery.ts';
import { expect, test } from '../fixtures.ts';

test('at 200 % of the smallest window, what is proposed for a row is still pressed in the row', async () => {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
  await serveGallery(page);
  await openLook(page, 'screen=triage&items=12');
  const others = page.getByRole('button', { name: /^Other actions for Rate limiter/u });
  await expect(others.first()).toBeInViewport();
  const proposed = page.getByRole('button', { name: /^Resume from checkpoint: Rate limiter/u });
  await proposed.first().click();
  await expect(page.getByText('Resumed “Rate limiter for the gateway').first()).toBeVisible();
  await browser.close();
});
