import { lanes } from '#shared/domain/condition.ts';
import { listenToSystem, toldSystem } from '#e2e/worlds/main-process.ts';
import { laneLink, withCount } from '#e2e/worlds/screen.ts';
import { threeSessions } from '#e2e/worlds/three-sessions.ts';
import { expect, test } from '../fixtures.ts';

test('two agents die of one cause: badge and tray tell two, one notification tells the cause and leads there', async ({
  world,
  openDesktop,
}) => {
  const { endsWell, endsBadly } = await threeSessions(world);
  const { app, page } = await openDesktop();
  await expect(page.getByText('Nothing needs you.')).toBeVisible({ timeout: 30_000 });
  await listenToSystem(app);

  await Promise.all([endsWell.kill(), endsBadly.kill()]);
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(2), { timeout: 30_000 });
  await expect
    .poll(async () => (await toldSystem(app)).tooltips.at(-1))
    .toBe('Rollcall: 2 need you');
  const told = await toldSystem(app);
  expect(told.badges.at(-1)).toBe(2);
  const laneLabels = lanes.map((lane) => `${lane === 'crashed' ? 2 : 0} ${lane}`);
  expect(told.menus.at(-1)).toEqual(['Show Rollcall', '', ...laneLabels, '', '']);
  expect(told.notifications).toHaveLength(1);

  await app.evaluate(() => globalThis.toldSystem.clickLast());
  await expect(page.getByRole('complementary', { name: 'Detail' })).toBeVisible();
});
