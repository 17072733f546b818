import { expect, type Page } from '@playwright/test';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { reasonCatalogue } from '#shared/domain/reason.ts';
import { verbLabels, verbShortLabels } from '#shared/domain/verb.ts';

/** Opens every condition and holds each field that the terminal printed against what stands there. */
export async function expectConditionsShown(page: Page, { conditions }: SweepDocument) {
  const grid = page.getByRole('grid', { name: 'What needs you' });
  await expect(grid.getByRole('checkbox', { name: /^Select (?!all)/u })).toHaveCount(
    conditions.length,
  );
  for (const condition of conditions) {
    const row = grid
      .getByRole('row')
      .filter({ has: page.getByTitle(condition.message, { exact: true }) });
    await expect(row).toContainText(condition.title);
    await expect(row.getByTitle(condition.since, { exact: true })).toHaveCount(1);
    await row.click();
    await expectDetail(page, condition);
  }
}

type Shown = SweepDocument['conditions'][number];

async function expectDetail(page: Page, condition: Shown) {
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail.getByRole('heading', { level: 1 })).toHaveText(condition.title);
  await expect(detail.getByText(condition.message, { exact: true }).first()).toBeVisible();
  const head = detail.getByRole('banner').or(detail.locator('header')).first();
  await expect(head).toContainText(condition.lane, { ignoreCase: true });
  await expect(head).toContainText(reasonCatalogue[condition.reason].title);
  await expect(head.locator('time').first()).toHaveAttribute('datetime', condition.since);
  for (const word of riskWords(condition.workAtRisk)) await expect(head).toContainText(word);
  for (const { probe, value } of condition.evidence)
    await expect(
      detail
        .locator('dl > div')
        .filter({ has: page.getByText(new RegExp(`^${escape(probe)}$`, 'iu')) })
        .filter({ has: page.getByText(value, { exact: true }) })
        .first(),
    ).toBeVisible();
  const table = detail.getByRole('table').first();
  for (const { name, recorded, observed } of condition.comparisons) {
    const row = table.getByRole('row').filter({ hasText: name });
    for (const text of [recorded, observed])
      await expect(row.getByTitle(text, { exact: true }).first()).toBeVisible();
  }
  await expectActions(page, condition);
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');

function riskWords({ uncommittedFiles, unpushedCommits }: Condition['workAtRisk']): string[] {
  const say = (count: number | undefined, what: string) => {
    if (count === undefined) return `${what}s unknown`;
    return count === 0 ? '' : `${count} ${what}`;
  };
  return [say(uncommittedFiles, 'uncommitted file'), say(unpushedCommits, 'unpushed commit')];
}

/** The proposed action first, the offered ones as buttons or in the menu, the others with their reason. */
async function expectActions(page: Page, { actions, proposed }: Shown) {
  const detail = page.getByRole('complementary', { name: 'Detail' });
  const offered = actions.filter((action) => action.offered).map(({ verb }) => verb);
  const first = offered.find((verb) => verb === proposed);
  const others = offered.filter((verb) => verb !== first);
  if (first !== undefined)
    await expect(detail.getByRole('button', { name: verbLabels[first] }).first()).toBeVisible();
  const [second, ...rest] = others;
  if (second !== undefined)
    await expect(
      detail.getByRole('button', { name: verbShortLabels[second] }).first(),
    ).toBeVisible();
  if (rest.length > 0) {
    await detail.getByRole('button', { name: 'Other actions' }).click();
    const menu = page.getByRole('menu');
    await expect(menu.getByRole('menuitem')).toHaveCount(rest.length);
    for (const verb of rest)
      await expect(menu.getByRole('menuitem').filter({ hasText: verbLabels[verb] })).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(menu).toHaveCount(0);
  }
  for (const action of actions)
    if (!action.offered)
      await expect(
        detail
          .getByRole('list', { name: 'Not possible now' })
          .getByRole('listitem')
          .filter({ hasText: verbLabels[action.verb] }),
      ).toContainText(action.why);
}

/** Holds the environments, runs and tasks that the terminal printed against their screens. */
export async function expectRowsShown(page: Page, { environments, runs, tasks }: SweepDocument) {
  const { rows, open } = onScreen(page);
  await open('Environments');
  for (const { path, branch, state, health, recoveryStatus } of environments) {
    const row = rows.filter({ has: page.getByTitle(path, { exact: true }) });
    for (const text of [branch ?? '–', state.replaceAll('_', ' '), health])
      await expect(row).toContainText(text);
    await expect(row).toContainText(
      recoveryStatus === 'needs_operator_action' ? 'needs you' : recoveryStatus.replace('_', ' '),
    );
  }
  await open('Runs');
  for (const { id, name, status } of runs)
    await expect(rows.filter({ hasText: name ?? id }).filter({ hasText: status })).not.toHaveCount(
      0,
    );
  for (const { id, name, state, blockedReasons } of tasks) {
    const row = rows.filter({ has: page.getByTitle(id, { exact: true }) });
    await expect(row).toContainText(name ?? id);
    await expect(row).toContainText(state.replaceAll('_', ' '));
    if (blockedReasons.length > 0)
      await expect(row.getByTitle(blockedReasons.join(' '), { exact: true })).toHaveCount(1);
  }
}

const onScreen = (page: Page) => ({
  rows: page.getByRole('main').getByRole('row'),
  open: async (screen: string) => {
    await page.getByRole('navigation').getByRole('link', { name: screen }).click();
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText(screen);
  },
});
