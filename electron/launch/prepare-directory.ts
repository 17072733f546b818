import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Environment } from '#shared/domain/environment.ts';
import type { GitError, RunGit } from '#shared/domain/git.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface PrepareError {
  readonly kind: 'no_directory' | 'no_worktree' | 'not_local';
  readonly message: string;
}

const worktreeError = (path: string, error: GitError): PrepareError => ({
  kind: 'no_worktree',
  message: `The worktree ${path} could not be made: ${error.message}`,
});

const noCommit = (path: string, base: string): PrepareError => ({
  kind: 'no_worktree',
  message: `The worktree ${path} could not be made: ${base} names no commit. A new repository needs its first one before it can have worktrees.`,
});

/** A ref by its full name, so that nothing in a branch's name can be taken for an option. */
const branchRef = (branch: string): string => `refs/heads/${branch}`;

async function addWorktree(
  runGit: RunGit,
  environment: Environment,
): Promise<Result<void, PrepareError>> {
  const { git } = environment;
  if (git === undefined)
    return err({
      kind: 'no_worktree',
      message: `Environment ${environment.id} has no worktree details.`,
    });
  const inRepository = { cwd: git.repoRoot, access: 'write' as const };
  const known = await runGit({
    cwd: git.repoRoot,
    access: 'read',
    args: ['for-each-ref', '--format=%(refname)', branchRef(git.branch)],
  });
  if (!known.ok) return err(worktreeError(git.worktreePath, known.error));
  // The pattern also names what lies below it: `feat` finds `feat/dark`.
  if (!known.value.split('\n').includes(branchRef(git.branch))) {
    const base = await runGit({
      cwd: git.repoRoot,
      access: 'read',
      args: ['rev-parse', '--verify', '--end-of-options', `${git.baseBranch}^{commit}`],
    });
    if (!base.ok)
      return err(
        base.error.message.includes('Needed a single revision')
          ? noCommit(git.worktreePath, git.baseBranch)
          : worktreeError(git.worktreePath, base.error),
      );
    const made = await runGit({
      ...inRepository,
      // The empty old value: the branch must not exist yet.
      args: ['update-ref', branchRef(git.branch), base.value.trim(), ''],
    });
    if (!made.ok) return err(worktreeError(git.worktreePath, made.error));
  }
  const added = await runGit({
    ...inRepository,
    args: ['worktree', 'add', '--', git.worktreePath, git.branch],
    // It writes every file, some of them through a filter.
    timeoutMs: 10 * 60_000,
  });
  return added.ok ? ok(undefined) : err(worktreeError(git.worktreePath, added.error));
}

/**
 * Makes the directory in which a task will work: a new worktree on its branch, an empty directory,
 * or nothing for the shared workspace. Fails without leaving a half-made worktree registered.
 */
export async function prepareDirectory(
  runGit: RunGit,
  environment: Environment,
): Promise<Result<void, PrepareError>> {
  if (environment.executionMode === 'remote')
    return err({
      kind: 'not_local',
      message: `Environment ${environment.id} is on another machine.`,
    });
  try {
    if (environment.executionMode === 'isolated_workspace')
      await mkdir(environment.path, { recursive: true });
    if (environment.executionMode === 'git_worktree')
      await mkdir(dirname(environment.path), { recursive: true });
  } catch (error) {
    return err({
      kind: 'no_directory',
      message: `${environment.path} could not be made: ${String(error)}`,
    });
  }
  return environment.executionMode === 'git_worktree'
    ? addWorktree(runGit, environment)
    : ok(undefined);
}
