import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { sessionsOfDeadBoot } from '#e2e/worlds/many-records.ts';
import { must } from '#e2e/worlds/must.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

/** Presses keys one by one, and counts them. */
function countKeys(page: Page) {
  let pressed = 0;
  return {
    async press(key: string) {
      pressed += 1;
      await page.keyboard.press(key);
    },
    count: () => pressed,
  };
}

test('a routine item takes at most two keys', async ({ world, openConsole }) => {
  const { agent } = await crashedWithCheckpoint(world);
  const { page } = await openConsole();
  await expect(rowOf(page, 'Rate limiter')).toBeVisible();
  const keys = countKeys(page);
  await keys.press('j');
  await keys.press('1');
  await expect.poll(() => existsSync(join(agent.path, 'resumed.json'))).toBe(true);
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0));
  expect(keys.count()).toBeLessThanOrEqual(2);
});

test('a thousand items of one cause take at most six keys', async ({ world, openConsole }) => {
  test.setTimeout(180_000);
  const thousand = 1000;
  await sessionsOfDeadBoot(world, 0, thousand);
  const { page } = await openConsole();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(thousand), { timeout: 30_000 });
  const keys = countKeys(page);

  await keys.press('ControlOrMeta+a');
  const bulk = page.getByRole('region', { name: 'Selected items' });
  await expect(bulk).toContainText('1000 of 1000 selected');
  await keys.press('1');
  // By attribute: finding by role walks all that a sheet of a thousand items holds, again and again.
  const sheet = page.locator('[role=dialog]');
  const confirm = sheet.locator('button', { hasText: /^Mark 1000 sessions crashed/u });
  await expect(confirm).toBeVisible({ timeout: 60_000 });
  // More than 25 at once are shown first; the cautious button has the focus.
  await keys.press('Tab');
  await expect(confirm).toBeFocused();
  await keys.press('Enter');
  await expect(sheet).toHaveCount(0, { timeout: 90_000 });
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0), { timeout: 60_000 });
  expect(keys.count()).toBeLessThanOrEqual(6);

  const { sessions } = JSON.parse(must(await world.rollcall(['export'])));
  expect(sessions).toHaveLength(thousand);
  expect(sessions.every((session: { status: string }) => session.status === 'exit')).toBe(true);
});
