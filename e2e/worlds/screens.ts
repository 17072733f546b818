import { expect, type Page } from '@playwright/test';

export interface Visit {
  readonly makeSample: () => Promise<void>;
  /** Called on each screen, once it shows what it has to show. */
  readonly onScreen: (name: string) => Promise<void>;
}

const timeout = 30_000;

async function visitOverlays(page: Page, { onScreen }: Visit): Promise<void> {
  const closed = async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await onScreen('keys');
  await closed();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await onScreen('palette');
  await closed();
}

async function visitItem(page: Page, title: string, name: string, { onScreen }: Visit) {
  await page.getByRole('row').filter({ hasText: title }).click();
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail.getByRole('heading', { name: title })).toBeVisible();
  await expect(detail.getByText('Timeline')).toBeVisible();
  await expect(detail.locator('[aria-busy=true]')).toHaveCount(0);
  await onScreen(name);
}

async function visitReview(page: Page, { onScreen }: Visit): Promise<void> {
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await detail.getByRole('button', { name: 'Restart…' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('Gives up')).toBeVisible({ timeout });
  await onScreen('review');
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press('Escape');
}

async function visitPlaces(page: Page, { onScreen }: Visit): Promise<void> {
  const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
  await go('Environments');
  await expect(page.getByRole('heading', { name: 'Environments', level: 1 })).toBeVisible();
  await onScreen('environments');
  await page.getByRole('row').filter({ hasText: 'rate-limiter' }).first().click();
  await expect(page.getByText('after unit tests').first()).toBeVisible({ timeout });
  await onScreen('environment');
  for (const [place, first] of [
    ['History', 'operations'],
    ['Settings', 'settings'],
  ] as const) {
    await go(place);
    await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
    const tabs = await page.getByRole('tab').all();
    if (tabs.length === 0) await onScreen(first);
    for (const tab of tabs) {
      await tab.click();
      const label = ((await tab.textContent()) ?? '').replaceAll(/[\d\s]/gu, '').toLowerCase();
      await onScreen(`${place.toLowerCase()}-${label}`);
    }
  }
}

/** Walks through every screen: the first start, then all of them with the sample world. */
export async function visitScreens(page: Page, visit: Visit): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Open a folder' })).toBeVisible({ timeout });
  await expect(page.getByText('Looking for repositories')).toHaveCount(0, { timeout });
  await visit.onScreen('welcome');
  await visit.makeSample();
  await expect(page.getByRole('row').filter({ hasText: 'Rate limiter' })).toBeVisible({ timeout });
  await visit.onScreen('needs-you');
  await visitOverlays(page, visit);
  await visitItem(page, 'Rate limiter', 'item', visit);
  await visitItem(page, 'Dark mode', 'item-drifted', visit);
  await visitItem(page, 'Publish the price list', 'item-gated', visit);
  await visitReview(page, visit);
  await visitPlaces(page, visit);
}
