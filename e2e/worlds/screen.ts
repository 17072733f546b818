import { expect, type Locator, type Page } from '@playwright/test';
import type { Lane } from '#shared/domain/condition.ts';

const laneNames: Readonly<Record<Lane, string>> = {
  crashed: 'Crashed',
  orphaned: 'Orphaned',
  drifted: 'Drifted',
  blocked: 'Blocked',
};

/** The row of the list with this title. */
export const rowOf = (page: Page, title: string): Locator =>
  page.getByRole('grid', { name: 'What needs you' }).getByRole('row').filter({ hasText: title });

/** The link to a lane, which carries its count. */
export const laneLink = (page: Page, lane: Lane): Locator =>
  page.getByRole('navigation').getByRole('link', { name: laneNames[lane] });

/** Matches the link of a lane, or of all of them, with exactly this count. */
export const withCount = (count: number): RegExp => new RegExp(`\\D${count}$`, 'u');

/** Goes to a lane, and waits until the list holds rows of that lane alone. */
export async function openLane(page: Page, lane: Lane): Promise<void> {
  await laneLink(page, lane).click();
  const rows = page.getByRole('grid', { name: 'What needs you' }).getByRole('row');
  for (const other of Object.values(laneNames))
    if (other !== laneNames[lane])
      await expect(rows.filter({ has: page.getByText(other, { exact: true }) })).toHaveCount(0);
}
