import { lstat, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '#electron/platform/system-error.ts';
import type { RunGit } from '#shared/domain/git.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { copyWhole } from '#electron/recover/backup/copy-whole.ts';
import { type TrashNote, writeTrashNote } from '#electron/recover/backup/trash-note.ts';

export interface MoveRequest {
  readonly path: string;
  /** A directory of its own below `.rollcall-trash`. */
  readonly trash: string;
  readonly note: TrashNote;
  /** The worktree's entry in its repository, to be kept beside it and then removed. */
  readonly entry?:
    | {
        readonly repoRoot: string;
        readonly adminDir: string;
        /** As git lists it. */
        readonly path: string;
      }
    | undefined;
}

/** Where in the trash the directory itself comes to lie, and where git's entry. */
export const trashedDirectory = (trash: string): string => join(trash, 'directory');
export const trashedEntry = (trash: string): string => join(trash, 'entry');

/**
 * Moves a directory into the trash by one rename, so that it is there whole or not moved at all; keeps
 * a copy of git's entry beside it, and then removes that one entry. Errors say what was left where.
 */
export async function moveToTrash(
  runGit: RunGit,
  { path, trash, note, entry }: MoveRequest,
): Promise<Result<void, string>> {
  let isMoved = false;
  try {
    await mkdir(trash, { recursive: true });
    failpoint('trash:made');
    await writeTrashNote(trash, note);
    if (entry !== undefined) await copyWhole(entry.adminDir, trashedEntry(trash));
    failpoint('trash:entry-copied');
    isMoved = await isDirectory(path);
    if (isMoved) await rename(path, trashedDirectory(trash));
  } catch (error) {
    const why = messageOf(error);
    return err(`${path} could not be moved to ${dirname(trash)} and is where it was: ${why}`);
  }
  if (entry === undefined) return ok(undefined);
  // With its directory gone, this removes the one entry that names the path and nothing else.
  failpoint('trash:moved');
  const args = ['worktree', 'remove', '--', entry.path];
  const removed = await runGit({ cwd: entry.repoRoot, args, access: 'write' });
  failpoint('trash:entry-removed');
  if (removed.ok) return ok(undefined);
  if (!isMoved) return err(`Git's entry of ${path} could not be removed: ${removed.error.message}`);
  await rename(trashedDirectory(trash), path);
  return err(`Git's entry could not be removed, so ${path} was put back: ${removed.error.message}`);
}

const isDirectory = (path: string): Promise<boolean> =>
  lstat(path).then(
    (stats) => stats.isDirectory(),
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
