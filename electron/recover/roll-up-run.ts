import type { RecordChange } from '#shared/domain/records.ts';
import { rollUpRuns } from '#shared/domain/roll-up.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Task } from '#shared/domain/task.ts';
import type { RecoverDeps } from './recover-deps.ts';

/**
 * The changes of runs that a changed task brings with it, its run and those above, to be written in
 * the same transaction; none when every status stays as it is. Reads the records as they are now, not
 * as first looked at.
 */
export function rollUpRun(
  deps: Pick<RecoverDeps, 'store' | 'runStatus'>,
  changedTask: Task,
  now: Instant,
): readonly RecordChange[] {
  const around = { records: deps.store.load(), runStatus: deps.runStatus, now };
  return rollUpRuns(around, [
    { kind: 'task', id: changedTask.id, expectedVersion: 0, after: changedTask },
  ]);
}
