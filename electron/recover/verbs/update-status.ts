import { isInterruptionReason } from '#shared/domain/blocked-reason.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import { type SessionStatus, sessionStatuses } from '#shared/domain/session.ts';
import { isLegalMove } from '#shared/domain/session-transition.ts';
import type { Task } from '#shared/domain/task.ts';
import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription } from '#electron/recover/description.ts';
import type { ActContext, Acted, RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import { rollUpRun } from '#electron/recover/roll-up-run.ts';
import type { SessionScene } from '#electron/recover/session-scene.ts';
import { defineSessionVerb, releaseChanges, releaseSteps } from '#electron/recover/session-verb.ts';
import { exited } from '#electron/recover/start-changes.ts';
import { undoneByRecords } from '#electron/recover/undo-spec.ts';

/** Update status: the record takes over what the engine knows: a later state, or an end with code 0. */
export const createUpdateStatus = (deps: RecoverDeps): RecoveryVerb =>
  defineSessionVerb(deps, {
    verb: 'update_status',
    goalHolds: (scene) => {
      const { recorded } = scene;
      if (recorded?.record.status === 'exit') return 'Its record says already that it ended.';
      return scene.fate.kind === 'alive' && knownStatus(scene) === recorded?.record.status
        ? 'Its record says already what the engine knows.'
        : undefined;
    },
    eligibility,
    moreFacts: (scene) => [
      { fact: 'the engine says', value: knownStatus(scene) ?? 'nothing later' },
    ],
    describe: (scene) => plainDescription(stepsOf(scene)),
    act: (scene, context) => Promise.resolve(act(deps, scene, context)),
    verify: async (scene, look) => {
      const now = look.records().sessions.find(({ record }) => record.id === scene.sessionId);
      const wanted = knownStatus(scene);
      return now !== undefined && now.record.status === wanted
        ? ok(`Session ${scene.sessionId} is recorded as ${wanted}.`)
        : err(`Session ${scene.sessionId} is recorded as ${now?.record.status ?? 'nothing'}.`);
    },
    isRecordsOnly: true,
    undo: undoneByRecords,
  });

/** What the record is to say: `exit` after code 0, else the later of both states while it lives. */
function knownStatus({ recorded, fate }: SessionScene): SessionStatus | undefined {
  if (fate.kind === 'dead') return fate.exitCode === 0 ? 'exit' : undefined;
  const told = fate.kind === 'alive' ? fate.entry?.status : undefined;
  if (told === undefined || recorded === undefined) return undefined;
  const isLater = sessionStatuses.indexOf(told) > sessionStatuses.indexOf(recorded.record.status);
  // A living process has not exited, whatever is said of it.
  return isLater && told !== 'exit' ? told : recorded.record.status;
}

function eligibility(scene: SessionScene): string | undefined {
  const { recorded, fate } = scene;
  if (recorded === undefined) return 'It is not recorded, so there is no status to update.';
  if (fate.kind === 'unknown') return `What became of it is not known (${fate.why}); look again.`;
  if (knownStatus(scene) !== undefined) return undefined;
  return fate.kind === 'dead'
    ? `It did not end with code 0 (${fate.how}); mark it as crashed instead.`
    : 'Its engine knows no later state.';
}

/** Its task, when that ends with it: running, or blocked for nothing but the interruption. */
function completes({ task, fate }: SessionScene): boolean {
  if (task === undefined || fate.kind !== 'dead') return false;
  const { state, blockedReasons } = task.record;
  return state === 'running' || (state === 'blocked' && blockedReasons.every(isInterruptionReason));
}

function stepsOf(scene: SessionScene) {
  const { sessionId, fate, task } = scene;
  const isOver = fate.kind === 'dead';
  return [
    {
      describe: `Record session ${sessionId} as ${knownStatus(scene)}${isOver ? ', code 0' : ''}`,
    },
    ...(completes(scene) ? [{ describe: `Complete task ${task?.record.id}` }] : []),
    ...(isOver ? releaseSteps(scene) : []),
  ];
}

function act(deps: RecoverDeps, scene: SessionScene, context: ActContext): Acted {
  const { recorded } = scene;
  const status = knownStatus(scene);
  if (recorded === undefined || status === undefined) throw new Error('Nothing was to be updated.');
  const { id, status: before } = recorded.record;
  failpoint('update_status:before-write');
  const written = context.write(changesOf(deps, scene, status), {
    subject: `session:${id}`,
    message: `Session ${id} was recorded as ${before} and is ${status}.`,
    before: { status: before },
    after: { status, ...(completes(scene) ? { task: 'completed' } : {}) },
    // Its engine may be several steps ahead.
    ...(isLegalMove(before, status) ? {} : { isForced: true }),
  });
  failpoint('update_status:written');
  return written.ok ? ok({ why: 'Updated.' }) : written;
}

function changesOf(
  deps: RecoverDeps,
  scene: SessionScene,
  status: SessionStatus,
): readonly RecordChange[] {
  const { recorded, fate, task } = scene;
  if (recorded === undefined) return [];
  const now = deps.clock.now();
  if (fate.kind !== 'dead')
    return [changeRecord('session', recorded, { ...recorded.record, status, updatedAt: now })];
  const changes = [
    changeRecord('session', recorded, exited(recorded.record, fate, now)),
    ...releaseChanges(scene, now),
  ];
  if (task === undefined || !completes(scene)) return changes;
  const completed: Task = {
    ...task.record,
    state: 'completed',
    blockedReasons: [],
    completedAt: fate.endedAt ?? now,
    updatedAt: now,
  };
  return [...changes, changeRecord('task', task, completed), ...rollUpRun(deps, completed, now)];
}
