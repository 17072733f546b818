import type { Environment, WorktreeDetails } from '#shared/domain/environment.ts';
import type { Instant } from '#shared/domain/run.ts';

/** What a test says of a recorded worktree; the rest is usual. */
export interface RecordedWorktree {
  readonly id: string;
  /** Of its repository, which is the workspace as well. */
  readonly root: string;
  readonly path: string;
  readonly branch: string;
  readonly at: Instant;
  readonly git?: Partial<WorktreeDetails>;
}

/** A real worktree as it is recorded: ready and clean unless said otherwise. */
export const recordedWorktree = (
  { id, root, path, branch, at, git }: RecordedWorktree,
  change: Partial<Environment> = {},
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
    ...git,
  },
  writeAccess: true,
  state: 'ready',
  health: 'clean',
  recoveryStatus: 'reconciled',
  cleanupPolicy: 'keep_always',
  createdAt: at,
  updatedAt: at,
  ...change,
});
