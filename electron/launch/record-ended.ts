import type { Recorded, RecordChange, StaleRecord } from '#shared/domain/records.ts';
import type { Task } from '#shared/domain/task.ts';
import { ok, type Result } from '#shared/result.ts';
import { withRuns, type LaunchDeps, type PreparedLaunch } from './launch-deps.ts';

/** The task after its agent ended by itself: code 0 completes it, any other fails it. */
const endedTask = (task: Recorded<Task>, exitCode: number, at: string): Task => ({
  ...task.record,
  state: exitCode === 0 ? 'completed' : 'failed',
  updatedAt: at,
  completedAt: at,
});

/**
 * Records the end that the caller itself saw: the session's exit, the task's outcome, the lease
 * released, the runs rolled up. A task that somebody else moved on meanwhile is left alone.
 */
export function recordEnded(
  deps: LaunchDeps,
  launch: Pick<PreparedLaunch, 'sessionId' | 'task' | 'environment'>,
  exitCode: number,
): Result<void, StaleRecord> {
  const session = deps.store.get('session', launch.sessionId);
  if (session === undefined || session.record.status === 'exit') return ok(undefined);
  const task = deps.store.get('task', launch.task.id);
  const environment = deps.store.get('environment', launch.environment.id);
  const now = deps.clock.now();
  const exitReason = exitCode === 0 ? 'finished' : 'failed';
  const changes: RecordChange[] = [
    {
      kind: 'session',
      id: session.record.id,
      expectedVersion: session.version,
      after: { ...session.record, status: 'exit', exitCode, exitReason, updatedAt: now },
    },
  ];
  if (task?.record.state === 'running') {
    const after = endedTask(task, exitCode, now);
    changes.push({ kind: 'task', id: task.record.id, expectedVersion: task.version, after });
  }
  const lease = environment?.record.lease;
  if (environment !== undefined && lease?.holder.sessionId === launch.sessionId)
    changes.push({
      kind: 'environment',
      id: environment.record.id,
      expectedVersion: environment.version,
      after: {
        ...environment.record,
        state: 'ready',
        lease: { ...lease, releasedAt: now },
        updatedAt: now,
      },
    });
  return deps.store.write(withRuns(deps, changes), {
    actor: 'agent',
    verb: 'ended',
    subject: `session:${launch.sessionId}`,
    result: 'applied',
    message: `Session ${launch.sessionId} ended with exit code ${exitCode}.`,
  });
}
