import { lstat } from 'node:fs/promises';
import { backupTarget } from '#shared/domain/backup.ts';
import { choicesOf } from '#shared/domain/plan-choices.ts';
import { ok } from '#shared/result.ts';
import { plannedIgnored } from '#electron/recover/ignored/ignored-scene.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { giveBackScene } from '#electron/recover/restore/give-back-scene.ts';
import { emptyTrash, finishGivingBack, isGivenBack } from '#electron/recover/restore/give-back.ts';
import { describeRestoring } from '#electron/recover/restore/describe-restoring.ts';
import {
  observeRestore,
  obstacleToRestore,
  restoreFacts,
  type RestoreScene,
} from '#electron/recover/restore/restore-scene.ts';
import { targetOfItem } from '#electron/recover/target.ts';
import type { DoneItem, UndoSpec } from '#electron/recover/undo-spec.ts';

/** Gives back what a verb put into the trash, or set back after a backup. */
export const undoneByRestoring = (deps: RecoverDeps): Extract<UndoSpec, { kind: 'also' }> => ({
  kind: 'also',
  async observe(done, look, ids) {
    const conditionId = backupTarget(keptIdOfDone(done));
    // What is ignored by now is kept as well, where it was then: the earlier files take its place.
    const wasChosen = choicesOf(done.planned).keepIgnored === true;
    const keepIgnored = wasChosen || done.chosen?.keepIgnored === true;
    const target = {
      ...targetOfItem(done.planned, undefined),
      conditionId,
      choices: { keepIgnored },
    };
    const scene = await observeRestore(deps, target, look, ids);
    const description = describeRestoring(scene);
    if (await isBackAlready(done, scene))
      return {
        facts: [],
        steps: [],
        async act() {
          if (scene.kind !== 'trash') return ok(undefined);
          await finishGivingBack(scene);
          await emptyTrash(scene);
          return ok(undefined);
        },
      };
    return {
      why: obstacleToRestore(scene) ?? obstacleOfLost(done, scene),
      facts: restoreFacts(scene),
      steps: description.steps,
      warnings: description.warnings,
      backup: description.backup,
      ignored: wasChosen || scene.kind !== 'git_ref' ? undefined : plannedIgnored(scene.ignored),
      async act(context) {
        const given = await giveBackScene(deps, scene, context);
        if (given.ok && scene.kind === 'trash') await emptyTrash(scene);
        return given;
      },
    };
  },
});

/** What git ignored was kept by choice, and somebody has taken that away. */
const obstacleOfLost = ({ done: { backup } }: DoneItem, scene: RestoreScene): string | undefined =>
  backup?.ignored !== undefined && scene.kind === 'git_ref' && scene.comesBack === undefined
    ? `What git ignored was kept in ${backup.ignored}, which is gone; restore backup ${scene.kept.id} to have the rest back.`
    : undefined;

/** It was restored by itself, or an earlier undo was ended in the middle: only records are left. */
async function isBackAlready({ planned }: DoneItem, scene: RestoreScene): Promise<boolean> {
  if (planned.verb !== 'clean_up' && planned.verb !== 'archive') return false;
  if (scene.kind === 'trash') return isGivenBack(scene);
  const path = planned.preconditions.find(({ fact }) => fact === 'directory')?.value ?? '';
  const stats = scene.kind === 'gone' ? await lstat(path).catch(() => undefined) : undefined;
  return stats?.isDirectory() === true;
}

/** The trash holds all of it, and comes first; else the backup that was made. */
function keptIdOfDone({ done, ids, planned }: DoneItem): string {
  const isSetBack = planned.verb === 'finish_or_abort' || done.backup?.kind === 'git_ref';
  const isInTrash = planned.verb === 'clean_up' || planned.verb === 'archive';
  return isSetBack && !isInTrash ? ids('backup') : ids('trash');
}
