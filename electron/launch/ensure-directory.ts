import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere, readBounded } from '#electron/platform/files.ts';
import { findGitDirectories } from '#electron/platform/git-directories.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { prepareDirectory, type PrepareError } from './prepare-directory.ts';

/** Whether the directory is that worktree, on that branch. */
async function isItsWorktree(runGit: RunGit, { path, git }: Environment): Promise<boolean> {
  const read = (args: readonly string[]) => runGit({ cwd: path, access: 'read', args });
  const top = await read(['rev-parse', '--show-toplevel']);
  const branch = await read(['symbolic-ref', '--quiet', 'HEAD']);
  return (
    top.ok &&
    branch.ok &&
    top.value.replace(/\n$/u, '') === (await realpath(path)) &&
    branch.value.trim() === `refs/heads/${git?.branch ?? ''}`
  );
}

/** Git's own word for a worktree whose files it has not all written yet. */
async function isBeingMade(path: string): Promise<boolean> {
  const directories = await findGitDirectories(path);
  const locked = await readBounded(join(directories?.own ?? path, 'locked'), 1024);
  return locked.ok && locked.value.trim() === 'initializing';
}

/** Git goes on where the console that began it was killed; looks for 5 s. False: it did not come to an end. */
async function untilMade(clock: Clock, path: string): Promise<boolean> {
  for (let looks = 1; await isBeingMade(path); looks += 1) {
    if (looks === 50) return false;
    await clock.sleep(100);
  }
  return true;
}

/**
 * The directory in which a task will work, made unless it is there: a console may have died after it
 * had made it, or while git did. Errors: it cannot be made, is not made to its end, or something else is
 * in its place; that is left alone.
 */
export async function ensureDirectory(
  { runGit, clock }: { readonly runGit: RunGit; readonly clock: Clock },
  environment: Environment,
): Promise<Result<void, PrepareError>> {
  const { path, executionMode } = environment;
  try {
    if (executionMode !== 'git_worktree' || !(await isThere(path)))
      return await prepareDirectory(runGit, environment);
    if (!(await untilMade(clock, path)))
      return err({
        kind: 'no_worktree',
        message: `Git has not made ${path} to its end: wait for it, or unlock it where nobody is at work on it, then restart the task.`,
      });
    if (await isItsWorktree(runGit, environment)) return ok(undefined);
  } catch (error) {
    return err({ kind: 'no_directory', message: `${path} cannot be looked at: ${String(error)}` });
  }
  return err({
    kind: 'no_worktree',
    message: `${path} is there already and is not the worktree of branch ${environment.git?.branch ?? ''}; move it away, then restart the task.`,
  });
}
