import type { PlannedBackup } from '#shared/domain/plan.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { failedBackup } from '#electron/recover/backup/failed-backup.ts';
import { obstacleToBackup } from '#electron/recover/backup/make-backup.ts';
import type { TrashNote } from '#electron/recover/backup/trash-note.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActContext, ActFailure } from '#electron/recover/recovery-verb.ts';
import { obstacleOfLease } from '#electron/recover/task-obstacles.ts';
import type { LeavingScene } from './clean-up-scene.ts';
import { keepPlace } from './keep-place.ts';
import { moveToTrash } from './move-to-trash.ts';
import { obstacleOfPlace, type Place } from './place.ts';

/** What the trash says of a directory besides what was seen of it. */
export interface TakenAs {
  readonly verb: string;
  /** The place that a restore gives it back to; its own unless said. */
  readonly path?: string | undefined;
}

/** Why a directory cannot be taken away, or undefined. */
export function obstacleToTakingAway(deps: RecoverDeps, scene: LeavingScene): string | undefined {
  const { place, lease, inUse, work, size, noRoom, isCutOff } = scene;
  if (place === undefined) return 'It is about no directory.';
  const others = deps.store
    .load()
    .environments.map(({ record }) => record)
    .filter(({ state }) => state !== 'removed' && state !== 'archived');
  const obstacle = obstacleOfPlace(place, deps.home, others) ?? inUse ?? obstacleOfLease(lease);
  if (obstacle !== undefined) return obstacle;
  if (place.seen.kind === 'present' && !size.ok)
    return `${place.path} could not be read whole (${size.error}); look again.`;
  if (noRoom !== undefined) return `It cannot be put away: ${noRoom}.`;
  const { adminDir, head } = place.entry ?? {};
  if (isCutOff && (adminDir === undefined || head === undefined))
    return `Git's entry of ${place.path} names no commit that could be kept; reattach it first.`;
  if (work === undefined) return undefined;
  if (!work.ok) return `What is in ${place.path} could not be seen (${work.error}); look again.`;
  return obstacleToBackup(work.value.work);
}

/** Keeps it, then moves it into the trash and removes this one entry of git's; gives where it is kept. */
export async function takeAway(
  deps: RecoverDeps,
  scene: LeavingScene,
  context: ActContext,
  as: TakenAs,
): Promise<Result<PlannedBackup, ActFailure>> {
  const { place, trash, backup } = scene;
  if (place === undefined) throw new Error('No directory was to be taken away.');
  failpoint('clean_up:before-backup');
  if (backup !== null) {
    const { signal } = context;
    const made = await keepPlace(deps, scene, place, { ref: backup.location, signal });
    if (!made.ok) return err(failedBackup(made.error, 'removed'));
  }
  failpoint('clean_up:kept');
  if (context.signal?.aborted === true)
    return err(failedBackup({ kind: 'stopped', message: '' }, 'removed'));
  context.begin('move');
  const kept = backup ?? { kind: 'trash' as const, location: trash };
  const moved = await moveToTrash(deps.runGit, {
    path: place.path,
    trash,
    note: noteOf(deps, as, scene),
    entry: entryOf(place),
  });
  if (!moved.ok) return err({ kind: 'failed', why: moved.error, backup: kept });
  failpoint('clean_up:moved');
  return ok(kept);
}

function entryOf({ entry, repoRoot }: Place) {
  const { adminDir, path } = entry ?? {};
  return adminDir === undefined || path === undefined ? undefined : { adminDir, repoRoot, path };
}

const noteOf = (
  { clock }: RecoverDeps,
  { verb, path }: TakenAs,
  { place, size, backup, work }: LeavingScene,
): TrashNote => ({
  verb,
  path: path ?? place?.path ?? '',
  workspace: place?.workspace ?? '',
  at: clock.now(),
  ...(size.ok ? { bytes: size.value.bytes } : {}),
  ref: backup?.location,
  repoRoot: place?.repoRoot,
  adminDir: place?.entry?.adminDir,
  head: work?.ok === true ? work.value.work.head : place?.entry?.head,
  ...(place?.entry?.isDetached === false ? { branch: place.entry.branch } : {}),
  environmentId: place?.recorded?.record.id,
  taskId: place?.recorded?.record.taskId,
});
