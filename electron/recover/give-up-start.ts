import { startFailureReason } from '#shared/domain/blocked-reason.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { err, type Err } from '#shared/result.ts';
import type { Launch } from './launch.ts';
import { readOwn, type StartDeps, writeAsLongAs } from './own-start.ts';
import { changeRecord } from './record-change.ts';
import type { ActContext, ActFailure } from './recovery-verb.ts';
import { rollUpRun } from './roll-up-run.ts';
import { withoutLease } from './start-changes.ts';
import type { TaskScene } from './task-scene.ts';
import { sentence } from './words.ts';

/**
 * Blocks a task that was queued for a session which cannot come about, and hands back what was taken
 * for it. Gives the failure to tell.
 */
export function giveUp(
  deps: StartDeps,
  scene: TaskScene,
  launch: Launch,
  context: ActContext,
  why: string,
): Err<ActFailure> {
  const told = {
    subject: `task:${scene.task?.record.id ?? ''}`,
    message: `Session ${launch.sessionId} could not be started: ${why}`,
    result: 'failed',
  };
  const settled = writeAsLongAs(context, told, () => {
    const { session, task, environment } = readOwn(deps, scene, launch);
    if (session === undefined || task === undefined) return undefined;
    const now = deps.clock.now();
    const exit = { status: 'exit', exitCode: -1, exitReason: 'not_started' } as const;
    const blockedReasons = [startFailureReason(why)];
    const blocked = { ...task.record, state: 'blocked', blockedReasons, updatedAt: now } as const;
    return [
      changeRecord('session', session, { ...session.record, ...exit, updatedAt: now }),
      changeRecord('task', task, blocked),
      ...(environment === undefined
        ? []
        : [changeRecord('environment', environment, withoutLease(environment.record, now))]),
      ...blockCheckpoint(deps, scene, now),
      ...rollUpRun(deps, blocked, now),
    ];
  });
  const left = settled.ok ? 'The task is blocked again and can be tried again.' : settled.error.why;
  return err({ kind: 'failed', why: `The agent could not be started: ${sentence(why)} ${left}` });
}

function blockCheckpoint(deps: StartDeps, scene: TaskScene, now: Instant): readonly RecordChange[] {
  const checkpoint = scene.checkpoint && deps.store.get('checkpoint', scene.checkpoint.record.id);
  if (checkpoint === undefined) return [];
  const blocked = { ...checkpoint.record, stage: 'blocked', updatedAt: now } as const;
  return [changeRecord('checkpoint', checkpoint, blocked)];
}

/** Blocks a task for which no session was to be started yet. Gives the failure to tell. */
export function blockTask(
  deps: StartDeps,
  scene: TaskScene,
  context: ActContext,
  reason: string,
): Err<ActFailure> {
  const told = {
    subject: `task:${scene.task?.record.id ?? ''}`,
    message: reason,
    result: 'failed',
  };
  const settled = writeAsLongAs(context, told, () => {
    const task = scene.task && deps.store.get('task', scene.task.record.id);
    if (task === undefined) return undefined;
    const now = deps.clock.now();
    const blocked = {
      ...task.record,
      state: 'blocked',
      blockedReasons: [reason],
      updatedAt: now,
    } as const;
    return [changeRecord('task', task, blocked), ...rollUpRun(deps, blocked, now)];
  });
  return err({ kind: 'failed', why: settled.ok ? reason : `${reason} ${settled.error.why}` });
}
