import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { committedAndKilled } from '#e2e/worlds/committed-and-killed.ts';
import { must } from '#e2e/worlds/must.ts';
import { laneLink, openLane, rowOf, withCount } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

const timeout = 30_000;

test('a worktree that was recreated is taken away again after a restart of the app, and what was written in it is kept', async ({
  world,
  openConsole,
}) => {
  const { agent } = await committedAndKilled(world);
  await rm(agent.path, { recursive: true });
  const before = await openConsole();
  await openLane(before.page, 'drifted');
  await rowOf(before.page, 'Dark invoices')
    .getByRole('button', { name: 'Recreate environment: Dark invoices' })
    .click();
  const recreate = before.page.getByRole('dialog');
  await expect(recreate).toContainText('can be undone until', { timeout });
  await recreate.getByRole('button', { name: 'Recreate 1 environment' }).click();
  await expect(laneLink(before.page, 'drifted')).toHaveText(withCount(0), { timeout });
  await before.close();
  await writeFile(join(agent.path, 'since.txt'), 'written since');

  const { page } = await openConsole();
  await expect(laneLink(page, 'drifted')).toHaveText(withCount(0), { timeout });
  await page.keyboard.press('z');
  // There is work in it: that is shown first.
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('button', { name: 'Cancel' })).toBeFocused({ timeout });
  await expect(sheet).toContainText('There is work in it; that goes to the trash with it');
  await sheet.getByRole('button', { name: /^Undo 1/u }).click();
  await expect(sheet).toHaveCount(0, { timeout });
  await expect(laneLink(page, 'drifted')).toHaveText(withCount(1), { timeout });
  expect(existsSync(agent.path)).toBe(false);

  const { backups } = JSON.parse(must(await world.rollcall(['backups', '--json'])));
  const kept = backups.find((one: { readonly path: string }) => one.path === agent.path);
  expect(readFileSync(join(kept.location, 'directory', 'since.txt'), 'utf8')).toBe('written since');
});
