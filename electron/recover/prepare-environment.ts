import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedBackup } from '#shared/domain/plan.ts';
import { err, messageOf, ok, type Result } from '#shared/result.ts';
import { isSeen } from '#electron/platform/files.ts';
import { findGitDirectories } from '#electron/platform/git-directories.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { addWorktree } from './add-worktree.ts';
import type { BackupError } from './backup/backup-git.ts';
import { ignoredOf, makeBackup } from './backup/make-backup.ts';
import { watchAgainCommands } from './backup/unwatched.ts';
import { moveToTrash } from './clean-up/move-to-trash.ts';
import type { WorktreeWork } from './environment-work.ts';
import type { FreshEnvironment, SwappedDirectory } from './fresh-environment.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { TaskScene } from './task-scene.ts';
import { shortId } from './words.ts';

type Deps = Pick<RecoverDeps, 'runGit' | 'clock' | 'home'>;
type Failed = { readonly message: string };

/** Keeps what setting back would take away; nothing has been changed when it fails. */
export async function keepWork(
  deps: Deps,
  { environment, task }: TaskScene,
  fresh: FreshEnvironment,
  signal?: AbortSignal,
): Promise<Result<PlannedBackup | undefined, BackupError>> {
  if (fresh.kind !== 'set_back' || fresh.backup === null) return ok(undefined);
  const made = await makeBackup(deps, {
    worktree: fresh.path,
    ref: fresh.backup.location,
    about: {
      path: fresh.path,
      environmentId: environment?.record.id,
      taskId: task?.record.id,
      branch: fresh.branch,
    },
    at: deps.clock.now(),
    signal,
    ignored: ignoredOf(fresh.backup),
  });
  return made.ok ? ok(fresh.backup) : made;
}

/** Prepares the environment anew. Call `keepWork` first. Errors say what failed and what is left. */
export async function prepareEnvironment(
  deps: Deps,
  fresh: FreshEnvironment,
): Promise<Result<void, Failed>> {
  switch (fresh.kind) {
    case 'as_it_is':
      return ok(undefined);
    case 'impossible':
      throw new Error('An environment that cannot be prepared was to be prepared.');
    case 'make_directory':
      return attempt(() => mkdir(fresh.path));
    case 'swap_directory':
      return swapDirectory(deps, fresh);
    case 'bring_back':
      return addWorktree(deps, fresh.missing, fresh.backupId);
    case 'set_back':
      return setBack(deps, fresh.path, fresh.seen);
  }
}

/** Moves it into the trash by one rename, and makes it anew. */
async function swapDirectory(
  deps: Deps,
  { path, trash, workspace, environmentId }: SwappedDirectory,
): Promise<Result<void, Failed>> {
  const note = { verb: 'restart', path, workspace, at: deps.clock.now(), environmentId };
  const moved = await moveToTrash(deps.runGit, { path, trash, note });
  if (!moved.ok) return err({ message: moved.error });
  failpoint('prepare:swapped');
  return attempt(() => mkdir(path));
}

async function attempt(act: () => Promise<unknown>): Promise<Result<void, Failed>> {
  try {
    await act();
    return ok(undefined);
  } catch (error) {
    return err({ message: messageOf(error) });
  }
}

/** In this worktree alone; ignored files and repositories inside it stay. */
async function setBack(
  deps: Deps,
  path: string,
  seen: WorktreeWork,
): Promise<Result<void, Failed>> {
  // The last command would stop at it, after the first had taken files away already.
  const directories = await findGitDirectories(path);
  if (directories !== undefined && (await isSeen(join(directories.own, 'index.lock'))))
    return err({ message: 'its index is locked by another git; nothing in it was changed' });
  for (const { args } of setBackCommands(seen)) {
    failpoint('prepare:setting-back');
    const ran = await deps.runGit({ cwd: path, args, access: 'write', timeoutMs: 10 * 60_000 });
    if (!ran.ok) return ran;
  }
  return ok(undefined);
}

interface SetBackCommand {
  readonly describe: string;
  readonly args: readonly string[];
}

/**
 * The commands that set a worktree back to a commit. Clean first: the older commit may ignore less,
 * and what was ignored until now is in no ref.
 */
export const setBackCommands = ({ base, work }: WorktreeWork): readonly SetBackCommand[] => [
  // Else the last one would leave some of them and stop at others.
  ...watchAgainCommands(work.unwatched).map((args) => ({
    describe: 'Have git look again at changed files that it was told not to look at',
    args,
  })),
  {
    describe: 'Remove what git does not track, except what it ignores',
    args: ['clean', '-f', '-d'],
  },
  {
    describe: `Set the branch and every tracked file back to ${shortId(base)}`,
    args: ['reset', '--hard', '--no-recurse-submodules', base],
  },
];
