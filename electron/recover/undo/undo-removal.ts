import { backupTarget } from '#shared/domain/backup.ts';
import { err, ok } from '#shared/result.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { giveBackRef } from '#electron/recover/restore/give-back-ref.ts';
import { giveBack } from '#electron/recover/restore/give-back.ts';
import { describeRestoring } from '#electron/recover/restore/describe-restoring.ts';
import {
  observeRestore,
  obstacleToRestore,
  restoreFacts,
} from '#electron/recover/restore/restore-scene.ts';
import { targetOfItem } from '#electron/recover/target.ts';
import type { DoneItem, UndoSpec } from '#electron/recover/undo-spec.ts';

/** Gives back what a verb put into the trash, or set back after a backup. */
export const undoneByRestoring = (deps: RecoverDeps): UndoSpec => ({
  kind: 'also',
  async observe(done, look, ids) {
    const conditionId = backupTarget(keptIdOfDone(done));
    const target = { ...targetOfItem(done.planned, undefined), conditionId, choices: {} };
    const scene = await observeRestore(deps, target, look, ids);
    const description = describeRestoring(scene);
    return {
      why: obstacleToRestore(scene),
      facts: restoreFacts(scene),
      steps: description.steps,
      warnings: description.warnings,
      async act() {
        if (scene.kind === 'gone') return err({ kind: 'failed', why: scene.why });
        if (scene.kind === 'trash') {
          const given = await giveBack(deps, scene);
          return given.ok ? ok(undefined) : err({ kind: 'failed', why: given.error });
        }
        const given = await giveBackRef(deps, scene);
        return given.ok ? ok(undefined) : err({ kind: 'failed', why: given.error.message });
      },
    };
  },
});

/** The trash holds all of it, and comes first; else the backup that was made. */
function keptIdOfDone({ done, ids, planned }: DoneItem): string {
  const isSetBack =
    planned.verb === 'finish_or_abort' || done.backup?.location.includes('/backups/') === true;
  const isInTrash = planned.verb === 'clean_up' || planned.verb === 'archive';
  return isSetBack && !isInTrash ? ids('backup') : ids('trash');
}
