import type { RunGit } from '#shared/domain/git.ts';
import type { Instant } from '#shared/domain/run.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Why there is no backup. After each of them nothing has been removed. */
export type BackupError =
  | { readonly kind: 'cannot_be_kept'; readonly message: string }
  | { readonly kind: 'backup_failed'; readonly message: string }
  /** By the operator. */
  | { readonly kind: 'stopped'; readonly message: string }
  | { readonly kind: 'read_back_differs'; readonly message: string };

type Answer = Promise<Result<string, BackupError>>;

/** Git as a backup uses it: on a copied index, and in Rollcall's own name. */
export interface BackupGit {
  /** Where the worktree's real index is; absolute, or relative to the worktree. */
  indexPath(): Answer;
  /** On the copied index. */
  run(...args: readonly string[]): Answer;
  /** On the copied index, with content filters off: bytes are kept as they are. */
  runUnfiltered(...args: readonly string[]): Answer;
  commit(tree: string, parents: readonly string[], message: string): Answer;
}

export function createBackupGit(
  runGit: RunGit,
  {
    worktree,
    indexFile,
    at,
    signal,
  }: {
    readonly worktree: string;
    readonly indexFile: string;
    readonly at: Instant;
    readonly signal?: AbortSignal | undefined;
  },
): BackupGit {
  const ask = async (
    args: readonly string[],
    access: 'read' | 'write',
    env: Readonly<Record<string, string>>,
  ): Answer => {
    if (signal?.aborted === true) return err({ kind: 'stopped', message: 'it was stopped' });
    // Adding a large tree takes longer than a look does.
    const ran = await runGit({ cwd: worktree, args, access, env, timeoutMs: 10 * 60_000 });
    return ran.ok
      ? ok(ran.value.trimEnd())
      : err({ kind: 'backup_failed', message: ran.error.message });
  };
  const copied = { GIT_INDEX_FILE: indexFile };
  const author = {
    GIT_AUTHOR_NAME: 'Rollcall',
    GIT_AUTHOR_EMAIL: 'rollcall@localhost',
    GIT_AUTHOR_DATE: at,
    GIT_COMMITTER_NAME: 'Rollcall',
    GIT_COMMITTER_EMAIL: 'rollcall@localhost',
    GIT_COMMITTER_DATE: at,
  };
  return {
    indexPath: () => ask(['rev-parse', '--git-path', 'index'], 'read', {}),
    run: (...args) => ask(args, 'write', copied),
    // The git runner switches filters off for reads; on the copied index `add` is no more than that.
    runUnfiltered: (...args) => ask(args, 'read', copied),
    commit: (tree, parents, message) =>
      ask(
        ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', message],
        'write',
        author,
      ),
  };
}
