import { launchChromium } from '#e2e/worlds/browser-shell.ts';
import { galleryLooks, openLook, serveGallery } from '#e2e/worlds/gallery.ts';
import { pictureReference, sizes } from '#e2e/worlds/pictures.ts';
import { expect, test } from '../fixtures.ts';

for (const theme of ['light', 'dark'])
  for (const { width, height } of sizes)
    // Playwright reads the first parameter's pattern to know what a fixture needs.
    // eslint-disable-next-line no-empty-pattern
    test(`every look is as it was when it was last looked at, ${theme}, ${width} × ${height}`, async ({}, info) => {
      test.setTimeout(300_000);
      const browser = await launchChromium();
      const drawnBy = `Chromium ${browser.version().split('.')[0]} on ${process.platform}`;
      const isOther = drawnBy !== pictureReference;
      if (isOther) await browser.close();
      // Another browser draws letters otherwise. Told, not passed.
      test.skip(isOther, `The pictures were drawn by ${pictureReference}, this is ${drawnBy}.`);
      const context = await browser.newContext({
        viewport: { width, height },
        // Fewer dots each way: enough to see what moved, and a fraction of the repository's weight.
        deviceScaleFactor: 640 / width,
        timezoneId: 'UTC',
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await page.clock.setFixedTime('2026-01-31T10:00:00Z');
      await serveGallery(page);
      for (const look of galleryLooks) {
        // A comparison is made until it holds; a picture is drawn once.
        await openLook(page, look, theme, info.config.updateSnapshots === 'none' ? 0 : undefined);
        const name = `${look.replaceAll(/screen=|\w+=/gu, '').replaceAll('&', '-')}-${theme}-${width}.png`;
        await expect.soft(page).toHaveScreenshot(name);
      }
      await browser.close();
    });
