import type { Page } from '@playwright/test';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { operatorGated } from '#e2e/worlds/operator-gated.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

const timeout = 30_000;
const searchOf = (page: Page) => page.getByRole('combobox', { name: 'Search and filter' });
const placeOf = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name });

test('a search is kept under a name, counted, renamed, linked to, deleted and brought back by keys', async ({
  world,
  openConsole,
}) => {
  // Two files are at risk in the one, one in the other.
  await crashedWithCheckpoint(world);
  await operatorGated(world);
  const before = await openConsole();
  await expect(laneLink(before.page, 'crashed')).toHaveText(withCount(2));
  await before.page.keyboard.press('/');
  await before.page.keyboard.type('risk:>1');
  await before.page.keyboard.press('Enter');
  await before.page.keyboard.press('s');
  await expect(before.page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await before.page.keyboard.type('Much at risk');
  await before.page.keyboard.press('Enter');
  await expect(placeOf(before.page, 'Much at risk')).toHaveText(withCount(1));
  await before.close();

  const { page } = await openConsole();
  const kept = placeOf(page, 'Much at risk');
  await expect(kept).toHaveText(withCount(1), { timeout });
  await expect(rowOf(page, 'Price list')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { level: 1, name: 'Much at risk' })).toBeVisible();
  await expect(rowOf(page, 'Price list')).toHaveCount(0);
  await expect(rowOf(page, 'Rate limiter')).toBeVisible();

  await kept.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('Careful');
  await page.keyboard.press('Enter');
  // The link that was made before goes on working.
  expect(page.url()).toContain('#/view/much-at-risk');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Careful' })).toBeVisible({ timeout });
  await expect(rowOf(page, 'Rate limiter')).toBeVisible();
  await expect(rowOf(page, 'Price list')).toHaveCount(0);

  await placeOf(page, 'Careful').press('Delete');
  await expect(placeOf(page, 'Careful')).toHaveCount(0);
  await expect(placeOf(page, 'Needs you')).toBeFocused();
  await expect(rowOf(page, 'Price list')).toBeVisible();
  await page.getByRole('button', { name: 'Undo: Deleted the view' }).press('Enter');
  await expect(placeOf(page, 'Careful')).toHaveText(withCount(1));
});

test('the search completes keys and values, says in place what it does not understand, and gives its parts back', async ({
  world,
  openConsole,
}) => {
  await operatorGated(world);
  const { page } = await openConsole();
  const row = rowOf(page, 'Price list');
  await expect(row).toBeVisible();
  const press = (key: string) => page.keyboard.press(key);

  await press('/');
  await page.keyboard.type('la');
  await expect(page.getByRole('option')).toHaveText([/^lane:/u]);
  await press('ArrowDown');
  await press('Enter');
  await page.keyboard.type('dr');
  await expect(page.getByRole('option')).toHaveText(['lane:drifted']);
  await press('ArrowDown');
  await press('Enter');
  await expect(searchOf(page)).toHaveValue('lane:drifted ');
  await expect(page.getByText('Nothing here matches the filter.')).toBeVisible();

  await page.keyboard.type('risk:lots');
  await expect(searchOf(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('“risk:lots” is not understood; try risk:>0.')).toBeVisible();
  await press('Enter');
  await page.getByRole('button', { name: 'Remove lane:drifted' }).press('Enter');
  await expect(searchOf(page)).toHaveValue('risk:lots');
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: 'Remove risk:lots' }).press('Enter');
  await expect(searchOf(page)).toHaveValue('');
});

test('what is acknowledged is listed in a place of its own, from which it is put back', async ({
  world,
  openConsole,
}) => {
  await operatorGated(world);
  const { page } = await openConsole();
  await rowOf(page, 'Price list').click();
  await page.keyboard.press('e');
  await expect(placeOf(page, 'Acknowledged')).toHaveText(withCount(1), { timeout });
  await page.keyboard.press('g');
  await page.keyboard.press('k');
  const aside = page.getByRole('grid', { name: 'Acknowledged items' });
  await aside.getByRole('row').filter({ hasText: 'Price list' }).press('Enter');
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail).toContainText('before upload');
  await page.keyboard.press('Escape');
  await expect(detail).toHaveCount(0);
  await aside.getByRole('button', { name: 'Put back on the list: Price list' }).press('Enter');
  await expect(placeOf(page, 'Acknowledged')).toHaveText(withCount(0), { timeout });
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(1));
});

test('a word that is still being composed is neither searched for nor given up by Enter and Escape', async ({
  openConsole,
  world,
}) => {
  await operatorGated(world);
  const { page } = await openConsole();
  await expect(rowOf(page, 'Price list')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('list');
  for (const key of ['Enter', 'Escape'])
    await searchOf(page).evaluate((field, composed) => {
      const press = { key: composed, isComposing: true, bubbles: true, cancelable: true };
      field.dispatchEvent(new KeyboardEvent('keydown', press));
    }, key);
  await expect(searchOf(page)).toBeFocused();
  await expect(searchOf(page)).toHaveValue('list');
});
