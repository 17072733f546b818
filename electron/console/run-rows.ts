import type { RunRow, TaskRow } from '#shared/contract/sweep.ts';
import { groupBy } from '#shared/domain/group-by.ts';
import { latestCheckpoints } from '#shared/domain/latest-checkpoint.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import { noCost, runCosts } from './run-costs.ts';

type Worked = Pick<TaskRow, 'workedMs' | 'runningSince'>;

/** How long the sessions of a task worked, as far as it is recorded; a dead one until its last sign. */
function workOf(task: Task, sessions: readonly Session[]): Worked {
  let workedMs = 0;
  let runningSince: string | null = null;
  for (const session of sessions) {
    if (isActiveSession(session) && task.state === 'running') {
      runningSince = session.startedAt;
      continue;
    }
    const end = Date.parse(session.lastHeartbeatAt ?? session.updatedAt);
    const lived = end - Date.parse(session.startedAt);
    if (Number.isFinite(lived)) workedMs += Math.max(0, Math.round(lived));
  }
  return { workedMs, runningSince };
}

const sessionsByTask = ({ sessions }: RecordSet): ReadonlyMap<string, readonly Session[]> =>
  groupBy(
    sessions.map(({ record }) => record),
    ({ taskId }) => taskId,
  );

/** Tasks as the screens list them, with what their sessions and checkpoints say. */
export function taskRows(recorded: RecordSet): TaskRow[] {
  const sessions = sessionsByTask(recorded);
  const checkpoints = latestCheckpoints(recorded.checkpoints);
  return recorded.tasks.map(({ record, workspace }) => {
    const checkpoint = checkpoints.get(record.id)?.record;
    return {
      id: record.id,
      runId: record.runId,
      state: record.state,
      blockedReasons: record.blockedReasons,
      name: record.name ?? null,
      workspace,
      agentId: record.agentId,
      dependsOn: record.dependsOn,
      attempts: record.attempts,
      environmentId: record.environmentId ?? null,
      costUsd: record.cost?.usd ?? null,
      tokens: record.cost?.tokens ?? null,
      ...workOf(record, sessions.get(record.id) ?? []),
      checkpoint:
        checkpoint === undefined
          ? null
          : {
              label: checkpoint.safeBoundaryLabel,
              replaySafety: checkpoint.replaySafety,
              disposition: checkpoint.resumeDisposition,
            },
      updatedAt: record.updatedAt,
    };
  });
}

/** Runs as the screens list them. */
export function runRows(recorded: RecordSet, tasks: readonly TaskRow[]): RunRow[] {
  const costs = runCosts(
    recorded.runs.map(({ record }) => record),
    tasks,
  );
  return recorded.runs.map(({ record, workspace }) => ({
    id: record.id,
    status: record.status,
    name: record.name ?? null,
    workspace,
    parentRunId: record.parentRunId ?? null,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    completedAt: record.completedAt ?? null,
    cost: costs.get(record.id) ?? noCost,
  }));
}
