import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditRow } from '#shared/domain/audit.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { must } from '#e2e/worlds/must.ts';
import { keepSession, startProcess } from '#e2e/worlds/reasons/processes.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { laneLink, openLane, rowOf, withCount } from '#e2e/worlds/screen.ts';
import type { World } from '#e2e/worlds/world.ts';
import { expect, test } from '../fixtures.ts';

async function listOrphaned(world: World): Promise<readonly Condition[]> {
  const listed = await world.rollcall(['list', '--lane', 'orphaned', '--json']);
  const { conditions }: { readonly conditions: readonly Condition[] } = JSON.parse(must(listed));
  return conditions;
}

async function auditOf(world: World, verb: string): Promise<readonly AuditRow[]> {
  const exported = await world.rollcall(['export', '--audit', '--verb', verb]);
  return JSON.parse(must(exported));
}

test('a process that nobody recorded is orphaned, on the screen as in the terminal, until it is adopted', async ({
  world,
  openConsole,
}) => {
  const { identity } = await startProcess(world);
  await keepSession(world, 's-stray', identity);
  const { page } = await openConsole();
  await expect(laneLink(page, 'orphaned')).toHaveText(withCount(1));
  await openLane(page, 'orphaned');
  const title = `process ${identity.pid}`;
  const stray = rowOf(page, title);
  await stray.click();
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail).toContainText('Unrecorded session');

  const orphaned = await listOrphaned(world);
  expect(orphaned).toMatchObject([{ reason: 'unrecorded_session', proposed: 'adopt' }]);
  const shown = must(await world.rollcall(['show', 's-stray']));
  for (const { message, evidence } of orphaned)
    for (const text of [message, ...evidence.map(({ value }) => value)]) {
      await expect(detail).toContainText(text);
      expect(shown).toContain(text);
    }

  await stray.getByRole('button', { name: `Adopt: ${title}` }).click();
  await expect(page.getByText(`Adopted “${title}”`).first()).toBeVisible();
  await expect(laneLink(page, 'orphaned')).toHaveText(withCount(0));
  const records: RecordsDocument = JSON.parse(must(await world.rollcall(['export'])));
  const { pid, startTime } = identity;
  expect(records.sessions).toMatchObject([{ id: 's-stray', status: 'running', pid, startTime }]);
  expect(records.tasks).toMatchObject([{ id: records.sessions?.[0]?.taskId, state: 'running' }]);
  expect(await auditOf(world, 'adopt')).toContainEqual(
    expect.objectContaining({ actor: 'operator', result: 'applied' }),
  );
  expect(process.kill(pid, 0)).toBe(true);
});

test('a worktree that nobody recorded is cleaned up, and comes back with its unsaved work', async ({
  world,
  openConsole,
}) => {
  const repository = await makeRepository(world);
  const spike = join(`${repository}.worktrees`, 'spike');
  const git = async (...args: string[]) => must(await world.run('git', args, { cwd: repository }));
  await git('worktree', 'add', '--quiet', '-b', 'spike', spike);
  const unsaved = join(spike, 'idea.txt');
  await writeFile(unsaved, 'the only copy\n');
  // Its exit code says that something was found.
  expect((await world.rollcall(['sweep', repository])).code).toBe(1);
  const { page } = await openConsole();
  await expect(laneLink(page, 'orphaned')).toHaveText(withCount(1));
  await openLane(page, 'orphaned');
  const row = rowOf(page, 'spike');
  await expect(row).toContainText('1 uncommitted file');

  await row.click();
  const detail = page.getByRole('complementary', { name: 'Detail' });
  // What gives something up stands behind what does not.
  await detail.getByRole('button', { name: 'Other actions' }).click();
  await page.getByRole('menuitem', { name: /^Clean up/u }).click();
  const sheet = page.getByRole('dialog');
  const planned = must(await world.rollcall(['plan', 'clean_up', spike, '--json']));
  const plan: Plan = JSON.parse(planned);
  expect(plan.items).toMatchObject([{ eligible: true, title: 'spike' }]);
  await expect(sheet).toContainText('HEAD, index and 1 changed file');
  expect(planned).toContain('HEAD, index and 1 changed file');
  await sheet.getByRole('button', { name: /^Clean up 1/u }).click();
  await expect(laneLink(page, 'orphaned')).toHaveText(withCount(0));
  expect(existsSync(spike)).toBe(false);
  expect(await git('worktree', 'list')).not.toContain('spike');

  await page.getByRole('navigation').getByRole('link', { name: 'Operations' }).click();
  await page.getByRole('tab', { name: 'Backups' }).click();
  await page
    .getByRole('button', { name: /^Restore… /u })
    .first()
    .click();
  await sheet.getByRole('button', { name: /^Restore 1/u }).click();
  await expect(laneLink(page, 'orphaned')).toHaveText(withCount(1));
  expect(readFileSync(unsaved, 'utf8')).toBe('the only copy\n');
  expect(await git('-C', spike, 'status', '--porcelain')).toBe('?? idea.txt\n');

  const again: Plan = JSON.parse(must(await world.rollcall(['plan', 'clean_up', spike, '--json'])));
  must(await world.rollcall(['apply', again.planId, '--fingerprint', again.fingerprint]));
  await expect(laneLink(page, 'orphaned')).toHaveText(withCount(0));
  expect(existsSync(spike)).toBe(false);
  expect((await auditOf(world, 'clean_up')).map(({ result }) => result)).toContain('applied');
});
