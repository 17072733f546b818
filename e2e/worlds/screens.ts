import { expect, type Locator, type Page } from '@playwright/test';

export interface Visit {
  readonly makeSample: () => Promise<void>;
  /** Called on each screen, once it shows what it has to show. */
  readonly onScreen: (name: string) => Promise<void>;
}

const timeout = 30_000;

const detailOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Detail' });

/** Nothing on the screen waits for an answer any more. */
const settled = (page: Page) =>
  expect(page.locator('[aria-busy=true]')).toHaveCount(0, { timeout });

async function visitOverlays(page: Page, { onScreen }: Visit): Promise<void> {
  for (const [key, name] of [
    ['?', 'keys'],
    ['ControlOrMeta+k', 'palette'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await onScreen(name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
}

async function openItem(page: Page, title: string): Promise<Locator> {
  await page.getByRole('row').filter({ hasText: title }).click();
  const detail = detailOf(page);
  await expect(detail.getByRole('heading', { name: title })).toBeVisible();
  await settled(page);
  return detail;
}

async function visitItems(page: Page, { onScreen }: Visit): Promise<void> {
  const crashed = await openItem(page, 'Rate limiter');
  await onScreen('item');
  await crashed.getByRole('button', { name: 'src/gateway/limiter.ts' }).click();
  await crashed.getByText('return mine.take(tokens)').scrollIntoViewIfNeeded();
  await onScreen('item-changes');
  await crashed.getByRole('heading', { name: 'Timeline' }).scrollIntoViewIfNeeded();
  await onScreen('item-log');
  await openItem(page, 'Dark mode');
  await onScreen('item-drifted');
}

async function visitReview(page: Page, { onScreen }: Visit): Promise<void> {
  const gated = await openItem(page, 'Publish the price list');
  await onScreen('item-gated');
  await gated.getByRole('button', { name: 'Restart…' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('Gives up')).toBeVisible({ timeout });
  await onScreen('review');
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press('Escape');
}

/** Something done, so that operations and history have something to tell. */
async function act(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Update status: Take orders by phone' }).click();
  const notices = page.getByRole('button', { name: /^Dismiss: /u });
  await notices.first().click({ timeout });
}

const goTo = (page: Page, place: string) =>
  page.getByRole('navigation').getByRole('link', { name: place }).click();

/** What is put off, and a search that is kept. */
async function visitAsides(page: Page, { onScreen }: Visit): Promise<void> {
  const dialog = page.getByRole('dialog');
  await openItem(page, 'Release notes');
  await page.keyboard.press('h');
  await expect(dialog).toContainText('Snooze');
  await onScreen('snooze');
  await page.keyboard.press('1');
  await expect(dialog).toHaveCount(0);
  await page
    .getByRole('button', { name: /^Dismiss: /u })
    .first()
    .click({ timeout });
  await goTo(page, 'Acknowledged');
  await expect(page.getByRole('row').filter({ hasText: 'Release notes' })).toBeVisible();
  await onScreen('acknowledged');
  await goTo(page, 'Needs you');
  await page.keyboard.press('/');
  await page.keyboard.type('lane:crashed risk:');
  await expect(page.getByRole('option')).not.toHaveCount(0);
  await onScreen('search');
  await page.keyboard.type('>0');
  await page.keyboard.press('Enter');
  await page.keyboard.press('s');
  await dialog.getByRole('textbox').fill('Crashed with work');
  await onScreen('save-view');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Crashed with work', level: 1 })).toBeVisible();
  await onScreen('view');
}

const slug = (text: string): string =>
  text.replaceAll(/\d+/gu, ' ').trim().toLowerCase().replaceAll(/\s+/gu, '-');

async function visitPlaces(page: Page, { onScreen }: Visit): Promise<void> {
  for (const place of ['Environments', 'Runs', 'Operations', 'History', 'Settings']) {
    await goTo(page, place);
    await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
    await settled(page);
    const tabs = await page.getByRole('tab').all();
    if (tabs.length === 0) await onScreen(slug(place));
    for (const tab of tabs) {
      await tab.click();
      await settled(page);
      await onScreen(`${slug(place)}-${slug((await tab.textContent()) ?? '')}`);
    }
    if (place !== 'Environments') continue;
    await page.getByRole('row').filter({ hasText: 'rate-limiter' }).first().click();
    await settled(page);
    await onScreen('environment');
    await page.keyboard.press('Escape');
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
  await visitItems(page, visit);
  await visitReview(page, visit);
  await act(page);
  await visitAsides(page, visit);
  await visitPlaces(page, visit);
}
