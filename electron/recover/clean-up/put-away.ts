import { readdir } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { failedBackup } from '#electron/recover/backup/failed-backup.ts';
import type { TrashNote } from '#electron/recover/backup/trash-note.ts';
import { obstacleToBackup } from '#electron/recover/backup/make-backup.ts';
import { cleanUpFacts, type CleanUpScene, observeCleanUp } from './clean-up-scene.ts';
import { describeCleanUp } from './describe-clean-up.ts';
import { keepPlace } from './keep-place.ts';
import { moveToTrash, trashedDirectory } from './move-to-trash.ts';
import { obstacleOfPlace, observePlace } from './place.ts';
import { settlePutAway } from './settle-put-away.ts';
import { changeRecord } from '#electron/recover/record-change.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import {
  defineVerb,
  type ActContext,
  type ActFailure,
  type ActSuccess,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';
import { withoutLease } from '#electron/recover/start-changes.ts';
import { obstacleOfLease } from '#electron/recover/task-obstacles.ts';
import { undoneByRestoring } from '#electron/recover/undo/undo-removal.ts';

/** What is said of a directory that was put away, and how it is recorded. */
export interface PutAway {
  readonly verb: 'clean_up' | 'archive';
  readonly state: 'removed' | 'archived';
  /** In words: `cleaned up`, `archived`. */
  readonly done: string;
}

/**
 * A backup that is read back, then the whole directory goes to the trash by one rename, and this one
 * entry of git's is removed. The branch stays.
 */
export const definePutAway = (deps: RecoverDeps, away: PutAway): RecoveryVerb =>
  defineVerb<CleanUpScene>({
    verb: away.verb,
    observe: (target, look, ids) => observeCleanUp(deps, target, look, ids),
    goalHolds: ({ place }) =>
      place !== undefined && place.seen.kind === 'absent' && place.entry === undefined
        ? `${place.path} is gone already, and git has no entry of it.`
        : undefined,
    eligibility: (scene) => eligibility(deps, scene),
    facts: cleanUpFacts,
    describe: (scene) => describeCleanUp(scene, away.state),
    act: (scene, context) => act(deps, away, scene, context),
    settle: (scene, context) =>
      settlePutAway(deps, scene, context, () => recordRemoval(deps, away, scene, context)),
    async verify({ target, trash }, look) {
      const place = await observePlace(deps, target, look);
      if (place === undefined) return err('It is not recorded any more; look again.');
      if (place.seen.kind !== 'absent') return err(`${place.path} is still there; look again.`);
      if (place.entry !== undefined) return err(`Git still lists ${place.path}; look again.`);
      const kept = await readdir(trash).catch(() => []);
      return kept.length > 0
        ? ok(`${place.path} is ${away.done}; all of it is in ${trash}.`)
        : err(`${trash} does not hold it; look again.`);
    },
    undo: undoneByRestoring(deps),
  });

function eligibility(deps: RecoverDeps, scene: CleanUpScene): string | undefined {
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

async function act(
  deps: RecoverDeps,
  away: PutAway,
  scene: CleanUpScene,
  context: ActContext,
): Promise<Result<ActSuccess, ActFailure>> {
  const { place, trash, backup } = scene;
  if (place === undefined) throw new Error('No directory was to be cleaned up.');
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
    note: noteOf(deps, away, scene),
    entry: entryOf(scene),
  });
  if (!moved.ok) return err({ kind: 'failed', why: moved.error, backup: kept });
  failpoint('clean_up:moved');
  const written = recordRemoval(deps, away, scene, context);
  failpoint('clean_up:written');
  return written.ok ? ok({ why: 'Put away.', backup: kept }) : written;
}

function entryOf({ place }: CleanUpScene) {
  const { adminDir, path } = place?.entry ?? {};
  const repoRoot = place?.recorded?.record.git?.repoRoot ?? place?.workspace;
  return adminDir === undefined || path === undefined || repoRoot === undefined
    ? undefined
    : { adminDir, repoRoot, path };
}

const noteOf = (
  { clock }: RecoverDeps,
  { verb }: PutAway,
  { place, size, backup, work }: CleanUpScene,
): TrashNote => ({
  verb,
  path: place?.path ?? '',
  workspace: place?.workspace ?? '',
  at: clock.now(),
  ...(size.ok ? { bytes: size.value.bytes } : {}),
  ref: backup?.location,
  repoRoot: place?.recorded?.record.git?.repoRoot ?? place?.workspace,
  adminDir: place?.entry?.adminDir,
  head: work?.ok === true ? work.value.work.head : place?.entry?.head,
  ...(place?.entry?.isDetached === false ? { branch: place.entry.branch } : {}),
  environmentId: place?.recorded?.record.id,
  taskId: place?.recorded?.record.taskId,
});

function recordRemoval(
  deps: RecoverDeps,
  away: PutAway,
  { place, trash }: CleanUpScene,
  context: ActContext,
): Result<void, ActFailure> {
  const recorded = place?.recorded && deps.store.get('environment', place.recorded.record.id);
  if (recorded === undefined) return ok(undefined);
  const now = deps.clock.now();
  const { recoveryAction: _done, ...rest } = withoutLease(recorded.record, now);
  const { id, state } = recorded.record;
  const removed = changeRecord('environment', recorded, {
    ...rest,
    state: away.state,
    recoveryStatus: 'reconciled',
    cleanupResult: {
      disposition: away.state,
      completedAt: now,
      retainedPath: trashedDirectory(trash),
      summary: `Moved to ${trash}; can be restored from there.`,
    },
    updatedAt: now,
  });
  return context.write([removed], {
    subject: `environment:${id}`,
    message: `Environment ${id} was ${away.done}; all of it is in ${trash}.`,
    before: { state },
    after: { state: away.state, trash },
  });
}
