import type { Clock } from '#shared/domain/clock.ts';
import type { StartedSession, StartRequest } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { RecordChange, Recorded, RecordStore, StaleRecord } from '#shared/domain/records.ts';
import type { ProcessIdentity, Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { newEnvironment, newRun, newTask, type LaunchRequest } from './new-records.ts';
import { prepareDirectory, type PrepareError } from './prepare-directory.ts';

export interface LaunchDeps {
  readonly store: RecordStore;
  readonly runGit: RunGit;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly home: string;
  readonly host: string;
  /** Name of the engine that `start` belongs to. */
  readonly engine: string;
  /** Where the engine will keep this session's output, if it captures any. */
  readonly logPathOf: (sessionId: string) => string | undefined;
}

/** A task with its environment on disk and a session recorded, about to be started. */
export interface PreparedLaunch {
  readonly task: Task;
  readonly environment: Environment;
  readonly sessionId: string;
  readonly start: StartRequest;
}

export type LaunchError = PrepareError | StaleRecord | { kind: 'task_exists'; message: string };

const add = (kind: RecordChange['kind'], workspace: string) => ({
  kind,
  expectedVersion: 0,
  source: 'rollcall',
  workspace,
});

function recordRequest(
  deps: LaunchDeps,
  request: LaunchRequest,
): Result<{ task: Task; environment: Environment }, StaleRecord> {
  const now = deps.clock.now();
  const environment = newEnvironment(request, now);
  const task = newTask(request, environment.id, now);
  const changes: RecordChange[] = [
    { ...add('task', request.workspace), kind: 'task', id: task.id, after: task },
    {
      ...add('environment', request.workspace),
      kind: 'environment',
      id: environment.id,
      after: environment,
    },
  ];
  if (deps.store.get('run', request.runId) === undefined)
    changes.push({
      ...add('run', request.workspace),
      kind: 'run',
      id: request.runId,
      after: newRun(request, now),
    });
  const written = deps.store.write(changes, {
    actor: 'operator',
    verb: 'launch',
    subject: `task:${task.id}`,
    result: 'recorded',
    message: `Task ${task.id} was recorded, to run ${request.command[0] ?? ''} in ${environment.path}.`,
    after: { command: request.command, path: environment.path },
  });
  return written.ok ? ok({ task, environment }) : written;
}

const versionOf = (recorded: Recorded<unknown> | undefined): number => recorded?.version ?? 0;

/**
 * Records run, task and environment and makes the directory; starts nothing. When the directory cannot
 * be made, the task is blocked with that reason.
 */
export async function prepareOnly(
  deps: LaunchDeps,
  request: LaunchRequest,
): Promise<Result<{ readonly task: Task; readonly environment: Environment }, LaunchError>> {
  if (deps.store.get('task', request.taskId) !== undefined)
    return err({
      kind: 'task_exists',
      message: `Task ${request.taskId} is recorded already; choose another --task, or recover it.`,
    });
  const recorded = recordRequest(deps, request);
  if (!recorded.ok) return recorded;
  const prepared = await prepareDirectory(deps.runGit, recorded.value.environment);
  if (prepared.ok) return recorded;
  blockTask(deps, request.taskId, prepared.error.message);
  return prepared;
}

/**
 * Everything but the start itself, the session and its lease included, so that a console that dies in
 * between leaves a session that is seen to be gone, never an agent that nobody knows.
 */
export async function prepareLaunch(
  deps: LaunchDeps,
  request: LaunchRequest,
): Promise<Result<PreparedLaunch, LaunchError>> {
  const prepared = await prepareOnly(deps, request);
  if (!prepared.ok) return prepared;
  return recordSession(deps, request, prepared.value.task.id, prepared.value.environment.id);
}

/** Blocks the task with this reason; used when its environment or session could not be started. */
function blockTask(deps: LaunchDeps, taskId: string, reason: string): void {
  const current = deps.store.get('task', taskId);
  if (current === undefined) return;
  const after: Task = {
    ...current.record,
    state: 'blocked',
    blockedReasons: [...current.record.blockedReasons, reason],
    updatedAt: deps.clock.now(),
  };
  deps.store.write([{ kind: 'task', id: taskId, expectedVersion: current.version, after }], {
    actor: 'rollcall',
    verb: 'launch',
    subject: `task:${taskId}`,
    result: 'failed',
    message: reason,
  });
}

function recordSession(
  deps: LaunchDeps,
  request: LaunchRequest,
  taskId: string,
  environmentId: string,
): Result<PreparedLaunch, StaleRecord> {
  const now = deps.clock.now();
  const task = deps.store.get('task', taskId);
  const environment = deps.store.get('environment', environmentId);
  if (task === undefined || environment === undefined)
    throw new Error(`Task ${taskId} or its environment vanished while it was being launched`);
  const sessionId = `s-${deps.newId()}`;
  const session: Session = {
    id: sessionId,
    taskId,
    runId: request.runId,
    agentId: request.agentId,
    engine: deps.engine,
    status: 'spawned',
    host: deps.host,
    cwd: environment.record.path,
    command: request.command,
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
      holder: { sessionId, taskId, agentId: request.agentId, host: deps.host },
      token: deps.newId(),
      acquiredAt: now,
    },
    updatedAt: now,
  };
  const written = deps.store.write(
    [
      { kind: 'task', id: taskId, expectedVersion: task.version, after: running },
      {
        kind: 'environment',
        id: environmentId,
        expectedVersion: versionOf(environment),
        after: leased,
      },
      {
        ...add('session', request.workspace),
        kind: 'session',
        id: sessionId,
        after: session,
      },
    ],
    {
      actor: 'operator',
      verb: 'launch',
      subject: `session:${sessionId}`,
      result: 'starting',
      message: `Session ${sessionId} of task ${taskId} is being started.`,
    },
  );
  if (!written.ok) return written;
  return ok({
    task: running,
    environment: leased,
    sessionId,
    start: {
      sessionId,
      command: request.command,
      cwd: leased.path,
      env: {
        ROLLCALL_HOME: deps.home,
        ROLLCALL_SESSION: sessionId,
        ROLLCALL_TASK: taskId,
        ROLLCALL_RUN: request.runId,
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
      actor: 'operator',
      verb: 'launch',
      subject: `session:${launch.sessionId}`,
      result: 'applied',
      message: `Session ${launch.sessionId} runs as process ${identity.pid}.`,
    },
  );
}
