import type { Task } from '#shared/domain/task.ts';
import { withRuns, type LaunchDeps } from './launch-deps.ts';

/** Blocks the task with this reason: its environment could not be made, or its session not started. */
export function blockTask(deps: LaunchDeps, taskId: string, reason: string): void {
  const current = deps.store.get('task', taskId);
  if (current === undefined) return;
  const after: Task = {
    ...current.record,
    state: 'blocked',
    blockedReasons: [...current.record.blockedReasons, reason],
    updatedAt: deps.clock.now(),
  };
  const change = { kind: 'task', id: taskId, expectedVersion: current.version, after } as const;
  deps.store.write(withRuns(deps, [change]), {
    actor: 'rollcall',
    verb: 'launch',
    subject: `task:${taskId}`,
    result: 'failed',
    message: reason,
  });
}
