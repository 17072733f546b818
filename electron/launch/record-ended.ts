import type { AuditDraft, RecordChange, StaleRecord } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Task } from '#shared/domain/task.ts';
import { ok, type Result } from '#shared/result.ts';
import { withRuns, type LaunchDeps, type PreparedLaunch } from './launch-deps.ts';

type Launched = Pick<PreparedLaunch, 'sessionId' | 'task' | 'environment'>;

interface SeenEnd {
  readonly exitCode: number;
  readonly exitReason: string;
  /** What becomes of the task. */
  readonly after: (task: Task, at: Instant) => Task;
  readonly told: Pick<AuditDraft, 'actor' | 'verb' | 'result' | 'message'>;
}

/**
 * Records the end that the caller itself saw: the session's exit, the task's outcome, the lease
 * released, the runs rolled up. Code 0 completes the task, any other fails it. A task that somebody else
 * moved on meanwhile is left alone.
 */
export const recordEnded = (
  deps: LaunchDeps,
  launch: Launched,
  exitCode: number,
): Result<void, StaleRecord> =>
  recordEnd(deps, launch, {
    exitCode,
    exitReason: exitCode === 0 ? 'finished' : 'failed',
    after: (task, at) => ({
      ...task,
      state: exitCode === 0 ? 'completed' : 'failed',
      updatedAt: at,
      completedAt: at,
    }),
    told: {
      actor: 'agent',
      verb: 'ended',
      result: 'applied',
      message: `Session ${launch.sessionId} ended with exit code ${exitCode}.`,
    },
  });

/**
 * Records that no agent came to life, and why: nothing was done of the task, so it waits for the operator
 * with that reason.
 */
export const recordNotStarted = (
  deps: LaunchDeps,
  launch: Launched,
  why: string,
): Result<void, StaleRecord> =>
  recordEnd(deps, launch, {
    exitCode: -1,
    exitReason: 'not_started',
    after: (task, at) => ({
      ...task,
      state: 'blocked',
      blockedReasons: [...task.blockedReasons, why],
      updatedAt: at,
    }),
    told: { actor: 'rollcall', verb: 'launch', result: 'failed', message: why },
  });

function recordEnd(
  deps: LaunchDeps,
  launch: Launched,
  { exitCode, exitReason, after, told }: SeenEnd,
): Result<void, StaleRecord> {
  const session = deps.store.get('session', launch.sessionId);
  if (session === undefined || session.record.status === 'exit') return ok(undefined);
  const task = deps.store.get('task', launch.task.id);
  const environment = deps.store.get('environment', launch.environment.id);
  const now = deps.clock.now();
  const changes: RecordChange[] = [
    {
      kind: 'session',
      id: session.record.id,
      expectedVersion: session.version,
      after: { ...session.record, status: 'exit', exitCode, exitReason, updatedAt: now },
    },
  ];
  if (task?.record.state === 'running') {
    const { record, version: expectedVersion } = task;
    changes.push({ kind: 'task', id: record.id, expectedVersion, after: after(record, now) });
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
    ...told,
    subject: `session:${launch.sessionId}`,
  });
}
