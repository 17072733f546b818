import { readFileSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '#e2e/worlds/must.ts';
import { operatorGated } from '#e2e/worlds/operator-gated.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import type { KeptBackup } from '#shared/domain/backup.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { expect, test } from '../fixtures.ts';

const timeout = 30_000;

test('ignored files are kept with a restart by a choice in its sheet, and come back with its undo', async ({
  world,
  openConsole,
}) => {
  const { repository, agent } = await operatorGated(world);
  await appendFile(join(repository, '.git', 'info', 'exclude'), '.env\n');
  const secret = join(agent.path, '.env');
  await writeFile(secret, 'SECRET=1\n');
  const { page } = await openConsole();
  await rowOf(page, 'Price list').getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Restart 1…' }).click();

  const sheet = page.getByRole('dialog');
  const choice = sheet.getByRole('checkbox', { name: 'Keep ignored files too' });
  await expect(sheet.getByRole('button', { name: 'Cancel' })).toBeFocused({ timeout });
  await expect(choice).not.toBeChecked();
  await expect(choice).toHaveAccessibleDescription(/^1 file, 9 bytes: \.env\. The backup leaves/u);
  for (let presses = 0; presses < 20; presses += 1) {
    if (await choice.evaluate((input) => input === document.activeElement)) break;
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Space');
  await expect(choice).toHaveAccessibleDescription(/Copied to the home directory/u, { timeout });
  await expect(choice).toBeChecked();
  await expect(choice).toBeFocused();
  await expect(sheet).toContainText(join(world.home, 'backups'));
  await sheet.getByRole('button', { name: 'Restart 1 task' }).click();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0), { timeout });

  const { backups }: { readonly backups: readonly KeptBackup[] } = JSON.parse(
    must(await world.rollcall(['backups', '--json'])),
  );
  const kept = join(backups[0]?.ignored?.location ?? '', 'ignored', '.env');
  expect(readFileSync(kept, 'utf8')).toBe('SECRET=1\n');
  expect(must(await world.rollcall(['backups']))).toContain('with 1 ignored file, 9 bytes, in');

  await writeFile(secret, 'SECRET=of another one\n');
  await page.keyboard.press('z');
  await sheet.getByRole('button', { name: /^Undo 1/u }).click({ timeout });
  await expect(sheet).toHaveCount(0, { timeout });
  expect(readFileSync(secret, 'utf8')).toBe('SECRET=1\n');
});

test('the terminal offers the same choice with its plan', async ({ world }) => {
  const { repository, agent } = await operatorGated(world);
  await appendFile(join(repository, '.git', 'info', 'exclude'), '.env\n');
  await writeFile(join(agent.path, '.env'), 'SECRET=1\n');
  const plan = ['plan', 'restart', agent.taskId];
  const told = must(await world.rollcall(plan));
  expect(told).toContain('Ignored files (1 file, 9 bytes: .env), where they are');
  expect(told).toContain('plan it with --keep-ignored');
  const chosen: Plan = JSON.parse(
    must(await world.rollcall([...plan, '--keep-ignored', '--json'])),
  );
  expect(chosen.items[0]?.ignored).toMatchObject({ files: 1, isKept: true });
});
