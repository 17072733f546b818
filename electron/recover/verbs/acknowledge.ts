import { err, ok } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { plainDescription, type Description } from '#electron/recover/description.ts';
import {
  defineVerb,
  type ActContext,
  type Acted,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { withNote } from '#electron/recover/start-changes.ts';
import { plannedFact, saysFact } from '#electron/recover/target.ts';
import { observeTaskScene, type TaskScene } from '#electron/recover/task-scene.ts';
import { undoneByTakingOff } from '#electron/recover/undo/undo-acknowledgement.ts';

/**
 * Acknowledge: off the list until something about it changes. A task stays blocked. The operator's
 * note is kept with the acknowledgement and on the checkpoint.
 */
export const createAcknowledge = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<TaskScene>({
    verb: 'acknowledge',
    observe: (target, look) => observeTaskScene(deps, target, look),
    goalHolds: ({ target }) =>
      target.condition === undefined ? 'It is not on the list any more.' : undefined,
    eligibility,
    facts: ({ target }) => [
      { fact: saysFact, value: target.condition?.signature ?? 'nothing any more' },
    ],
    describe,
    act: ({ target, checkpoint }, context) => {
      const { condition } = target;
      if (condition === undefined) throw new Error('A condition that is gone was acknowledged.');
      return Promise.resolve(act(deps, { target, checkpoint }, condition.signature, context));
    },
    settle: (scene, context) => {
      const signature = plannedFact(context.planned, saysFact) ?? '';
      const isWritten =
        deps.acknowledgements.get(scene.target.conditionId)?.signature === signature;
      return Promise.resolve(
        isWritten ? ok({ why: 'Acknowledged.' }) : act(deps, scene, signature, context),
      );
    },
    // An acknowledgement is nothing that could be observed: having written it is all there is.
    verify: ({ target }) =>
      Promise.resolve(
        deps.acknowledgements.get(target.conditionId) === undefined
          ? err('It is still on the list; try again.')
          : ok('Acknowledged: off the list until something about it changes.'),
      ),
    undo: undoneByTakingOff(deps),
  });

function eligibility({ target, task }: TaskScene): string | undefined {
  const isAboutTask =
    target.condition?.reason === 'interrupted' || target.condition?.reason === 'task_blocked';
  return isAboutTask && task !== undefined && task.record.state !== 'blocked'
    ? `The task is ${task.record.state.replaceAll('_', ' ')}, not blocked.`
    : undefined;
}

const describe = ({ target, task, checkpoint }: TaskScene): Description => ({
  ...plainDescription([
    { describe: 'Take it off the list until something about it changes' },
    ...(target.choices.note === undefined
      ? []
      : [
          {
            describe: `Keep the note “${target.choices.note}”${checkpoint === undefined ? '' : ', also on the checkpoint'}`,
          },
        ]),
  ]),
  keeps: task === undefined ? [] : [`Task ${task.record.id} stays ${task.record.state}`],
});

function act(
  deps: RecoverDeps,
  { target, checkpoint }: Pick<TaskScene, 'target' | 'checkpoint'>,
  signature: string,
  context: ActContext,
): Acted {
  const { conditionId } = target;
  const { note } = target.choices;
  failpoint('acknowledge:before-note');
  const at = deps.clock.now();
  // Also after a kill between the two: the note is put once.
  if (note !== undefined && checkpoint !== undefined && checkpoint.record.note !== note) {
    const noted = changeRecord('checkpoint', checkpoint, withNote(checkpoint.record, note, at));
    const written = context.write([noted], {
      subject: `checkpoint:${checkpoint.record.id}`,
      message: `A note was put on checkpoint “${checkpoint.record.safeBoundaryLabel}”.`,
      after: { note },
    });
    if (!written.ok) return written;
  }
  failpoint('acknowledge:after-note');
  deps.acknowledgements.put({
    conditionId,
    signature,
    at,
    ...(note === undefined ? {} : { note }),
  });
  failpoint('acknowledge:written');
  return ok({ why: 'Acknowledged.' });
}
