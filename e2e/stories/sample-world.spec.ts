import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { lanes } from '#shared/domain/condition.ts';
import { laneLink, withCount } from '#e2e/worlds/screen.ts';
import { expectConditionsShown, expectRowsShown } from '#e2e/worlds/shown-fields.ts';
import { expect, test } from '../fixtures.ts';

test('a first start offers a sample world that holds every lane, agrees with the terminal, and goes again', async ({
  world,
  openConsole,
}) => {
  const { page } = await openConsole();
  await expect(page.getByRole('heading', { name: 'Open a folder' })).toBeVisible();
  await page.getByRole('button', { name: 'Show me a sample world' }).click();
  await expect(page.getByText('The sample world is ready').first()).toBeVisible({
    timeout: 30_000,
  });

  const swept = await world.rollcall(['sweep', '--json']);
  expect(swept.code).toBe(1);
  const sweep: SweepDocument = JSON.parse(swept.stdout);
  for (const lane of lanes) {
    expect(sweep.summary.lanes[lane]).toBeGreaterThan(0);
    await expect(laneLink(page, lane)).toHaveText(withCount(sweep.summary.lanes[lane]));
  }
  await expectConditionsShown(page, sweep);
  await expectRowsShown(page, sweep);

  await page.getByRole('navigation').getByRole('link', { name: 'Needs you' }).click();
  await page.getByRole('button', { name: 'Workspace: All workspaces' }).click();
  await page.getByRole('menuitem', { name: 'Remove the sample world' }).click();
  await expect(page.getByRole('heading', { name: 'Open a folder' })).toBeVisible({
    timeout: 20_000,
  });
  expect(existsSync(join(world.home, 'sample'))).toBe(false);
  expect((await world.rollcall(['sweep', '--json'])).code).toBe(0);
});
