import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { sessionsOfDeadBoot } from '#e2e/worlds/many-records.ts';
import { holdDialogs, inPage, pressButton, shownDialogs } from '#e2e/worlds/main-process.ts';
import { must } from '#e2e/worlds/must.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

test('a page whose process crashes comes back where it was', async ({ world, openDesktop }) => {
  await crashedWithCheckpoint(world);
  const { app, page } = await openDesktop();
  await rowOf(page, 'Rate limiter').click({ timeout: 30_000 });
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail.getByRole('heading', { name: 'Rate limiter' })).toBeVisible();
  const where = page.url();
  expect(where).toContain('#/item/');

  await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const isBack = new Promise<void>((resolve) => {
      window?.webContents.once('did-finish-load', () => resolve());
    });
    window?.webContents.forcefullyCrashRenderer();
    await isBack;
  });
  // Playwright gives a crashed page up; the main process does not.
  const heading = `document.querySelector('aside h1')?.textContent`;
  await expect.poll(() => inPage(app, heading), { timeout: 30_000 }).toContain('Rate limiter');
  expect(await inPage(app, 'location.href')).toBe(where);
});

test('a console whose thread dies is started again, says so, and the page follows it', async ({
  world,
  openDesktop,
}) => {
  await crashedWithCheckpoint(world);
  const { app, page } = await openDesktop();
  await expect(rowOf(page, 'Rate limiter')).toBeVisible({ timeout: 30_000 });
  await holdDialogs(app);

  // The next message to the console gives its thread away, which is then ended from outside.
  await app.evaluate(() => {
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function end(...args) {
      Worker.prototype.postMessage = postMessage;
      postMessage.apply(this, args);
      void this.terminate();
    };
  });
  await page.reload();

  await expect.poll(async () => (await shownDialogs(app)).length).toBe(1);
  const [said] = await shownDialogs(app);
  expect(said).toMatchObject({ message: 'The console was started again.', buttons: ['Go on'] });
  await expect(rowOf(page, 'Rate limiter')).toBeVisible({ timeout: 30_000 });
  expect((await world.rollcall(['doctor'])).stdout).not.toBe('');
});

test('a home whose journal cannot be opened is told with choices, not with an empty window', async ({
  world,
  startDesktop,
}) => {
  await mkdir(join(world.home, 'journal.db'), { recursive: true });
  const { app, ended } = await startDesktop();
  await holdDialogs(app);
  await expect.poll(async () => (await shownDialogs(app)).length, { timeout: 30_000 }).toBe(1);
  const [said] = await shownDialogs(app);
  expect(said?.buttons).toEqual([
    'Try again',
    'Open another home…',
    'Show it in the file manager',
    'Quit',
  ]);
  expect(said?.detail).toContain(world.home);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);

  await pressButton(app, 3);
  expect(await ended).toBe(3);
});

test('closing the window while an operation runs lets it come to its end', async ({
  world,
  openDesktop,
}) => {
  test.setTimeout(180_000);
  const count = 600;
  await sessionsOfDeadBoot(world, 0, count);
  const { app, page, ended } = await openDesktop();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(count), { timeout: 60_000 });
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('1');
  const confirm = page.getByRole('dialog').getByRole('button', { name: /^Mark 600 sessions/u });
  await confirm.click({ timeout: 60_000 });
  await expect(page.getByText(/: \d+ of 600 done/u).first()).toBeVisible({ timeout: 30_000 });

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect(await ended).toBe(0);
  const { sessions } = JSON.parse(must(await world.rollcall(['export'])));
  const left = sessions.filter((session: { status: string }) => session.status !== 'exit');
  expect(left).toEqual([]);
});
