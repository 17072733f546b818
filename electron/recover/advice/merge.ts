import type { WorktreeDetails } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';

/** Whether the work on a branch is in its base already. */
export type Merge =
  | { readonly kind: 'merged'; readonly says: string }
  | { readonly kind: 'not_merged' };

const notMerged: Merge = { kind: 'not_merged' };

/**
 * Merged: its commits are in the base, as they are or as equal patches. A branch without a commit of
 * its own has nothing that could be merged, however far its base has gone on.
 */
export async function observeMerge(
  runGit: RunGit,
  cwd: string,
  { baseBranch, branch }: WorktreeDetails,
): Promise<Merge> {
  const read = async (...args: readonly string[]) => {
    const ran = await runGit({ cwd, args, access: 'read' });
    return ran.ok ? ran.value.trim() : undefined;
  };
  const base = `refs/heads/${baseBranch}`;
  const [head, tip] = [await read('rev-parse', 'HEAD'), await read('rev-parse', base)];
  if (head === undefined || tip === undefined || head === tip) return notMerged;
  const common = await read('merge-base', 'HEAD', base);
  if (common === head)
    return (await hasOwnCommits(read, branch, head))
      ? { kind: 'merged', says: `Branch ${branch} is merged into ${baseBranch}` }
      : notMerged;
  const patches = await read('cherry', base, 'HEAD');
  const rows = patches?.split('\n').filter(Boolean) ?? [];
  return rows.length > 0 && rows.every((row) => row.startsWith('- '))
    ? { kind: 'merged', says: `${baseBranch} holds every change of branch ${branch}` }
    : notMerged;
}

/** By the branch's reflog: whether it was ever elsewhere than where it began. */
async function hasOwnCommits(
  read: (...args: readonly string[]) => Promise<string | undefined>,
  branch: string,
  head: string,
): Promise<boolean> {
  const told = await read('log', '--walk-reflogs', '--format=%H', `refs/heads/${branch}`, '--');
  const began = told?.split('\n').filter(Boolean).at(-1);
  return began !== undefined && began !== head;
}
