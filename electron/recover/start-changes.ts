import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Launch } from './launch.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { addRecord, changeRecord } from './record-change.ts';
import type { SessionFate } from './session-fate.ts';
import type { TaskScene } from './task-scene.ts';

/** A session record at its end. Without a recorded code: -1 and `crash`. */
export const exited = (session: Session, fate: SessionFate, now: Instant): Session => {
  const exitCode = fate.kind === 'dead' ? (fate.exitCode ?? -1) : -1;
  const exitReason = exitCode === 0 ? 'finished' : 'crash';
  return { ...session, status: 'exit', exitCode, exitReason, updatedAt: now };
};

/** An environment whose lease, if it has one, is over. */
export function withoutLease(environment: Environment, now: Instant): Environment {
  const { lease } = environment;
  return {
    ...environment,
    ...(lease === undefined ? {} : { lease: { ...lease, releasedAt: lease.releasedAt ?? now } }),
    state: environment.state === 'in_use' ? 'ready' : environment.state,
    updatedAt: now,
  };
}

/** A checkpoint with a new note; the old one goes into its history. */
export const withNote = (checkpoint: Checkpoint, note: string, now: Instant): Checkpoint => ({
  ...checkpoint,
  note,
  noteHistory: [
    ...(checkpoint.noteHistory ?? []),
    ...(checkpoint.note === undefined ? [] : [checkpoint.note]),
  ],
  updatedAt: now,
});

/** Closes what is recorded as active and was proven dead. */
export const closeDeadSessions = (scene: TaskScene, now: Instant): readonly RecordChange[] =>
  scene.activeSessions
    .filter(({ fate }) => fate.kind === 'dead')
    .map(({ recorded, fate }) =>
      changeRecord('session', recorded, exited(recorded.record, fate, now)),
    );

/**
 * Takes the environment for the session to come and records that session as `spawned`, before
 * anything runs: whoever looks meanwhile sees a session being started, not an unknown process.
 */
export function takeEnvironment(
  deps: Pick<RecoverDeps, 'host'>,
  scene: TaskScene,
  launch: Launch,
  token: string,
  now: Instant,
): readonly RecordChange[] {
  const { task, environment, lastSession } = scene;
  if (task === undefined) throw new Error('A session can only be started for a recorded task.');
  const { id: taskId, runId, agentId } = task.record;
  const { sessionId } = launch;
  const session: Session = {
    id: sessionId,
    taskId,
    runId,
    agentId,
    engine: launch.engine,
    status: 'spawned',
    host: deps.host,
    cwd: launch.cwd,
    command: launch.command,
    resumeRef: launch.resumeStateFile === undefined ? undefined : lastSession?.record.resumeRef,
    startedAt: now,
    updatedAt: now,
  };
  const holder = { sessionId, taskId, agentId, host: deps.host };
  return [
    addRecord('session', session, task.workspace),
    ...(environment === undefined
      ? []
      : [
          changeRecord('environment', environment, {
            ...environment.record,
            lease: { kind: 'execution', holder, token, acquiredAt: now },
            state: 'in_use',
            updatedAt: now,
          }),
        ]),
  ];
}
