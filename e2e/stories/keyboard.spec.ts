import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { operatorGated } from '#e2e/worlds/operator-gated.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

test('everything from finding an item to resuming it is done without a mouse', async ({
  world,
  openConsole,
}) => {
  const { agent } = await crashedWithCheckpoint(world);
  await operatorGated(world);
  const { page } = await openConsole();
  const [first, second] = [rowOf(page, 'Rate limiter'), rowOf(page, 'Price list')];
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(2));
  const press = (key: string) => page.keyboard.press(key);

  await press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // More at risk comes first: two files before one.
  await press('j');
  await expect(first).toBeFocused();
  await press('j');
  await expect(second).toBeFocused();
  await press('Enter');
  await expect(detail).toContainText('before upload');
  await press('k');
  await expect(detail).toContainText('after tests');
  await press('Escape');
  await expect(detail).toHaveCount(0);

  await press('/');
  await expect(page.getByRole('combobox', { name: 'Search and filter' })).toBeFocused();
  await page.keyboard.type('price 1');
  await expect(first).toHaveCount(0);
  await press('Escape');
  await press('Escape');
  await expect(first).toBeVisible();

  await press('j');
  await press('k');
  await press('k');
  await expect(first).toBeFocused();
  await press('1');
  await expect.poll(() => existsSync(join(agent.path, 'resumed.json'))).toBe(true);
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(1));
});

test('where no list is shown the arrows scroll what has the focus', async ({
  openConsole,
  world,
}) => {
  await operatorGated(world);
  const { page } = await openConsole();
  await expect(rowOf(page, 'Price list')).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 480 });
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  const overview = page.getByRole('region', { name: 'Overview' });
  await overview.getByText('Top failing workspaces').waitFor();
  await overview.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => overview.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
});
