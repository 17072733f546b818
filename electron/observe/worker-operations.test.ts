import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestingRepository, writeText } from '#electron/platform/testing-repository.ts';
import type { Worker } from '#shared/domain/worker.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { observeWorkerOperations } from './worker-operations.ts';

const worker = (taskId: string, workspacePath: string, lifecycle: Worker['lifecycle']): Worker => ({
  taskId,
  workspacePath,
  lifecycle,
  startedAt: '2026-01-01T00:00:00.000Z',
  pushAttempts: 0,
});

test('a rebase that stopped in a worker’s clone is seen, though no watched repository lists it', async () => {
  const repository = createTestingRepository();
  try {
    const { root, folder, git, gitIn } = repository;
    const cloneAt = (name: string): string => {
      const clone = join(folder, name);
      git('clone', '--quiet', root, clone);
      return clone;
    };
    const [stopped, quiet, ended] = [cloneAt('stopped'), cloneAt('quiet'), cloneAt('ended')];
    for (const clone of [stopped, ended]) {
      writeText(join(clone, 'work.txt'), 'work\n');
      gitIn(clone, 'add', '--all');
      gitIn(clone, 'commit', '--quiet', '--message=work');
      expect(() => gitIn(clone, 'rebase', '--quiet', '--exec', 'false', 'HEAD~1')).toThrow();
    }
    const workers = [
      worker('RQ-1', stopped, 'integrating'),
      worker('RQ-2', quiet, 'running'),
      worker('RQ-3', ended, 'failed'),
      worker('RQ-4', join(folder, 'nowhere'), 'running'),
    ];
    expect(await observeWorkerOperations(recordSet({ workers }))).toEqual([
      { path: stopped, operation: 'rebase' },
    ]);
  } finally {
    repository.remove();
  }
});
