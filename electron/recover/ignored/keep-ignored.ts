import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/domain/run.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { isSeen } from '#electron/platform/files.ts';
import type { BackupError } from '#electron/recover/backup/backup-git.ts';
import { obstacleToWriting } from '#electron/recover/backup/room.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { withScratch } from '#electron/recover/scratch.ts';
import { copyPaths } from './copy-paths.ts';
import { digestPaths } from '#electron/recover/backup/digest-paths.ts';
import { filesIn, writeIgnoredNote } from './ignored-note.ts';
import { type Ignored, observeIgnored } from './observe-ignored.ts';

export interface KeepIgnoredRequest {
  /** Absolute. */
  readonly worktree: string;
  /** A directory of its own below the home's `backups`. */
  readonly to: string;
  readonly ref: string;
  readonly repoRoot: string;
  readonly at: Instant;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Copies what git ignores in a worktree to the home, reads it back and compares it with the files as
 * they lie there. It comes to its place by one rename: a copy that was cut short lies in the home's
 * scratch, which the next start empties. Errors say why it cannot be kept; nothing was removed then.
 */
export async function keepIgnored(
  { runGit, home }: Pick<RecoverDeps, 'runGit' | 'home'>,
  request: KeepIgnoredRequest,
): Promise<Result<void, BackupError>> {
  const ignored = await observeIgnored(runGit, request.worktree, true);
  if (!ignored.ok) return failed(`What git ignores could not be read: ${ignored.error}`);
  const why = obstacleToKeepingIgnored(ignored.value);
  if (why !== undefined) return err({ kind: 'cannot_be_kept', message: why });
  const noRoom = await obstacleToWriting(dirname(request.to), ignored.value.bytes);
  if (noRoom !== undefined) return failed(noRoom);
  try {
    return await withScratch(home, (scratch) => keep(request, ignored.value, scratch));
  } catch (error) {
    return request.signal?.aborted === true
      ? err({ kind: 'stopped', message: 'it was stopped' })
      : failed(`What git ignores could not be kept: ${messageOf(error)}`);
  }
}

/** Why it cannot be kept, or undefined. */
export const obstacleToKeepingIgnored = ({ unkeepable }: Ignored): string | undefined =>
  unkeepable === undefined
    ? undefined
    : `Among what git ignores is something that is no file, link or folder, or has a name that is no UTF-8 (${unkeepable}); move that away first, or do not keep ignored files.`;

async function keep(
  { worktree, to, ref, repoRoot, at, signal }: KeepIgnoredRequest,
  { paths, files, bytes }: Ignored,
  scratch: string,
): Promise<Result<void, BackupError>> {
  const made = join(scratch, 'kept');
  await mkdir(filesIn(made), { recursive: true, mode: 0o700 });
  const folderModes = await copyPaths(worktree, filesIn(made), paths, signal);
  failpoint('ignored:copied');
  const [digest, asItLies] = await Promise.all(
    [filesIn(made), worktree].map((root) => digestPaths(root, paths, signal)),
  );
  if (digest === undefined || digest !== asItLies)
    return err({ kind: 'read_back_differs', message: 'What git ignores did not read back.' });
  const about = { ref, repoRoot, path: worktree, at };
  await writeIgnoredNote(made, { ...about, files, bytes, digest, paths, folderModes });
  failpoint('ignored:read-back');
  // Secrets are among what is ignored as a rule.
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  // One that is there was made by an attempt that was ended before it changed anything.
  if (await isSeen(to)) await rename(to, join(scratch, 'earlier'));
  await rename(made, to);
  failpoint('ignored:kept');
  return ok(undefined);
}

const failed = (message: string): Result<never, BackupError> =>
  err({ kind: 'backup_failed', message });
