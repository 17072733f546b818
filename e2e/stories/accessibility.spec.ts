import { AxeBuilder } from '@axe-core/playwright';
import { must } from '#e2e/worlds/must.ts';
import { visitScreens } from '#e2e/worlds/screens.ts';
import { expect, test } from '../fixtures.ts';

for (const theme of ['light', 'dark'] as const)
  test(`no screen holds a barrier that axe knows, in the ${theme} theme`, async ({
    world,
    openConsole,
  }) => {
    test.setTimeout(180_000);
    const { page } = await openConsole({ theme });
    await visitScreens(page, {
      makeSample: async () => void must(await world.rollcall(['demo'])),
      async onScreen(name) {
        // In the window there is no second page in which axe could join its results.
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        const told = violations.map(({ id, nodes }) => ({
          id,
          where: nodes.map((node) => node.target.join(' ')),
        }));
        expect.soft(told, name).toEqual([]);
      },
    });
  });
