import type { Recorded, RecordChange } from '#shared/domain/records.ts';
import type { Instant, Run } from '#shared/domain/run.ts';
import type { Task } from '#shared/domain/task.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { changeRecord } from './record-change.ts';

/**
 * The change of a run that a changed task brings with it, to be written in the same transaction; none
 * when the run's status stays as it is. Reads the records as they are now, not as first looked at.
 */
export function rollUpRun(
  deps: Pick<RecoverDeps, 'store' | 'runStatus'>,
  changedTask: Task,
  now: Instant,
): readonly RecordChange[] {
  const run = deps.store.get('run', changedTask.runId);
  if (run === undefined) return [];
  const { tasks, runs } = deps.store.load();
  const own = tasks
    .map(({ record }) => (record.id === changedTask.id ? changedTask : record))
    .filter(({ runId }) => runId === changedTask.runId);
  const children = runs
    .map(({ record }) => record)
    .filter(({ parentRunId }) => parentRunId === run.record.id);
  return changeStatus(run, deps.runStatus(own, children), now);
}

function changeStatus(
  run: Recorded<Run>,
  status: Run['status'],
  now: Instant,
): readonly RecordChange[] {
  if (run.record.status === status) return [];
  const isOver = status === 'completed' || status === 'failed' || status === 'cancelled';
  const { completedAt: _earlier, ...rest } = run.record;
  return [
    changeRecord('run', run, {
      ...rest,
      status,
      updatedAt: now,
      ...(isOver ? { completedAt: now } : {}),
    }),
  ];
}
