import { availableParallelism } from 'node:os';
import { must } from '#e2e/worlds/must.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { laneLink, openLane, withCount } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

const timeout = 60_000;
// So many that the look takes a while also where many are looked at at once.
const count = Math.min(200, 20 * Math.max(2, availableParallelism()));

test('the look for a plan of many worktrees tells how far it is, and is given up by Escape or Cancel', async ({
  world,
  openConsole,
}) => {
  const repository = await makeRepository(world);
  const add = `for name in $(seq ${count}); do
    git worktree add --quiet -b "spike-$name" "../shop.worktrees/spike-$name" && echo idea > "../shop.worktrees/spike-$name/idea.txt"
  done`;
  must(await world.run('sh', ['-ec', add], { cwd: repository }));
  // Its exit code says that something was found.
  expect((await world.rollcall(['sweep', repository])).code).toBe(1);
  const { page } = await openConsole();
  await expect(laneLink(page, 'orphaned')).toHaveText(withCount(count), { timeout });
  await openLane(page, 'orphaned');
  await page.keyboard.press('ControlOrMeta+a');
  const bulk = page.getByRole('region', { name: 'Selected items' });
  const sheet = page.getByRole('dialog');
  const cleanUp = async () => {
    await bulk.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: /^Clean up/u }).click();
  };
  const progress = new RegExp(`Looking at \\d+ of ${count}…`, 'u');

  await cleanUp();
  await expect(sheet).toContainText(progress, { timeout });
  await expect(sheet.getByRole('progressbar')).toHaveAttribute('max', `${count}`);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);

  await cleanUp();
  await expect(sheet).toContainText(progress, { timeout });
  await sheet.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(sheet).toHaveCount(0);
  await expect(bulk).toContainText(`${count}`);

  await cleanUp();
  await expect(sheet.getByRole('button', { name: `Clean up ${count}` })).toBeEnabled({ timeout });
  await expect(sheet).not.toContainText(progress);
});
