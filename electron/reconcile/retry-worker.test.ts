import { expect, test } from 'vitest';
import type { Worker } from '#shared/domain/worker.ts';
import { workerRetryCases } from '#shared/testing/reference-worker-cases.ts';
import { retryWorker } from './retry-worker.ts';

const ended: Omit<Worker, 'lifecycle'> = {
  taskId: 'RQ-1',
  workspacePath: '/ws/RQ-1',
  startedAt: '2026-03-21T12:00:00Z',
  completedAt: '2026-03-21T12:09:00Z',
  pushAttempts: 2,
  lastError: 'push rejected',
};

test.each(workerRetryCases)(
  'a task that is $from is tried again, or its runner says why not',
  ({ from, refused }) => {
    const before = from === undefined ? undefined : { ...ended, lifecycle: from };
    const after = retryWorker(before);
    if (refused !== undefined)
      return expect(after).toMatchObject({
        ok: false,
        error: { message: expect.stringContaining(refused) },
      });
    const { lastError: _former, ...kept } = ended;
    return expect(after).toEqual({ ok: true, value: { ...kept, lifecycle: 'running' } });
  },
);
