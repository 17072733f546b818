import type { Result } from '../result.ts';

/** One git command. Arguments never come from data unless they follow `--` or are full refs or ids. */
export interface GitRequest {
  readonly cwd: string;
  readonly args: readonly string[];
  /** `read` takes no optional locks and runs hardened; `write` is for plans only. */
  readonly access: 'read' | 'write';
  /** Only `GIT_INDEX_FILE`, `GIT_AUTHOR_*`, `GIT_COMMITTER_*` and the like. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly timeoutMs?: number | undefined;
}

export type GitError =
  | { readonly kind: 'git_missing'; readonly message: string }
  | { readonly kind: 'timed_out'; readonly message: string; readonly timeoutMs: number }
  | { readonly kind: 'git_failed'; readonly message: string; readonly exitCode: number | null }
  | { readonly kind: 'broker_lost'; readonly message: string };

/** Runs git and gives its standard output, decoded as UTF-8. */
export type RunGit = (request: GitRequest) => Promise<Result<string, GitError>>;
