import { startFailureReason } from '#shared/domain/blocked-reason.ts';
import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Task } from '#shared/domain/task.ts';
import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { failedBackup } from '#electron/recover/backup/failed-backup.ts';
import { backupOf } from '#electron/recover/fresh-environment.ts';
import { keepWork, prepareEnvironment } from '#electron/recover/prepare-environment.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActContext, Acted } from '#electron/recover/recovery-verb.ts';
import { rollUpRun } from '#electron/recover/roll-up-run.ts';
import { closeDeadSessions, takeEnvironment, withNote } from '#electron/recover/start-changes.ts';
import { blockTask, giveUp } from '#electron/recover/give-up-start.ts';
import { startSession } from '#electron/recover/start-session.ts';
import type { RestartScene } from './restart-scene.ts';

/** Journaled once the records say what is to come and nothing in the environment has changed. */
export const prepareStep = 'prepare';

/**
 * Why its agent was not started. Not said as an environment's reason: a look at one that is there would
 * take that away, and the task would wait for nobody.
 */
export const unprepared = (message: string): string =>
  `its environment could not be prepared anew: ${message}`;

/** Backup, records, environment, session: in this order, so that each step can still be told. */
export async function doRestart(
  deps: RecoverDeps,
  scene: RestartScene,
  context: ActContext,
): Promise<Acted> {
  const { launch, fresh, next } = scene;
  if (!launch.ok) throw new Error('An ineligible restart was acted on.');
  failpoint('restart:before-backup');
  const kept = await keepWork(deps, scene, fresh, context.signal);
  if (!kept.ok) return err(failedBackup(kept.error, 'changed'));
  const backup = backupOf(fresh) ?? undefined;
  failpoint('restart:after-backup');
  const begun = context.write(restartChanges(deps, scene), {
    subject: `task:${scene.task?.record.id ?? ''}`,
    message: `Task ${scene.task?.record.id ?? ''} starts from scratch.`,
    before: { state: scene.task?.record.state, attempts: scene.task?.record.attempts },
    after: { state: next.state, backup: backup?.location },
  });
  if (!begun.ok) return begun;
  context.begin(prepareStep);
  failpoint('restart:queued');
  const prepared = await prepareEnvironment(deps, fresh);
  if (!prepared.ok) {
    const why = unprepared(prepared.error.message);
    const failure =
      next.state === 'queued'
        ? giveUp(deps, scene, launch.value, context, why)
        : blockTask(deps, scene, context, startFailureReason(why));
    const kept = backup && ` What was in it is kept in ${backup.location}.`;
    return err({ ...failure.error, why: `${failure.error.why}${kept ?? ''}`, backup });
  }
  failpoint('restart:prepared');
  if (next.state !== 'queued') return ok({ why: 'Prepared anew.', backup });
  const started = await startSession(deps, scene, launch.value, context);
  failpoint('restart:started');
  return started.ok ? ok({ why: 'Started.', backup }) : err({ ...started.error, backup });
}

function restartChanges(deps: RecoverDeps, scene: RestartScene): readonly RecordChange[] {
  const { task, checkpoint, launch, next, leaseToken } = scene;
  if (task === undefined || !launch.ok) throw new Error('There is no task to restart.');
  const now = deps.clock.now();
  const again = restartedTask(task.record, scene, now);
  return [
    ...closeDeadSessions(scene, now),
    ...(next.state === 'queued' ? takeEnvironment(deps, scene, launch.value, leaseToken, now) : []),
    changeRecord('task', task, again),
    ...(checkpoint === undefined
      ? []
      : [
          changeRecord(
            'checkpoint',
            checkpoint,
            restartedCheckpoint(checkpoint.record, again, now),
          ),
        ]),
    ...rollUpRun(deps, again, now),
  ];
}

function restartedTask(task: Task, { next }: RestartScene, now: Instant): Task {
  const { startedAt: _started, completedAt: _completed, ...rest } = task;
  return {
    ...rest,
    state: next.state,
    attempts: task.attempts + 1,
    blockedReasons: next.state === 'blocked' ? next.reasons : [],
    resultPublished: false,
    updatedAt: now,
  };
}

function restartedCheckpoint(checkpoint: Checkpoint, { cost }: Task, now: Instant): Checkpoint {
  const { resumeState: _givenUp, ...rest } = checkpoint;
  return {
    ...withNote(
      rest,
      `Restarted from scratch; before that “${checkpoint.safeBoundaryLabel}”.`,
      now,
    ),
    stage: 'queued',
    completedToolCalls: [],
    resumeDisposition: 'restart_from_boundary',
    safeBoundaryLabel: 'manual restart from scratch',
    boundaryAt: now,
    costAtBoundary: cost,
    resultPublished: false,
  };
}
