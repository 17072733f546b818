import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '#e2e/worlds/must.ts';
import { operatorGated, unsavedWork } from '#e2e/worlds/operator-gated.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { expect, test } from '../fixtures.ts';

test('restarting a gated task says what is given up, keeps a backup of it, and starts anew', async ({
  world,
  openConsole,
}) => {
  const { agent, repository } = await operatorGated(world);
  const { page } = await openConsole();
  await rowOf(page, 'Price list').click();
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail.getByRole('list', { name: 'Not possible now' })).toContainText(
    'Checkpoint “before upload” needs the operator',
  );
  await detail.getByRole('button', { name: 'Restart…' }).click();

  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('Restart “Price list”?');
  await expect(sheet).toContainText('Gives up');
  await expect(sheet).toContainText('Checkpoint “before upload”');
  const backup = sheet.getByText(/^refs\/rollcall\/backups\//u).first();
  const ref = (await backup.textContent()) ?? '';
  await sheet.getByRole('button', { name: 'Restart 1 task' }).click();
  await expect(page.getByText('Restarted “Price list”').first()).toBeVisible();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0));

  expect(existsSync(join(agent.path, unsavedWork.file))).toBe(false);
  const kept = await world.run('git', ['-C', repository, 'show', `${ref}:${unsavedWork.file}`]);
  expect(must(kept)).toBe(unsavedWork.text);
  const records: RecordsDocument = JSON.parse(must(await world.rollcall(['export'])));
  expect(records.tasks).toMatchObject([{ state: 'running', attempts: 1, blockedReasons: [] }]);
  const alive = records.sessions?.filter((session) => session.status === 'running') ?? [];
  expect(alive).toHaveLength(1);
  expect(process.kill(alive[0]?.pid ?? 0, 0)).toBe(true);
  expect(existsSync(join(agent.path, 'resumed.json'))).toBe(false);
});
