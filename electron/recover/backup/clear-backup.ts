import type { GitError, RunGit } from '#shared/domain/git.ts';
import type { Result } from '#shared/result.ts';

/**
 * Takes away what an attempt that was ended before it changed anything has kept under this name; none is
 * no error. Only for a name that follows from the plan that is carried out.
 */
export const clearBackup = (
  runGit: RunGit,
  repoRoot: string,
  ref: string,
): Promise<Result<string, GitError>> => {
  const args = ['update-ref', '--no-deref', '-d', ref];
  return runGit({ cwd: repoRoot, args, access: 'write' });
};
