import { launchChromium } from '#e2e/worlds/browser-shell.ts';
import { openLook, serveGallery } from '#e2e/worlds/gallery.ts';
import { expect, test } from '../fixtures.ts';

test('a plan of thousands is drawn as far as it is looked at, and goes on to its last item', async () => {
  const browser = await launchChromium();
  const page = await browser.newPage();
  await serveGallery(page);
  await openLook(page, 'screen=review&items=1000');
  const items = page.getByRole('dialog').getByRole('heading', { level: 3 });
  await expect(items.first()).toBeVisible();
  expect(await items.count()).toBeLessThanOrEqual(200);
  const more = page.getByText(/^[\d,]+ more$/u);
  while (await more.isVisible()) await items.last().scrollIntoViewIfNeeded();
  await expect(items).toHaveCount(1000);
  await browser.close();
});
