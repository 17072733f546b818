import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription } from '#electron/recover/description.ts';
import type { ActContext, Acted, RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import type { SessionScene } from '#electron/recover/session-scene.ts';
import { defineSessionVerb, releaseChanges, releaseSteps } from '#electron/recover/session-verb.ts';
import { exited } from '#electron/recover/start-changes.ts';
import { undoneByRecords } from '#electron/recover/undo-spec.ts';

/** Mark crashed: the record says what is so. It kills nothing, and needs proof that nothing lives. */
export const createMarkCrashed = (deps: RecoverDeps): RecoveryVerb =>
  defineSessionVerb(deps, {
    verb: 'mark_crashed',
    goalHolds: ({ recorded }) =>
      recorded?.record.status === 'exit' ? 'Its record says already that it ended.' : undefined,
    eligibility,
    describe: (scene) => ({
      ...plainDescription([
        {
          describe: `Record session ${scene.sessionId} as exit (${codeOf(scene.fate)}, “crash”), as ${howOf(scene.fate)}`,
        },
        ...releaseSteps(scene),
      ]),
      keeps: ['Its environment, log and checkpoint as they are; no process is touched'],
    }),
    act: (scene, context) => Promise.resolve(act(deps, scene, context)),
    verify: async ({ sessionId }, look) => {
      const now = sessionId === undefined ? undefined : look.record('session', sessionId);
      return now?.record.status === 'exit'
        ? ok(`Session ${sessionId} is recorded as crashed, code ${now.record.exitCode ?? -1}.`)
        : err(`Session ${sessionId} is not recorded as ended; look again.`);
    },
    isRecordsOnly: true,
    undo: undoneByRecords,
  });

function eligibility({ sessionId, recorded, fate }: SessionScene): string | undefined {
  if (recorded === undefined)
    return `Session ${sessionId ?? ''} is not recorded, so there is nothing to mark.`;
  if (fate.kind === 'alive') return 'It is still alive; stop it instead.';
  if (fate.kind === 'unknown') return `Whether it lives is not known (${fate.why}); look again.`;
  return fate.exitCode === 0
    ? 'It finished with code 0, so it did not crash; update its status instead.'
    : undefined;
}

const codeOf = (fate: SessionScene['fate']): number =>
  fate.kind === 'dead' ? (fate.exitCode ?? -1) : -1;

const howOf = (fate: SessionScene['fate']): string => (fate.kind === 'dead' ? fate.how : fate.kind);

function act(deps: RecoverDeps, scene: SessionScene, context: ActContext): Acted {
  const { recorded, fate } = scene;
  if (recorded === undefined) throw new Error('An unrecorded session was marked.');
  const now = deps.clock.now();
  const { id, status } = recorded.record;
  const after = { ...exited(recorded.record, fate, now), exitReason: 'crash' };
  failpoint('mark_crashed:before-write');
  const written = context.write(
    [changeRecord('session', recorded, after), ...releaseChanges(scene, now)],
    {
      subject: `session:${id}`,
      message: `Session ${id} crashed with code ${codeOf(fate)}: ${howOf(fate)}.`,
      before: { status },
      after: { status: 'exit', exitCode: after.exitCode, exitReason: 'crash' },
    },
  );
  failpoint('mark_crashed:written');
  return written.ok ? ok({ why: 'Marked.' }) : written;
}
