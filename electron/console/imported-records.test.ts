import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';
import { pidOfTheDead } from '#e2e/worlds/pid-of-the-dead.ts';
import { readBootedAt } from '#electron/observe/boot-time.ts';

async function importAndSweep(world: World, document: object): Promise<SweepDocument> {
  const file = join(world.folder, 'records.json');
  await writeFile(
    file,
    JSON.stringify({ schemaVersion: 1, workspaceRoot: world.folder, ...document }),
  );
  const imported = await world.rollcall(['import', file]);
  expect(imported.code, imported.stderr).toBe(0);
  return JSON.parse((await world.rollcall(['sweep', '--json'])).stdout) as SweepDocument;
}

test('an imported worker whose coordinator is dead is called crashed; one that lives is not', async () => {
  const world = await makeWorld(sourceEntry);
  try {
    const startedAt = new Date(Date.now() - 60_000).toISOString();
    const worker = (taskId: string, pid: number) => ({
      taskId,
      workspacePath: world.folder,
      lifecycle: 'running',
      startedAt,
      coordinator: { pid, startedAt: new Date().toISOString() },
    });
    const { conditions } = await importAndSweep(world, {
      workers: [worker('lost', await pidOfTheDead()), worker('well', process.pid)],
    });
    expect(conditions.map(({ reason, subject }) => [reason, subject.id])).toEqual([
      ['worker_crashed', 'lost'],
    ]);
    expect(conditions[0]?.evidence[0]?.value).toMatch(/is gone$/u);
  } finally {
    await world.remove();
  }
});

test('a merge job of an earlier boot is forgotten, its item handed out again, and the audit says so', async () => {
  const bootedMs = Date.parse((await readBootedAt()) ?? '');
  const item = (id: string, serverMs: number) => {
    const serverStartedAt = new Date(serverMs).toISOString();
    return { id, stage: 'merging', mergeJob: { startedAt: serverStartedAt, serverStartedAt } };
  };
  const world = await makeWorld(sourceEntry);
  try {
    const { conditions } = await importAndSweep(world, {
      pipelineItems: [item('left', bootedMs - 3_600_000), item('begun', Date.now())],
    });
    expect(conditions).toEqual([]);
    const exported = JSON.parse((await world.rollcall(['export'])).stdout);
    const jobs = Object.fromEntries(
      exported.pipelineItems.map((one: { id: string }) => [one.id, 'mergeJob' in one]),
    );
    expect(jobs).toEqual({ left: false, begun: true });
    const { rows } = JSON.parse((await world.rollcall(['audit', '--json'])).stdout);
    const forgotten = rows.filter((row: { verb: string }) => row.verb === 'merge_job_forgotten');
    expect(forgotten).toMatchObject([{ subject: 'pipelineItem:left', actor: 'rollcall' }]);
  } finally {
    await world.remove();
  }
});
