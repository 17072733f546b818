import { realpath } from 'node:fs/promises';
import { isThere } from '#electron/platform/files.ts';
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

/**
 * The directory in which a task will work, made unless it is there: a console may have died after it
 * had made it. Errors: it cannot be made, or something else is in its place; that is left alone.
 */
export async function ensureDirectory(
  runGit: RunGit,
  environment: Environment,
): Promise<Result<void, PrepareError>> {
  const { path, executionMode } = environment;
  try {
    if (executionMode !== 'git_worktree' || !(await isThere(path)))
      return await prepareDirectory(runGit, environment);
    if (await isItsWorktree(runGit, environment)) return ok(undefined);
  } catch (error) {
    return err({ kind: 'no_directory', message: `${path} cannot be looked at: ${String(error)}` });
  }
  return err({
    kind: 'no_worktree',
    message: `${path} is there already and is not the worktree of branch ${environment.git?.branch ?? ''}; move it away, then restart the task.`,
  });
}
