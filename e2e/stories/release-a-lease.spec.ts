import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { makeEnvironment, makeLease, makeRun, makeTask } from '#shared/testing/make-record.ts';
import { must } from '#e2e/worlds/must.ts';
import { startProcess } from '#e2e/worlds/reasons/processes.ts';
import { makeRepository } from '#e2e/worlds/repository.ts';
import { laneLink, openLane, rowOf, withCount } from '#e2e/worlds/screen.ts';
import { expect, test } from '../fixtures.ts';

test('a lease blocks its environment once its holder has died, and is released by one press', async ({
  world,
  openConsole,
}) => {
  const repository = await makeRepository(world);
  const holder = await startProcess(world);
  const environment = makeEnvironment.shared({
    workspaceRoot: repository,
    path: repository,
    lease: makeLease.held({ holder: holder.identity }),
  });
  const document: RecordsDocument = {
    schemaVersion: 1,
    workspaceRoot: repository,
    runs: [makeRun({ workspaceDir: repository })],
    tasks: [makeTask.queued()],
    environments: [environment],
  };
  const file = join(world.folder, 'records.json');
  await writeFile(file, JSON.stringify(document));
  must(await world.rollcall(['import', file]));

  const { page } = await openConsole();
  await expect(laneLink(page, 'blocked')).toHaveText(withCount(0));
  await holder.kill();
  await expect(laneLink(page, 'blocked')).toHaveText(withCount(1));
  await openLane(page, 'blocked');
  const row = rowOf(page, 'shop');
  await row.click();
  const detail = page.getByRole('complementary', { name: 'Detail' });
  await expect(detail).toContainText('Abandoned lease');
  const { conditions } = JSON.parse(
    must(await world.rollcall(['list', '--lane', 'blocked', '--json'])),
  );
  expect(conditions).toMatchObject([{ reason: 'lease_abandoned', proposed: 'release_lease' }]);
  await expect(detail).toContainText(conditions[0].message);

  await detail.getByRole('button', { name: 'Release lease' }).click();
  await expect(laneLink(page, 'blocked')).toHaveText(withCount(0));
  const records: RecordsDocument = JSON.parse(must(await world.rollcall(['export'])));
  expect(records.environments).toHaveLength(1);
  expect(records.environments?.[0]?.lease?.releasedAt).toBeDefined();
  must(await world.rollcall(['audit', 'verify']));
});
