import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { isSeen } from '#electron/platform/files.ts';
import { backupRef } from '#electron/recover/backup/backup-record.ts';
import { clearBackup } from '#electron/recover/backup/clear-backup.ts';
import {
  cleanUpFacts,
  type LeavingScene,
  observeLeaving,
} from '#electron/recover/clean-up/clean-up-scene.ts';
import { describeLeaving } from '#electron/recover/clean-up/describe-clean-up.ts';
import { trashedDirectory, trashedEntry } from '#electron/recover/clean-up/move-to-trash.ts';
import { observePlaceAt, type Place } from '#electron/recover/clean-up/place.ts';
import { removeEntry } from '#electron/recover/clean-up/settle-put-away.ts';
import {
  obstacleToTakingAway,
  takeAway,
  type TakenAs,
} from '#electron/recover/clean-up/take-away.ts';
import { hasWork } from '#electron/recover/environment-work.ts';
import type { Look } from '#electron/recover/look.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActContext, ActFailure } from '#electron/recover/recovery-verb.ts';
import type { UndoReading } from '#electron/recover/undo-spec.ts';
import {
  branchFacts,
  branchSteps,
  branchWarnings,
  dropBranch,
  goingBranch,
  type MadeBranch,
} from './made-branch.ts';
import { type OldEntry, oldEntrySteps, oldEntryWarnings, putEntryBack } from './old-entry.ts';

/** A directory that came about by what is to be undone. */
export interface Arrival {
  readonly place: Place;
  /** Where it goes, of its own below `.rollcall-trash`. */
  readonly trash: string;
  readonly as: TakenAs;
  readonly branch: MadeBranch | undefined;
  readonly old: OldEntry | undefined;
}

/**
 * Takes it away again as a clean-up does: what was written in it since is kept first, and all of it goes
 * to the trash. Then its branch goes, where that was made for it, and git's earlier entry comes back.
 */
export async function readTakingBack(
  deps: RecoverDeps,
  { place: seen, trash, as, branch, old }: Arrival,
  look: Look,
  ids: PlanIds,
): Promise<UndoReading> {
  // Where the earlier entry is back, that is no entry of what came about.
  const isOld = seen.seen.kind === 'absent' && old?.state === 'back';
  const place: Place = isOld ? { ...seen, entry: undefined } : seen;
  const scene = await observeLeaving(deps, place, look, { trash, ids });
  const isGone = place.seen.kind === 'absent' && place.entry === undefined;
  const left = isGone ? undefined : describeLeaving(scene, goingBranch(branch)?.name);
  const keepIn = refOfCommit(scene, branch, ids);
  return {
    why: isGone ? undefined : obstacleToTakingAway(deps, scene),
    facts: [
      ...(isGone ? [{ fact: 'directory', value: 'absent' }] : cleanUpFacts(scene)),
      ...branchFacts(branch),
    ],
    steps: [...(left?.steps ?? []), ...branchSteps(branch, keepIn), ...oldEntrySteps(old)],
    keeps: left?.keeps,
    warnings: [...workWarnings(scene), ...branchWarnings(branch), ...oldEntryWarnings(old)],
    backup: left?.backup,
    async act(context) {
      const gone = await leave(deps, scene, context, as);
      if (!gone.ok) return gone;
      const dropped = await dropBranch(deps, branch, keepIn);
      if (!dropped.ok) return dropped;
      try {
        if (old !== undefined) await putEntryBack(old, ids('trash'));
        return ok(undefined);
      } catch (error) {
        const why = `Git's old entry was not put back: ${messageOf(error)}`;
        return err({ kind: 'failed', why });
      }
    },
    async verify(again) {
      const now = await observePlaceAt(deps, place, again);
      if (now.seen.kind !== 'absent') return err(`${place.path} is still there; look again.`);
      const isListed = now.entry !== undefined && now.entry.adminDir !== old?.adminDir;
      if (isListed) return err(`Git still lists ${place.path}; look again.`);
      return ok((await isSeen(trash)) ? `All of it is in ${trash}.` : `${place.path} is gone.`);
    },
  };
}

const workWarnings = ({ place, work, size }: LeavingScene): readonly string[] => {
  if (place?.seen.kind !== 'present') return [];
  const isWorkedIn =
    work === undefined ? size.ok && size.value.entries > 0 : work.ok && hasWork(work.value);
  return isWorkedIn ? ['There is work in it; that goes to the trash with it, and is kept.'] : [];
};

/** Where the commit of a branch that goes is kept, when the backup does not hold it. */
function refOfCommit(
  { work, backup }: LeavingScene,
  branch: MadeBranch | undefined,
  ids: PlanIds,
): string | undefined {
  const going = goingBranch(branch);
  if (going === undefined) return undefined;
  if (backup === null) return backupRef(ids('backup'));
  const head = work?.ok === true ? work.value.work.head : undefined;
  return head === going.commit ? undefined : backupRef(ids('record'));
}

/** Its way into the trash, or the rest of it where an earlier attempt was ended in the middle. */
async function leave(
  deps: RecoverDeps,
  scene: LeavingScene,
  context: ActContext,
  as: TakenAs,
): Promise<Result<void, ActFailure>> {
  const { place, trash, backup } = scene;
  if (place === undefined) return ok(undefined);
  const isMoved = await isSeen(trashedDirectory(trash));
  if (place.seen.kind === 'present') {
    if (isMoved) return err({ kind: 'refused', why: `${trash} holds a directory already.` });
    // What such an attempt has laid ready has the names of this very plan.
    await fs.rm(trash, { recursive: true, force: true });
    if (backup?.kind === 'git_ref') {
      const cleared = await clearBackup(deps.runGit, place.repoRoot, backup.location);
      if (!cleared.ok) return err({ kind: 'failed', why: cleared.error.message });
    }
  }
  if (place.seen.kind === 'absent' && isMoved) {
    const removed =
      place.entry === undefined ? ok(undefined) : await removeEntry(deps, place, trash);
    if (!removed.ok) return removed;
  } else if (place.seen.kind === 'present' || place.entry !== undefined) {
    const taken = await takeAway(deps, scene, context, as);
    if (!taken.ok) return taken;
  }
  failpoint('undo:taken-away');
  if (as.path !== undefined) await nameEarlierPlace(trash, as.path);
  return ok(undefined);
}

/** It came from there, so git's entry is kept as it was there. */
async function nameEarlierPlace(trash: string, path: string): Promise<void> {
  const link = join(trashedEntry(trash), 'gitdir');
  if (await isSeen(link)) await fs.writeFile(link, `${join(path, '.git')}\n`);
}
