import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { must } from '#e2e/worlds/must.ts';
import { operatorGated, unsavedWork } from '#e2e/worlds/operator-gated.ts';
import { laneLink, withCount } from '#e2e/worlds/screen.ts';
import type { AuditRow } from '#shared/domain/audit.ts';
import { expect, test } from '../fixtures.ts';

const later = '{"tea": 4}\n';

test('of a selection, the item whose world has moved is refused with the changed fact and planned again by one press', async ({
  world,
  openConsole,
}) => {
  await crashedWithCheckpoint(world);
  const { agent, repository } = await operatorGated(world);
  const { page } = await openConsole();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(2));
  for (const name of ['Rate limiter', 'Price list'])
    await page.getByRole('checkbox', { name: `Select ${name}` }).click();
  await page.getByRole('button', { name: 'Restart 2…' }).click();

  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('button', { name: 'Restart 2 tasks' })).toBeVisible();
  await writeFile(join(agent.path, unsavedWork.file), later);
  await sheet.getByRole('button', { name: 'Restart 2 tasks' }).click();
  await expect(sheet).toContainText('1 of 2 not done', { timeout: 30_000 });
  await expect(sheet).toContainText('uncommitted work was “prices.json');
  expect(readFileSync(join(agent.path, unsavedWork.file), 'utf8')).toBe(later);

  await sheet.getByRole('button', { name: 'Plan again' }).press('Enter');
  await expect(sheet.getByRole('button', { name: 'Restart 1 task' })).toBeVisible();
  const backup = sheet.getByText(/^refs\/rollcall\/backups\//u).first();
  const ref = (await backup.textContent()) ?? '';
  await sheet.getByRole('button', { name: 'Restart 1 task' }).click();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0), { timeout: 30_000 });
  const kept = await world.run('git', ['-C', repository, 'show', `${ref}:${unsavedWork.file}`]);
  expect(must(kept)).toBe(later);

  const exported = await world.rollcall([
    'export',
    '--audit',
    '--verb',
    'restart',
    '--actor',
    'operator',
  ]);
  const rows: readonly AuditRow[] = JSON.parse(must(exported));
  const results = rows.filter(({ after }) => after !== undefined).map(({ result }) => result);
  expect(results).toContain('refused');
  expect(rows.map(({ result }) => result)).toContain('applied');
});
