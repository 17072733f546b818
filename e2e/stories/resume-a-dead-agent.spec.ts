import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { agentWithCheckpoint, resumeState } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { must } from '#e2e/worlds/must.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { expect, test } from '../fixtures.ts';

test('an agent dies: it is shown with the evidence, resumed in its worktree, and the audit tells it', async ({
  world,
  openConsole,
}, info) => {
  const { agent } = await agentWithCheckpoint(world);
  const { page } = await openConsole();
  await expect(page.getByText('Nothing needs you.')).toBeVisible();

  const killedAtMs = Date.now();
  process.kill(agent.pid, 'SIGKILL');
  const row = rowOf(page, 'Rate limiter');
  await expect(row).toBeVisible({ timeout: 2000 });
  const seen = `shown ${Date.now() - killedAtMs} ms after kill -9`;
  console.log(`${info.project.name}: ${seen}`);
  info.annotations.push({ type: 'measured', description: seen });
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(1));
  await expect(row).toContainText(`Process ${agent.pid}, started `);
  await expect(row).toContainText(/started \d\d:\d\d:\d\d/u);
  await expect(row).toContainText('2 uncommitted files');
  await expect(row).toContainText('checkpoint “after tests” intact');

  await row.getByRole('button', { name: 'Resume from checkpoint: Rate limiter' }).click();
  const inWorktree = (name: string) => readFile(join(agent.path, name), 'utf8');
  await expect(async () => {
    expect(JSON.parse(await inWorktree('resumed.json'))).toEqual(resumeState);
  }).toPass();
  expect(await inWorktree('resumed-from.txt')).toBe('after tests\n');
  await expect(page.getByText('Resumed “Rate limiter”').first()).toBeVisible();
  for (const lane of ['crashed', 'blocked'] as const)
    await expect(laneLink(page, lane)).toHaveText(withCount(0));

  const records: RecordsDocument = JSON.parse(must(await world.rollcall(['export'])));
  const alive = records.sessions?.filter((session) => session.status === 'running') ?? [];
  expect(alive).toMatchObject([{ taskId: agent.taskId, cwd: agent.path }]);
  expect(alive[0]?.pid).not.toBe(agent.pid);
  expect(process.kill(alive[0]?.pid ?? 0, 0)).toBe(true);
  expect(await inWorktree('src/prices.ts')).toContain('tea: 4');

  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click();
  await page.getByRole('tab', { name: 'Audit' }).click();
  await expect(page.getByText(`was started as process ${alive[0]?.pid}`).first()).toBeVisible();
  await page.getByRole('button', { name: 'Verify the audit' }).click();
  await expect(page.getByText(/^Intact, \d+ rows$/u)).toBeVisible();
  expect(must(await world.rollcall(['audit', 'verify']))).toContain('intact');
});
