import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { Environment } from '#shared/domain/environment.ts';
import { latestCheckpoint } from '#shared/domain/latest-checkpoint.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { Recorded, RecordSet } from '#shared/domain/records.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Look } from './look.ts';
import { judgeLease, type LeaseVerdict } from './lease-verdict.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { observeFate, type SessionFate } from './session-fate.ts';
import { environmentIdOf, type Target, taskIdOf } from './target.ts';

export interface JudgedSession {
  readonly recorded: Recorded<Session>;
  readonly fate: SessionFate;
}

/** A task with everything around it, as recorded and as seen in one look. */
export interface TaskScene {
  readonly target: Target;
  readonly records: RecordSet;
  readonly task: Recorded<Task> | undefined;
  /** The latest one. */
  readonly checkpoint: Recorded<Checkpoint> | undefined;
  readonly environment: Recorded<Environment> | undefined;
  readonly reading: EnvironmentReading | undefined;
  readonly lease: LeaseVerdict;
  /** Recorded as active, oldest first. */
  readonly activeSessions: readonly JudgedSession[];
  /** The one started last, active or not. */
  readonly lastSession: Recorded<Session> | undefined;
  /** What the task is first started with; a resumed session's own command may be another. */
  readonly firstCommand: readonly string[];
}

type Eyes = Pick<RecoverDeps, 'observeProcess' | 'clock' | 'policy' | 'host'>;

/** Gathers a task's scene. */
export async function observeTaskScene(eyes: Eyes, target: Target, look: Look): Promise<TaskScene> {
  const records = look.records();
  const taskId = taskIdOf(target, look);
  const task = records.tasks.find(({ record }) => record.id === taskId);
  const environmentId = environmentIdOf(target, look);
  const environment = records.environments.find(({ record }) => record.id === environmentId);
  const sessions = records.sessions
    .filter(({ record }) => taskId !== undefined && record.taskId === taskId)
    .toSorted((a, b) => Date.parse(a.record.startedAt) - Date.parse(b.record.startedAt));
  const activeSessions: JudgedSession[] = [];
  for (const recorded of sessions)
    if (isActiveSession(recorded.record))
      activeSessions.push({ recorded, fate: await observeFate(eyes, look, recorded.record) });
  return {
    target,
    records,
    task,
    checkpoint: taskId === undefined ? undefined : latestCheckpoint(records.checkpoints, taskId),
    environment,
    reading: environment && (await look.environment(environment.record)),
    lease: await judgeLease(eyes, look, environment?.record.lease),
    activeSessions,
    lastSession: sessions.at(-1),
    firstCommand:
      task?.record.command ??
      sessions.find(({ record }) => record.command !== undefined)?.record.command ??
      [],
  };
}
