import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { startAgain } from '#e2e/worlds/desktop-shell.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { rowOf } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

test('the window opens where it was left, unless no screen shows that place any more', async ({
  world,
  openDesktop,
}) => {
  const left = { x: 140, y: 60, width: 1180, height: 820 };
  const boundsOf = (opened: Awaited<ReturnType<typeof openDesktop>>) =>
    opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const first = await openDesktop();
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    left,
  );
  await first.close();

  const second = await openDesktop();
  expect(await boundsOf(second)).toEqual(left);
  await second.close();

  const gone = { bounds: { ...left, x: 9000 }, isMaximized: false };
  await writeFile(join(world.home, 'window.json'), JSON.stringify(gone));
  const third = await openDesktop();
  expect((await boundsOf(third))?.x).toBeLessThan(1600);
});

test('a second start brings the window forward and watches the folder that it was given', async ({
  world,
  openDesktop,
}) => {
  const repository = await makeRepository(world);
  const { app, page } = await openDesktop();
  await expect(page.getByRole('heading', { name: 'Open a folder' })).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

  const second = await startAgain(world, [repository]);
  expect(second.stderr).toContain('already open');
  expect(second.code).toBe(0);
  const seen = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((one) => one.isVisible()),
    );
  await expect.poll(seen).toEqual([true]);
  await expect(page.getByText('Nothing needs you.')).toBeVisible({ timeout: 30_000 });
});

test('a link opens its item, in the window that is there and at a start', async ({
  world,
  openDesktop,
}) => {
  await crashedWithCheckpoint(world);
  const swept = await world.rollcall(['sweep', '--json']);
  const { conditions }: SweepDocument = JSON.parse(swept.stdout);
  const link = `rollcall://item/${encodeURIComponent(conditions[0]?.id ?? '')}`;
  const opened = await openDesktop();
  const { page } = opened;
  await expect(rowOf(page, 'Rate limiter')).toBeVisible({ timeout: 30_000 });
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail).toHaveCount(0);

  expect((await startAgain(world, [link])).code).toBe(0);
  await expect(detail.getByRole('heading', { name: 'Rate limiter' })).toBeVisible();
  await opened.close();

  const again = await openDesktop({ args: [link] });
  const there = again.page.getByRole('complementary', { name: 'Detail' });
  await expect(there.getByRole('heading', { name: 'Rate limiter' })).toBeVisible({
    timeout: 30_000,
  });
});
