import type { Environment } from '#shared/domain/environment.ts';
import type { Instant } from '#shared/domain/run.ts';

/** What a test says of a recorded worktree; the rest is usual. */
interface RecordedWorktree {
  readonly id: string;
  /** Of its repository, which is the workspace as well. */
  readonly root: string;
  readonly path: string;
  readonly branch: string;
  readonly at: Instant;
}

/** For tests: a worktree in use, as it is recorded. */
export const recordedWorktree = (
  { id, root, path, branch, at }: RecordedWorktree,
  change: Partial<Environment>,
): Environment => ({
  id,
  executionMode: 'git_worktree',
  workspaceRoot: root,
  path,
  git: {
    repoRoot: root,
    baseBranch: 'main',
    branch,
    worktreePath: path,
    createBranchIfMissing: true,
  },
  writeAccess: true,
  state: 'in_use',
  health: 'unknown',
  recoveryStatus: 'not_required',
  cleanupPolicy: 'keep_always',
  createdAt: at,
  updatedAt: at,
  ...change,
});
