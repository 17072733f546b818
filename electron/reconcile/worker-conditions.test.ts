import { expect, test } from 'vitest';
import type { ProcessReading } from '#shared/domain/observation.ts';
import type { Worker } from '#shared/domain/worker.ts';
import { absent, alive, makeUnclaimed, unknownProcess } from '#shared/testing/make-reading.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

const startedAt = moments.started;

const makeWorker = (overrides: Partial<Worker> = {}): Worker => ({
  taskId: 'RQ-7',
  workspacePath: '/repos/.workspaces/shop/parallel/RQ-7',
  lifecycle: 'running',
  startedAt,
  pushAttempts: 0,
  coordinator: { pid: 4121, startedAt },
  ...overrides,
});

function look(worker: Worker, process?: ProcessReading) {
  const { pid, startedAt: at } = worker.coordinator ?? { pid: 0, startedAt };
  const coordinators = process === undefined ? [] : [{ pid, startedAt: at, process }];
  return reconcile(
    situation({ recorded: recordSet({ workers: [worker] }), observed: observed({ coordinators }) }),
  ).conditions.map(({ lane, reason, message }) => ({ lane, reason, message }));
}

const began = (at: string): ProcessReading => ({
  ...alive(),
  kind: 'alive',
  identity: { pid: 4121 },
  startedAt: at,
  observedAt: moments.now,
});

test('a worker whose coordinator lives needs nobody', () => {
  expect(look(makeWorker(), began(startedAt))).toEqual([]);
});

test('an interrupted integration tells what is half done where the worker works', () => {
  const worker = makeWorker({ lifecycle: 'integrating' });
  const [condition] = reconcile(
    situation({
      recorded: recordSet({ workers: [worker] }),
      observed: observed({
        coordinators: [{ pid: 4121, startedAt, process: absent() }],
        workerOperations: [{ path: worker.workspacePath, operation: 'rebase' }],
      }),
    }),
  ).conditions;
  expect(condition?.message).toMatch(/a rebase is half done there\.$/u);
  expect(condition?.evidence.map(({ probe }) => probe)).toContain('operation');
});

test('the directory of a recorded worker is nobody’s leftover', () => {
  const worker = makeWorker();
  const directory = makeUnclaimed({ path: worker.workspacePath });
  const look = (workers: readonly Worker[]) =>
    reconcile(
      situation({
        recorded: recordSet({ workers }),
        observed: observed({ unclaimed: [directory] }),
      }),
    ).conditions.map(({ reason }) => reason);
  expect(look([worker])).toEqual([]);
  expect(look([])).toEqual(['leftover_directory']);
});

test('a running worker is crashed when its coordinator is proven gone', () => {
  const [condition] = look(makeWorker(), absent());
  expect(condition).toMatchObject({ lane: 'crashed', reason: 'worker_crashed' });
  expect(condition?.message).toContain('process 4121 is gone');
});

test('a coordinator whose pid belongs to a process that began later is gone', () => {
  expect(look(makeWorker(), began(later(startedAt, 60_000)))).toMatchObject([
    { reason: 'worker_crashed' },
  ]);
});

test('a coordinator that works in its folder is not called gone for a clock that was set', () => {
  const paused = (cwd: string): ProcessReading => ({
    kind: 'alive',
    identity: { pid: 4121 },
    startedAt: later(startedAt, 8 * 3_600_000),
    cwd,
    observedAt: moments.now,
  });
  expect(look(makeWorker(), paused('/repos/shop'))).toEqual([]);
  expect(look(makeWorker(), paused('/repos/shop-2'))).toMatchObject([{ reason: 'worker_crashed' }]);
});

test('an integration whose coordinator died is told as interrupted', () => {
  expect(look(makeWorker({ lifecycle: 'integrating' }), absent())).toMatchObject([
    { lane: 'crashed', reason: 'integration_interrupted' },
  ]);
});

test.each([
  ['older than a week', later(moments.now, -8 * 24 * 3_600_000)],
  ['in the future', later(moments.now, 6 * 60_000)],
  ['no time at all', 'last Tuesday'],
])('a lock whose time is %s is for a person, whatever its process looks like', (_case, at) => {
  const worker = makeWorker({ coordinator: { pid: 4121, startedAt: at } });
  expect(look(worker, began(at))).toMatchObject([
    { lane: 'blocked', reason: 'coordinator_review' },
  ]);
});

test('a coordinator that could not be looked at leads to nothing', () => {
  expect(look(makeWorker(), unknownProcess())).toEqual([]);
  expect(look(makeWorker())).toEqual([]);
});

test('a blocked push is shown with its error and attempts', () => {
  const [condition] = look(
    makeWorker({ lifecycle: 'blocked_push', pushAttempts: 3, lastError: 'remote rejected' }),
  );
  expect(condition).toMatchObject({ lane: 'blocked', reason: 'push_blocked' });
  expect(condition?.message).toMatch(/3 attempts.*remote rejected/u);
});

test.each(['completed', 'failed'] as const)('a worker that is %s needs nobody', (lifecycle) => {
  expect(look(makeWorker({ lifecycle }), absent())).toEqual([]);
});
