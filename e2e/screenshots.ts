// Pictures of every screen in both themes, taken from the sample world: `npm run screenshots`.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openInBrowser } from '#e2e/worlds/browser-shell.ts';
import { must } from '#e2e/worlds/must.ts';
import { visitScreens } from '#e2e/worlds/screens.ts';
import { makeWorld } from '#e2e/worlds/world.ts';

const directory = join(import.meta.dirname, '..', 'docs', 'screenshots');
await mkdir(directory, { recursive: true });

for (const theme of ['light', 'dark'] as const) {
  const world = await makeWorld();
  try {
    const { page, close } = await openInBrowser(world, { theme });
    await visitScreens(page, {
      makeSample: async () => void must(await world.rollcall(['demo'])),
      async onScreen(name) {
        await page.screenshot({
          path: join(directory, `${name}-${theme}.png`),
          animations: 'disabled',
          caret: 'hide',
        });
        console.log(`${name}-${theme}.png`);
      },
    });
    await close();
  } finally {
    await world.remove();
  }
}
