import { rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { committedAndKilled } from '#e2e/worlds/committed-and-killed.ts';
import { must } from '#e2e/worlds/must.ts';
import { laneLink, openLane, rowOf, withCount } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

test('a worktree deleted by hand comes back on its branch, and its task goes on', async ({
  world,
  openConsole,
}) => {
  const { agent, repository } = await committedAndKilled(world);
  const { page } = await openConsole();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(1));
  await expect(laneLink(page, 'drifted')).toHaveText(withCount(0));

  await rm(agent.path, { recursive: true });
  await expect(laneLink(page, 'drifted')).toHaveText(withCount(1));
  await openLane(page, 'drifted');
  const missing = rowOf(page, 'Dark invoices');
  await expect(missing).toContainText('is missing; branch rollcall/invoices is there');
  await missing.click();
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail).toContainText('Directory missing');
  await expect(detail).toContainText(`The directory ${agent.path} is missing`);

  await missing.getByRole('button', { name: 'Recreate environment: Dark invoices' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('Recreate “Dark invoices”?');
  await expect(sheet.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await sheet.getByRole('button', { name: 'Recreate 1 environment' }).click();
  await expect(page.getByText('Recreated “Dark invoices”').first()).toBeVisible();
  await expect(laneLink(page, 'drifted')).toHaveText(withCount(0));
  const git = async (...args: string[]) =>
    must(await world.run('git', ['-C', agent.path, ...args])).trim();
  expect(await git('branch', '--show-current')).toBe('rollcall/invoices');
  expect(await git('status', '--porcelain')).toBe('');
  expect(await git('log', '--format=%s', '--max-count=1')).toBe('Turn invoices dark');
  expect(must(await world.run('git', ['-C', repository, 'fsck']))).toBe('');

  await openLane(page, 'crashed');
  await rowOf(page, 'Dark invoices')
    .getByRole('button', { name: 'Resume from checkpoint: Dark invoices' })
    .click();
  await expect.poll(() => existsSync(join(agent.path, 'resumed.json'))).toBe(true);
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0));
});
