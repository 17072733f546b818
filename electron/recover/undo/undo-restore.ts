import { resolve } from 'node:path';
import { choicesOf } from '#shared/domain/plan-choices.ts';
import { isSeen } from '#electron/platform/files.ts';
import { backupRefs } from '#electron/recover/backup/backup-record.ts';
import { trashedDirectory } from '#electron/recover/clean-up/move-to-trash.ts';
import { observePlaceAt, pathOf } from '#electron/recover/clean-up/place.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { keptFact, repositoryFact } from '#electron/recover/restore/restore-scene.ts';
import { plannedFact } from '#electron/recover/target.ts';
import { trashPath } from '#electron/recover/trash.ts';
import type { DoneItem, UndoReading, UndoSpec } from '#electron/recover/undo-spec.ts';
import { observeMadeBranch } from './made-branch.ts';
import { readTakingBack } from './take-back.ts';
import { undoneByRestoring } from './undo-removal.ts';

/**
 * Puts a restored directory back into the trash, under the name that it had there, so that the same
 * backup can be restored once more. What was given back into a worktree is set back from the backup
 * that was made of it before.
 */
export const undoneByPuttingAway = (deps: RecoverDeps): UndoSpec => ({
  kind: 'also',
  observe: (done, look, ids) =>
    isRef(done) && done.done.backup !== undefined
      ? undoneByRestoring(deps).observe(done, look, ids)
      : observe(deps, done, look, ids),
});

const keptIn = ({ planned }: DoneItem): string => plannedFact(planned, keptFact) ?? '';
const isRef = (done: DoneItem): boolean => keptIn(done).startsWith(`${backupRefs}/`);

async function observe(
  deps: RecoverDeps,
  done: DoneItem,
  look: Look,
  ids: PlanIds,
): Promise<UndoReading> {
  const { planned } = done;
  const { subject } = planned;
  const { environments } = look.records();
  const path = resolve(choicesOf(planned).to ?? subject.id);
  const recorded = environments.find(({ record }) => pathOf(record) === path);
  const repository = plannedFact(planned, repositoryFact);
  const repoRoot = repository ?? recorded?.record.git?.repoRoot ?? subject.workspace;
  const sibling = environments.find(({ record }) => record.git?.repoRoot === repoRoot);
  const workspace = isRef(done)
    ? (sibling?.record.workspaceRoot ?? subject.workspace)
    : subject.workspace;
  const trash = isRef(done) ? trashPath(workspace, ids('trash')) : keptIn(done);
  const place = await observePlaceAt(deps, { path, workspace, repoRoot, recorded }, look);
  const isElsewhere = !isRef(done) && path !== subject.id;
  const reading = await readTakingBack(
    deps,
    {
      place,
      trash,
      as: { verb: 'undo', ...(isElsewhere ? { path: subject.id } : {}) },
      branch: await observeMadeBranch(look, planned, repoRoot, path),
      old: undefined,
    },
    look,
    ids,
  );
  const isLost = place.seen.kind === 'absent' && !(await isSeen(trashedDirectory(trash)));
  return isLost
    ? { ...reading, why: `${path} is not there any more, so nothing can go back to the trash.` }
    : reading;
}
