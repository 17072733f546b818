import { copyFile, stat, utimes } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { RunGit } from '#shared/domain/git.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { PlannedBackup } from '#shared/domain/plan.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { saysAbsent } from '#electron/platform/system-error.ts';
import { keepIgnored } from '#electron/recover/ignored/keep-ignored.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { withScratch } from '#electron/recover/scratch.ts';
import { type Backup, type BackupAbout, backupMessage } from './backup-record.ts';
import { type BackupError, createBackupGit, type BackupGit } from './backup-git.ts';
import { keepAdminFiles } from './keep-admin.ts';
import { nameBackup } from './name-backup.ts';
import { readModes } from './kept-modes.ts';
import { keepWorkingTree } from './keep-working-tree.ts';
import { observeWork, type Work } from './observe-work.ts';
import { readBack } from './read-back.ts';
import { obstacleToWriting, sizeOfWork } from './room.ts';
import { settleUnmerged } from './unmerged.ts';

export interface BackupRequest {
  /** Absolute. */
  readonly worktree: string;
  /** Full name of the ref to be made; must not exist. */
  readonly ref: string;
  readonly about: BackupAbout;
  readonly at: Instant;
  /** Stops it between two steps, before the ref is made. */
  readonly signal?: AbortSignal | undefined;
  /** By choice: what git ignores is kept too, in `to`, a directory of its own in the home. */
  readonly ignored?: { readonly to: string; readonly repoRoot: string } | undefined;
}

/** What a plan's backup says of that. */
export const ignoredOf = ({ ignored, repoRoot }: PlannedBackup): BackupRequest['ignored'] =>
  ignored === undefined ? undefined : { to: ignored, repoRoot: repoRoot ?? '' };

/**
 * Keeps HEAD, index and working tree (untracked files too) under a private ref, and by choice what git
 * ignores in the home; reads all of it back and compares it with the files. Works on a copy of the index,
 * so the worktree's own index and locks are not touched. Errors say why it cannot be kept; nothing was
 * removed then.
 */
export async function makeBackup(
  { runGit, home }: Pick<RecoverDeps, 'runGit' | 'home'>,
  request: BackupRequest,
): Promise<Result<Backup, BackupError>> {
  const work = await observeWork(runGit, request.worktree);
  if (!work.ok) return failed(work.error.message);
  const obstacle = obstacleToBackup(work.value);
  if (obstacle !== undefined) return err({ kind: 'cannot_be_kept', message: obstacle });
  const noRoom = await obstacleOfRoom(runGit, request.worktree, work.value);
  if (noRoom !== undefined) return failed(noRoom);
  const made = await withScratch(home, (scratch) =>
    backUp(runGit, request, work.value, scratch),
  ).catch((error: unknown) => {
    // A file that cannot be read, or a full disk.
    return failed(messageOf(error));
  });
  if (!made.ok || request.ignored === undefined) return made;
  const ignored = await keepIgnored({ runGit, home }, { ...request, ...request.ignored });
  return ignored.ok ? made : ignored;
}

/** Git's objects go where the repository is, which may be another disk than the worktree's. */
async function obstacleOfRoom(
  runGit: RunGit,
  worktree: string,
  { paths }: Work,
): Promise<string | undefined> {
  const args = ['rev-parse', '--path-format=absolute', '--git-path', 'objects'];
  const objects = await runGit({ cwd: worktree, args, access: 'read' });
  if (!objects.ok) return objects.error.message;
  return obstacleToWriting(objects.value.trimEnd(), await sizeOfWork(worktree, paths));
}

/** Why a worktree's work cannot be kept in a backup, or undefined. */
export function obstacleToBackup({ nested, paths }: Work): string | undefined {
  // Git's output is read as UTF-8: another encoding leaves the mark of what could not be read.
  const unnamable = paths.find((path) => path.includes('\uFFFD'));
  if (unnamable !== undefined)
    return `A name in it is no UTF-8 (${unnamable}), and a backup could not find that file again; rename it first.`;
  return nested.length === 0
    ? undefined
    : `A backup cannot hold the repositories inside it (${nested.slice(0, 3).join(', ')}); move or commit those first.`;
}

async function backUp(
  runGit: RunGit,
  request: BackupRequest,
  work: Work,
  scratch: string,
): Promise<Result<Backup, BackupError>> {
  const indexFile = join(scratch, 'index');
  const git = createBackupGit(runGit, { ...request, indexFile });
  const copied = await copyIndex(git, request.worktree, indexFile);
  if (!copied.ok) return copied;
  failpoint('backup:index-copied');
  const unmerged = await settleUnmerged(git);
  if (!unmerged.ok) return unmerged;
  const indexTree = await git.run('write-tree');
  if (!indexTree.ok) return indexTree;
  const workTree = await keepWorkingTree(git, request.worktree, work);
  if (!workTree.ok) return workTree;
  failpoint('backup:tree-kept');
  // By now the copied index names every file that is kept.
  const names = await git.run('ls-files', '-z');
  if (!names.ok) return names;
  const modes = await readModes(request.worktree, names.value.split('\0').filter(Boolean));
  const index = await git.commit(
    indexTree.value,
    [work.head],
    backupMessage('index', request.about),
  );
  if (!index.ok) return index;
  const message = backupMessage('working tree', request.about);
  const ofAdmin = createBackupGit(runGit, { ...request, indexFile: join(scratch, 'admin-index') });
  const admin = await keepAdminFiles(ofAdmin, {
    worktree: request.worktree,
    scratch,
    unmerged: unmerged.value,
    modes,
    message: backupMessage('git files', request.about),
  });
  if (!admin.ok) return admin;
  const parents = [work.head, index.value, admin.value];
  const commit = await git.commit(workTree.value, parents, message);
  if (!commit.ok) return commit;
  failpoint('backup:committed');
  const named = await nameBackup(git, {
    ref: request.ref,
    commit: commit.value,
    head: work.head,
    indexTree: indexTree.value,
    workTree: workTree.value,
    admin: admin.value,
    files: work.paths.length,
  });
  if (!named.ok) return named;
  failpoint('backup:ref-made');
  const differs = await readBack(runGit, request.worktree, named.value);
  return differs === undefined
    ? named
    : err({ kind: 'read_back_differs', message: `The backup did not read back: ${differs}` });
}

async function copyIndex(
  git: BackupGit,
  worktree: string,
  indexFile: string,
): Promise<Result<void, BackupError>> {
  const path = await git.indexPath();
  if (!path.ok) return path;
  try {
    const index = isAbsolute(path.value) ? path.value : join(worktree, path.value);
    const { atime, mtime } = await stat(index);
    await copyFile(index, indexFile);
    // By its index's time git tells which files may have changed within the second of its last look;
    // with a newer one it would take them for unchanged.
    await utimes(indexFile, atime, mtime);
    return ok(undefined);
  } catch (error) {
    // Nothing is staged, as where git was ended while it made the worktree.
    if (saysAbsent(error)) return ok(undefined);
    return failed(`Its index could not be copied: ${messageOf(error)}`);
  }
}

const failed = (message: string): Result<never, BackupError> =>
  err({ kind: 'backup_failed', message });
