import { join } from 'node:path';
import { observePlaceAt, pathOf } from '#electron/recover/clean-up/place.ts';
import { notRecorded } from '#electron/recover/environment-scene.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { trashPath } from '#electron/recover/trash.ts';
import { nothingToDo, type UndoSpec } from '#electron/recover/undo-spec.ts';
import { observeMadeBranch } from './made-branch.ts';
import { observeOldEntry } from './old-entry.ts';
import { readTakingBack } from './take-back.ts';

/** Takes an environment that was brought back away again, and gives git's earlier entry back. */
export const undoneByTakingBack = (deps: RecoverDeps): UndoSpec => ({
  kind: 'also',
  async observe({ planned, entries, ids: madeIds }, look, ids) {
    const made = entries.find(({ kind }) => kind === 'environment');
    const recorded = look.records().environments.find(({ record }) => record.id === made?.id);
    if (recorded === undefined) return nothingToDo(notRecorded);
    const { workspaceRoot: workspace, git } = recorded.record;
    const path = pathOf(recorded.record);
    const repoRoot = git?.repoRoot ?? workspace;
    const kept = join(trashPath(workspace, madeIds('trash')), 'entry');
    const arrival = {
      place: await observePlaceAt(deps, { path, workspace, repoRoot, recorded }, look),
      trash: trashPath(workspace, ids('trash')),
      as: { verb: 'undo' },
      branch: await observeMadeBranch(look, planned, repoRoot, path),
      old: await observeOldEntry(planned, kept),
    };
    return readTakingBack(deps, arrival, look, ids);
  },
});
