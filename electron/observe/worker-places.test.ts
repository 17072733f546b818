import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reconcile } from '#electron/reconcile/reconcile.ts';
import { createManualClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import {
  createTestingRepository,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import type { Worker } from '#shared/domain/worker.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { createObserver } from './observe-world.ts';
import { lookAtAll } from './testing-whole-look.ts';
import { observeWorkerPlaces } from './worker-places.ts';

let repository: TestingRepository;
beforeEach(() => {
  repository = createTestingRepository();
});
afterEach(() => repository.remove());

const workerIn = (workspacePath: string): Worker => ({
  taskId: 'RQ-1',
  workspacePath,
  lifecycle: 'running',
  startedAt: '2026-01-01T00:00:00.000Z',
  pushAttempts: 0,
});

/** A way to `path` that leads through a symlink, as `/tmp` does on some systems. */
function byLink(path: string): string {
  const link = join(repository.folder, 'link');
  symlinkSync(repository.folder, link);
  return path.replace(repository.folder, link);
}

/** What a whole look has to say about the directories there, by what the workers' records name. */
async function look(...workspacePaths: readonly string[]): Promise<readonly string[]> {
  const clock = createManualClock(0);
  const observer = createObserver({
    runGit: createGitRunner(),
    clock,
    observeProcess: () => Promise.resolve({ kind: 'absent', observedAt: clock.now() }),
    identifyProcess: () => Promise.resolve(undefined),
  });
  const recorded = recordSet({ workers: workspacePaths.map(workerIn) });
  const seen = await lookAtAll(observer, recorded, [repository.root]);
  return reconcile(situation({ recorded, observed: observed(seen) })).conditions.map(
    ({ reason }) => reason,
  );
}

test('a worktree is its worker’s, though its record leads there through a symlink', async () => {
  const worktree = repository.addWorktree('RQ-1');
  expect(await look()).toEqual(['unrecorded_worktree']);
  expect(await look(byLink(worktree))).toEqual([]);
});

test('a worktree is its worker’s, though its record ends its path with a slash', async () => {
  const worktree = repository.addWorktree('RQ-1');
  expect(await look(`${worktree}/`)).toEqual([]);
  expect(await look(`${worktree}-2/`)).toEqual(['unrecorded_worktree']);
});

test('a worker’s directory that is gone is nowhere', async () => {
  const gone = join(repository.folder, 'gone');
  expect(await observeWorkerPlaces(recordSet({ workers: [workerIn(gone)] }))).toEqual([]);
});
