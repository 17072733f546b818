import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Engine, StartedSession } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { Recorded, RecordChange } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, messageOf, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { giveUp } from './give-up-start.ts';
import type { Launch } from './launch.ts';
import { readOwn, type StartDeps, writeAsLongAs } from './own-start.ts';
import { changeRecord } from './record-change.ts';
import type { ActContext, ActFailure } from './recovery-verb.ts';
import { rollUpRun } from './roll-up-run.ts';
import type { TaskScene } from './task-scene.ts';

/**
 * Starts the session that was recorded as `spawned` and records that it runs. When it cannot be
 * started, the task is blocked with that reason and the lease given back; nothing else is lost.
 */
export async function startSession(
  deps: StartDeps,
  scene: TaskScene,
  launch: Launch,
  context: ActContext,
): Promise<Result<StartedSession, ActFailure>> {
  const engine = deps.engine(launch.engine);
  const failure = await writeResumeState(scene, launch);
  failpoint('start:state-written');
  if (failure !== undefined) return giveUp(deps, scene, launch, context, failure);
  if (engine === undefined)
    return giveUp(deps, scene, launch, context, `engine ${launch.engine} is gone`);
  const { sessionId, command, cwd, env } = launch;
  const started = await engine.start({ sessionId, command, cwd, env });
  if (!started.ok) return giveUp(deps, scene, launch, context, started.error.message);
  failpoint('start:alive');
  const recorded = recordStart(deps, scene, launch, context, started.value);
  failpoint('start:recorded');
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
    return `its resume state could not be written: ${messageOf(error)}`;
  }
}

/**
 * Records that a session which was `spawned` runs, as long as it is still this start's. `identity` is
 * undefined where only its end was seen.
 */
export function recordStart(
  deps: StartDeps,
  scene: TaskScene,
  launch: Launch,
  context: ActContext,
  {
    identity,
    logPath,
  }: { readonly identity: ProcessIdentity | undefined; readonly logPath?: string | undefined },
): Result<void, ActFailure> {
  const told = {
    subject: `session:${launch.sessionId}`,
    message: `Session ${launch.sessionId} was started as process ${identity?.pid ?? '?'}.`,
    after: { identity, command: launch.command },
  };
  return writeAsLongAs(context, told, () => {
    const { session, task, environment } = readOwn(deps, scene, launch);
    if (session === undefined || session.record.status === 'exit' || task === undefined)
      return undefined;
    const now = deps.clock.now();
    const running = { ...task.record, state: 'running', startedAt: now, updatedAt: now } as const;
    const started = { ...session.record, ...identity, status: 'running', logPath } as const;
    return [
      changeRecord('session', session, { ...started, updatedAt: now }),
      changeRecord('task', task, running),
      ...(environment === undefined ? [] : nameHolder(environment, identity, now)),
      ...rollUpRun(deps, running, now),
    ];
  });
}

/** The lease was taken for the session before it had a process; now the process is its holder. */
function nameHolder(
  environment: Recorded<Environment>,
  identity: ProcessIdentity | undefined,
  now: Instant,
): readonly RecordChange[] {
  const { lease, ...rest } = environment.record;
  if (lease === undefined) return [];
  const held = { ...lease, holder: { ...lease.holder, ...identity } };
  return [changeRecord('environment', environment, { ...rest, lease: held, updatedAt: now })];
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
