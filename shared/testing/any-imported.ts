import fc from 'fast-check';
import type { CoordinatorReading } from '#shared/domain/observation.ts';
import { workerLifecycles, type PipelineItem, type Worker } from '#shared/domain/worker.ts';
import { ago, anyProcess } from './any-reading.ts';
import { recordSet } from './make-situation.ts';
import { later, moments } from './moments.ts';

const anyTime = fc.constantFrom(
  moments.started,
  ago(1000),
  ago(10 * 24 * 3_600_000),
  // A clock that went wrong.
  later(moments.now, 3_600_000),
);

const anyWorker = fc.record({
  lifecycle: fc.constantFrom(...workerLifecycles),
  startedAt: anyTime,
  pushAttempts: fc.nat({ max: 3 }),
  lastError: fc.constantFrom(undefined, 'rejected'),
  coordinator: fc.option(fc.record({ pid: fc.constantFrom(700, 701), startedAt: anyTime }), {
    nil: undefined,
  }),
  process: fc.option(anyProcess, { nil: undefined }),
});

const anyItem = fc.record({
  stage: fc.constantFrom('coding', 'merging', 'done', 'archived'),
  retryCount: fc.nat({ max: 2 }),
  blocked: fc.boolean(),
  frozen: fc.boolean(),
  mergeFailures: fc.constantFrom(undefined, 0, 2, 3, 9),
  recoveryAgentAttached: fc.constantFrom(undefined, true, false),
  enteredStageAt: fc.option(anyTime, { nil: undefined }),
  mergeJob: fc.option(fc.record({ startedAt: anyTime, serverStartedAt: anyTime }), {
    nil: undefined,
  }),
});

/** Records of parallel runners and pipelines, with what was seen of their coordinators and this boot. */
export const anyImported = fc
  .record({
    workers: fc.array(anyWorker, { maxLength: 2 }),
    items: fc.array(anyItem, { maxLength: 2 }),
    bootedAt: fc.constantFrom(undefined, ago(5000), moments.started),
  })
  .map(({ workers, items, bootedAt }) => {
    const { workers: asWorkers, pipelineItems } = recordSet({
      workers: workers.map(({ process: _seen, ...one }, index): Worker => ({
        ...one,
        taskId: `w-${index}`,
        workspacePath: '/repos/shop',
      })),
      pipelineItems: items.map((one, index): PipelineItem => ({
        ...one,
        id: `i-${index}`,
        dependsOn: [],
      })),
    });
    const readings = new Map<string, CoordinatorReading>();
    for (const { coordinator, process } of workers)
      if (coordinator !== undefined && process !== undefined)
        readings.set(`${coordinator.pid} ${coordinator.startedAt}`, { ...coordinator, process });
    return {
      records: { workers: asWorkers, pipelineItems },
      observed: { bootedAt, coordinators: [...readings.values()] },
    };
  });
