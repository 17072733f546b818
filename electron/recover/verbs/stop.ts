import { counted } from '#shared/domain/counted.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import type { Look } from '#electron/recover/look.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription } from '#electron/recover/description.ts';
import type { ActContext, Acted, RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import {
  isHeldBy,
  observeSessionScene,
  processFact,
  type SessionScene,
} from '#electron/recover/session-scene.ts';
import { fateOfProcess } from '#electron/recover/session-fate.ts';
import { defineSessionVerb, releaseChanges, releaseSteps } from '#electron/recover/session-verb.ts';
import { plannedFact } from '#electron/recover/target.ts';
import { undoneByResuming } from '#electron/recover/undo/undo-stop.ts';

/** Stop session: its whole process tree, and only then its record. `resume` is how it is undone. */
export const createStop = (deps: RecoverDeps, resume: RecoveryVerb): RecoveryVerb =>
  defineSessionVerb(deps, {
    verb: 'stop',
    goalHolds: ({ fate, recorded }) =>
      fate.kind === 'dead' && recorded?.record.status === 'exit'
        ? 'It has ended, and its record says so.'
        : undefined,
    eligibility({ sessionId, engine, fate }) {
      if (sessionId === undefined) return 'It is about no session.';
      if (fate.kind === 'unknown')
        return `Whether it lives is not known (${fate.why}); look again.`;
      if (fate.kind === 'dead') return `There is nothing to stop: ${fate.how}. Mark it instead.`;
      if (deps.engine(engine) === undefined) return `Engine “${engine}” is not available here.`;
      return fate.identity?.startTime === undefined
        ? 'Its process cannot be told from another with the same pid, so nothing is sent to it.'
        : undefined;
    },
    describe: (scene) => ({
      ...plainDescription([
        {
          describe: `End process ${pidOf(scene)} of session ${scene.sessionId} and all it started: TERM, after a grace KILL`,
        },
        ...(scene.recorded === undefined || scene.recorded.record.status === 'exit'
          ? []
          : [{ describe: `Record session ${scene.sessionId} as exit (“stopped”)` }]),
        ...releaseSteps(scene),
      ]),
      keeps: ['Everything in its environment, its log and its checkpoint'],
      loses: ['What the agent has only in memory'],
    }),
    act: (scene, context) => act(deps, scene, context),
    // What was begun on this very process is finished: half of its tree may have been ended already.
    settle: async (scene, context) => {
      if (scene.fate.kind === 'dead') return recordStopped(deps, scene, 'It', context);
      const isSame = plannedFact(context.planned, 'process') === processFact(scene);
      const isBegun = scene.fate.kind === 'alive' && context.begun() === 'signal';
      return isSame && isBegun ? act(deps, scene, context) : undefined;
    },
    verify: (scene, look) => verifyGone(deps, scene, look),
    undo: undoneByResuming(resume),
  });

/** An engine may not list what has ended: then the process that was ended is looked at itself. */
async function verifyGone(
  deps: RecoverDeps,
  { target, sessionId, fate: before }: SessionScene,
  look: Look,
): Promise<Result<string, string>> {
  const { fate } = await observeSessionScene(deps, target, look);
  const identity = before.kind === 'alive' ? before.identity : undefined;
  const seen =
    fate.kind === 'unknown' && identity !== undefined
      ? fateOfProcess(await deps.observeProcess(identity))
      : fate;
  switch (seen.kind) {
    case 'alive':
      return err(`Session ${sessionId} is still alive; try again.`);
    case 'dead':
      return ok(`Session ${sessionId} was stopped and seen gone.`);
    case 'unknown':
      return err(
        `Session ${sessionId} was stopped, but whether it is gone is not known (${seen.why}); look again.`,
      );
  }
}

const pidOf = ({ fate }: SessionScene): number | string =>
  fate.kind === 'alive' ? (fate.identity?.pid ?? '?') : '?';

async function act(deps: RecoverDeps, scene: SessionScene, context: ActContext): Promise<Acted> {
  const { sessionId, engine, fate } = scene;
  const identity = fate.kind === 'alive' ? fate.identity : undefined;
  if (sessionId === undefined || identity === undefined)
    throw new Error('A session without an identity was to be stopped.');
  context.begin('signal');
  failpoint('stop:before-signal');
  const stopped = await deps.engine(engine)?.stop(sessionId, identity);
  if (stopped === undefined) return err({ kind: 'refused', why: `Engine ${engine} is gone.` });
  if (!stopped.ok) {
    const kind = stopped.error.kind === 'not_this_process' ? 'refused' : 'failed';
    return err({ kind, why: stopped.error.message });
  }
  failpoint('stop:ended');
  const ended = counted(stopped.value.killed, 'process', 'processes');
  return recordStopped(deps, scene, ended, context);
}

/** The environment that is its own still: to end a process takes seconds, in which looks write records. */
function leasedNow(
  { store }: RecoverDeps,
  { leased, sessionId }: SessionScene,
): Pick<SessionScene, 'leased'> {
  const now = leased && store.get('environment', leased.record.id);
  return { leased: now !== undefined && isHeldBy(now.record, sessionId) ? now : undefined };
}

/** `ended`: what was ended, for the audit. */
function recordStopped(
  deps: RecoverDeps,
  scene: SessionScene,
  ended: string,
  context: ActContext,
): Acted {
  const { sessionId, recorded } = scene;
  const now = deps.clock.now();
  const current =
    sessionId === undefined || recorded === undefined
      ? undefined
      : deps.store.get('session', sessionId);
  const changes = [
    ...(current === undefined || current.record.status === 'exit'
      ? []
      : [
          changeRecord('session', current, {
            ...current.record,
            status: 'exit',
            exitCode: -1,
            exitReason: 'stopped',
            updatedAt: now,
          }),
        ]),
    ...releaseChanges(leasedNow(deps, scene), now),
  ];
  if (changes.length === 0) return ok({ why: 'Stopped.' });
  const written = context.write(changes, {
    subject: `session:${sessionId}`,
    message: `Session ${sessionId} was stopped; ${ended} ended.`,
    before: { status: recorded?.record.status },
    after: { status: 'exit', exitReason: 'stopped' },
  });
  failpoint('stop:written');
  return written.ok
    ? ok({ why: 'Stopped.' })
    : err({ ...written.error, kind: 'failed', why: `It was stopped, but ${written.error.why}` });
}
