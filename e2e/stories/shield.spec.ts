import { operatorGated } from '#e2e/worlds/operator-gated.ts';
import { rowOf } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

test('a fault in one screen leaves the others and the way back to them', async ({
  world,
  openConsole,
}) => {
  await operatorGated(world);
  const { page } = await openConsole();
  await expect(rowOf(page, 'Price list')).toBeVisible();
  // Of all screens only History writes numbers so. Broken in this page alone.
  const mend = await page.evaluateHandle(() => {
    const numbers: { toLocaleString: () => string } = Number.prototype;
    const write = numbers.toLocaleString;
    numbers.toLocaleString = () => {
      throw new Error('broken on purpose');
    };
    return () => {
      numbers.toLocaleString = write;
    };
  });
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  const note = page.getByRole('alert').filter({ hasText: 'This screen could not be drawn' });
  await expect(note).toContainText('broken on purpose');

  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await expect(rowOf(page, 'Price list')).toBeVisible();
  await expect(note).toHaveCount(0);

  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(note).toBeVisible();
  await mend.evaluate((repair) => repair());
  await note.getByRole('button', { name: 'Draw it again' }).click();
  await expect(note).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
});
