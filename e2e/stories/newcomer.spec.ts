import type { Locator } from '@playwright/test';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { must } from '#e2e/worlds/must.ts';
import { laneLink, rowOf } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

test('a newcomer who has configured nothing resumes a dead agent within five clicks, and every screen says what is next', async ({
  world,
  openConsole,
}) => {
  test.setTimeout(120_000);
  const { page } = await openConsole();
  let clicks = 0;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };

  await expect(page.getByRole('heading', { name: 'Call the roll of your agents.' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('heading', { name: 'Open a folder' })).toBeVisible();
  await click(page.getByRole('button', { name: 'Show me a sample world' }));

  const row = rowOf(page, 'Rate limiter');
  await expect(row).toBeVisible({ timeout: 60_000 });
  await expect(row).toContainText('checkpoint “after unit tests” intact');
  const resume = row.getByRole('button', { name: 'Resume from checkpoint: Rate limiter' });
  const before = Number(/\d+$/u.exec((await laneLink(page, 'crashed').textContent()) ?? '')?.[0]);
  expect(before).toBeGreaterThan(0);

  // Who wants to know more first: what happened, what may be done and what each would do.
  await click(row);
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail.getByRole('heading', { name: 'Rate limiter' })).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Resume from checkpoint' })).toBeVisible();
  await click(resume);
  await expect(page.getByText('Resumed “Rate limiter for the gateway”').first()).toBeVisible({
    timeout: 30_000,
  });
  // What is under the pointer stays until it has moved on.
  await page.getByRole('banner').hover();
  await expect(row).toHaveCount(0);
  await expect(laneLink(page, 'crashed')).toHaveText(new RegExp(`\\D${before - 1}$`, 'u'));
  expect(clicks).toBeLessThanOrEqual(5);

  const records: RecordsDocument = JSON.parse(must(await world.rollcall(['export'])));
  const task = records.tasks?.find(({ name }) => name === 'Rate limiter for the gateway');
  const session = records.sessions?.find(
    ({ taskId, status }) => taskId === task?.id && status === 'running',
  );
  expect(process.kill(session?.pid ?? 0, 0)).toBe(true);
});
