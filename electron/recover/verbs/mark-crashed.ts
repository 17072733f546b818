import { err, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import {
  defineVerb,
  plainDescription,
  type ActContext,
  type ActFailure,
  type ActSuccess,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import {
  observeSessionScene,
  processFact,
  recordedFact,
  type SessionScene,
} from '#electron/recover/session-scene.ts';
import { exited, withoutLease } from '#electron/recover/start-changes.ts';
import { undoneByRecords } from '#electron/recover/undo-spec.ts';

/** Mark crashed: the record says what is so. It kills nothing, and needs proof that nothing lives. */
export const createMarkCrashed = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<SessionScene>({
    verb: 'mark_crashed',
    observe: (target, look) => observeSessionScene(deps, target, look),
    goalHolds: ({ recorded }) =>
      recorded?.record.status === 'exit' ? 'Its record says already that it ended.' : undefined,
    eligibility,
    facts: (scene) => [
      { fact: 'recorded as', value: recordedFact(scene) },
      { fact: 'process', value: processFact(scene) },
    ],
    describe: ({ sessionId, fate, leased }) => ({
      ...plainDescription([
        {
          describe: `Record session ${sessionId} as exit (${codeOf(fate)}, “crash”), as ${fate.kind === 'dead' ? fate.how : fate.kind}`,
        },
        ...(leased === undefined
          ? []
          : [{ describe: `Release its lease on environment ${leased.record.id}` }]),
      ]),
      keeps: ['Its environment, log and checkpoint as they are; no process is touched'],
    }),
    act: (scene, context) => Promise.resolve(act(deps, scene, context)),
    verify: async ({ sessionId }, look) => {
      const now = look.records().sessions.find(({ record }) => record.id === sessionId);
      return now?.record.status === 'exit'
        ? ok(`Session ${sessionId} is recorded as crashed, code ${now.record.exitCode ?? -1}.`)
        : err(`Session ${sessionId} is not recorded as ended; look again.`);
    },
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

function act(
  deps: RecoverDeps,
  { recorded, fate, leased }: SessionScene,
  context: ActContext,
): Result<ActSuccess, ActFailure> {
  if (recorded === undefined) throw new Error('An unrecorded session was marked.');
  const now = deps.clock.now();
  const { id, status } = recorded.record;
  const after = { ...exited(recorded.record, fate, now), exitReason: 'crash' };
  failpoint('mark_crashed:before-write');
  const written = context.write(
    [
      changeRecord('session', recorded, after),
      ...(leased === undefined
        ? []
        : [changeRecord('environment', leased, withoutLease(leased.record, now))]),
    ],
    {
      subject: `session:${id}`,
      message: `Session ${id} crashed with code ${codeOf(fate)}: ${fate.kind === 'dead' ? fate.how : fate.kind}.`,
      before: { status },
      after: { status: 'exit', exitCode: after.exitCode, exitReason: 'crash' },
    },
  );
  failpoint('mark_crashed:written');
  return written.ok ? ok({ why: 'Marked.' }) : written;
}
