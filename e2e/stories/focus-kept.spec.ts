import type { Page } from '@playwright/test';
import type { OpenConsole } from '#e2e/worlds/opened-console.ts';
import { laneLink, rowOf, withCount } from '#e2e/worlds/screen.ts';
import { acknowledgeElsewhere, waitingTasks } from '#e2e/worlds/waiting-tasks.ts';
import type { World } from '#e2e/worlds/world.ts';
import { expect, test } from '../fixtures.ts';

const first = ['Apple', 'Birch', 'Cedar', 'Damson', 'Elder'];

/** Five items, the first of them with the focus, and the pointer away from the list. */
async function begin(world: World, openConsole: OpenConsole): Promise<Page> {
  await waitingTasks(world, first, 0);
  const { page } = await openConsole();
  await expect(laneLink(page, 'blocked')).toHaveText(withCount(5));
  await page.mouse.move(1, 1);
  await page.keyboard.press('j');
  return page;
}

/** Others come, others change, and with that their order does; others go. */
async function changeOthers(world: World, page: Page): Promise<void> {
  await waitingTasks(world, ['Fir', 'Gorse'], 1);
  await expect(laneLink(page, 'blocked')).toHaveText(withCount(7));
  await waitingTasks(world, ['Apple', 'Damson'], 30);
  await acknowledgeElsewhere(world, ['Birch', 'Fir']);
  await expect(laneLink(page, 'blocked')).toHaveText(withCount(5));
}

test('a focused row keeps the focus while others come, change and go', async ({
  world,
  openConsole,
}) => {
  const page = await begin(world, openConsole);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const row = rowOf(page, 'Cedar');
  await expect(row).toBeFocused();
  await changeOthers(world, page);
  await expect(row).toBeFocused();
  await expect(row).toHaveAttribute('tabindex', '0');
  await page.keyboard.press('.');
  await expect(rowOf(page, 'Gorse')).toBeVisible();
  await expect(row).toBeFocused();
});

test('a focused row that goes keeps its place until the operator moves on', async ({
  world,
  openConsole,
}) => {
  const page = await begin(world, openConsole);
  await page.keyboard.press('j');
  const row = rowOf(page, 'Birch');
  await expect(row).toBeFocused();
  await acknowledgeElsewhere(world, ['Birch']);
  await expect(row).toContainText('Acknowledged');
  await expect(row).toBeFocused();
  await page.keyboard.press('j');
  await expect(rowOf(page, 'Cedar')).toBeFocused();
  await expect(row).toHaveCount(0);

  // Closed up by a key of its own, the list hands the focus to the row that comes next.
  await acknowledgeElsewhere(world, ['Cedar']);
  await expect(rowOf(page, 'Cedar')).toContainText('Acknowledged');
  await page.keyboard.press('.');
  await expect(rowOf(page, 'Damson')).toBeFocused();
});

test('the search field and the detail keep the focus while the list changes', async ({
  world,
  openConsole,
}) => {
  const page = await begin(world, openConsole);
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search and filter' });
  await field.pressSequentially('ce');
  await changeOthers(world, page);
  await expect(field).toBeFocused();
  await page.keyboard.type('dar');
  await expect(field).toHaveValue('cedar');

  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Cedar')).toBeFocused();
  await page.keyboard.press('Enter');
  const detail = page.getByRole('complementary', { name: 'Detail' });
  const button = detail.getByRole('button', { name: 'Other actions' });
  await button.focus();
  await acknowledgeElsewhere(world, ['Elder']);
  await expect(laneLink(page, 'blocked')).toHaveText(withCount(4));
  await expect(button).toBeFocused();
});

test('what is pressed within a row leaves the focus on the row', async ({ world, openConsole }) => {
  const page = await begin(world, openConsole);
  const row = rowOf(page, 'Apple');
  await row.getByRole('button', { name: 'Other actions for Apple' }).click();
  await page.getByRole('menuitem', { name: /^Acknowledge/u }).click();
  await expect(row).toContainText('Acknowledged');
  await expect(row).toBeFocused();
  await page.keyboard.press('j');
  await expect(rowOf(page, 'Birch')).toBeFocused();
});

test('a key that is held down acts on one item, and goes on moving', async ({
  world,
  openConsole,
}) => {
  const page = await begin(world, openConsole);
  await page.keyboard.down('e');
  await page.keyboard.down('e');
  await expect(rowOf(page, 'Apple')).toContainText('Acknowledged');
  expect(await page.getByText('still under way').count()).toBe(0);
  await page.keyboard.press('j');
  for (let held = 0; held < 3; held += 1) await page.keyboard.down('e');
  await page.keyboard.up('e');
  await page.keyboard.down('j');
  await page.keyboard.down('j');
  await page.keyboard.up('j');
  await expect(rowOf(page, 'Damson')).toBeFocused();
  await page.keyboard.press('e');
  await expect(rowOf(page, 'Damson')).toContainText('Acknowledged');
  // What was pressed before it would have been done before it.
  await expect(laneLink(page, 'blocked')).toHaveText(withCount(3));
});

test('what is put back hands the focus to the next one, and keys with Ctrl stay the page’s', async ({
  world,
  openConsole,
}) => {
  const page = await begin(world, openConsole);
  await acknowledgeElsewhere(world, ['Apple', 'Birch', 'Cedar']);
  await page.keyboard.press('g');
  await page.keyboard.press('k');
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await row('Birch').focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Everything' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row('Birch')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(row('Birch')).toHaveCount(0);
  await expect(row('Cedar')).toBeFocused();
  // One is put back after the other.
  await expect(row('Cedar').getByRole('button')).toBeEnabled();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(row('Apple')).toBeFocused();
});

test('Escape closes the pane of a task, not the screen, and gives the focus back to its line', async ({
  world,
  openConsole,
}) => {
  const page = await begin(world, openConsole);
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  const row = page.getByRole('row').filter({ hasText: 'Cedar' });
  const pane = page.getByRole('complementary', { name: 'Cedar' });
  await row.press('Enter');
  await pane.getByRole('button', { name: 'Copy the id of the task' }).focus();
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await expect(row).toBeFocused();
  await page.keyboard.press('j');
  await expect(page.getByRole('row').filter({ hasText: 'Damson' })).toBeFocused();
});
