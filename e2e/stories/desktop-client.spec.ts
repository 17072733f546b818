import { serveConsole } from '#e2e/worlds/browser-shell.ts';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { rowOf } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

test('where a console is served already, the window is a view of it and leaves it running', async ({
  world,
  openDesktop,
}) => {
  await crashedWithCheckpoint(world);
  const { served } = await serveConsole(world);
  const { page, close } = await openDesktop();
  const row = rowOf(page, 'Rate limiter');
  await row
    .getByRole('button', { name: 'Resume from checkpoint: Rate limiter' })
    .click({ timeout: 30_000 });
  await expect(page.getByText('Resumed “Rate limiter”').first()).toBeVisible({ timeout: 30_000 });
  await close();
  expect(served.exitCode).toBeNull();
  expect((await world.rollcall(['sweep'])).code).toBe(0);
});
