import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { startFailureReason } from '#shared/domain/blocked-reason.ts';
import type { Engine, StartedSession } from '#shared/domain/engine.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import { err, type Err, type Result } from '#shared/result.ts';
import type { Launch } from './launch.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { changeRecord } from './record-change.ts';
import type { ActContext, ActFailure } from './recovery-verb.ts';
import { rollUpRun } from './roll-up-run.ts';
import { withoutLease } from './start-changes.ts';
import type { TaskScene } from './task-scene.ts';
import { sentence } from './words.ts';

type Deps = Pick<RecoverDeps, 'store' | 'engine' | 'clock' | 'runStatus'>;

/** How often a record that somebody else touched meanwhile (a heartbeat) is read again. */
const attempts = 5;

/**
 * Starts the session that was recorded as `spawned` and records that it runs. When it cannot be
 * started, the task is blocked with that reason and the lease given back; nothing else is lost.
 */
export async function startSession(
  deps: Deps,
  scene: TaskScene,
  launch: Launch,
  context: ActContext,
): Promise<Result<StartedSession, ActFailure>> {
  const engine = deps.engine(launch.engine);
  const failure = await writeResumeState(scene, launch);
  if (failure !== undefined) return giveUp(deps, scene, launch, context, failure);
  if (engine === undefined)
    return giveUp(deps, scene, launch, context, `engine ${launch.engine} is gone`);
  const { sessionId, command, cwd, env } = launch;
  const started = await engine.start({ sessionId, command, cwd, env });
  if (!started.ok) return giveUp(deps, scene, launch, context, started.error.message);
  const recorded = recordStart(deps, scene, launch, context, started.value);
  return recorded.ok ? started : stopAgain(engine, started.value, recorded.error);
}

async function writeResumeState(scene: TaskScene, launch: Launch): Promise<string | undefined> {
  const { resumeStateFile } = launch;
  if (resumeStateFile === undefined) return undefined;
  try {
    await mkdir(dirname(resumeStateFile), { recursive: true, mode: 0o700 });
    const text = JSON.stringify(scene.checkpoint?.record.resumeState ?? null);
    await writeFile(resumeStateFile, text, { mode: 0o600 });
    return undefined;
  } catch (error) {
    return `its resume state could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Records that a session which was `spawned` runs, as long as it is still this start's. */
export function recordStart(
  deps: Deps,
  scene: TaskScene,
  launch: Launch,
  context: ActContext,
  {
    identity,
    logPath,
  }: Pick<StartedSession, 'identity'> & { readonly logPath?: string | undefined },
): Result<void, ActFailure> {
  const told = {
    subject: `session:${launch.sessionId}`,
    message: `Session ${launch.sessionId} was started as process ${identity.pid}.`,
    after: { identity, command: launch.command },
  };
  return writeAsLongAs(context, told, () => {
    const { session, task, environment } = readOwn(deps, scene, launch);
    if (session === undefined || session.record.status === 'exit' || task === undefined)
      return undefined;
    const now = deps.clock.now();
    const running = { ...task.record, state: 'running', startedAt: now, updatedAt: now } as const;
    const { pid, startTime, bootId, host } = identity;
    const process = { pid, startTime, bootId, host };
    return [
      changeRecord('session', session, {
        ...session.record,
        ...process,
        status: 'running',
        logPath,
        updatedAt: now,
      }),
      changeRecord('task', task, running),
      ...(environment?.record.lease === undefined
        ? []
        : [
            changeRecord('environment', environment, {
              ...environment.record,
              lease: {
                ...environment.record.lease,
                holder: { ...environment.record.lease.holder, ...process },
              },
              updatedAt: now,
            }),
          ]),
      ...rollUpRun(deps, running, now),
    ];
  });
}

/**
 * Blocks a task that was queued for a session which cannot come about, and hands back what was taken
 * for it. Gives the failure to tell.
 */
export function giveUp(
  deps: Deps,
  scene: TaskScene,
  launch: Launch,
  context: ActContext,
  why: string,
  reason = startFailureReason(why),
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
    const blockedReasons = [reason];
    const blocked = { ...task.record, state: 'blocked', blockedReasons, updatedAt: now } as const;
    const checkpoint = scene.checkpoint && deps.store.get('checkpoint', scene.checkpoint.record.id);
    return [
      changeRecord('session', session, { ...session.record, ...exit, updatedAt: now }),
      changeRecord('task', task, blocked),
      ...(environment === undefined
        ? []
        : [changeRecord('environment', environment, withoutLease(environment.record, now))]),
      ...(checkpoint === undefined
        ? []
        : [
            changeRecord('checkpoint', checkpoint, {
              ...checkpoint.record,
              stage: 'blocked',
              updatedAt: now,
            }),
          ]),
      ...rollUpRun(deps, blocked, now),
    ];
  });
  const left = settled.ok ? 'The task is blocked again and can be tried again.' : settled.error.why;
  return err({ kind: 'failed', why: `The agent could not be started: ${sentence(why)} ${left}` });
}

/** Blocks a task for which no session was to be started yet. Gives the failure to tell. */
export function blockTask(
  deps: Deps,
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

/** The records of this start as they are now; each undefined when it is no longer this start's. */
function readOwn(deps: Deps, scene: TaskScene, launch: Launch) {
  const task = scene.task && deps.store.get('task', scene.task.record.id);
  const environment =
    scene.environment && deps.store.get('environment', scene.environment.record.id);
  const isOurs = environment?.record.lease?.holder.sessionId === launch.sessionId;
  return {
    session: deps.store.get('session', launch.sessionId),
    task: task?.record.state === 'queued' ? task : undefined,
    environment: isOurs ? environment : undefined,
  };
}

/** Writes what `compose` makes of the present records; reads again when one changed in between. */
function writeAsLongAs(
  context: ActContext,
  told: Parameters<ActContext['write']>[1],
  compose: () => readonly RecordChange[] | undefined,
): Result<void, ActFailure> {
  for (let attempt = 1; ; attempt += 1) {
    const changes = compose();
    if (changes === undefined)
      return err({
        kind: 'failed',
        why: 'The task was changed by somebody else while its agent was being started; look again.',
      });
    const written = context.write(changes, told);
    if (written.ok || attempt === attempts) return written;
  }
}

async function stopAgain(
  engine: Engine,
  { sessionId, identity }: StartedSession,
  failure: ActFailure,
): Promise<Result<never, ActFailure>> {
  const stopped = await engine.stop(sessionId, identity);
  const left = stopped.ok
    ? 'The process that was started has been stopped again.'
    : `The process that was started is still there: ${stopped.error.message}`;
  return err({ ...failure, kind: 'failed', why: `${failure.why} ${left}` });
}
