import { rm } from 'node:fs/promises';
import { isSeen } from '#electron/platform/files.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActContext, Acted, ActFailure } from '#electron/recover/recovery-verb.ts';
import type { CleanUpScene } from './clean-up-scene.ts';
import { trashedDirectory } from './move-to-trash.ts';
import type { Place } from './place.ts';

/**
 * After Rollcall was ended in the middle. A directory that is in the trash already is put away to the
 * end; of one that is not, what was laid beside its empty place there is taken away again.
 */
export async function settlePutAway(
  deps: RecoverDeps,
  { place, trash }: CleanUpScene,
  context: ActContext,
  record: (isWhole: boolean) => Result<void, ActFailure>,
): Promise<Acted | undefined> {
  if (place === undefined || place.seen.kind === 'unknown') return undefined;
  const isMoved = await isSeen(trashedDirectory(trash));
  if (place.seen.kind === 'present') {
    // The place in the trash is this item's own: its name follows from the plan.
    if (!isMoved) await rm(trash, { recursive: true, force: true });
    return undefined;
  }
  if (place.entry !== undefined) {
    // Where the directory was gone from the beginning, the entry tells whether anything was done.
    if (!isMoved && context.begun() === undefined) return undefined;
    const removed = await removeEntry(deps, place, trash);
    if (!removed.ok) return removed;
  }
  const written = record(isMoved);
  return written.ok ? ok({ why: 'Put away.' }) : written;
}

/** Removes git's entry of a directory that is in the trash already. */
export async function removeEntry(
  { runGit }: Pick<RecoverDeps, 'runGit'>,
  { entry, repoRoot }: Pick<Place, 'entry' | 'repoRoot'>,
  trash: string,
): Promise<Result<void, ActFailure>> {
  const args = ['worktree', 'remove', '--', entry?.path ?? ''];
  const removed = await runGit({ cwd: repoRoot, args, access: 'write' });
  const why = `It is in ${trash}, but git's entry of it could not be removed`;
  return removed.ok
    ? ok(undefined)
    : err({ kind: 'failed', why: `${why}: ${removed.error.message}` });
}
