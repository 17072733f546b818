import { existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { mergedAndKilled } from '#e2e/worlds/merged-and-killed.ts';
import { must } from '#e2e/worlds/must.ts';
import { operatorGated, unsavedWork } from '#e2e/worlds/operator-gated.ts';
import { makeAgentScript } from '#e2e/worlds/repository.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import type { AuditRow } from '#shared/domain/audit.ts';
import { expect, test } from '../fixtures.ts';

const timeout = 30_000;

test('of a mixed selection the review sheet tells what is done, and what is skipped and why', async ({
  world,
  openConsole,
}) => {
  const { agent } = await crashedWithCheckpoint(world);
  await mergedAndKilled(world);
  const { page } = await openConsole();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(2));
  await page.keyboard.press('ControlOrMeta+a');
  const bulk = page.getByRole('region', { name: 'Selected items' });
  await bulk.getByRole('button', { name: 'Resume 2' }).click();

  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('1 resume, 1 skipped', { timeout });
  await expect(sheet).toContainText('Skipped: Branch rollcall/invoices is merged into main');
  await sheet.getByRole('button', { name: 'Resume 1 task' }).click();
  await expect(sheet).toContainText('1 of 2 not done', { timeout });
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Dark invoices')).toBeVisible();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(1), { timeout });
  expect(existsSync(join(agent.path, 'resumed.json'))).toBe(true);
});

test('what was done is taken back by Z, also after a restart of the app', async ({
  world,
  openConsole,
}) => {
  const { agent } = await operatorGated(world);
  const unsaved = join(agent.path, unsavedWork.file);
  const before = await openConsole();
  await rowOf(before.page, 'Price list').click();
  const messages = before.page.getByRole('region', { name: 'Messages' });
  await before.page.keyboard.press('h');
  await before.page.getByRole('dialog', { name: 'Snooze it' }).waitFor();
  await before.page.keyboard.press('2');
  await expect(messages).toContainText('Snoozed “Price list”', { timeout });
  await expect(laneLink(before.page, 'crashed')).toHaveText(withCount(0), { timeout });
  await before.page.keyboard.press('z');
  await expect(messages).toContainText('Undid “Price list”', { timeout });
  await expect(laneLink(before.page, 'crashed')).toHaveText(withCount(1), { timeout });

  await rowOf(before.page, 'Price list').getByRole('checkbox').click();
  await before.page.getByRole('button', { name: 'Restart 1…' }).click();
  const confirm = before.page.getByRole('dialog').getByRole('button', { name: 'Restart 1 task' });
  await confirm.click({ timeout });
  await expect(laneLink(before.page, 'crashed')).toHaveText(withCount(0), { timeout });
  expect(existsSync(unsaved)).toBe(false);
  await before.close();

  const { page } = await openConsole();
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0), { timeout });
  await page.keyboard.press('z');
  // The agent that the restart began is at work: that is shown first.
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('button', { name: 'Cancel' })).toBeFocused({ timeout });
  await sheet.getByRole('button', { name: /^Undo 1/u }).click();
  await expect(sheet).toHaveCount(0, { timeout });
  expect(readFileSync(unsaved, 'utf8')).toBe(unsavedWork.text);
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(1), { timeout });
});

test('what failed is told under Operations, and retried there once its cause is mended', async ({
  world,
  openConsole,
}) => {
  const { agent } = await crashedWithCheckpoint(world);
  const script = await makeAgentScript(world);
  await rename(script, `${script}.away`);
  const { page } = await openConsole();
  await rowOf(page, 'Rate limiter').click();
  await page.keyboard.press('1');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('was not changed', {
    timeout,
  });

  await rename(`${script}.away`, script);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Retry the one not done…' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Resume 1 task' }).click({ timeout });
  await expect(sheet).toHaveCount(0, { timeout });
  expect(existsSync(join(agent.path, 'resumed.json'))).toBe(true);
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0), { timeout });
});

test('the audit is exported from History, in each of its forms, as the terminal tells it', async ({
  world,
  openConsole,
}) => {
  await operatorGated(world);
  const { page, download } = await openConsole();
  await rowOf(page, 'Price list').click();
  await page.keyboard.press('e');
  await expect(laneLink(page, 'crashed')).toHaveText(withCount(0));
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.getByRole('tab', { name: 'Audit' }).click();
  await page.getByRole('button', { name: 'Anyone' }).click();
  await page.getByRole('menuitem', { name: 'By you' }).click();
  const exportAs = (form: string) =>
    download(async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitem', { name: form }).click();
    });

  const rows: readonly AuditRow[] = JSON.parse(await exportAs('JSON'));
  expect(rows.map(({ verb }) => verb)).toContain('acknowledge');
  const all: readonly AuditRow[] = JSON.parse(must(await world.rollcall(['export', '--audit'])));
  expect(all).toEqual(expect.arrayContaining([...rows]));
  expect(rows.length).toBeLessThan(all.length);

  const [head, ...lines] = (await exportAs('CSV')).trimEnd().split('\r\n');
  expect(head).toMatch(/^sequence,at,actor,verb,.*hash$/u);
  expect(lines.map((line) => line.split(',')[0])).toEqual(rows.map((row) => `${row.sequence}`));
  const table = (await exportAs('Markdown')).trimEnd().split('\n');
  expect(table).toHaveLength(rows.length + 2);
  expect(table[0]).toContain('| verb |');
});
