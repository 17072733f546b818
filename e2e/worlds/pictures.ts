import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What drew the pictures in e2e/pictures. Change it together with them: `npm run pictures`. */
export const pictureReference = 'Chromium 156 on linux';

/** A small laptop's screen, and a usual one. In CSS pixels. */
export const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
export const themes = ['light', 'dark'] as const;

/** Fewer dots each way: enough to see what moved, and a fraction of the repository's weight. */
export const dotsPerPixel = 1 / 3;

/** Shows the page in a theme, at once, as the setting does. */
export const showTheme = (page: Page, theme: (typeof themes)[number]): Promise<void> =>
  page.evaluate((chosen) => {
    document.documentElement.dataset['theme'] = chosen;
  }, theme);

export interface Barrier {
  readonly id: string;
  readonly where: readonly string[];
}

/** What axe holds against the page. A theme changes colours only: in the dark one, those are looked at. */
export async function findBarriers(
  page: Page,
  theme: (typeof themes)[number],
): Promise<readonly Barrier[]> {
  // Without frames there is nothing that the slower way would see besides.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    // They send the focus on to where it belongs, and are never where it stays.
    .exclude('[data-base-ui-focus-guard]');
  // An open menu stands beside the page's landmarks for as long as it is open.
  if ((await page.locator('[role=menu]').count()) > 0) axe.disableRules('region');
  const { violations } = await (theme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
  return violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map((node) => node.target.join(' ')),
  }));
}
