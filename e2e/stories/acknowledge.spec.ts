import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '#e2e/worlds/must.ts';
import { operatorGated } from '#e2e/worlds/operator-gated.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { expect, test } from '../fixtures.ts';

test('what is acknowledged stays blocked and leaves the list until something about it changes', async ({
  world,
  openConsole,
}) => {
  const { agent } = await operatorGated(world);
  const { page } = await openConsole();
  const row = rowOf(page, 'Price list');
  await row.getByRole('button', { name: 'Acknowledge: Price list' }).click();
  await expect(row).toBeFocused();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0));
  await expect(row).toBeFocused();
  const records: RecordsDocument = JSON.parse(must(await world.rollcall(['export'])));
  expect(records.tasks).toMatchObject([{ state: 'blocked' }]);

  // Looking again changes nothing about it.
  await page.keyboard.press('r');
  await page.getByRole('banner').hover();
  await expect(page.getByText('Nothing needs you.')).toBeVisible();
  await expect(page.getByText('1 acknowledged')).toBeVisible();

  await writeFile(join(agent.path, 'notes.txt'), 'one more file at risk\n');
  await page.keyboard.press('r');
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(1));
  await expect(row).toContainText('2 uncommitted files');
});
