import { rowOf } from '#e2e/worlds/screen.ts';
import { acknowledgeElsewhere, waitingTasks } from '#e2e/worlds/waiting-tasks.ts';
import { expect, test } from '../fixtures.ts';

test('the audit shows the rows that its search leaves, and no other', async ({
  world,
  openConsole,
}) => {
  await waitingTasks(world, ['Apple', 'Birch', 'Cedar'], 0);
  await acknowledgeElsewhere(world, ['Birch']);
  const { page } = await openConsole();
  // Before the list is there, nobody listens to keys.
  await expect(rowOf(page, 'Apple')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.getByRole('tab', { name: 'Audit' }).click();
  const rows = page.getByRole('region', { name: 'Audit rows' }).locator('tbody tr');
  const others = rows.filter({ hasNotText: 'Birch' });
  await expect(others).not.toHaveCount(0);
  const all = await rows.count();

  await page.getByRole('searchbox', { name: 'Find by subject or message' }).fill('birch');
  await expect(others).toHaveCount(0);
  await expect(rows).not.toHaveCount(0);
  await expect(others).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(all);

  await page.getByRole('button', { name: 'Anything' }).click();
  await page.getByRole('menuitem', { name: 'Acknowledge', exact: true }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Birch');
});
