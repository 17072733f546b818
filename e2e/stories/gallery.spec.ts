import { AxeBuilder } from '@axe-core/playwright';
import { launchChromium } from '#e2e/worlds/browser-shell.ts';
import { galleryLooks, openLook, serveGallery } from '#e2e/worlds/gallery.ts';
import { expect, test } from '../fixtures.ts';

for (const theme of ['light', 'dark'])
  test(`axe finds no barrier in any state of any screen, in the ${theme} theme`, async () => {
    test.setTimeout(300_000);
    const browser = await launchChromium();
    const page = await (await browser.newContext()).newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    await serveGallery(page);
    for (const look of galleryLooks) {
      await openLook(page, look, theme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map(({ id, nodes }) => ({
        id,
        where: nodes.map((node) => node.target.join(' ')),
      }));
      expect.soft(told, look).toEqual([]);
    }
    await browser.close();
  });
