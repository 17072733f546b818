import type { StartedSession } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RecordChange, StaleRecord } from '#shared/domain/records.ts';
import type { ProcessIdentity, Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import { ok, type Result } from '#shared/result.ts';
import { withRuns, type LaunchDeps, type PreparedLaunch } from './launch-deps.ts';

/**
 * Records the session to come, the task as running and the lease on its environment, before anything
 * runs: a console that dies in between leaves a session that is seen to be gone, never an agent that
 * nobody knows.
 */
export function recordSession(
  deps: LaunchDeps,
  taskId: string,
  command: readonly string[],
): Result<PreparedLaunch, StaleRecord> {
  const now = deps.clock.now();
  const task = deps.store.get('task', taskId);
  const environmentId = task?.record.environmentId;
  const environment =
    environmentId === undefined ? undefined : deps.store.get('environment', environmentId);
  if (task === undefined || environment === undefined)
    throw new Error(`Task ${taskId} or its environment vanished while it was being launched`);
  const { runId, agentId } = task.record;
  const sessionId = `s-${deps.newId()}`;
  const session: Session = {
    id: sessionId,
    taskId,
    runId,
    agentId,
    engine: deps.engine,
    status: 'spawned',
    host: deps.host,
    cwd: environment.record.path,
    command,
    logPath: deps.logPathOf(sessionId),
    startedAt: now,
    updatedAt: now,
  };
  const running: Task = { ...task.record, state: 'running', startedAt: now, updatedAt: now };
  const leased: Environment = {
    ...environment.record,
    state: 'in_use',
    lease: {
      kind: 'execution',
      holder: { sessionId, taskId, agentId, host: deps.host },
      token: deps.newId(),
      acquiredAt: now,
    },
    updatedAt: now,
  };
  const { id } = leased;
  const changes: readonly RecordChange[] = [
    { kind: 'task', id: taskId, expectedVersion: task.version, after: running },
    { kind: 'environment', id, expectedVersion: environment.version, after: leased },
    {
      kind: 'session',
      id: sessionId,
      expectedVersion: 0,
      after: session,
      source: 'rollcall',
      workspace: task.workspace,
    },
  ];
  const written = deps.store.write(withRuns(deps, changes), {
    actor: deps.actor ?? 'operator',
    verb: 'launch',
    subject: `session:${sessionId}`,
    result: 'starting',
    message: `Session ${sessionId} of task ${taskId} is being started.`,
  });
  if (!written.ok) return written;
  return ok({
    task: running,
    environment: leased,
    sessionId,
    start: {
      sessionId,
      command,
      cwd: leased.path,
      env: {
        ROLLCALL_HOME: deps.home,
        ROLLCALL_SESSION: sessionId,
        ROLLCALL_TASK: taskId,
        ROLLCALL_RUN: runId,
      },
    },
  });
}

/** Records the identity under which the session was seen alive, in its record and its lease. */
export function recordStarted(
  deps: LaunchDeps,
  launch: PreparedLaunch,
  started: Pick<StartedSession, 'identity'>,
): Result<void, StaleRecord> {
  const session = deps.store.get('session', launch.sessionId);
  const environment = deps.store.get('environment', launch.environment.id);
  if (session === undefined || environment === undefined) return ok(undefined);
  const identity: ProcessIdentity = started.identity;
  const now = deps.clock.now();
  const lease = environment.record.lease;
  return deps.store.write(
    [
      {
        kind: 'session',
        id: launch.sessionId,
        expectedVersion: session.version,
        after: { ...session.record, ...identity, status: 'running', updatedAt: now },
      },
      ...(lease?.holder.sessionId === launch.sessionId
        ? [
            {
              kind: 'environment' as const,
              id: launch.environment.id,
              expectedVersion: environment.version,
              after: {
                ...environment.record,
                lease: { ...lease, holder: { ...lease.holder, ...identity } },
                updatedAt: now,
              },
            },
          ]
        : []),
    ],
    {
      actor: deps.actor ?? 'operator',
      verb: 'launch',
      subject: `session:${launch.sessionId}`,
      result: 'applied',
      message: `Session ${launch.sessionId} runs as process ${identity.pid}.`,
    },
  );
}
