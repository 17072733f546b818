import type { RunGit } from '#shared/domain/git.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { obstacleToBackup } from './backup/make-backup.ts';
import { observeWork, type Work } from './backup/observe-work.ts';

/** The work in a worktree, against the commit it would be set back to. */
export interface WorktreeWork {
  readonly work: Work;
  /** Where it began: the merge base with the base branch, else HEAD itself. */
  readonly base: string;
  readonly isBaseKnown: boolean;
  /** Commits from there to HEAD. */
  readonly commits: number;
}

/** Looks at the work in a worktree; errors when any of it could not be seen. */
export async function observeWorktreeWork(
  runGit: RunGit,
  worktree: string,
  baseBranch: string,
  recordedHead: string | undefined,
): Promise<Result<WorktreeWork, string>> {
  const work = await observeWork(runGit, worktree);
  if (!work.ok) return err(work.error.message);
  const read = (...args: readonly string[]) => runGit({ cwd: worktree, args, access: 'read' });
  const known = await findBase(read, baseBranch, recordedHead);
  const base = known ?? work.value.head;
  const counted = await read('rev-list', '--count', `${base}..HEAD`);
  if (!counted.ok) return err(counted.error.message);
  const commits = Number(counted.value.trim());
  return ok({ work: work.value, base, isBaseKnown: known !== undefined, commits });
}

async function findBase(
  read: (...args: readonly string[]) => ReturnType<RunGit>,
  baseBranch: string,
  recordedHead: string | undefined,
): Promise<string | undefined> {
  // Full names: a branch's short name is data and could look like an option.
  for (const ref of [`refs/heads/${baseBranch}`, `refs/remotes/${baseBranch}`]) {
    const base = await read('merge-base', 'HEAD', ref);
    if (base.ok) return base.value.trim();
  }
  if (recordedHead === undefined || !/^[0-9a-f]{40,64}$/.test(recordedHead)) return undefined;
  const isThere = await read('cat-file', '-e', `${recordedHead}^{commit}`);
  return isThere.ok ? recordedHead : undefined;
}

/** Whether setting it back would take anything away. */
export const hasWork = ({ work, commits }: WorktreeWork): boolean =>
  commits > 0 || work.paths.length > 0;

/** Why it could not be set back without losing something, or undefined. */
export const obstacleToSettingBack = (seen: WorktreeWork): string | undefined =>
  obstacleToBackup(seen.work);
