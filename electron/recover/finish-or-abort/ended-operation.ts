import { join } from 'node:path';
import type { GitOperation } from '#shared/domain/observation.ts';
import { readBounded } from '#electron/platform/files.ts';

/** An operation in a worktree, and how it is to be ended. */
export interface EndedOperation {
  readonly operation: GitOperation;
  readonly how: 'finish' | 'abort';
  readonly worktree: string;
  /** Git's own directory of the worktree. */
  readonly adminDir: string;
}

/** The steps of a rebase that are left, in git's own directory. */
export const todoOfRebase = 'rebase-merge/git-rebase-todo';

const mostRead = 4 * 1024 * 1024;

/** What one of git's files says of it; undefined where it could not be read. */
export async function textIn(
  { adminDir }: EndedOperation,
  name: string,
): Promise<string | undefined> {
  const text = await readBounded(join(adminDir, name), mostRead);
  return text.ok ? text.value.trim() : undefined;
}
