import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import type { Worker } from '#shared/domain/worker.ts';
import { recordSet } from '#shared/testing/make-situation.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { observeCoordinators } from './coordinators.ts';
import { createIdentifyProcess, createProcessObserver, readBootId } from './process.ts';

const at = '2026-01-01T00:00:00.000Z';
const worker = (taskId: string, pid: number, lifecycle: Worker['lifecycle'] = 'running') => ({
  taskId,
  workspacePath: '/repos',
  lifecycle,
  startedAt: at,
  pushAttempts: 0,
  coordinator: { pid, startedAt: at },
});

async function makeEyes() {
  const options = { bootId: await readBootId(), host: hostname(), clock: systemClock };
  return {
    clock: systemClock,
    observeProcess: createProcessObserver(options),
    identifyProcess: createIdentifyProcess(options),
  };
}

test('a living coordinator is seen with its start time, a dead one as absent, each once', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const recorded = recordSet({
    workers: [worker('a', pid), worker('b', pid), worker('c', pid + 1, 'completed')],
  });
  try {
    const [alive, ...others] = await observeCoordinators(await makeEyes(), recorded);
    expect(others).toEqual([]);
    expect(alive).toMatchObject({ pid, startedAt: at, process: { kind: 'alive' } });
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const [gone] = await observeCoordinators(await makeEyes(), recorded);
  expect(gone).toMatchObject({ pid, process: { kind: 'absent' } });
});
