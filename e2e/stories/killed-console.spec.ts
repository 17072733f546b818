import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import { threeSessions } from '#e2e/worlds/three-sessions.ts';
import { expect, test } from '../fixtures.ts';

test('a console that was killed while agents ran tells afterwards what became of each', async ({
  world,
  openConsole,
}) => {
  const { goesOn, endsWell, endsBadly } = await threeSessions(world);
  const before = await openConsole();
  await expect(before.page.getByText('Nothing needs you.')).toBeVisible();
  await before.kill();
  await endsWell.end(0);
  await endsBadly.end(3);

  const { page } = await openConsole();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(1));
  await expect(laneLink(page, 'drifted')).toHaveText(withCount(1));
  await expect(rowOf(page, 'ends-well')).toContainText('ended well (code 0)');
  await expect(rowOf(page, 'ends-badly')).toContainText('ended with code 3');
  await expect(rowOf(page, 'goes-on')).toHaveCount(0);
  expect(process.kill(goesOn.pid, 0)).toBe(true);

  await rowOf(page, 'ends-well').getByRole('button', { name: 'Update status: ends-well' }).click();
  await expect(laneLink(page, 'drifted')).toHaveText(withCount(0));
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(1));
});
